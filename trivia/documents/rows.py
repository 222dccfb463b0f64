r"""The rows of a page: one per line, with its bullet or number told apart from its words.

A backslash takes away a character's meaning, as in Markdown: `Earth\, Wind \& Fire` is one name, and
a line that starts with a backslash is plain text, whatever it looks like. `write` uses it so that what
goes out comes back; hardly anybody types one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from trivia.documents.records import DocumentError

# A page is a few hundred lines. A million empty ones would only take memory.
MAX_LINES = 250_000

_BULLET = re.compile(r"(?P<sign>[•·▪◦‣●■►])\s*|(?P<dash>[*\-–—])\s+|(?P<number>\(?\d{1,3}[.)])\s+")
_RULE = re.compile(r"[\s\-=_*~–—]{3,}")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")

# Control characters never survive in a row, so they can stand for what a backslash protects.
_ESCAPABLE = " ,;/&|:：()[]<>.…-–—*#=\\•·"
_STANDS_FOR = dict(
    zip(_ESCAPABLE, map(chr, [*range(1, 9), *range(0x0E, 0x1C), 0x7F, 0x80, 0x81]), strict=True)
)
_ESCAPE = re.compile(r"\\([" + re.escape(_ESCAPABLE) + r"])")
_RESTORE = {ord(code): sign for sign, code in _STANDS_FOR.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One line, read: `text` is the whole line stripped, `body` what follows its bullet or number.

    `marker` is '' where there is none, the sign for a bullet and '1' for a number. Tabs are kept,
    because they separate columns; other control characters have become spaces. `literal` rows began
    with a backslash: they are plain text and mean nothing else.
    """

    number: int
    raw: str
    text: str
    indent: int
    marker: str
    body: str
    literal: bool = False

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def rule(self) -> bool:
        """A line of dashes, stars or the like, which separates or underlines."""
        return bool(_RULE.fullmatch(self.text))


def split_rows(text: str) -> list[Row]:
    """The rows of a text. Lines are what LF, CRLF and CR separate, and nothing else."""
    if _UNSTORABLE.search(text):
        raise DocumentError(
            "The page contains characters that cannot be stored (NUL): save it as plain text."
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    count = text.count("\n") + 1
    if count > MAX_LINES:
        raise DocumentError(
            f"The page has {count:,} lines and the limit is {MAX_LINES:,}: give one film at a time."
        )
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [_read_row(number, raw) for number, raw in enumerate(lines, start=1)]


def _read_row(number: int, raw: str) -> Row:
    spaced = _NOT_TEXT.sub(" ", raw)
    text = spaced.strip()
    indent = len(spaced) - len(spaced.lstrip())
    if text.startswith("\\"):
        return Row(number, raw, text, indent, "", text[1:].lstrip(), literal=True)
    found = _BULLET.match(text)
    if not found or _RULE.fullmatch(text):
        return Row(number, raw, text, indent, "", text)
    sign = found["sign"] or found["dash"] or "1"
    return Row(number, raw, text, indent, sign, text[found.end() :])


def has_marker(text: str) -> bool:
    """Whether a line of this text would be taken for a list item."""
    return bool(_BULLET.match(text))


def clean(text: str) -> str:
    """A value for a record: whitespace (tabs too) collapsed to single spaces, none at the ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Lower case without accents on Latin letters: how words are compared."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", _LATIN_ACCENTS.sub("", decomposed)).casefold()


def protect(text: str) -> str:
    """Replace what a backslash protects by stand-ins that no separator matches."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _STANDS_FOR[found[1]], text)


def restore(text: str) -> str:
    """Put the protected characters back."""
    return text.translate(_RESTORE)


def escape(text: str, signs: str) -> str:
    """Put a backslash before each of `signs`, and before a backslash that would protect one."""
    text = re.sub(r"\\(?=[" + re.escape(_ESCAPABLE) + r"]|$)", r"\\\\", text)
    return text.translate({ord(sign): "\\" + sign for sign in signs})


def join_lines(lines: list[str]) -> str:
    """Wrapped lines as one paragraph; a word broken at its hyphen comes together again."""
    parts: list[str] = []
    for line in lines:
        hyphened = parts and re.search(r"\w-$", parts[-1][-2:]) and line[:1].islower()
        if parts and not hyphened:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)
