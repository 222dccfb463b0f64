"""What is written out is read back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from films.wording import check_certificate, check_label, check_name, check_paragraphs, check_value
from tests.trivia.documents.content import DOCUMENTS, content, read_document
from trivia.documents.labels import DEPARTMENTS
from trivia.documents.parse import parse
from trivia.documents.records import (
    CastMember,
    Certificate,
    CrewCredit,
    Detail,
    FactText,
    Page,
    PageLink,
    QuoteBlock,
    Release,
    SpeechText,
)
from trivia.documents.write import (
    check_direction,
    check_fact_text,
    check_page,
    check_speaker,
    check_speech_text,
    write,
    write_fact,
    write_quote,
)

# Words that mean something on a page, mixed with words that do not.
FRAGMENTS = st.sampled_from(
    """Cast Trivia Quotes Synopsis Details Director: Runtime: Note: SPOILER: Spoiler! \\SPOILER: [spoiler]
    \\ \\\\ \\, \\[ • - – * · 1. 12) (3) # ## ** __ === --- ' " “ ” ’ ( ) [ ] { } < > / // | ; , & and et und
    as As ... … . : :: ： = ? ! » Mary: Mary [sighs] (sighs) Joel's Jr. Sr. II Ph.D. O'Hara played by voiced
    for rated Rated (2004) 2004 19 March (USA) tt0338013 http://a.example/b https://x.org here Here the of de
    von é 宮崎 駿 Ünal a I Dr. more others . etc ~ + % @ $ €""".split()
) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


def texts(check, separator: str = " ", most: int = 8) -> st.SearchStrategy[str]:  # type: ignore[no-untyped-def]
    words = st.lists(FRAGMENTS, min_size=1, max_size=most)
    return words.map(separator.join).map(str.strip).filter(lambda text: bool(text) and check(text) is None)


NAMES = texts(check_name, most=4)
LABELS = texts(check_label, most=3)
VALUES = texts(check_value)
FACTS = texts(check_fact_text, most=14)
DIRECTIONS = st.just("") | texts(check_direction, most=4)
SPEAKERS = st.sampled_from(
    ["", "Mary", "Dr. Mierzwiak", "Man in the hat", "JOEL", "Director", "Runtime"]
) | texts(check_speaker, most=3)
DATES = st.dates().filter(lambda day: 1000 <= day.year <= 2999)
PARTIAL_DATES = st.builds(lambda day, length: day.isoformat()[:length], DATES, st.sampled_from([4, 7, 10]))
COUNTRIES = st.sampled_from(["US", "GB", "FR", "JP", "CD", "VI", "XX", "IO", "CI"])

SPEECHES = st.builds(
    SpeechText,
    line=st.just(0),
    speaker=SPEAKERS,
    text=st.lists(texts(check_speech_text), min_size=1, max_size=4)
    .map("\n".join)
    .filter(lambda text: check_speech_text(text) is None),
    direction_before=DIRECTIONS,
    direction_after=DIRECTIONS,
)
CREDITS = st.builds(
    CrewCredit,
    line=st.just(0),
    name=NAMES,
    department=st.sampled_from(DEPARTMENTS),
    job=st.sampled_from(["Director", "Writer", "Screenplay", "Editor", "Casting", "Sound", "Best Boy"])
    | texts(check_label, most=2),
)
CERTIFICATES = st.builds(
    Certificate,
    line=st.just(0),
    system=st.sampled_from(["", "MPA", "BBFC", "FSK", "CNC"]) | NAMES,
    value=st.sampled_from(["R", "PG-13", "15", "Tous publics", "Not Rated", "U", "12A"])
    | texts(check_value, most=2),
    reason=st.just("") | VALUES,
).filter(lambda value: check_certificate(value.system, value.value, value.reason) is None)


def unique(items: st.SearchStrategy, key, most: int = 4):  # type: ignore[no-untyped-def, type-arg]
    return st.lists(items, max_size=most, unique_by=key).map(tuple)


TITLES = (
    st.sampled_from(["Trivia", "Quotes", "Alien: Resurrection", "Cast (2004)", "====", "Mary: hi."]) | VALUES
)
RELEASES = st.builds(
    Release, line=st.just(0), date=PARTIAL_DATES, country=st.just("") | COUNTRIES, note=st.just("") | VALUES
)
LINKS = st.builds(
    PageLink,
    line=st.just(0),
    kind=st.sampled_from(["parents-guide", "box-office", "official-site", "other"]),
    label=st.sampled_from(["Parents Guide", "Box Office #s", "Official site", "Runtime"]) | LABELS,
    text=st.sampled_from(["", "Here"]) | VALUES,
    url=st.sampled_from(["", "https://example.org/a?b=c", "http://example.org/(x)"]),
)
DETAILS = st.builds(
    Detail,
    line=st.just(0),
    label=st.sampled_from(["Runtime", "Budget", "Director", "Title"]) | LABELS,
    value=VALUES,
)
MEMBERS = st.builds(CastMember, line=st.just(0), name=NAMES, character=st.just("") | NAMES)
FACT_TEXTS = st.builds(FactText, line=st.just(0), text=FACTS, spoiler=st.booleans())
QUOTES = st.builds(
    QuoteBlock, line=st.just(0), speeches=st.lists(SPEECHES, min_size=1, max_size=3).map(tuple)
)
PAGES = st.builds(
    Page,
    title=st.just("") | TITLES,
    year=st.none() | st.integers(1880, 2100),
    original_title=st.just("") | VALUES,
    tagline=st.just("") | VALUES,
    synopsis=st.lists(texts(check_paragraphs), max_size=3).map("\n\n".join),
    runtime_minutes=st.none() | st.integers(1, 999),
    certificate=st.none() | CERTIFICATES,
    genres=unique(VALUES, str),
    countries=unique(COUNTRIES, str),
    languages=unique(st.sampled_from(["en", "fr", "ja", "cmn", "no", "xx"]), str),
    imdb_id=st.sampled_from(["", "tt0338013"]),
    crew=unique(CREDITS, lambda credit: (credit.name.casefold(), credit.department, credit.job)),
    cast=unique(MEMBERS, lambda member: (member.name.casefold(), member.character.casefold())),
    releases=st.lists(RELEASES, max_size=3).map(tuple),
    links=st.lists(LINKS, max_size=3).map(tuple),
    details=st.lists(DETAILS, max_size=3).map(tuple),
    facts=st.lists(FACT_TEXTS, max_size=5).map(tuple),
    quotes=st.lists(QUOTES, max_size=3).map(tuple),
)

#: Makes any page a film page, so that the round trip is about its content alone.
SURE = CrewCredit(0, "Agnès Varda", "Directing", "Director")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_any_valid_page_comes_back_the_same(page: Page) -> None:
    page = replace(page, crew=(SURE, *(credit for credit in page.crew if credit != SURE)))
    assert check_page(page) is None
    assert content(parse(write(page))) == page


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("good_*.txt")), ids=lambda path: path.stem)
def test_sample_page_written_out_says_the_same(path) -> None:  # type: ignore[no-untyped-def]
    page = read_document(path)
    assert check_page(page) is None
    assert content(parse(write(page))) == content(page)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("good_*.txt")), ids=lambda path: path.stem)
def test_page_written_out_twice_is_the_same_text(path) -> None:  # type: ignore[no-untyped-def]
    written = write(read_document(path))
    assert write(parse(written)) == written


def test_page_is_written_in_the_layout_of_the_family() -> None:
    page = Page(
        title="Cléo from 5 to 7",
        year=1962,
        crew=(SURE, CrewCredit(0, "Agnès Varda", "Writing", "Writer")),
        runtime_minutes=90,
        cast=(CastMember(0, "Corinne Marchand", "Cléo"), CastMember(0, "Antoine Bourseiller")),
        synopsis="A singer waits two hours for news from her doctor.",
        facts=(FactText(0, "The film runs in real time."), FactText(0, "She is well.", spoiler=True)),
        quotes=(QuoteBlock(0, (SpeechText(0, "Cléo", "I think my fear is gone.", "in the park", ""),)),),
    )
    assert write(page) == (
        "Cléo from 5 to 7 (1962)\n"
        "=======================\n"
        "\n"
        "• Director: Agnès Varda\n"
        "• Writer: Agnès Varda\n"
        "• Runtime: 90 min\n"
        "\n"
        "Cast\n"
        "• Corinne Marchand as Cléo\n"
        "• Antoine Bourseiller\n"
        "\n"
        "Synopsis\n"
        "\\A singer waits two hours for news from her doctor.\n"
        "\n"
        "Trivia\n"
        "  • The film runs in real time.\n"
        "  • SPOILER: She is well.\n"
        "\n"
        "Quotes\n"
        "[in the park] Cléo: I think my fear is gone.\n"
    )


@pytest.mark.parametrize(
    "text",
    ["Trivia", "Note: a colon.", "1. A number.", "• A bullet.", "- A dash.", "SPOILER: marked.",
     "\\SPOILER: x", "Mary: hi.", "(2004)", "---", "#", "\\", "https://example.org"],
)  # fmt: skip
@pytest.mark.parametrize("spoiler", [False, True])
def test_fact_that_looks_like_something_else_comes_back_exactly(text: str, spoiler: bool) -> None:
    page = Page(crew=(SURE,), facts=(FactText(0, text, spoiler), FactText(0, "Another.")))
    assert content(parse(write(page))) == page


def test_fact_as_written_carries_its_mark_in_front() -> None:
    assert write_fact(FactText(0, "", spoiler=True)) == "SPOILER: "
    assert write_fact(FactText(0, "He wakes up.", spoiler=True)) == "SPOILER: He wakes up."
    assert write_fact(FactText(0, "He wakes up.")) == "He wakes up."
    assert write_fact(FactText(0, "Spoiler: he wakes up.")) == "\\Spoiler: he wakes up."


def test_quote_as_written_has_a_line_for_each_speech() -> None:
    speeches = (
        SpeechText(0, "Mary", "How happy!\nThe world forgot.", "reads", "pauses"),
        SpeechText(0, "", "[inaudible]"),
    )
    assert (
        write_quote(QuoteBlock(0, speeches))
        == "[reads] Mary: How happy! / The world forgot. [pauses]\n?: \\[inaudible\\]"
    )


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (check_fact_text, "Note: 1. • fine", ["", " ", "a\nb", "a\tb", "a\0b", " a", "a\u2028b", "a\x85b"]),
        (
            check_speech_text,
            "One.\nTwo/three.",
            ["", "a / b", "a\n", "a\n\nb", "/ a", "a /", "a\r\nb", "\x07"],
        ),
        (
            check_speaker,
            "Man in the hat",
            ["a man", "Mary:", "Mary (voice)", "[Mary]", "?", "And then he said", "x" * 61, "1. A"],
        ),
        (check_direction, "sighs; “Eloisa”", ["[sighs]", "a ] b", "a\nb", " a", "a  b", "a\\"]),
        (check_name, "Robert Downey, Jr.", ["", "-", "a  b", "a\nb", " a"]),
        (check_label, "Box Office #s", ["", "*bold*", "x" * 61, "a b c d e f g h i"]),
        (check_paragraphs, "One.\n\nTwo.", ["", "One.\nTwo.", "One.\n\n\nTwo.", "One.\n\n"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_check_lets_the_good_pass_and_says_why_not(check, good: str, bad: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert check(good) is None
    messages = [check(text) for text in bad]
    assert [text for text, message in zip(bad, messages, strict=True) if not message] == []
    assert all(message.endswith(".") and "\n" not in message for message in messages)


def test_no_speaker_and_no_direction_are_fine() -> None:
    assert (check_speaker(""), check_direction("")) == (None, None)
