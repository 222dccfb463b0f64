"""What pages show of sources: short in a margin, in full in a list, in their own words on a fact's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.pages.words import Words, write_date
from trivia.models import Citation, Fact, Quote
from trivia.models.source import Reliability, SourceType, Support

#: Types whose title is a title of its own; any other is a part of something larger, in quotation marks.
WHOLE = {SourceType.BOOK, SourceType.MOTION_PICTURE, SourceType.SONG, SourceType.BROADCAST}
COLUMNS = (
    "source__type",
    "source__title",
    "source__author",
    "source__container_title",
    "source__publisher",
    "source__issued",
    "source__volume",
    "source__issue",
    "source__page",
    "source__url",
    "source__archive_url",
    "source__reliability",
)


class Reference(NamedTuple):
    """A source in full. `imprint` is all that follows the title: 'Secker & Warburg, 1966'."""

    authors: str
    title: Words
    container: str
    imprint: str
    reliability: str
    links: tuple[Words, ...]


class Cited(NamedTuple):
    """What one source says about one fact. `quoted` is in lines."""

    reference: Reference
    supports: str
    word: str
    locator: str
    quoted: tuple[str, ...]


class Listed(NamedTuple):
    """A source in a film's list, and what in the film rests on it: '3 facts, 1 quote'."""

    reference: Reference
    bears: str


def name_sources(fact_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """What to write in the margin of each fact: 'Furbank 1966', '1 for, 1 against'. One query.

    A fan page does not count: it says who repeats a fact, not where it comes from.
    """
    rows = (
        Citation.objects.filter(fact_id__in=fact_ids, source__public=True)
        .exclude(source__reliability=Reliability.FAN)
        .exclude(supports=Support.MENTIONS)
        .values_list("fact_id", "supports", "source__title", "source__author", "source__issued")
    )
    cited: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for fact_id, supports, title, authors, issued in rows:
        cited[fact_id].append((supports, _name_shortly(title, authors, issued)))
    named: dict[int, tuple[str, ...]] = {}
    for fact_id, pairs in cited.items():
        against = sum(supports == Support.AGAINST for supports, _name in pairs)
        if against:
            balance = _("%(n)s for, %(against)s against") % {"n": len(pairs) - against, "against": against}
            named[fact_id] = (balance,)
        else:
            named[fact_id] = tuple(dict.fromkeys(name for _supports, name in pairs))
    return named


def _name_shortly(title: str, authors: list[dict[str, str]], issued: str) -> str:
    names = [each.get("family") or each.get("literal", "") for each in authors]
    who = _(" and ").join(names) or title
    if len(names) > 2:
        who = _("%(name)s and others") % {"name": names[0]}
    return f"{who} {issued[:4]}".strip()


def cite(fact_id: int) -> tuple[Cited, ...]:
    """The sources of one fact in full, the firmest first. One query."""
    rows = Citation.objects.filter(fact_id=fact_id, source__public=True).values(
        *COLUMNS, "supports", "locator", "quoted"
    )
    order = list(Reliability.values)
    return tuple(
        Cited(
            refer(row),
            row["supports"],
            str(Support(row["supports"]).label),
            row["locator"],
            tuple(row["quoted"].splitlines()),
        )
        for row in sorted(rows, key=lambda row: order.index(row["source__reliability"]))
    )


def list_sources(film_id: int) -> tuple[Listed, ...]:
    """The sources of a film's facts and quotes, the firmest first. One query."""
    rows = (
        Citation.objects.filter(source__public=True)
        .filter(
            Q(fact__in=Fact.objects.published().for_film(film_id))
            | Q(quote__in=Quote.objects.published().for_film(film_id))
        )
        .order_by("source__title", "source_id")
        .values("source_id", *COLUMNS)
        .annotate(facts=Count("fact_id", distinct=True), quotes=Count("quote_id", distinct=True))
    )
    order = list(Reliability.values)
    return tuple(
        Listed(refer(row), _count_bearing(row["facts"], row["quotes"]))
        for row in sorted(rows, key=lambda row: order.index(row["source__reliability"]))
    )


def _count_bearing(facts: int, quotes: int) -> str:
    parts = [ngettext("%(n)s fact", "%(n)s facts", facts) % {"n": facts}] if facts else []
    if quotes:
        parts.append(ngettext("%(n)s quote", "%(n)s quotes", quotes) % {"n": quotes})
    return ", ".join(parts)


def refer(row: dict[str, Any]) -> Reference:
    """A source in full from a row of `COLUMNS`."""
    names = [
        each.get("literal") or " ".join(filter(None, (each.get("given"), each.get("family"))))
        for each in row["source__author"]
    ]
    whole = row["source__type"] in WHOLE or not (row["source__container_title"] or names)
    title = row["source__title"]
    volume = _("volume %(n)s") % {"n": row["source__volume"]} if row["source__volume"] else ""
    issue = _("issue %(n)s") % {"n": row["source__issue"]} if row["source__issue"] else ""
    pages = _("pages %(n)s") % {"n": row["source__page"]} if row["source__page"] else ""
    issued = write_date(row["source__issued"]).text if row["source__issued"] else ""
    links = ((_("read it"), row["source__url"]), (_("kept copy"), row["source__archive_url"]))
    return Reference(
        _(" and ").join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names),
        Words(title, cite=True) if whole else Words(f"“{title}”"),
        row["source__container_title"],
        ", ".join(part for part in (row["source__publisher"], volume, issue, issued, pages) if part),
        str(Reliability(row["source__reliability"]).label),
        tuple(Words(text, url) for text, url in links if url),
    )
