"""Records are values: frozen, comparable, in the words of the contract."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from trivia.documents import records
from trivia.documents.records import DocumentError, FactText, Note, NoteKind, Page, Verdict


def test_verdicts_are_those_of_the_contract() -> None:
    assert [str(verdict) for verdict in Verdict] == [
        "blank",
        "title",
        "heading",
        "header",
        "cast",
        "synopsis",
        "fact",
        "speech",
        "continuation",
        "not understood",
    ]


def test_kinds_of_notes_are_closed() -> None:
    assert [str(kind) for kind in NoteKind] == [
        "repeated-name", "lost-link", "misspelt-heading", "missing-heading", "empty-section", "repeated-text",
        "same-subject",
    ]  # fmt: skip


def test_records_cannot_be_changed() -> None:
    fact = FactText(1, "It was cold.")
    with pytest.raises(FrozenInstanceError):
        fact.text = "It was warm."  # type: ignore[misc]


def test_records_with_the_same_values_are_equal_and_hashable() -> None:
    assert {Note(2, NoteKind.LOST_LINK, "gone"), Note(2, NoteKind.LOST_LINK, "gone")} == {
        Note(2, NoteKind.LOST_LINK, "gone")
    }


def test_an_empty_page_says_nothing() -> None:
    assert {
        field.name: getattr(Page(), field.name) for field in fields(Page) if getattr(Page(), field.name)
    } == {}


def test_every_record_of_a_page_knows_its_line() -> None:
    for name in (
        "CrewCredit",
        "CastMember",
        "Release",
        "Certificate",
        "PageLink",
        "Detail",
        "FactText",
        "QuoteBlock",
    ):
        assert fields(getattr(records, name))[0].name == "line"


def test_an_error_names_the_line_where_one_is_to_blame() -> None:
    assert (str(DocumentError("No.", 3)), DocumentError("No.", 3).line) == ("No.", 3)
    assert DocumentError("No.").line is None
