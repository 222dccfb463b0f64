"""The small values that every page is made of.

Everything here is a NamedTuple, a tuple, text, a number or a truth value: a template that gets it
cannot run a query.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as format_date


class Words(NamedTuple):
    """A run of text that may be a link, a date (ISO 8601) or the title of a work."""

    text: str
    href: str = ""
    iso: str = ""
    cite: bool = False


class Particular(NamedTuple):
    """One line of the list beside a synopsis or a biography."""

    label: str
    values: tuple[Words, ...]


@lru_cache(maxsize=8192)
def link_to(name: str, *args: str | int) -> str:
    """The path of a named address; a page asks for the same ones again and again."""
    return reverse(name, args=args)


def make_canonical(path: str) -> str:
    """The one address of a page, whatever name the request came in under."""
    return f"{settings.ETERNAL_URL}{path}"


def shorten(text: str, width: int) -> str:
    """At most so many characters on one line: cut between words, or inside one where no gap is near."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    gap = line.rfind(" ", 0, width)
    return f"{line[: gap if gap > width // 2 else width - 1]}…"


def write_date(iso: str) -> Words:
    """'2004-03-19' as '19 March 2004', '2004-03' as 'March 2004', '2004' as it is."""
    parts = iso.split("-")
    if len(parts) == 1:
        return Words(iso, iso=iso)
    day = date.fromisoformat(iso if len(parts) == 3 else f"{iso}-01")
    return Words(format_date(day, "j F Y" if len(parts) == 3 else "F Y"), iso=iso)


def link_outside(imdb: str, imdb_id: str, wikidata_id: str) -> list[Words]:
    links = [Words("IMDb", imdb % imdb_id)] if imdb_id else []
    return links + (
        [Words("Wikidata", f"https://www.wikidata.org/wiki/{wikidata_id}")] if wikidata_id else []
    )
