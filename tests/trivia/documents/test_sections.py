"""What stands under no heading, or apart from one, is told by its shape."""

from __future__ import annotations

import pytest

from trivia.documents.parse import parse
from trivia.documents.records import Page, Verdict


def read(*lines: str) -> Page:
    """A page of these lines under the name of a director, which makes it a film page."""
    return parse("\n".join(["Director: Agnès Varda", *lines]))


@pytest.mark.parametrize("bullet", ["", "• "])
@pytest.mark.parametrize("heading", [["", "Cast", ""], [""]])
def test_bare_names_are_a_cast_apart_from_their_heading_and_without_one(
    heading: list[str], bullet: str
) -> None:
    page = read(*heading, f"{bullet}Corinne Marchand", f"{bullet}Antoine Bourseiller")
    assert [member.name for member in page.cast] == ["Corinne Marchand", "Antoine Bourseiller"]


@pytest.mark.parametrize("heading", ["Awards", "Filming locations:"])
def test_names_under_an_unknown_heading_are_no_cast(heading: str) -> None:
    page = read("", heading, "• Grand Prix", "• Golden Lion", "", "Trivia", "• The rain is real.")
    assert page.cast == ()
    assert [line.text for line in page.lines if line.verdict is Verdict.NOT_UNDERSTOOD] == []


def test_names_under_the_facts_are_facts() -> None:
    page = read("", "Trivia", "", "• Anna Karina", "• Jean-Luc Godard")
    assert [fact.text for fact in page.facts] == ["Anna Karina", "Jean-Luc Godard"]


def test_bullet_with_nothing_after_it_is_no_quote() -> None:
    page = read("", "Quotes", "Cléo: I am afraid.", "", "•")
    assert (len(page.quotes), page.lines[-1].verdict) == (1, Verdict.NOT_UNDERSTOOD)


def test_label_under_a_line_without_a_bullet_is_a_line_of_its_own() -> None:
    page = read("Aspect ratio: 1.66:1", "  • Film stock: Eastman")
    assert [credit.name for credit in page.crew] == ["Agnès Varda"]
    assert [detail.label for detail in page.details] == ["Aspect ratio", "Film stock"]


def test_title_may_have_the_words_that_part_it_from_its_heading() -> None:
    page = parse("Trivia for Cléo from 5 to 7 (1962)\n\nDirector: Agnès Varda")
    assert (page.title, page.year) == ("Cléo from 5 to 7", 1962)
