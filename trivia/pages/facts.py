"""What pages show of facts."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from films.pages.words import Words, link_to, write_date
from trivia.models import Citation, Fact, Spoiler, Standing
from trivia.models.fact import FactQuerySet
from trivia.models.source import Reliability, Support
from trivia.models.subject import TopicGroup, WorkKind
from trivia.pages.addresses import link_to_character, link_to_list
from trivia.pages.sources import name_sources
from trivia.pages.topics import COLOURS, ShownTopic, read_topics

#: Works whose titles are set in italics; a poem's or a song's stands in quotation marks in the text.
ITALIC = {
    WorkKind.FILM,
    WorkKind.BOOK,
    WorkKind.PLAY,
    WorkKind.ALBUM,
    WorkKind.MAGAZINE,
    WorkKind.SERIES,
    WorkKind.PAINTING,
    WorkKind.GAME,
}

#: A title already in quotation marks needs no italics.
QUOTATION = {"“", "‘", '"', "'", "«", "„"}


class Named(NamedTuple):
    """A person or a character whom a fact names."""

    slug: str
    text: str
    href: str


class ShownFact(NamedTuple):
    """One fact, ready to be shown. The `summary` of a spoiler gives nothing away; other facts have none."""

    id: int
    number: int
    href: str
    film: Words
    colour: str
    text: tuple[Words, ...]
    spoiler: str
    summary: str
    standing: str
    standing_word: str
    topics: tuple[ShownTopic, ...]
    people: tuple[Named, ...]
    characters: tuple[Named, ...]
    sources: tuple[str, ...]
    checked: Words | None

    @property
    def names(self) -> tuple[Words, ...]:
        """Who stands in the margin: of a spoiler, nobody."""
        named = () if self.spoiler else self.people + self.characters
        return tuple(Words(each.text, each.href) for each in named)

    @property
    def plain(self) -> str:
        return "".join(words.text for words in self.text)


class Tally(NamedTuple):
    """How sure we are of so many facts."""

    facts: int
    sourced: int
    rows: tuple[TallyRow, ...]


class TallyRow(NamedTuple):
    standing: str
    word: str
    facts: int
    href: str


def show_facts(facts: FactQuerySet, *, say_film: bool = False) -> tuple[ShownFact, ...]:
    """The facts of a queryset in its order. Six queries, however many facts.

    `say_film` puts the film into the summaries of spoilers, so that each is unique on a page about several.
    """
    rows = list(
        facts.values_list(
            "id",
            "number",
            "text",
            "marks",
            "spoiler",
            "standing",
            "checked_on",
            "film__title",
            "film__slug",
        )
    )
    ids = [row[0] for row in rows]
    topics = read_topics(ids)
    people = _read_people(ids)
    characters = _read_characters(ids)
    italic = _read_italic_works(ids)
    sources = name_sources(ids)
    shown = []
    for fact_id, number, text, marks, spoiler, standing, checked_on, title, slug in rows:
        about = tuple(topics[fact_id])
        links = {("person", each.slug): each.href for each in people[fact_id]}
        links |= {("character", each.slug): each.href for each in characters[fact_id]}
        shown.append(
            ShownFact(
                fact_id,
                number,
                link_to("fact_detail", slug, number),
                Words(title, link_to("film_detail", slug)),
                about[0].colour if about else COLOURS[TopicGroup.EDIT],
                cut_text(text, marks, links, italic[fact_id]),
                "" if spoiler == Spoiler.NONE else spoiler,
                ""
                if spoiler == Spoiler.NONE
                else _summarise(spoiler, number, about, title if say_film else ""),
                standing,
                str(Standing(standing).label),
                about,
                _in_order(people[fact_id], "person", marks),
                _in_order(characters[fact_id], "character", marks),
                sources.get(fact_id, ()),
                write_date(checked_on.isoformat()) if checked_on else None,
            )
        )
    return tuple(shown)


def cut_text(
    text: str, marks: Sequence[Sequence[Any]], links: dict[tuple[str, str], str], italic: set[str]
) -> tuple[Words, ...]:
    """The text in runs: a marked name is a link where `links` has an address for it, and the name of an
    `italic` work is a title. Marks that no longer fit the text are passed over."""
    runs, done = [], 0
    for start, end, kind, slug in marks:
        href = links.get((kind, slug), "")
        title = kind == "work" and slug in italic and text[max(start - 1, 0) : start] not in QUOTATION
        if not (href or title) or not done <= start < end <= len(text):
            continue
        if start > done:
            runs.append(Words(text[done:start]))
        runs.append(Words(text[start:end], href, cite=title))
        done = end
    if done < len(text):
        runs.append(Words(text[done:]))
    return tuple(runs)


def name_work(title: str, kind: str) -> Words:
    """A title as print has it: in italics, or in quotation marks."""
    return Words(title, cite=True) if kind in ITALIC else Words(f"“{title}”")


def _summarise(spoiler: str, number: int, topics: Sequence[ShownTopic], film: str) -> str:
    """'Spoiler: sound, fact 29'. Names the topics, never the people."""
    about = ", ".join(topic.name.lower() for topic in topics)
    which = _("fact %(n)s") % {"n": number}
    if film:
        which = _("%(fact)s about %(film)s") % {"fact": which, "film": film}
    said = f"{about}, {which}" if about else which
    return (_("Spoiler: %s") if spoiler == Spoiler.MAJOR else _("Mild spoiler: %s")) % said


def _in_order(named: Iterable[Named], kind: str, marks: Sequence[Sequence[Any]]) -> tuple[Named, ...]:
    """Names in the order in which the text has them; those that it does not have, last."""
    places: dict[str, int] = {}
    for start, _end, mark_kind, slug in marks:
        if mark_kind == kind:
            places.setdefault(slug, start)
    return tuple(sorted(named, key=lambda each: (places.get(each.slug, sys.maxsize), each.text)))


def _read_people(ids: list[int]) -> dict[int, list[Named]]:
    found = defaultdict(list)
    links: Any = Fact.people.through
    rows = links.objects.filter(fact_id__in=ids, person__public=True)
    for fact_id, name, slug in rows.values_list("fact_id", "person__name", "person__slug"):
        found[fact_id].append(Named(slug, name, link_to("person_detail", slug)))
    return found


def _read_characters(ids: list[int]) -> dict[int, list[Named]]:
    found = defaultdict(list)
    links: Any = Fact.characters.through
    rows = links.objects.filter(fact_id__in=ids, character__public=True)
    for fact_id, name, slug, film in rows.values_list(
        "fact_id", "character__name", "character__slug", "character__film__slug"
    ):
        found[fact_id].append(Named(slug, name, link_to_character(film, slug)))
    return found


def _read_italic_works(ids: list[int]) -> dict[int, set[str]]:
    found = defaultdict(set)
    links: Any = Fact.works.through
    rows = links.objects.filter(fact_id__in=ids, work__public=True, work__kind__in=ITALIC)
    for fact_id, slug in rows.values_list("fact_id", "work__slug"):
        found[fact_id].add(slug)
    return found


def is_sourced() -> Exists:
    """A condition on facts: a source better than a fan page supports them."""
    return Exists(
        Citation.objects.filter(
            fact_id=OuterRef("pk"), supports=Support.SUPPORTS, source__public=True
        ).exclude(source__reliability=Reliability.FAN)
    )


def count_standings(facts: FactQuerySet, *chosen: tuple[str, str]) -> Tally:
    """How many facts have each standing, and how many a source better than a fan page. One query.

    `chosen` are the filters that the links of the rows keep.
    """
    counted = {
        standing: (n, sourced)
        for standing, n, sourced in facts.order_by()
        .values("standing")
        .annotate(n=Count("pk"), sourced=Count("pk", filter=is_sourced()))
        .values_list("standing", "n", "sourced")
    }
    return Tally(
        sum(n for n, _sourced in counted.values()),
        sum(sourced for _n, sourced in counted.values()),
        tuple(
            TallyRow(
                standing, str(label), counted[standing][0], link_to_list(*chosen, ("standing", standing))
            )
            for standing, label in Standing.choices
            if standing in counted
        ),
    )


def count_facts(film_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many public facts each film has, and how many of them are sourced. One query."""
    rows = (
        Fact.objects.published()
        .filter(film_id__in=film_ids)
        .order_by()
        .values("film_id")
        .annotate(n=Count("pk"), sourced=Count("pk", filter=is_sourced()))
    )
    return {film_id: (n, sourced) for film_id, n, sourced in rows.values_list("film_id", "n", "sourced")}
