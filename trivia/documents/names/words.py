"""Words of a text with what their places say: capitals, sentence openings, quotation marks, possessives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trivia.documents.names.lexicon import ABBREVIATIONS, CONNECTORS

_LETTER = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_WORD = re.compile(rf"{_LETTER}(?:['’‐‑-]{_LETTER})*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_JOINED = re.compile(r"[^\S\n]+\Z")
_JOINED_ABBREVIATION = re.compile(r"\.[^\S\n]*\Z")
_SENTENCE = re.compile(r"[.!?…\n]")
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ð": "d",
        "þ": "th",
        "’": "'",
        "‐": "-",
        "‑": "-",
    }
)

# The four pairs of quotation marks. Apostrophes inside words do not close; every class stops where
# another pair could open, so that no text is read twice.
_QUOTED = re.compile(
    r"“[^“”\n]{1,2000}”"
    r"|\"[^\"\n]{1,2000}\""
    r"|«[^«»\n]{1,2000}»"
    r"|(?<!\w)‘(?:[^‘’\n]|’(?=\w)){1,120}’(?!\w)"
    r"|(?<!\w)'(?=[^\s'])(?:[^'\n]|'(?=\w)){1,120}'(?!\w)"
)


def list_words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(text)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents or typographic apostrophes: 'Renée' and 'RENEE' are one."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_LETTERS)


@dataclass(slots=True)
class Word:
    """One word, without its possessive 's. `start` and `end` count characters of the text.

    `joined`: only spaces stand between it and the word before (or the full stop of 'Dr.' and 'J.').
    `opens`: it begins a sentence or a quotation. `quote`: the index of its quotation, -1 outside.
    `comma`: exactly a comma stands before it. `clause`: it begins a sentence or follows punctuation.
    """

    text: str
    start: int
    end: int
    fold: str
    upper: bool
    initial: bool
    shouted: bool
    possessive: bool
    joined: bool
    opens: bool
    comma: bool
    quote: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks; `start` and `end` are inside them. `title`: it is written
    like a title, every word of weight with a capital."""

    start: int
    end: int
    title: bool


@dataclass(slots=True)
class Text:
    """A text, its words and its quotations. Made in linear time."""

    text: str
    words: list[Word]
    quotations: list[Quotation]

    def gap(self, index: int) -> str:
        """What stands between word `index` and the word before it."""
        before = self.words[index - 1].end if index else 0
        return self.text[before : self.words[index].start]

    def after(self, index: int) -> str:
        """The ten characters after word `index`, its possessive skipped."""
        end = self.words[index].end
        return self.text[end : end + 10]


def read_words(text: str) -> Text:
    """Split a text into words."""
    quotes = [(match.start() + 1, match.end() - 1) for match in _QUOTED.finditer(text)]
    words = list(_split(text, quotes))
    quotations = []
    inside: list[list[Word]] = [[] for _ in quotes]
    for word in words:
        if word.quote >= 0:
            inside[word.quote].append(word)
    for (start, end), members in zip(quotes, inside, strict=True):
        quotations.append(Quotation(start, end, _is_title(text[start:end], members)))
    return Text(text, words, quotations)


def _split(text: str, quotes: list[tuple[int, int]]) -> Iterator[Word]:
    quote, previous_end = 0, 0
    previous: Word | None = None
    for match in _WORD.finditer(text):
        surface, start, end = match.group(), match.start(), match.end()
        possessive = bool(_POSSESSIVE.search(surface)) and len(surface) > 2
        if possessive:
            surface = surface[:-2]
        while quote < len(quotes) and quotes[quote][1] <= start:
            quote += 1
        inside = quote if quote < len(quotes) and quotes[quote][0] <= start else -1
        gap = text[previous_end:start]
        upper = surface[0].isupper()
        joined = opens = comma = False
        if previous is None:
            opens = True
        elif _JOINED.match(gap) or (
            (previous.initial or previous.fold in ABBREVIATIONS) and _JOINED_ABBREVIATION.match(gap)
        ):
            joined = True
        else:
            opens = bool(_SENTENCE.search(gap)) and not surface[0].islower()
            opens = opens or (inside != previous.quote and inside >= 0)
            comma = gap.strip() == ","
        if previous is not None and inside != previous.quote:
            joined = False
        initial = upper and len(surface) == 1 and text[end : end + 1] == "."
        word = Word(
            surface, start, start + len(surface), fold(surface), upper, initial,
            len(surface) > 1 and surface.isupper(), possessive, joined, opens, comma, inside,
        )  # fmt: skip
        previous, previous_end = word, end
        yield word


def _is_title(inner: str, words: list[Word]) -> bool:
    if not words or len(words) > 12 or not words[0].upper or inner.rstrip().endswith((",", ".", "…", "—")):
        return False
    if len(words) == 1:
        return not inner.rstrip().endswith(("?", "!"))
    if not (words[-1].upper or words[-1].text[0].isdigit()):
        return False
    if any(word.opens for word in words[1:]):
        return False
    return all(word.upper or word.fold in CONNECTORS or word.text[0].isdigit() for word in words)
