"""The title of the film: the line of the page that is it, or a guess where no line is.

A page of trivia often says where its film's title comes from. A line of verse or a quoted phrase that
the page has twice, or that stands in the very work the title is said to come from, and that could be a
title by its shape, is offered with the reason. A guess is never taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from trivia.documents.header import read_title
from trivia.documents.headings import Section, read_heading, strip_section_words
from trivia.documents.labels import split_label
from trivia.documents.ledger import Ledger
from trivia.documents.likeness import normalise
from trivia.documents.records import FactText, QuoteBlock, TitleCandidate, Verdict
from trivia.documents.rows import Row, clean, protect
from trivia.documents.speeches import looks_like_speech
from trivia.documents.values import read_year

_QUOTED = re.compile(r"[“\"«](?P<phrase>[^“”\"«»]{3,400})[”\"»]|(?<!\w)‘(?P<single>[^‘]{3,400}?)’(?!\w)")
_NAMED = re.compile(
    r"(?<!working )(?<!original )(?<!alternate )(?<!alternative )\b[Tt]itle,? (?:of the (?:film|movie) )?(?:is )?[“\"](?P<title>[^“”\"]{2,80})[”\"]"
)
_OF_THE_TITLE = re.compile(r"\btitle\b", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:quot\w+|line|verse|poem|song|lyric|phrase|taken|comes?|borrowed|from|refers?|reference|allu\w+|named|based)\b",
    re.IGNORECASE,
)
# A title is seldom a sentence: these words make one, or open a clause.
_OF_SENTENCES = set(
    """is are was were am be been being has have had do does did will would shall should can could may might must
    i you he she we they it me him us them my your his our their that which who whom what how when why where if
    because although though but and's isn't don't can't won't let""".split()
)
_SMALL = set("a an and as at but by for from in into nor of on or over the to up with".split())


_WITH_YEAR = re.compile(r"\S.*[(\[][12]\d{3}[)\]]")
_IN_QUOTES = re.compile(r"[“\"](?P<title>[^“”\"]+)[”\"](?P<year>(?: [(\[][12]\d{3}[)\]])?)\Z")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")


def is_underlined(rows: Sequence[Row], index: int) -> bool:
    """Whether the row stands above a line of dashes or equals signs and could be a title or heading."""
    row = rows[index]
    below = rows[index + 1].text if index + 1 < len(rows) else ""
    return bool(_UNDERLINE.fullmatch(below)) and not row.marker and not row.rule and 0 < len(row.text) <= 200


def read_title_line(ledger: Ledger, rows: Sequence[Row]) -> int:
    """Read the title where the page begins with one; answers how many rows that took.

    An underlined or marked-up first line that is no section's heading is the title; so is a line that
    ends in a year in parentheses, and a short line that stands apart and is neither label nor speech.
    """
    index = next((index for index, row in enumerate(rows) if not row.blank and not row.rule), len(rows))
    if index == len(rows) or rows[index].literal or rows[index].marker:
        return 0
    row = rows[index]
    underlined = is_underlined(rows, index)
    heading = read_heading(row, underlined)
    if heading and heading.section is not Section.OTHER:
        return 0
    if heading and heading.marked_up and not underlined:
        text = row.text.strip("#=*_~ ")
    elif underlined or _is_title(rows, index):
        text = row.text
    else:
        return 0
    bare = _IN_QUOTES.sub(r"\g<title>\g<year>", strip_section_words(text))
    if len(bare) > 200 or not read_title(ledger, protect(bare)):
        return 0
    end = index + 1 + underlined
    ledger.enter(rows[index:end], Verdict.TITLE)
    return _read_below(ledger, rows, end)


def _is_title(rows: Sequence[Row], index: int) -> bool:
    row = rows[index]
    text = strip_section_words(row.text)
    if len(text) > 120 or "\t" in row.text:
        return False
    labelled = split_label(row.text)
    if labelled and labelled.known:
        return False
    if _WITH_YEAR.fullmatch(text):
        return True
    below = rows[index + 1] if index + 1 < len(rows) else None
    if len(text.split()) > 12 or text[-1] in ".,;:" or row.indent > 20:
        return False
    if looks_like_speech(row.text) and text[-1] in '!?…”"':
        return False
    if below is None or below.blank or below.marker or below.rule or read_year(below.text):
        return True
    below_labelled = split_label(below.text)
    return bool(below_labelled and below_labelled.known)


