"""Candidates for names, and what two that stand side by side say: who plays whom, lists, real names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from trivia.documents.names.words import Text

_REAL_NAME = re.compile(
    r",?\s*\(?\s*(?:whose |his |her )?"
    r"(?:real name|birth name|a\.?k\.?a\.?|(?:better |also |formerly )?known as|born|né|née)"
    r"(?: was| is|:)?\s+\Z"
)
_AND = re.compile(r",?\s+(?:and|or|&)\s+|,\s+")
_PLAYED_BY = re.compile(
    r"[,(]?\s*\(?(?:(?:who )?(?:is|was) )?(?:played|portrayed|voiced) by "
    r"(?:an? |the )?(?:young )?(?:actor |actress |newcomer )?\Z"
)
_PLAYING = re.compile(
    r",?\s+(?:who )?(?:later |originally )?"
    r"(?:plays|played|playing|portrays|portrayed|portraying|voices|voiced|voicing|as|appears as|appeared as|"
    r"appears briefly as|stars as|starred as|in the role of|for the role of|for the part of|to play)\s+"
    r"(?:the )?(?:young )?\Z"
)


@dataclass(slots=True)
class Candidate:
    """A name that may be somebody's, with the weight of what speaks for a person and for a character.

    `words` is the folded name without inner initials; `surfaces` counts how it is written; `facts` are
    the numbers (from 0) of the facts it stands in; `real_names` are what a page says somebody is
    really called.
    """

    words: tuple[str, ...]
    surfaces: Counter[str] = field(default_factory=Counter)
    person: float = 0.0
    character: float = 0.0
    honorific: bool = False
    facts: set[int] = field(default_factory=set)
    real_names: list[str] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return len(self.words) > 1 and not self.honorific

    @property
    def name(self) -> str:
        """The longest way it is written."""
        return max(self.surfaces, key=lambda surface: (len(surface), self.surfaces[surface], surface))


@dataclass(slots=True)
class Span:
    """Words first..last-1 of a fact: a name that is known (`kind` says what) or a candidate's ('')."""

    first: int
    last: int
    kind: str = ""
    candidate: Candidate | None = None


def weigh_neighbours(
    text: Text, span: Span, neighbours: tuple[Span | None, Span | None], candidate: Candidate
) -> tuple[float, float]:
    """'X (Y Z)', 'X, played by Y Z', 'Y Z as X', '(real name …)'."""
    before, after = neighbours
    person = character = 0.0
    if before is not None:
        between = _between(text, before, span)
        enclosed = between.strip() == "(" and text.after(span.last - 1).startswith(")")
        if (enclosed or _PLAYED_BY.match(between)) and candidate.full and _may_be_played(before):
            person += 3.0
        playing = _PLAYING.match(between) and not text.words[span.last - 1].possessive
        if playing and _may_play(before):
            character += 2.0 if between.strip() == "as" else 3.0
        if between.strip() == "is" and before.kind == "character" and candidate.full:
            person += 1.0
    if after is not None:
        between = _between(text, span, after)
        enclosed = between.strip() == "(" and text.after(after.last - 1).startswith(")")
        if (enclosed or _PLAYED_BY.match(between)) and _may_play(after):
            character += 3.0
        if _PLAYING.match(between) and candidate.full and between.strip() != "as":
            person += 2.0
        if between.strip() == "as" and candidate.full and after.kind == "character":
            person += 2.0
        elif between.strip() == "as" and candidate.full and after.candidate and not after.candidate.full:
            person += 1.5
    return person, character


def _may_play(span: Span) -> bool:
    return span.kind == "person" or (span.candidate is not None and span.candidate.full)


def _may_be_played(span: Span) -> bool:
    return span.kind == "character" or span.candidate is not None


def _between(text: Text, left: Span, right: Span) -> str:
    """What stands between two spans when it is short, else a text that matches nothing."""
    start, end = text.words[left.last - 1].end, text.words[right.first].start
    return text.text[start:end] if end - start <= 60 else "…"


def is_listed(text: Text, left: Span, right: Span) -> bool:
    """Whether two names stand side by side in one list: 'A and B', 'A, B'."""
    return bool(_AND.fullmatch(_between(text, left, right)))


def is_real_name(text: Text, left: Span, right: Span) -> bool:
    """Whether the second is said to be another name of the first: 'A (real name B)'."""
    return bool(_REAL_NAME.match(_between(text, left, right)))


def is_conjoined(text: Text, left: Span, right: Span) -> bool:
    """Whether a given name borrows the surname of the next: 'A and B C'."""
    if left.last - left.first != 1 or right.last - right.first < 2 or text.words[left.last - 1].possessive:
        return False
    return _between(text, left, right).strip() in ("and", "&")


def read_credit(text: Text, left: Span, right: Span) -> bool:
    """Whether the prose says that one of a person and a character plays the other."""
    between = _between(text, left, right)
    if left.kind == "character":
        enclosed = between.strip() == "(" and text.after(right.last - 1).startswith((")", ","))
        return enclosed or bool(_PLAYED_BY.match(between))
    playing = _PLAYING.match(between) and not text.words[right.last - 1].possessive
    return bool(playing) or (between.strip() == "(" and text.after(right.last - 1).startswith(")"))
