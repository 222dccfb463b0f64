"""The cast: a name and, where the page gives one, the character."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trivia.documents.ledger import Ledger
from trivia.documents.records import CastMember, Verdict
from trivia.documents.rows import Row, clean, escape, fold, join_lines, protect, restore

# In this order: what parts an actor from a character, the surest sign first.
_PARTINGS = (
    re.compile(r"\t+|\s+as\s+", re.IGNORECASE),
    re.compile(r"\s*(?:\.{2,}|…+|(?:\. ){2,}\.?)\s*"),
    re.compile(r"\s+[-–—=>]+\s+|\s*:\s+|\s{3,}"),
)
_IN_PARENTHESES = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<character>[^()]+)\)")
_PLAYED_BY = re.compile(
    r"(?P<character>.+?),?\s+(?:is |was )?(?:played|portrayed|voiced) by\s+(?P<name>.+)", re.IGNORECASE
)
_MISLEADING = re.compile(r" (?=(?:as|(?:(?:is|was) )?(?:played|portrayed|voiced) by)(?: |$))", re.IGNORECASE)
# Said of how somebody took part; not a character.
_MANNERS = re.compile(
    r"\s*\((?:voice|uncredited|credit only|archive footage|voice only|unbilled|v\.o\.)\)", re.IGNORECASE
)

_NAME_PARTICLES = {
    "de", "da", "do", "dos", "das", "di", "del", "della", "du", "des", "von", "van", "der", "den", "ter", "ten", "la",
    "le", "el", "al", "bin", "ibn", "ben", "y", "e", "zu", "of", "the", "and", "as", "at", "in",
}  # fmt: skip


def read_member(text: str) -> tuple[str, str] | None:
    """Name and character in one item of a cast list; None where there is no name in it."""
    text = _MANNERS.sub("", text).strip()
    played = _PLAYED_BY.fullmatch(text[:300])
    if played:
        text = f"{played['name']}\t{played['character']}"
    name, character = _divide(text)
    name, character = clean(restore(name.rstrip(" ,;"))), clean(restore(character))
    return (name, character) if name else None


def _divide(text: str) -> tuple[str, str]:
    for parting in _PARTINGS:
        found = parting.search(text)
        if found and found.start() and text[found.end() :].strip():
            return text[: found.start()], text[found.end() :]
    found = _IN_PARENTHESES.fullmatch(text)
    return (found["name"], found["character"]) if found else (text, "")


def write_member(member: CastMember) -> str:
    """A cast member as one item, which `read_member` reads back."""
    name = _MISLEADING.sub(r"\\ ", escape(member.name, ".…-–—=>:(),;"))
    character = _MISLEADING.sub(r"\\ ", escape(member.character, "()"))
    return f"{name} as {character}" if member.character else name


def read_cast(ledger: Ledger, rows: Sequence[Row]) -> None:
    """Read the rows of a cast list; a row that wraps on to an indented one is one member."""
    for item in _group(rows):
        body = protect(join_lines([row.body for row in item]))
        member = read_member(body)
        if member and len(body) <= 1000:
            ledger.add_member(CastMember(item[0].number, *member))
            ledger.enter(item, Verdict.CAST)


def _group(rows: Sequence[Row]) -> list[list[Row]]:
    bulleted = any(row.marker for row in rows)
    groups: list[list[Row]] = []
    for row in rows:
        wrapped = (
            groups
            and not row.marker
            and bulleted
            and (row.indent > groups[-1][0].indent or row.body[:1].islower())
        )
        if wrapped:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def looks_like_member(text: str) -> bool:
    """Whether a line could be one of a cast list: names, and nothing that reads like a sentence."""
    if len(text) > 120 or not text[:1].isalpha() or "http" in text or text.count(" ") > 14:
        return False
    name, character = read_member(protect(text)) or ("", "")
    return (
        looks_like_name(name) and len(character.split()) <= 8 and not character.endswith(("!", "?", ";", ","))
    )


def looks_like_name(text: str) -> bool:
    """One to six words that begin like names do, without the marks of a sentence."""
    words = text.split()
    if (
        not 1 <= len(words) <= 6
        or len(text) > 60
        or re.search(r"[\d:;!?,/|<>{}=@#]|\.\.|\w{4,}\.$", text.replace(", Jr", " Jr"))
    ):
        return False
    return all(_begins_like_name(word) for word in words) and any(not word[:1].islower() for word in words)


def _begins_like_name(word: str) -> bool:
    letters = re.sub(r"^[“”\"'‘’(d]+", "", word)
    return (
        not word[:1].islower()
        or fold(word) in _NAME_PARTICLES
        or (word[:2] in ("d'", "d’", "l'", "l’") and letters[:1].isupper())
    )
