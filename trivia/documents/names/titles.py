"""Works that prose makes plain: the poem “X” by Y, the 1971 film X, X (1999), the X trilogy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trivia.documents.names.lexicon import (
    ARTICLES,
    AUTHORED,
    AUXILIARIES,
    CONNECTORS,
    CYCLES,
    FUNCTION,
    HONORIFICS,
    JOBS,
    KINDS,
    TOLD_PAST,
    word_set,
)
from trivia.documents.names.words import Text, Word

_LONGEST = 12  # words of a title without quotation marks
_YEAR_AFTER = re.compile(r"[”\"’']?,?\s*\((?:[A-Za-z ]{1,20}, )?(1[89]\d\d|20\d\d)\)")
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)\Z")
_CROSSED_BACKWARD = CONNECTORS - {"by", "as", "vs", "from", "with"}
_CROSSED_FORWARD = word_set("of to the a an de la le du del di")
_MAKERS = word_set("by")
_MADE = word_set("sung written composed performed directed recorded painted played")
_NAMING = word_set("called titled entitled named")
_QUOTING = word_set("""
    quoted from quotes quote sings sing sang singing sung reads read reading recites recited plays play
    playing performs performed performing hums humming cover adaptation version of
""")
_WORKS = word_set(
    "song songs tune sing sings sang sung film films musical album poem novel book play musicals dance"
)
_LABELLING = word_set("""
    line words word says say said saying sign reads nickname nicknamed known term phrase shouts shouted yells
    shouting joke slogan motto label message chant name names dubbed
""")
# Kinds that are also ordinary words before a name say nothing without quotation marks.
_UNQUOTED = KINDS.keys() - word_set("""
    short western hit record track show single feature picture print classic strip soap photograph portrait
    story tale drama comedy thriller article tragedy ballet pictures films movies books songs plays poems
    albums novels     remake sequel prequel
