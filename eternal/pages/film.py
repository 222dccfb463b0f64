"""A film's page: the film from `films`, its facts, quotes and sources from `trivia`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from films.pages.film import Billing, FilmHead, read_film
from films.pages.words import Words, make_canonical, shorten
from trivia.models import Fact, Standing
from trivia.models.subject import TopicGroup
from trivia.pages.addresses import link_to_character, link_to_list
from trivia.pages.facts import ShownFact, Tally, count_standings, show_facts
from trivia.pages.quotes import ShownQuote, show_quotes
from trivia.pages.sources import Listed, list_sources
from trivia.pages.topics import COLOURS, ROMAN

#: The page shows so many facts; the list of facts has the others, and facets that count them all.
FACTS_SHOWN = 200
#: So many choices of a facet stand open; the others fold away.
CHOICES_OPEN = 6


class TopicFacts(NamedTuple):
    """The facts under one topic. `anchor` is its place on the page; empty, as the name, without a topic."""

    name: str
    anchor: str
    facts: tuple[ShownFact, ...]


class Part(NamedTuple):
    """One part of the making of the film: 'I On the page'."""

    roman: str
    name: str
    anchor: str
    colour: str
    topics: tuple[TopicFacts, ...]


class Choice(NamedTuple):
    """A box to tick, and how many of the film's facts it keeps."""

    value: str
    text: str
    facts: int


class Facet(NamedTuple):
    name: str
    legend: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]


class FilmPage(NamedTuple):
    title: str
    description: str
    canonical: str
    film: FilmHead
    tally: Tally
    score: tuple[ShownFact, ...]
    facets: tuple[Facet, ...]
    parts: tuple[Part, ...]
    topics: int
    all_facts: str
    quotes: tuple[ShownQuote, ...]
    sources: tuple[Listed, ...]


def make_film_page(slug: str) -> FilmPage | None:
    """The page of a public film, or None. Fourteen queries, however much the film has."""
    film = read_film(slug)
    if film is None:
        return None
    public = Fact.objects.published().for_film(film.id)
    facts = show_facts(public.in_film_order()[:FACTS_SHOWN])
    with_facts = {character.slug for fact in facts for character in fact.characters}
    cast = tuple(_link_part(billing, slug, with_facts) for billing in film.cast)
    parts = tuple(_group(facts))
    tally = count_standings(public, ("film", slug))
    title = f"{film.title} ({film.year})" if film.year else film.title
    return FilmPage(
        title,
        _describe(film, title),
        make_canonical(film.href),
        film._replace(cast=cast),
        tally,
        tuple(sorted(facts, key=lambda fact: fact.number)),
        tuple(_make_facets(facts, slug)) if tally.facts == len(facts) else (),
        parts,
        sum(1 for part in parts for topic in part.topics if topic.name),
        link_to_list(("film", slug)),
        show_quotes(film.id, dict(film.players), with_facts),
        list_sources(film.id),
    )


def _describe(film: FilmHead, title: str) -> str:
    if film.synopsis:
        return shorten(film.synopsis, 155)
    return _("Facts about %(film)s, and where they come from.") % {"film": title}


def _link_part(billing: Billing, film: str, with_facts: Collection[str]) -> Billing:
    """A part leads to the facts about it, where there are any."""
    if billing.character not in with_facts:
        return billing
    return billing._replace(part=Words(billing.part.text, link_to_character(film, billing.character)))


def _group(facts: Iterable[ShownFact]) -> Iterable[Part]:
    """Facts under their first topic, topics under the part of the making that they belong to."""
    order = {group: n for n, group in enumerate(TopicGroup)}

    def place(fact: ShownFact) -> tuple[int, int, str]:
        if not fact.topics:
            return len(order), 0, ""
        first = fact.topics[0]
        return order[TopicGroup(first.group)], first.position, first.name

    for rank, in_part in groupby(sorted(facts, key=place), key=lambda fact: place(fact)[0]):
        topics = []
        for _place, under in groupby(in_part, key=place):
            shown = tuple(under)
            first = shown[0].topics[0] if shown[0].topics else None
            topics.append(
                TopicFacts(first.name, f"topic-{first.slug}", shown) if first else TopicFacts("", "", shown)
            )
        if rank < len(order):
            group = list(TopicGroup)[rank]
            yield Part(ROMAN[group], str(group.label), f"part-{rank + 1}", COLOURS[group], tuple(topics))
        else:
            yield Part("", "", "", COLOURS[TopicGroup.EDIT], tuple(topics))


def _make_facets(facts: Sequence[ShownFact], film: str) -> Iterable[Facet]:
    """What the facts may be narrowed by. Whom only spoilers name is left out: the name may tell."""
    people: Counter[tuple[str, str]] = Counter()
    characters: Counter[tuple[str, str]] = Counter()
    standings: Counter[str] = Counter()
    safe_people = {each.slug for fact in facts if not fact.spoiler for each in fact.people}
    safe_characters = {each.slug for fact in facts if not fact.spoiler for each in fact.characters}
    for fact in facts:
        people.update((each.slug, each.text) for each in fact.people if each.slug in safe_people)
        characters.update(
            (f"{film}/{each.slug}", each.text) for each in fact.characters if each.slug in safe_characters
        )
        standings[fact.standing] += 1
    firm = [
        Choice(value, str(label), standings[value]) for value, label in Standing.choices if standings[value]
    ]
    for name, legend, choices in (
        ("person", _("Person"), _list_choices(people)),
        ("character", _("Character"), _list_choices(characters)),
        ("standing", _("Standing"), firm),
    ):
        if len(choices) > 1:
            yield Facet(name, legend, tuple(choices[:CHOICES_OPEN]), tuple(choices[CHOICES_OPEN:]))


def _list_choices(counted: Counter[tuple[str, str]]) -> list[Choice]:
    """Those with the most facts first."""
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0][1]))
    return [Choice(value, text, n) for (value, text), n in ordered]
