"""The home page: what is here, and how sure the site is of it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.pages.film import FilmLine, list_films
from films.pages.words import link_to, make_canonical
from trivia.models import Fact, Spoiler, Standing
from trivia.pages.addresses import link_to_list
from trivia.pages.facts import ShownFact, Tally, count_facts, count_standings, show_facts
from trivia.pages.topics import TopicPart, list_topics

FILMS_SHOWN = 24
NEWEST_SHOWN = 3


class FilmAtHome(NamedTuple):
    film: FilmLine
    facts: str


class HomePage(NamedTuple):
    title: str
    description: str
    canonical: str
    today: ShownFact | None
    films: tuple[FilmAtHome, ...]
    parts: tuple[TopicPart, ...]
    newest: tuple[ShownFact, ...]
    confirmed: str
    tally: Tally


def make_home_page(today: date) -> HomePage:
    """Fifteen queries, however much is here."""
    open_facts = Fact.objects.published().filter(spoiler=Spoiler.NONE)
    chosen = find_fact_of(today)
    confirmed = open_facts.filter(standing=Standing.CONFIRMED).for_listing()
    newest = list(confirmed.values_list("pk", flat=True)[:NEWEST_SHOWN])
    shown = {fact.id: fact for fact in show_facts(open_facts.filter(pk__in=[*newest, chosen]))}
    films = list_films(FILMS_SHOWN)
    counted = count_facts(film.id for film in films)
    return HomePage(
        _("What we know about films, and how we know it"),
        _("Facts about films, each with its source and how sure it is, and no endings given away."),
        make_canonical(link_to("home")),
        shown.get(chosen),
        tuple(FilmAtHome(film, _count(*counted.get(film.id, (0, 0)))) for film in films),
        list_topics(),
        tuple(shown[pk] for pk in newest if pk in shown),
        link_to_list(("standing", Standing.CONFIRMED.value)),
        count_standings(Fact.objects.published()),
    )


def find_fact_of(today: date) -> int:
    """The fact of the day: the first public one without a spoiler whose id is at or after a number that
    the date gives, below the largest. 0 where there is none. The same for every visitor; two queries."""
    facts = Fact.objects.published().filter(spoiler=Spoiler.NONE)
    largest = facts.order_by("-pk").values_list("pk", flat=True).first()
    if largest is None:
        return 0
    number = int.from_bytes(hashlib.sha256(today.isoformat().encode()).digest()[:8], "big")
    found = facts.filter(pk__gte=number % largest).order_by("pk").values_list("pk", flat=True).first()
    return found or 0


def _count(facts: int, sourced: int) -> str:
    if not facts:
        return _("No facts yet")
    said = ngettext("%(n)s fact", "%(n)s facts", facts) % {"n": facts}
    return f"{said}, {_('%(n)s sourced') % {'n': sourced}}" if sourced else said