""")


@dataclass(frozen=True, slots=True)
class Title:
    """Words first..last-1 of a text name a work. `certain`: the prose says that it is one."""

    first: int
    last: int
    name: str
    kind: str = ""
    creator: str = ""
    year: int | None = None
    certain: bool = True


def find_titles(text: Text, taken: bytearray) -> list[Title]:
    """The works of one text, from left to right. `taken` marks the last words of known names, which no
    title without quotation marks begins with when a connector follows ('X Y in Z (1999)')."""
    titles = _find_quoted(text)
    covered = bytearray(len(text.words))
    for quoted in titles:
        covered[quoted.first : quoted.last] = b"\1" * (quoted.last - quoted.first)
    for index, word in enumerate(text.words):
        if covered[index]:
            continue
        title = (
            _find_dated(text, index, covered, taken)
            or _find_after_kind(text, index, covered)
            or _find_cycle(text, index, covered)
            or _find_apposed(text, index, covered)
        )
        if title:
            titles.append(title)
            covered[title.first : title.last] = b"\1" * (title.last - title.first)
        elif word.fold == "magazine" and index and word.joined and text.words[index - 1].upper:
            titles += _find_magazine(text, index, covered)
    return sorted(titles, key=lambda title: title.first)


def _find_quoted(text: Text) -> list[Title]:
    titles, index = [], 0
    words = text.words
    while index < len(words):
        quote = words[index].quote
        if quote < 0:
            index += 1
            continue
        first = index
        while index < len(words) and words[index].quote == quote:
            index += 1
        quotation = text.quotations[quote]
        if not quotation.title:
            continue
        name = text.text[quotation.start : quotation.end].strip(" ,;")
        kind, certain = _name_kind(words, first, index)
        creator = _name_creator(text, first, index)
        year = _name_year(text, first, index)
        labelled = first > 0 and words[first - 1].fold in _LABELLING
        if labelled and not kind:
            continue
        if certain or creator or year:
            titles.append(Title(first, index, name, kind, creator, year))
        elif index - first > 1:
            titles.append(Title(first, index, name, kind, certain=False))
    return titles


def _name_kind(words: list[Word], first: int, last: int) -> tuple[str, bool]:
    """What kind of work stands in quotation marks, and whether the prose says that it is a work."""
    if last < len(words) and words[last].fold in KINDS and not words[last].opens:
        return KINDS[words[last].fold], True
    before = first - 1
    while before >= 0 and words[before].fold in _NAMING:
        before -= 1
    if before < 0:
        return "", False
    if words[before].fold in KINDS:
        return KINDS[words[before].fold], True
    if words[before].fold in ("is", "was", "and", "or"):
        for back in range(before, max(before - 20, -1), -1):
            if words[back].fold in KINDS and words[back].quote < 0:
                return KINDS[words[back].fold], True
            if words[back].opens and words[back].quote < 0:
                break
    if last - first < 2:
        return "", False
    return "", words[before].fold in _QUOTING or _speaks_of_works(words, first, last)


def _speaks_of_works(words: list[Word], first: int, last: int) -> bool:
    """Whether the sentence around words first..last-1 has songs, films or books in it."""
    for at in range(first - 1, max(first - 15, -1), -1):
        if words[at].quote < 0 and words[at].fold in _WORKS:
            return True
        if words[at].opens and words[at].quote < 0:
            break
    for at in range(last, min(last + 10, len(words))):
        if words[at].opens and words[at].quote < 0:
            break
        if words[at].quote < 0 and words[at].fold in _WORKS:
            return True
    return False


def _name_creator(text: Text, first: int, last: int) -> str:
    """Who made it: 'X by Y Z', 'Y Z's song X', 'Y Z's X'; '' where the prose does not say."""
    words, after = text.words, last
    if after < len(words) and _YEAR.match(words[after].text):
        after += 1
    if after + 1 < len(words) and words[after].fold in _MADE:
        after += 1
    if after + 1 < len(words) and words[after].fold in _MAKERS and not words[after].opens:
        name = _read_name(text, after + 1)
        if name:
            return name
    before = first - 1
    while before >= 0 and first - before < 4 and not words[before].possessive and not words[before + 1].opens:
        if words[before].fold not in KINDS and words[before].fold not in _NAMING:
            break
        before -= 1
    if before >= 1 and first - before < 4 and words[before].possessive and words[before].upper:
        start = before
        while start > max(0, before - 4) and words[start].joined and words[start - 1].upper:
            if words[start - 1].possessive:
                break
            start -= 1
        while start < before and words[start].fold in FUNCTION | JOBS | HONORIFICS:
            start += 1
        if start < before:
            return text.text[words[start].start : words[before].end]
    return ""


def _read_name(text: Text, first: int) -> str:
    words, last = text.words, first
    while (
        last < len(words) and last - first < 4 and words[last].upper and (last == first or words[last].joined)
    ):
        last += 1
        if words[last - 1].possessive:
            break
    if last - first < 2 or words[first].fold in FUNCTION:
        return ""
    return text.text[words[first].start : words[last - 1].end]


def _name_year(text: Text, first: int, last: int) -> int | None:
    words = text.words
    match = _YEAR_AFTER.match(text.text, words[last - 1].end)
    if match:
        return int(match.group(1))
    for back in range(first - 1, max(first - 7, -1), -1):
        if _YEAR.match(words[back].text):
            leads = back > 0 and (
                words[back - 1].fold in ("the", "a", "his", "her", "their") or words[back - 1].possessive
            )
            kinds = any(word.fold in KINDS for word in words[back + 1 : first])
            return int(words[back].text) if leads and kinds else None
        if words[back].opens or words[back].quote >= 0:
            return None
    return None


def _make(text: Text, first: int, last: int, kind: str) -> Title:
    name = text.text[text.words[first].start : text.words[last - 1].end]
    return Title(first, last, name, kind, _name_creator(text, first, last), _name_year(text, first, last))


def _find_dated(text: Text, index: int, covered: bytearray, taken: bytearray) -> Title | None:
    """A title before its year in parentheses; `index` is its first word."""
    words = text.words
    if not words[index].upper or (index and words[index].joined and words[index - 1].upper and not (
        words[index - 1].possessive or covered[index - 1] or words[index - 1].opens
    )):  # fmt: skip
        return None
    last = _extend(words, index, covered, _CROSSED_BACKWARD)
    if last < len(words) and words[last].upper and text.gap(last) == ": ":  # a subtitle
        last = _extend(words, last, covered, _CROSSED_BACKWARD)
    match = _YEAR_AFTER.match(text.text, words[last - 1].end)
    if not match or match.group(0)[0] in "”\"’'":
        return None
    first = index
    while first < last - 1 and words[first].opens and words[first].fold in FUNCTION - {"the", "a", "an"}:
        first += 1
    for cut in range(first + 1, last - 1):
        if taken[cut - 1] and words[cut].fold in CONNECTORS and all(word.upper for word in words[first:cut]):
            first = cut + 1
            break
    for cut in range(first + 2, last - 1):
        shaped = all(word.upper and word.fold not in FUNCTION for word in words[cut - 2 : cut])
        if words[cut].fold in ("in", "and", "to", "on", "for", "at") and shaped and cut - 2 == first:
            led = words[cut].fold == "in" or (
                first > 0 and words[first - 1].fold in JOBS | {"by", "with", "of"}
            )
            first = cut + 1 if led else first
    while first < last and not words[first].upper:
        first += 1
    if first >= last:
        return None
    kind = KINDS.get(words[first - 1].fold, "film") if first else "film"
    return _make(text, first, last, kind)


def _extend(words: list[Word], first: int, covered: bytearray, crossed: frozenset[str]) -> int:
    """The word after the capitalised phrase that begins at `first`."""
    last = first + 1
    while last < min(len(words), first + _LONGEST) and not words[last - 1].possessive:
        if covered[last] or not words[last].joined:
            break
        if words[last].upper or words[last].text.isdigit():
            last += 1
            continue
        ahead = last
        while (
            ahead < len(words) and ahead - last < 3 and words[ahead].joined and words[ahead].fold in crossed
        ):
            ahead += 1
        if (
            ahead == last
            or ahead >= len(words)
            or not words[ahead].joined
            or not words[ahead].upper
            or covered[ahead]
        ):
            break
        last = ahead + 1
    return last


def _find_after_kind(text: Text, index: int, covered: bytearray) -> Title | None:
    """'the film X', 'his novel X'."""
    words = text.words
    word = words[index]
    if not word.upper or index < 2 or not word.joined or words[index - 1].fold not in _UNQUOTED:
        return None
    if words[index - 1].upper or words[index - 1].possessive:
        return None
    if (
        words[index - 1].fold == "play"
        and words[index - 2].fold not in ARTICLES | {"stage"}
        and not words[index - 2].possessive
    ):
        return None
    last = _extend(words, index, covered, _CROSSED_FORWARD)
    if word.fold in FUNCTION and last - index < 2:
        return None
    if last < len(words) and words[last].joined and not words[last - 1].possessive:
        after = words[last].fold
        if after in AUXILIARIES or after in TOLD_PAST or (after.endswith("s") and after not in FUNCTION):
            return None
    return _make(text, index, last, KINDS[words[index - 1].fold])


def _find_cycle(text: Text, index: int, covered: bytearray) -> Title | None:
    """'the X trilogy', 'the X song'."""
    words = text.words
    word = words[index]
    if not word.upper or not index or not word.joined or words[index - 1].fold != "the":
        return None
    last = _extend(words, index, covered, _CROSSED_FORWARD | {"and"})
    if (
        last >= len(words)
        or not words[last].joined
        or words[last].fold not in CYCLES
        or words[last - 1].possessive
    ):
        return None
    if words[last].fold in AUTHORED:
        return None
    title = _make(text, index, last, KINDS[words[last].fold])
    if last - index > 2 and any(not word.upper for word in words[index:last]):
        return Title(index, last, "The " + title.name, title.kind, title.creator, title.year)
    return title


def _find_apposed(text: Text, index: int, covered: bytearray) -> Title | None:
    """'The X of Y, a 1960 epic': a title that its apposition explains."""
    words = text.words
    if not words[index].upper or (index and words[index].joined and words[index - 1].upper):
        return None
    last = _extend(words, index, covered, _CROSSED_FORWARD)
    if last >= len(words) or not words[last].comma or words[last].fold not in ("a", "an", "the"):
        return None
    for at in range(last + 1, min(last + 6, len(words) - 1)):
        if not words[at].joined or words[at].possessive:
            return None
        if (
            words[at].fold in KINDS
            and words[at + 1].fold not in JOBS
            and words[at].fold not in ("feature", "classic")
        ):
            title = _make(text, index, last, KINDS[words[at].fold])
            year = next(
                (int(word.text) for word in words[last + 1 : at] if _YEAR.match(word.text)), title.year
            )
            return Title(index, last, title.name, title.kind, title.creator, year)
    return None


def _find_magazine(text: Text, index: int, covered: bytearray) -> list[Title]:
    """'X magazine': an organisation or a work, so only a suggestion."""
    first = index
    while first > max(0, index - 4) and text.words[first].joined and text.words[first - 1].upper:
        if covered[first - 1] or text.words[first - 1].possessive:
            break
        first -= 1
    while first < index and text.words[first].fold in FUNCTION - {"the"}:
        first += 1
    if first == index:
        return []
    name = text.text[text.words[first].start : text.words[index - 1].end]
    return [Title(first, index, name, "magazine", certain=False)]
