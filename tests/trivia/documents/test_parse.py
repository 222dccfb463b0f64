"""Pages of every layout are read whole: what they say, what each line is, and what is odd about them."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trivia.documents.content import DOCUMENTS, read_document
from trivia.documents.parse import parse
from trivia.documents.read import decode
from trivia.documents.records import (
    Certificate,
    DocumentError,
    NoteKind,
    Page,
    PageLink,
    SpeechText,
    TitleCandidate,
    Verdict,
)

GOOD = sorted(DOCUMENTS.glob("good_*.txt"))
SAMPLE = DOCUMENTS.parents[1] / "fixtures" / "documents" / "eternal-sunshine.txt"
PAGE = os.environ.get("ETERNAL_PAGE", "")
SET_PAGE = "set ETERNAL_PAGE to the path of the page that the sample restates"

NOTHING_LIKE = (
    "This is nothing like a film page: expected lines such as 'Director: …', a cast list, facts about a film "
    "under bullets, or quotes such as 'Speaker: …' (trivia/documents/FORMAT.md shows the layout)."
)


def read(*lines: str) -> Page:
    """A page of these lines under the name of a director, which makes it a film page."""
    return parse("\n".join(["Director: Agnès Varda", *lines]))


def facts(*lines: str) -> list[tuple[str, bool]]:
    return [(fact.text, fact.spoiler) for fact in read("", "Trivia", *lines).facts]


def cast(*lines: str) -> list[tuple[str, str]]:
    return [(member.name, member.character) for member in read("", "Cast", *lines).cast]


def speeches(*lines: str) -> list[list[tuple[str, str, str, str]]]:
    return [
        [(s.direction_before, s.speaker, s.text, s.direction_after) for s in quote.speeches]
        for quote in read("", "Quotes", *lines).quotes
    ]


def verdicts(page: Page) -> list[Verdict]:
    return [line.verdict for line in page.lines]


def notes(page: Page) -> list[tuple[int, str]]:
    return [(note.line, note.kind.value) for note in page.notes]


# Whole pages


def test_there_are_pages_to_read() -> None:
    assert len(GOOD) == 11
    assert len(list(DOCUMENTS.glob("broken_*.txt"))) == 10


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_page_says_what_its_notes_say(path: Path) -> None:
    decoded = decode(path.read_bytes(), path.name)
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert _tell(parse(decoded.text)) | {"encoding": decoded.encoding} == expected


def _tell(page: Page) -> dict[str, Any]:
    """A page in the words of the JSON beside it."""
    rating = page.certificate
    return {
        "title": page.title,
        "year": page.year,
        "original_title": page.original_title,
        "tagline": page.tagline,
        "runtime_minutes": page.runtime_minutes,
        "certificate": [rating.system, rating.value, rating.reason] if rating else None,
        "genres": list(page.genres),
        "countries": list(page.countries),
        "languages": list(page.languages),
        "imdb_id": page.imdb_id,
        "crew": [[credit.name, credit.department, credit.job] for credit in page.crew],
        "cast": [[member.name, member.character] for member in page.cast],
        "releases": [[release.date, release.country, release.note] for release in page.releases],
        "links": [[link.kind, link.label, link.text, link.url] for link in page.links],
        "details": [[detail.label, detail.value] for detail in page.details],
        "synopsis_words": len(page.synopsis.split()),
        "facts": len(page.facts),
        "spoilers": [fact.line for fact in page.facts if fact.spoiler],
        "quotes": [[speech.speaker for speech in quote.speeches] for quote in page.quotes],
        "lines": len(page.lines),
        "blank": verdicts(page).count(Verdict.BLANK),
        "not_understood": [line.number for line in page.lines if line.verdict is Verdict.NOT_UNDERSTOOD],
        "notes": [[line, kind] for line, kind in notes(page)],
    }


@pytest.mark.parametrize(
    ("name", "message", "line"),
    [
        ("broken_empty.txt", "{} is empty: give a text file with a film's trivia page in it.", None),
        ("broken_blank.txt", "{} is blank: give a text file with a film's trivia page in it.", None),
        ("broken_binary.txt", "{} is not text: save it as plain text (UTF-8) first.", None),
        (
            "broken_half_utf16.txt",
            "{} starts like UTF-16-LE text but breaks off: save it again as UTF-8.",
            None,
        ),
        ("broken_half_utf8.txt", "{}, line 3: the file is damaged UTF-8 (byte 119): save it again.", 3),
        (
            "broken_nul.txt",
            "{} contains NUL bytes, so it is not text: save it as plain text (UTF-8).",
            None,
        ),
        ("broken_log.txt", NOTHING_LIKE, None),
        ("broken_recipe.txt", NOTHING_LIKE, None),
        ("broken_source.txt", NOTHING_LIKE, None),
        ("broken_word.txt", NOTHING_LIKE, None),
    ],
)
def test_broken_page_is_refused_in_one_line(name: str, message: str, line: int | None) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_document(DOCUMENTS / name)
    assert (str(refusal.value), refusal.value.line) == (message.format(name), line)


@pytest.fixture(
    params=[
        pytest.param(str(SAMPLE), id="sample"),
        pytest.param(
            PAGE,
            id="page",
            marks=pytest.mark.skipif(not PAGE, reason=SET_PAGE),
        ),
    ]
)
def eternal(request: pytest.FixtureRequest) -> Page:
    """The sample and the page that it restates line for line."""
    return read_document(Path(request.param))


def test_eternal_page_is_understood_to_the_last_line(eternal: Page) -> None:
    assert Counter(verdicts(eternal)) == {
        Verdict.BLANK: 13,
        Verdict.HEADER: 8,
        Verdict.HEADING: 2,
        Verdict.CAST: 5,
        Verdict.SYNOPSIS: 1,
        Verdict.FACT: 36,
        Verdict.SPEECH: 7,
    }
    assert [line.number for line in eternal.lines] == list(range(1, 73))
    assert [fact.line for fact in eternal.facts] == list(range(23, 59))
    assert [(quote.line, len(quote.speeches)) for quote in eternal.quotes] == [
        (61, 2), (64, 1), (66, 1), (68, 1), (70, 1), (72, 1)
    ]  # fmt: skip


def test_eternal_page_header_is_read(eternal: Page) -> None:
    assert [(credit.name, credit.job, credit.line) for credit in eternal.crew] == [
        ("Michel Gondry", "Director", 1),
        ("Charlie Kaufman", "Writer", 2),
        ("Michel Gondry", "Writer", 2),
        ("Pierre Bismuth", "Writer", 2),
    ]
    assert [(release.date, release.country) for release in eternal.releases] == [("2004-03-19", "US")]
    assert eternal.certificate == Certificate(4, "MPA", "R", "language, some drug and sexual content")
    assert (eternal.genres, eternal.runtime_minutes) == (("Drama", "Romance", "Sci-Fi"), 108)
    assert [(link.line, link.kind, link.url) for link in eternal.links] == [
        (5, "parents-guide", ""),
        (8, "box-office", ""),
    ]
    assert [member.name for member in eternal.cast] == [
        "Jim Carrey", "Kate Winslet", "Elijah Wood", "Mark Ruffalo", "Tom Wilkinson"
    ]  # fmt: skip
    assert eternal.details == ()


def test_eternal_page_verse_keeps_its_lines(eternal: Page) -> None:
    (speech,) = eternal.quotes[1].speeches
    assert (speech.speaker, speech.line, speech.text) == (
        "Mary",
        64,
        "How happy is the blameless vestal’s lot!\n"
        "The world forgetting, by the world forgot\n"
        "Eternal sunshine of the spotless mind!\n"
        "Each pray’r accepted, and each wish resign’d.",
    )
    assert eternal.quotes[0].speeches[1] == SpeechText(
        62, "Mary", "Nietzsche. Beyond Good and Evil. Found it in my Bartlett’s.", "they click glasses"
    )


def test_eternal_page_is_told_what_is_odd_about_it(eternal: Page) -> None:
    assert [note for note in notes(eternal) if note[1] != "same-subject"] == [
        (2, "repeated-name"),
        (5, "lost-link"),
        (8, "lost-link"),
        (10, "misspelt-heading"),
        (19, "empty-section"),
        (23, "missing-heading"),
        (61, "missing-heading"),
    ]
    same = next(note for note in eternal.notes if note.kind is NoteKind.SAME_SUBJECT)
    assert (same.line, same.message[:53]) == (41, "Lines 25 and 41 seem to be about one subject: lacuna,")


@pytest.mark.skipif(not PAGE, reason=SET_PAGE)
def test_page_has_one_pair_of_facts_about_one_subject() -> None:
    kinds = [note.kind for note in read_document(Path(PAGE)).notes]
    assert kinds.count(NoteKind.SAME_SUBJECT) == 1


def test_eternal_page_offers_its_title_and_takes_none(eternal: Page) -> None:
    assert eternal.title == ""
    assert eternal.candidate == TitleCandidate(
        64,
        "Eternal Sunshine of the Spotless Mind",
        "a line of verse that stands on lines 32 and 64; line 23 tells where the title comes from",
    )


# Facts


@pytest.mark.parametrize("sign", ["•", "*", "-", "–", "—", "·", "▪", "1.", "12)", "(3)"])
def test_bullet_or_number_opens_a_fact(sign: str) -> None:
    assert facts(f"{sign} The film runs in real time.", f"  {sign} It was shot in Paris.") == [
        ("The film runs in real time.", False),
        ("It was shot in Paris.", False),
    ]


def test_wrapped_bullet_is_one_fact() -> None:
    page = read(
        "", "Trivia", "• The film runs in", "  real time – or very", "nearly so.", "• It is 90 min-", "utes."
    )
    assert [fact.text for fact in page.facts] == [
        "The film runs in real time – or very nearly so.",
        "It is 90 min-utes.",
    ]
    assert [(line.verdict, line.record) for line in page.lines[3:]] == [
        (Verdict.FACT, 4),
        (Verdict.CONTINUATION, 4),
        (Verdict.CONTINUATION, 4),
        (Verdict.FACT, 7),
        (Verdict.CONTINUATION, 7),
    ]


def test_dash_that_opens_a_wrapped_line_is_no_bullet() -> None:
    assert facts("• She walks through Paris", "  - all of it.", "• It rains.") == [
        ("She walks through Paris - all of it.", False),
        ("It rains.", False),
    ]


@pytest.mark.parametrize(
    "mark", ["SPOILER:", "Spoiler:", "spoilers:", "[SPOILER]:", "Spoiler warning:", "SPOILER!"]
)
def test_spoiler_mark_is_taken_off(mark: str) -> None:
    assert facts(f"• {mark} She is well.") == [("She is well.", True)]


def test_names_under_the_facts_are_facts() -> None:
    assert facts("", "• Anna Karina", "• Jean-Luc Godard") == [
        ("Anna Karina", False),
        ("Jean-Luc Godard", False),
    ]


def test_spoiler_within_a_fact_marks_nothing() -> None:
    assert facts("• The posters told a spoiler: she is well.") == [
        ("The posters told a spoiler: she is well.", False)
    ]


def test_backslash_keeps_the_word_spoiler_in_a_fact() -> None:
    assert facts("• \\SPOILER: was its working title.") == [("SPOILER: was its working title.", False)]


def test_facts_without_bullets_are_told_by_their_paragraphs() -> None:
    assert facts(
        "The film runs in real time.",
        "",
        "It was shot in Paris on the longest day of the year and",
        "in the rain.",
    ) == [
        ("The film runs in real time.", False),
        ("It was shot in Paris on the longest day of the year and in the rain.", False),
    ]


def test_page_without_facts_and_quotes_has_none() -> None:
    page = read()
    assert (page.facts, page.quotes, page.notes, page.candidate) == ((), (), (), None)


# Header


@pytest.mark.parametrize(
    "line", ["Runtime: 90 min", "Runtime\t90 min", "• Runtime: 90 min", "RUNTIME : 90 min"]
)
def test_label_ends_at_a_colon_or_tab(line: str) -> None:
    page = read(line)
    assert (page.runtime_minutes, page.lines[1].verdict) == (90, Verdict.HEADER)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("90", 90), ("90 min", 90), ("90 minutes", 90), ("1h 30m", 90), ("1 h 30 min", 90), ("1:30", 90),
     ("1 hour 30 minutes", 90), ("2 hours", 120), ("90'", 90), ("about 90 min", 90)],
)  # fmt: skip
def test_runtime_is_read_in_every_form(value: str, minutes: int) -> None:
    page = read(f"Runtime: {value}")
    assert (page.runtime_minutes, page.details) == (minutes, ())


def test_value_that_makes_no_sense_is_kept_as_a_detail() -> None:
    page = read("Runtime: long", "Release date: soon", "Runtime: 90 min", "Runtime: 92 min")
    assert page.runtime_minutes == 90
    assert [(detail.line, detail.label, detail.value) for detail in page.details] == [
        (2, "Runtime", "long"),
        (3, "Release date", "soon"),
        (5, "Runtime", "92 min"),
    ]


@pytest.mark.parametrize(
    ("value", "date", "country", "note"),
    [
        ("11 April 1962 (France)", "1962-04-11", "FR", ""),
        ("April 11, 1962", "1962-04-11", "", ""),
        ("1962-04-11", "1962-04-11", "", ""),
        ("11.04.1962", "1962-04-11", "", ""),
        ("April 1962 (UK)", "1962-04", "GB", ""),
        ("1962-04", "1962-04", "", ""),
        ("1962 (USA)", "1962", "US", ""),
        ("03/04/1962", "1962", "", ""),
        ("11 avril 1962", "1962-04-11", "", ""),
        ("May 1962 (Cannes, France)", "1962-05", "FR", "Cannes"),
    ],
)
def test_release_is_dated_as_far_as_the_page_says(value: str, date: str, country: str, note: str) -> None:
    releases = [(each.date, each.country, each.note) for each in read(f"Release date: {value}").releases]
    assert releases == [(date, country, note)]


def test_date_that_never_was_is_kept_as_a_detail() -> None:
    page = read("Release date: 31 February 1962")
    assert (page.releases, page.details[0].value) == ((), "31 February 1962")


@pytest.mark.parametrize("value", ["Drama | Musical", "Drama, Musical", "Drama/Musical", "Drama / Musical"])
def test_genres_are_parted_by_bars_commas_or_slashes(value: str) -> None:
    assert read(f"Genre: {value}").genres == ("Drama", "Musical")


def test_genre_named_twice_is_taken_once_and_noted() -> None:
    page = read("Genre: Drama | Drama")
    assert (page.genres, notes(page)) == (("Drama",), [(2, "repeated-name")])


def test_unknown_label_is_kept_as_a_detail() -> None:
    page = read("Aspect ratio: 1.66:1", "  • Film stock: Eastman")
    assert [(detail.line, detail.label, detail.value) for detail in page.details] == [
        (2, "Aspect ratio", "1.66:1"),
        (3, "Film stock", "Eastman"),
    ]
    assert verdicts(page) == [Verdict.HEADER] * 3


def test_one_line_may_name_several_people_and_jobs() -> None:
    page = parse(
        "Written and directed by: Lana and Lilly Wachowski\nProducer: Robert Downey, Jr. & Joel Silver"
    )
    assert [(credit.name, credit.job) for credit in page.crew] == [
        ("Lana Wachowski", "Writer"),
        ("Lana Wachowski", "Director"),
        ("Lilly Wachowski", "Writer"),
        ("Lilly Wachowski", "Director"),
        ("Robert Downey, Jr.", "Producer"),
        ("Joel Silver", "Producer"),
    ]


def test_link_keeps_its_address_or_is_noted_as_lost() -> None:
    page = read("Official site: https://example.org/cleo", "Box office: Click here")
    assert page.links == (
        PageLink(2, "official-site", "Official site", "", "https://example.org/cleo"),
        PageLink(3, "box-office", "Box office", "Click here", ""),
    )
    assert notes(page) == [(3, "lost-link")]


# Title


@pytest.mark.parametrize(
    ("lines", "title", "year"),
    [
        (["Cléo from 5 to 7", "================", ""], "Cléo from 5 to 7", None),
        (["Cléo from 5 to 7 (1962)", "---", ""], "Cléo from 5 to 7", 1962),
        (["Cléo from 5 to 7 (1962)", ""], "Cléo from 5 to 7", 1962),
        (["# Cléo from 5 to 7", ""], "Cléo from 5 to 7", None),
        (["Title: Cléo from 5 to 7", "Year: 1962"], "Cléo from 5 to 7", 1962),
        (["Title\tCléo from 5 to 7"], "Cléo from 5 to 7", None),
        (["Trivia for Cléo from 5 to 7 (1962)", ""], "Cléo from 5 to 7", 1962),
        (["Cléo from 5 to 7 (1962) – Trivia", ""], "Cléo from 5 to 7", 1962),
        (["Cléo from 5 to 7", ""], "Cléo from 5 to 7", None),
        (["CLÉO FROM 5 TO 7", ""], "CLÉO FROM 5 TO 7", None),
        ([], "", None),
    ],
)
def test_title_is_read_where_the_page_has_one(lines: list[str], title: str, year: int | None) -> None:
    page = parse("\n".join([*lines, "Director: Agnès Varda"]))
    assert (page.title, page.year) == (title, year)
    assert Verdict.NOT_UNDERSTOOD not in verdicts(page)


# Cast


@pytest.mark.parametrize("bullet", ["", "• ", "- ", "1. "])
@pytest.mark.parametrize(
    ("line", "member"),
    [
        ("Corinne Marchand", ("Corinne Marchand", "")),
        ("Corinne Marchand as Cléo Victoire", ("Corinne Marchand", "Cléo Victoire")),
        ("Corinne Marchand … Cléo Victoire", ("Corinne Marchand", "Cléo Victoire")),
        ("Corinne Marchand ..... Cléo Victoire", ("Corinne Marchand", "Cléo Victoire")),
        ("Corinne Marchand (Cléo Victoire)", ("Corinne Marchand", "Cléo Victoire")),
        ("Corinne Marchand\tCléo Victoire", ("Corinne Marchand", "Cléo Victoire")),
    ],
)
def test_cast_is_read_in_each_of_its_forms(bullet: str, line: str, member: tuple[str, str]) -> None:
    assert cast(bullet + line, bullet + "Antoine Bourseiller") == [member, ("Antoine Bourseiller", "")]


@pytest.mark.parametrize("bullet", ["", "• "])
def test_cast_may_stand_apart_from_its_heading(bullet: str) -> None:
    assert cast(
        "", f"{bullet}Corinne Marchand", f"{bullet}Antoine Bourseiller", f"{bullet}José Luis de Vilallonga"
    ) == [
        ("Corinne Marchand", ""),
        ("Antoine Bourseiller", ""),
        ("José Luis de Vilallonga", ""),
    ]


def test_name_twice_in_the_cast_is_kept_once_and_noted() -> None:
    page = read("", "Cast", "Corinne Marchand", "Corinne Marchand")
    assert (len(page.cast), notes(page)) == (1, [(5, "repeated-name")])
    assert verdicts(page)[3:] == [Verdict.CAST, Verdict.CAST]


# Quotes


def test_several_speakers_in_a_block_are_one_quote() -> None:
    assert speeches("Cléo: I am afraid.", "Antoine: Of what?", "", "Cléo: Of everything.") == [
        [("", "Cléo", "I am afraid.", ""), ("", "Antoine", "Of what?", "")],
        [("", "Cléo", "Of everything.", "")],
    ]


def test_directions_stand_before_and_after() -> None:
    assert speeches(
        "[in the park] Cléo: I am not afraid. [smiles]", "Cléo: [sighs] Am I?", "Cléo (singing): La!"
    ) == [
        [
            ("in the park", "Cléo", "I am not afraid.", "smiles"),
            ("sighs", "Cléo", "Am I?", ""),
            ("singing", "Cléo", "La!", ""),
        ]
    ]


def test_slash_between_spaces_parts_verse() -> None:
    assert speeches("Cléo: All doors open / To the wind, and/or the rain.") == [
        [("", "Cléo", "All doors open\nTo the wind, and/or the rain.", "")]
    ]


def test_speaker_in_capitals_is_read_beside_and_above() -> None:
    assert speeches("CLÉO: I am afraid.", "ANTOINE: Of what?", "", "CLÉO", "Of everything,", "I think.") == [
        [("", "CLÉO", "I am afraid.", ""), ("", "ANTOINE", "Of what?", "")],
        [("", "CLÉO", "Of everything, I think.", "")],
    ]


def test_speech_without_a_speaker_has_none() -> None:
    assert speeches("?: Who is there?") == [[("", "", "Who is there?", "")]]


def test_director_may_be_a_speaker() -> None:
    assert speeches("Director: Cut! Once more, please.") == [
        [("", "Director", "Cut! Once more, please.", "")]
    ]


# Headings


@pytest.mark.parametrize(
    "heading", ["Trivia", "TRIVIA", "trivia:", "Facts", "Fact", "Did you know?", "## Trivia", "[Trivia]"]
)
@pytest.mark.parametrize("quotes", ["Quotes", "QUOTE", "Memorable quotes", "== Quotes ==", "**Quotes**"])
def test_heading_is_known_in_any_case_number_and_dress(heading: str, quotes: str) -> None:
    page = read("", heading, "• The rain is real.", "", quotes, "Cléo: I am afraid.")
    assert (len(page.facts), len(page.quotes), page.notes) == (1, 1, ())
    assert verdicts(page)[2::3] == [Verdict.HEADING, Verdict.HEADING]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Triva", "trivia"),
        ("Qoutes", "quotes"),
        ("Cast Highligts", "cast highlights"),
        ("Synopsys", "synopsis"),
    ],
)
def test_misspelt_heading_is_understood_and_noted(heading: str, meant: str) -> None:
    page = read("", heading, "Corinne Marchand: I am afraid of the rain.")
    assert [(note.line, note.kind, note.message) for note in page.notes] == [
        (3, NoteKind.MISSPELT_HEADING, f"“{heading}” was read as “{meant}”.")
    ]
    assert page.lines[2].verdict is Verdict.HEADING


def test_sections_may_stand_in_any_order() -> None:
    page = parse(
        "Quotes\nCléo: I am afraid.\n\nTrivia\n• The rain is real.\n\nSynopsis\nA singer waits.\n\n"
        "Cast\nCorinne Marchand\n\nDetails\nDirector: Agnès Varda\n"
    )
    assert (len(page.quotes), len(page.facts), page.synopsis) == (1, 1, "A singer waits.")
    assert [page.cast[0].name, page.crew[0].name] == ["Corinne Marchand", "Agnès Varda"]
    assert page.notes == ()


def test_sections_without_headings_are_told_by_their_shape() -> None:
    page = read(
        "",
        "• Corinne Marchand",
        "• Antoine Bourseiller",
        "",
        "A singer waits two hours for the word of her doctor.",
        "",
        "• The film runs in real time, nearly.",
        "• The rain in the last scene is real.",
        "",
        "Cléo: I am afraid of everything.",
    )
    assert [len(each) for each in (page.cast, page.facts, page.quotes)] == [2, 2, 1]
    assert page.synopsis == "A singer waits two hours for the word of her doctor."
    assert (8, "missing-heading") in notes(page)
    assert (11, "missing-heading") in notes(page)


@pytest.mark.parametrize("heading", ["Awards", "Filming locations:"])
def test_names_under_an_unknown_heading_are_kept_and_no_cast(heading: str) -> None:
    page = read("", heading, "• Grand Prix", "• Golden Lion", "", "Trivia", "• The rain is real.")
    assert page.cast == ()
    assert Verdict.NOT_UNDERSTOOD not in verdicts(page)


def test_heading_with_nothing_under_it_is_noted() -> None:
    page = read("", "Gallery", "", "Trivia", "• The rain is real.")
    assert notes(page) == [(3, "empty-section")]


def test_fact_that_stands_twice_is_kept_twice_and_noted() -> None:
    page = read("", "Trivia", "• The rain is real.", "• It was shot in Paris.", "• the rain is real")
    assert (len(page.facts), notes(page)) == (3, [(6, "repeated-text")])


def test_line_like_nothing_is_not_understood_and_not_lost() -> None:
    page = read("", "Trivia", "• The rain is real.", "", "zzz")
    assert (page.lines[-1].text, page.lines[-1].verdict, page.lines[-1].record) == (
        "zzz",
        Verdict.NOT_UNDERSTOOD,
        None,
    )


# Any text at all

LINES = st.sampled_from(
    ["", " ", "Trivia", "Quotes", "Cast", "CAST HIGHLIGTS", "Synopsis", "Gallery", "====", "---",
     "Director: Agnès Varda", "Runtime: 90 min", "Budget: 64,000", "• A fact of the film.", "  wrapped on",
     "1. Numbered.", "• SPOILER: x", "\\ plain", "[sighs] Cléo: One / two [leaves]", "CLÉO", "(gently)",
     "Corinne Marchand as Cléo", "Label\tvalue", "– Mary", "• ", ":", "\\",
     "Cléo from 5 to 7 (1962)", "A singer waits two hours for news from her doctor."]
) | st.text(max_size=40)  # fmt: skip
TEXTS = st.text(max_size=300) | st.builds(
    lambda lines, newline: newline.join(lines),
    st.lists(LINES, max_size=25),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_text_is_a_page_or_refused(text: str) -> None:
    try:
        outcome: Page | DocumentError = parse(text)
    except DocumentError as refusal:
        outcome = refusal
    assert isinstance(outcome, Page) or len(str(outcome).split("\n")) == 1


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_line_has_one_verdict_and_a_place(text: str) -> None:
    text = "Director: Agnès Varda\nCertificate: Rated R\n" + text
    try:
        page = parse(text)
    except DocumentError:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    assert [line.text for line in page.lines] == lines
    assert [line.number for line in page.lines] == list(range(1, len(lines) + 1))
    count = Counter(verdicts(page))
    understood = sum(count.values()) - count[Verdict.BLANK] - count[Verdict.NOT_UNDERSTOOD]
    records = [line.record for line in page.lines if line.record is not None]
    assert len(records) == understood
    assert count[Verdict.BLANK] + understood + count[Verdict.NOT_UNDERSTOOD] == len(lines)
    for line in page.lines:
        if line.verdict is Verdict.CONTINUATION:
            assert line.record is not None
            assert line.record < line.number
        elif line.record is not None:
            assert line.record == line.number
    assert [fact.line for fact in page.facts] == sorted({fact.line for fact in page.facts})


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 0), ("\n", 1), ("\n\n", 2), ("\r\n\r\n", 2), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("\u2028\x0b", 1)],
)
def test_final_newline_adds_no_line(text: str, lines: int) -> None:
    assert len(parse("Director: Agnès Varda\n" + text).lines) == 1 + lines
