"""The page of one fact."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from films.pages.words import Words, link_to, make_canonical, shorten
from trivia.models import Fact, Spoiler, Standing
from trivia.models.fact import FactQuerySet, Relation, RelationKind
from trivia.models.source import Support
from trivia.pages.facts import ShownFact, name_work, show_facts
from trivia.pages.sources import Cited, cite


class SeenAlso(NamedTuple):
    """Another fact to read with this one: 'Contradicts', fact 7."""

    word: str
    fact: Words


class Neighbour(NamedTuple):
    """The fact before or after, with how it begins; a spoiler does not say."""

    number: int
    href: str
    begins: str


class FactPage(NamedTuple):
    title: str
    description: str
    canonical: str
    fact: ShownFact
    standing_reason: str
    works: tuple[tuple[Words, ...], ...]
    supporting: tuple[Cited, ...]
    against: tuple[Cited, ...]
    see_also: tuple[SeenAlso, ...]
    previous: Neighbour | None
    following: Neighbour | None


def make_fact_page(film: str, number: int) -> FactPage | None:
    """The page of one public fact, or None. Eleven queries."""
    facts = Fact.objects.published().filter(film__slug=film)
    shown = show_facts(facts.filter(number=number))
    if not shown:
        return None
    fact = shown[0]
    about = _("Fact %(n)s about %(film)s") % {"n": number, "film": fact.film.text}
    if fact.spoiler:
        title = about
        description = _("%(about)s. It gives something away: open it when you have seen the film.") % {
            "about": about
        }
    else:
        title = f"{_('Fact %(n)s') % {'n': number}}: {shorten(fact.plain, 60)}"
        description = shorten(fact.plain, 155)
    cited = cite(fact.id)
    return FactPage(
        title,
        description,
        make_canonical(fact.href),
        fact,
        explain_standing(fact.standing),
        () if fact.spoiler else _list_works(fact.id),
        tuple(each for each in cited if each.supports != Support.AGAINST),
        tuple(each for each in cited if each.supports == Support.AGAINST),
        _list_see_also(fact.id, film),
        _find_neighbour(facts.filter(number__lt=number).order_by("-number")),
        _find_neighbour(facts.filter(number__gt=number).order_by("number")),
    )


def explain_standing(standing: str) -> str:
    return {
        Standing.CONFIRMED: _(
            "A primary source proves it: the film itself, a record, or somebody who was there."
        ),
        Standing.ATTRIBUTED: _("Somebody named says so. Nothing else proves it yet."),
        Standing.UNVERIFIED: _("We have found nobody who vouches for it yet."),
        Standing.DISPUTED: _("Good sources disagree, and neither side settles it."),
        Standing.DEBUNKED: _("It is told often, and it is not so. We keep it to say that."),
    }[Standing(standing)]


def _list_works(fact_id: int) -> tuple[tuple[Words, ...], ...]:
    """'“Eloisa to Abelard”, Alexander Pope, 1717'. One query."""
    links: Any = Fact.works.through
    rows = links.objects.filter(fact_id=fact_id, work__public=True).order_by("work__title")
    return tuple(
        (name_work(title, kind), Words("".join(f", {part}" for part in (creator, year) if part)))
        for title, kind, creator, year in rows.values_list(
            "work__title", "work__kind", "work__creator", "work__year"
        )
    )


def _list_see_also(fact_id: int, film: str) -> tuple[SeenAlso, ...]:
    """From both sides: one row serves both facts."""
    words = {
        RelationKind.REPEATS: _("Says much the same as"),
        RelationKind.CONTRADICTS: _("Does not agree with"),
        RelationKind.RELATED: _("See also"),
    }
    rows = Relation.objects.filter(
        Q(fact_id=fact_id, other__public=True) | Q(other_id=fact_id, fact__public=True)
    ).values_list(
        "kind",
        "fact_id",
        *(
            f"{side}__{column}"
            for side in ("other", "fact")
            for column in ("number", "film__slug", "film__title")
        ),
    )
    found = set()
    for kind, first, *columns in rows:
        number, slug, title = columns[:3] if first == fact_id else columns[3:]
        which = _("fact %(n)s") % {"n": number}
        if slug != film:
            which = _("%(fact)s about %(film)s") % {"fact": which, "film": title}
        found.add((RelationKind.values.index(kind), slug, number, which))
    return tuple(
        SeenAlso(
            words[RelationKind(RelationKind.values[kind])], Words(which, link_to("fact_detail", slug, number))
        )
        for kind, slug, number, which in sorted(found)
    )


def _find_neighbour(facts: FactQuerySet) -> Neighbour | None:
    row = facts.values_list("number", "film__slug", "text", "spoiler").first()
    if row is None:
        return None
    number, slug, text, spoiler = row
    begins = shorten(text, 60) if spoiler == Spoiler.NONE else _("A spoiler")
    return Neighbour(number, link_to("fact_detail", slug, number), begins)