def _read_below(ledger: Ledger, rows: Sequence[Row], end: int) -> int:
    """A year, or another title in parentheses, on the lines right under the title."""
    for row in rows[end : end + 2]:
        year = read_year(row.text)
        other = re.fullmatch(r"\((?P<title>[^()]{2,120})\)", row.text)
        if (year and ledger.set_field("year", year)) or (
            other and not row.marker and ledger.set_field("original_title", clean(other["title"]))
        ):
            ledger.enter([row], Verdict.HEADER)
        else:
            break
        end += 1
    return end


def guess_title(facts: Sequence[FactText], quotes: Sequence[QuoteBlock]) -> TitleCandidate | None:
    """The phrase that is most likely the title, with its line and the reason, or None. Linear."""
    for fact in facts:
        named = _NAMED.search(fact.text)
        if named and _could_be_title(named["title"]):
            return TitleCandidate(fact.line, capitalise(named["title"]), "a fact calls this the title")
    about = [fact for fact in facts if _OF_THE_TITLE.search(fact.text) and _TAKEN.search(fact.text)]
    works = {normalise(phrase) for fact in about for phrase in _find_quoted(fact.text)}
    places: dict[str, list[int]] = defaultdict(list)
    spelt: dict[str, str] = {}
    verse: set[str] = set()
    from_work: set[str] = set()
    for line, phrase, context in _find_phrases(facts, quotes):
        key = normalise(phrase)
        if not _could_be_title(phrase) or key in works:
            continue
        places[key].append(line)
        spelt.setdefault(key, phrase)
        if context is not None:
            verse.add(key)
            if any(normalise(work) in works for work in _find_quoted(context)):
                from_work.add(key)
    scores = {
        key: 2 * (len(set(lines)) > 1) + 2 * (key in from_work) + (key in verse and bool(about))
        for key, lines in places.items()
    }
    best = max(scores, key=lambda key: scores[key], default="")
    if scores.get(best, 0) < 2:
        return None
    lines = sorted(set(places[best]))
    reason = "a line of verse" if best in verse else "a phrase quoted"
    if len(lines) > 1:
        reason += f" that stands on lines {lines[0]} and {lines[-1]}"
    if about:
        reason += f"; line {about[0].line} tells where the title comes from"
    return TitleCandidate(lines[-1] if best in verse else lines[0], capitalise(spelt[best]), reason)


def _find_quoted(text: str) -> list[str]:
    return [found["phrase"] or found["single"] for found in _QUOTED.finditer(text)]


def _find_phrases(
    facts: Sequence[FactText], quotes: Sequence[QuoteBlock]
) -> Iterator[tuple[int, str, str | None]]:
    """Line, phrase and, for lines of verse, the stage direction that may say whose they are."""
    for fact in facts:
        for quoted in _find_quoted(fact.text):
            for phrase in re.split(r"[.!?;/]+\s+|\s/\s", quoted):
                yield fact.line, phrase.strip(" .,!?;"), None
    for quote in quotes:
        for speech in quote.speeches:
            lines = speech.text.split("\n")
            for phrase in lines if len(lines) > 1 else ():
                yield (
                    speech.line,
                    phrase.strip(" .,!?;"),
                    f"{speech.direction_before} {speech.direction_after}",
                )


def _could_be_title(phrase: str) -> bool:
    words = normalise(phrase).split()
    return (
        2 <= len(words) <= 8
        and not re.search(r"[,:;()\[\]]", phrase)
        and not _OF_SENTENCES.intersection(words)
    )


def capitalise(phrase: str) -> str:
    """A phrase in the capitals of an English title."""
    words = phrase.split()
    last = len(words) - 1
    return " ".join(
        word if word.casefold() in _SMALL and 0 < index < last else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
