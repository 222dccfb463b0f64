"""The sample page and its curation: complete, true to the page it restates, and in nobody else's words."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
TEXT = (DOCUMENTS / "eternal-sunshine.txt").read_text(encoding="utf-8")
LINES = dict(enumerate(TEXT.split("\n"), start=1))
CURATION: dict[str, Any] = json.loads(
    (DOCUMENTS / "eternal-sunshine.curation.json").read_text(encoding="utf-8")
)

BLANK = [9, 16, 18, 20, 21, 22, 59, 60, 63, 65, 67, 69, 71]
FACTS = list(range(23, 59))
QUOTES = [61, 64, 66, 68, 70, 72]
SYNOPSIS = 17
RESTATED = [SYNOPSIS, *FACTS]

#: Numbers, dates, titles, hedges and quoted words that each fact must keep.
KEPT = {
    23: ("“Eloisa to Abelard”", "1688", "1744", "“Being John Malkovich”", "1999"),
    25: ("Lacuna Inc.", "Latin", "“lacunar infarct”"),
    26: ("“You get a card in the mail that says: someone you know has just erased you from their memory…”",),
    27: ("Metro-North Commuter Railroad", "New Haven Line", "red", "Long Island Rail Road", "blue"),
    28: ("Montauk", "David and Ruth Laskin", "assistants"),
    30: ("18 minutes", "first reel"),
    31: ("“Montauk”", "Focus Features", "Apparently"),
    32: ("How happy is the blameless vestal’s lot!", "Eternal sunshine of the spotless mind!"),
    33: ("Svevo", "an hour and a half", "1861", "1928", "Ettore Schmitz", "believed"),
    34: ("one-night stand", "Naomi (Ellen Pompeo)"),
    35: ("“Rain Dogs”", "Stan (Mark Ruffalo)", "“blue ruin”"),
    37: ("Amstrad PPC", "Portable Personal Computer", "late 1980s"),
    38: ("“Kate?”",),
    39: ("Linda Chen", "Linda R. Chen", "camera operator", "intern", "New York"),
    40: ("http://www.lacunainc.com", "“experience the procedure”"),
    41: ("“lake”", "“holes”", "“brain damage”", "perhaps"),
    42: ("Two", "hat and jacket"),
    43: ("Nearly all", "“The Lord of the Rings”", "forced perspective"),
    44: ("director of photography",),
    45: ("“Speak to me!”",),
    46: ("second time", "according to Michel Gondry", "knee"),
    48: ("Stan (Mark Ruffalo)", "Mary (Kirsten Dunst)"),
    49: ("headset", "earpieces", "French", "Kate Winslet said"),
    50: ("“Leksell Sterotactic System courtesy of Electra Intstruments”", "reported"),
    52: ("Panasonic Easa-Phone",),
    53: ("4 seconds", "house", "car"),
    54: ("159 South Village Ave", "159 South Village,", "Rockville Centre", "Long Island"),
    55: ("length",),
    56: ("Empire",),
    57: ("“Gambler”", "1971", "“I’m gonna marry you”", "“Wada Na Tod”", "“Dil Tujhko Diya”", "1987", "Hindi"),
    58: ("Empire", "2004"),
}
SPOILERS = {38: "mild", 51: "mild", 53: "major"}


def read_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", ""))


def runs_of_nine(text: str) -> set[tuple[str, ...]]:
    words = read_words(text)
    return {tuple(words[start : start + 9]) for start in range(len(words) - 8)}


def read_bullet(line: str) -> str:
    """The indent and the bullet of a line, as they stand."""
    return line[: len(line) - len(line.lstrip(" •"))]


def has_name(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


@pytest.fixture
def page() -> dict[int, str]:
    """The page that the sample restates; it is not ours to keep, so its place is told from outside."""
    path = os.environ.get("ETERNAL_PAGE")
    if not path:
        pytest.skip("ETERNAL_PAGE does not name the page")
    return dict(enumerate(Path(path).read_text(encoding="utf-8").split("\n"), start=1))


# The text


def test_the_page_has_72_lines_and_no_final_newline() -> None:
    assert (len(LINES), TEXT.endswith("\n")) == (72, False)


def test_the_blank_lines_stand_where_they_stood() -> None:
    assert [number for number, line in LINES.items() if not line] == BLANK


def test_no_line_holds_control_characters_or_space_at_its_end() -> None:
    bad = {
        number
        for number, line in LINES.items()
        if line != line.rstrip() or any(unicodedata.category(character)[0] == "C" for character in line)
    }
    assert bad == set()


def test_quotation_marks_are_curly_and_come_in_pairs() -> None:
    bad = [n for n, line in LINES.items() if {"'", '"'} & set(line) or line.count("“") != line.count("”")]
    assert bad == []


def test_the_facts_are_the_indented_bullets() -> None:
    assert [number for number, line in LINES.items() if line.startswith("  • ")] == FACTS


def test_no_two_facts_are_the_same() -> None:
    assert [text for text, count in Counter(LINES[n] for n in FACTS).items() if count > 1] == []


@pytest.mark.parametrize("number", KEPT)
def test_a_fact_keeps_its_numbers_titles_and_quotations(number: int) -> None:
    assert [kept for kept in KEPT[number] if kept not in LINES[number]] == []


# The curation


def test_every_fact_and_quote_is_curated() -> None:
    assert list(map(int, CURATION["facts"])) == FACTS
    assert list(map(int, CURATION["quotes"])) == QUOTES


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("topics", "slug"),
        ("people", "name"),
        ("characters", "name"),
        ("works", "title"),
        ("sources", "key"),
    ],
)
def test_a_name_is_given_once(kind: str, key: str) -> None:
    names = Counter(row[key] for row in CURATION[kind])
    assert [name for name, count in names.items() if count > 1] == []


def test_there_are_eighteen_topics_all_of_them_used() -> None:
    slugs = {topic["slug"] for topic in CURATION["topics"]}
    used = {slug for fact in CURATION["facts"].values() for slug in fact["topics"]}
    assert (len(slugs), used) == (18, slugs)


def test_everything_named_exists() -> None:
    known = {
        kind: {row[key] for row in CURATION[kind]}
        for kind, key in {"people": "name", "characters": "name", "works": "title", "sources": "key"}.items()
    }
    facts, quotes = CURATION["facts"].values(), CURATION["quotes"].values()
    speeches = [speech for quote in quotes for speech in quote["speeches"]]
    named = {
        "people": {name for fact in facts for name in fact["people"]}
        | {credit["person"] for credit in CURATION["credits"]},
        "characters": {name for fact in facts for name in fact["characters"]}
        | {credit["character"] for credit in CURATION["credits"] if credit["character"]}
        | {speech["character"] for speech in speeches},
        "works": {name for fact in facts for name in fact["works"]}
        | {speech["quoted_work"] for speech in speeches if speech["quoted_work"]},
        "sources": {cite["source"] for row in [*facts, *quotes] for cite in row["citations"]},
    }
    assert {kind: names - known[kind] for kind, names in named.items()} == {kind: set() for kind in named}


def test_see_also_joins_two_facts_once() -> None:
    pairs = [
        frozenset({int(line), other["line"]})
        for line, fact in CURATION["facts"].items()
        for other in fact["see_also"]
    ]
    assert [pair for pair in pairs if len(pair) != 2 or not pair <= set(FACTS)] == []
    assert len(pairs) == len(set(pairs))


def test_three_facts_are_spoilers() -> None:
    spoilers = {int(line): fact["spoiler"] for line, fact in CURATION["facts"].items()}
    assert {line: spoiler for line, spoiler in spoilers.items() if spoiler != "none"} == SPOILERS


def test_every_fact_has_one_or_two_topics_and_says_where_it_was_found() -> None:
    bad = [
        line
        for line, fact in CURATION["facts"].items()
        if len(fact["topics"]) not in (1, 2)
        or ("fan-page", f"line {line}") not in {(c["source"], c["locator"]) for c in fact["citations"]}
    ]
    assert bad == []


def test_a_confirmed_fact_cites_a_primary_source() -> None:
    primary = {source["key"] for source in CURATION["sources"] if source["reliability"] == "primary"}
    confirmed = {line: fact for line, fact in CURATION["facts"].items() if fact["standing"] == "confirmed"}
    assert set(confirmed) == {"23", "32"}
    for fact in confirmed.values():
        assert primary & {c["source"] for c in fact["citations"] if c["supports"] == "supports"}


def test_a_disputed_fact_cites_what_speaks_against_it() -> None:
    disputed = [fact for fact in CURATION["facts"].values() if fact["standing"] == "disputed"]
    against = [[c for c in fact["citations"] if c["supports"] == "against"] for fact in disputed]
    assert [len(cites) for cites in against] == [1]


def test_mary_speaks_all_seven_speeches() -> None:
    speeches = [s["character"] for quote in CURATION["quotes"].values() for s in quote["speeches"]]
    spoken = [line for line in map(LINES.get, range(61, 73)) if line and "Mary: " in line]
    assert speeches == ["Mary Svevo"] * len(spoken) == ["Mary Svevo"] * 7


# The text and its curation


@pytest.mark.parametrize("number", FACTS)
def test_the_people_of_a_fact_are_those_its_text_names_in_full(number: int) -> None:
    text = LINES[number]
    for title in (work["title"] for work in CURATION["works"]):
        text = text.replace(title, "")  # John Malkovich in a title is nobody
    named = {person["name"] for person in CURATION["people"] if has_name(text, person["name"])}
    assert named == set(CURATION["facts"][str(number)]["people"])


@pytest.mark.parametrize("number", FACTS)
def test_the_characters_of_a_fact_are_those_its_text_names(number: int) -> None:
    named = {
        character["name"]
        for character in CURATION["characters"]
        if any(has_name(LINES[number], name) for name in [character["name"], *character["also_known_as"]])
    }
    if "David and Ruth Laskin" in LINES[number]:
        named.add("David Laskin")
    assert named == set(CURATION["facts"][str(number)]["characters"])


@pytest.mark.parametrize("number", FACTS)
def test_the_works_of_a_fact_are_those_its_text_names(number: int) -> None:
    named = {work["title"] for work in CURATION["works"] if f"“{work['title']}”" in LINES[number]}
    if "blameless vestal" in LINES[number]:
        named.add("Eloisa to Abelard")
    assert named == set(CURATION["facts"][str(number)]["works"])


# The text and the page it restates


def test_every_line_but_the_restated_ones_is_the_pages_own(page: dict[int, str]) -> None:
    assert list(page) == list(LINES)
    assert [n for n in page if n not in RESTATED and page[n] != LINES[n]] == []


def test_every_restated_line_has_its_layout_and_other_words(page: dict[int, str]) -> None:
    assert {n: read_bullet(LINES[n]) for n in RESTATED} == {n: read_bullet(page[n]) for n in RESTATED}
    assert [n for n in RESTATED if page[n] == LINES[n]] == []


def test_no_nine_words_running_are_the_pages_quotations_aside(page: dict[int, str]) -> None:
    theirs = set().union(*(runs_of_nine(page[n]) for n in RESTATED))
    quoted = set().union(*(runs_of_nine(q) for n in RESTATED for q in re.findall(r"“([^”]*)”", page[n])))
    ours = runs_of_nine(TEXT) | runs_of_nine(json.dumps(CURATION, ensure_ascii=False))
    assert ours & (theirs - quoted) == set()
