"""The values of a page's header: names, dates, runtimes, ratings, lists. Text in, plain values out.

Each reader answers None (or an empty list) for what it does not understand; the parser then keeps
the line as a detail. Texts come with the stand-ins of `rows.protect` in them and are restored here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from trivia.documents.places import find_country, find_language, name_country, name_language
from trivia.documents.rows import clean, escape, fold, restore

_BETWEEN_NAMES = re.compile(
    r"\s*(?:;|\||/|\n|•|·|,(?!\s*(?:Jr|Sr|Esq|Ph\.?D|M\.?D|II|III|IV)\b\.?)|\s&\s|(?<=\s)(?:and|et|und)(?=\s))\s*"
)
_SHARED_SURNAME = re.compile(
    r"(?P<first>[^\W\d_][\w'’.-]*) (?:and|&|et|und) (?P<second>[^\W\d_][\w'’.-]*) (?P<last>[^\W\d_][\w'’-]*)"
)
_REMARK = re.compile(r"\s*\((?P<remark>[^()]*)\)")
_FILLERS = {"more", "see more", "others", "et al", "see full cast", "etc"}

# What may part names; `join_names` protects it inside one.
NAME_SIGNS = ",;|/&•·()"


# What a credit adds about its source: 'William Goldman, based on his novel'.
SOURCE = re.compile(r",\s+(?:based on|adapted from|from (?:the|his|her|their|an?)\b)\s.*", re.IGNORECASE)


def split_names(text: str) -> list[tuple[str, str]]:
    """The names in a list, each with the remark that stood in parentheses after it ('' for none).

    'Anthony and Joe Russo' are two people of one surname; 'Robert Downey, Jr.' is one person.
    """
    source = SOURCE.search(text)
    text = text[: source.start()] if source else text
    shared = _SHARED_SURNAME.fullmatch(text)
    if shared:
        text = f"{shared['first']} {shared['last']}, {shared['second']} {shared['last']}"
    names = []
    for part in _BETWEEN_NAMES.split(text):
        remarks = [clean(restore(found["remark"])) for found in _REMARK.finditer(part)]
        name = clean(restore(_REMARK.sub("", part)))
        if name:
            names.append((name, ", ".join(filter(None, remarks))))
    if len(names) > 1 and fold(names[-1][0]).strip(" .") in _FILLERS:
        names.pop()
    if source and names:
        name, remark = names[-1]
        names[-1] = (name, ", ".join(filter(None, (remark, clean(restore(source[0])).lstrip(", ")))))
    return names


def escape_name(name: str) -> str:
    """One name so that `split_names` takes it for one."""
    escaped = escape(name, NAME_SIGNS)
    return re.sub(r" (?=(?:and|et|und) )", r"\\ ", escaped)


def join_names(names: Iterable[str]) -> str:
    """Several names in one line."""
    return ", ".join(map(escape_name, names))


_MONTHS = {
    name: number
    for number, names in enumerate(
        """january jan janvier januar enero gennaio|february feb fevrier februar febrero febbraio|
        march mar mars marz maerz marzo|april apr avril abril aprile|may mai mayo maggio|june jun juin juni junio giugno|
        july jul juillet juli julio luglio|august aug aout agosto|september sep sept septembre septiembre settembre|
        october oct octobre oktober octubre ottobre|november nov novembre noviembre|
        december dec decembre dezember diciembre dicembre""".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December")  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"[12]\d{3}"
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d(?:-\d\d)?)\b"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?:\s+(?:of|de))?\s+(?P<m1>{_MONTH})(?:\s+de)?,?\s+(?P<y1>{_YEAR})\b"
    rf"|\b(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{_YEAR})\b"
    rf"|\b(?P<m3>{_MONTH})(?:\s+(?:of|de))?,?\s+(?P<y3>{_YEAR})\b"
    rf"|(?P<y4>{_YEAR})年(?:(?P<m4>\d{{1,2}})月(?:(?P<d4>\d{{1,2}})日)?)?"
    rf"|\b(?P<a5>\d{{1,2}})[./](?P<b5>\d{{1,2}})[./](?P<y5>{_YEAR})\b"
    rf"|\b(?P<y6>{_YEAR})\b"
)


def _read_date(found: re.Match[str]) -> str:
    """Partial ISO for one match of `_DATE`; '' for a day that never was."""
    if found["iso"]:
        year, month, day = (found["iso"] + "-0-0").split("-")[:3]
    elif found["y5"]:
        first, second = int(found["a5"]), int(found["b5"])
        # 03/04/2004 is March in one country and April in another; only the year is sure.
        ambiguous = first <= 12 and second <= 12 and first != second and "/" in found[0]
        month, day = ("0", "0") if ambiguous else (second, first) if second <= 12 else (first, second)
        year = found["y5"]
    else:
        year = found["y1"] or found["y2"] or found["y3"] or found["y4"] or found["y6"]
        month = found["m1"] or found["m2"] or found["m3"] or found["m4"] or "0"
        month = month if month.isdigit() else str(_MONTHS[month.rstrip(".")])
        day = found["d1"] or found["d2"] or found["d4"] or "0"
    try:
        date(int(year), int(month) or 1, int(day) or 1)
    except ValueError:
        return ""
    numbers = [f"{int(number):02}" for number in (month, day) if int(number)]
    return "-".join([year, *numbers])


def read_year(text: str) -> int | None:
    """The year that a text is, in parentheses or not."""
    found = re.fullmatch(rf"[(\[]?({_YEAR})[)\]]?\.?", text.strip())
    return int(found[1]) if found else None


_NOTE = re.compile(r"\[(?P<note>[^\[\]]*)\]")


def read_releases(text: str, country: str = "") -> list[tuple[str, str, str]]:
    """The releases in a value, as (partial ISO date, country code, note). Words in square brackets
    are a note as they stand; `country` holds for dates that name none. Empty if a date makes no sense."""
    # Same length as `text`, so that matches in one are places in the other.
    plain = _NOTE.sub(lambda found: "\0" * len(found[0]), text)
    matches = list(_DATE.finditer("".join(fold(sign) if len(fold(sign)) == 1 else sign for sign in plain)))
    if not matches:
        return []
    releases = []
    before = text[: matches[0].start()]
    for found, following in zip(matches, [*matches[1:], None], strict=True):
        iso = _read_date(found)
        if not iso:
            return []
        rest = text[found.end() : following.start()] if following else text[found.end() :]
        after, before_next = _divide(rest) if following else (rest, "")
        code, notes = _read_remarks(before, after)
        releases.append((iso, code or find_country(country), notes))
        before = before_next
    return releases


def _divide(rest: str) -> tuple[str, str]:
    """What stands between two dates: the end of the first release and the start of the second."""
    cut = max(rest.rfind(sign) for sign in ";|,/\n")
    return (rest[:cut], rest[cut + 1 :]) if cut > rest.rfind(")") else (rest, "")


def _read_remarks(before: str, after: str) -> tuple[str, str]:
    notes = [clean(restore(found["note"])) for text in (before, after) for found in _NOTE.finditer(text)]
    parts = []
    for text in (before, after):
        inside = re.findall(r"\(([^()]*)\)", _NOTE.sub(" ", text))
        outside = re.sub(r"\([^()]*\)", " ", _NOTE.sub(" ", text))
        parts += [piece for text in (outside, *inside) for piece in re.split(r"[,;|/]", text)]
    code = ""
    for part in parts:
        words = re.sub(r"^(?:in|on|the|au|en)\s+", "", clean(restore(part)).strip(" .:;–—-()[]"))
        words = words.strip(" .:;–—-")
        found = find_country(words) if not code else ""
        if found:
            code = found
        elif words and words not in ("in", "on", "the"):
            notes.append(words)
    return code, ", ".join(filter(None, notes))


def write_release(iso: str, country: str, note: str) -> str:
    """A release as one value, which `read_releases` reads back."""
    year, month, day = (iso + "-0-0").split("-")[:3]
    words = [str(int(day))] if int(day) else []
    words += [_MONTH_NAMES[int(month) - 1]] if int(month) else []
    words += [
        year,
        f"({name_country(country)})" if country else "",
        f"[{escape(note, '[]')}]" if note else "",
    ]
    return " ".join(filter(None, words))


_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?")
_HOURS = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*(?:hours?|hrs?|heures?|horas|ore|stunden|std|h|時間)\.?,?\s*(?:(?:and|et|und)\s*)?)?"
    r"(?:(?P<minutes>\d{1,4})\s*(?:minut\w+|mins?|mn|m|分|'|’|′)?\.?)?",
    re.IGNORECASE,
)


def read_runtime(text: str) -> tuple[int, str] | None:
    """Minutes, and what else the value says ('director's cut')."""
    text = clean(restore(text)).removeprefix("approx.").removeprefix("about").removeprefix("ca.").strip()
    found = _CLOCK.match(text)
    if found:
        minutes = int(found[1]) * 60 + int(found[2])
    else:
        found = _HOURS.match(text)
        if not found or not (found["hours"] or found["minutes"]):
            return None
        minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    rest = text[found.end() :]
    if not 0 < minutes < 10_000 or rest[:1].isalnum():
        return None
    return minutes, rest.strip(" .()[]")


_SYSTEMS = ("MPA", "BBFC", "FSK", "CNC", "CBFC", "OFLC", "ACB", "EIRIN", "IFCO", "KMRB")
_MPA_ONLY = re.compile(r"R|PG-13|NC-17", re.IGNORECASE)
_RATED_BY_MPA = re.compile(r"G|PG|X|R|PG-13|NC-17", re.IGNORECASE)
_RATING = re.compile(
    r"(?P<rated>rated\s+)?(?P<value>not rated|unrated|[\w+][\w+/.-]{0,11})"
    r"(?:\s*\((?P<system>[A-Z]{2,6})\))?(?:\s*(?P<joint>\bfor\b|[-–—,:;(])\s*(?P<reason>.+))?\.?",
    re.IGNORECASE,
)

# What a label that can mean nothing else may hold: 'Certificate: Tous publics'.
_SURE_RATING = re.compile(
    r"(?P<rated>rated\s+)?(?P<value>\w[^:]{0,29}?)(?P<system>)(?:\s(?P<joint>for)\s(?P<reason>.+))?\.?",
    re.IGNORECASE,
)


def read_certificate(label: str, aside: str, text: str) -> tuple[str, str, str] | None:
    """System, value and reason of a rating: 'MPAA Rating: Rated R for language.'"""
    sure = bool(aside) or not re.fullmatch(r"(?:film |movie )?rat(?:ing|ed)", label, re.IGNORECASE)
    found = _RATING.fullmatch(text) or (_SURE_RATING.fullmatch(text) if sure else None)
    if not found or re.match(r"\d+(?:[.,]\d+)?\s*(?:/|out of|stars?\b|%)|\d+[.,]\d", found[0], re.IGNORECASE):
        return None
    value = found["value"].rstrip(".")
    if not (found["rated"] or not value[0].islower()) or "/" in value:
        return None
    words = label.upper().replace("MPAA", "MPA")
    system = next((system for system in _SYSTEMS if re.search(rf"\b{system}\b", words)), "")
    if not system and aside:
        system = aside
    if not system and found["system"]:
        system = found["system"].upper().replace("MPAA", "MPA")
    # 'Rated PG' is how the MPA puts it; 'Rating: PG' could be British.
    if (
        not system
        and (_RATED_BY_MPA if found["rated"] else _MPA_ONLY).fullmatch(value)
        and "CERT" not in words
    ):
        system = "MPA"
    reason = clean(restore(found["reason"] or "")).removesuffix(".")
    if found["joint"] == "(":
        reason = reason.removesuffix(")")
    return restore(system), restore(value), reason


def split_list(text: str) -> list[str]:
    """The items of a list parted by |, by commas or by slashes: by the first of these that occurs."""
    sign = next((sign for sign in "|•·;,/" if sign in text), "|")
    items = (clean(restore(item.strip(" ."))) for item in text.split(sign))
    return [item for item in items if item]


def join_list(items: Iterable[str]) -> str:
    """A list as one value, which `split_list` reads back."""
    return " | ".join(escape(item, "|•·;,/.") for item in items)


def read_codes(text: str, kind: str) -> tuple[str, ...] | None:
    """Countries or languages as codes; None if one of them is unknown."""
    find = find_country if kind == "countries" else find_language
    codes = [find(re.sub(r"\s*\([^()]*\)", "", item)) for item in split_list(text)]
    return tuple(dict.fromkeys(codes)) if codes and all(codes) else None


def write_codes(codes: Iterable[str], kind: str) -> str:
    """Countries or languages by name."""
    return " | ".join(map(name_country if kind == "countries" else name_language, codes))


_ADDRESS = re.compile(r"<?(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]])>?", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<url>https?://[^\s()]+)\)")
_POINTER = re.compile(
    r"(?:click|view|visit|see|read|watch|go to|find|check|browse)\b.{0,60}|here|link|more|website|official site|"
    r"(?:more|full) .{1,40}|.{1,40}\bhere|.{1,40}»",
    re.IGNORECASE,
)


def read_link(text: str) -> tuple[str, str] | None:
    """Words and address of a link. A value that only points elsewhere is a link that lost its address."""
    found = _MARKDOWN_LINK.search(text)
    if found:
        return clean(found["text"]), found["url"]
    found = _ADDRESS.search(text)
    if found:
        words = text[: found.start()] + " " + text[found.end() :]
        return clean(restore(words)).strip(" ()[]<>–—-:"), found["url"]
    text = clean(restore(text))
    return (text, "") if _POINTER.fullmatch(text.rstrip(".")) else None
