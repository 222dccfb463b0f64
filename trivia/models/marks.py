"""Where linked names stand in a fact's text: found when the fact is saved, never when it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from films.models import Character, Person
from films.models.person import split_aliases
from trivia.documents.names import Entry, mark
from trivia.models.fact import Fact
from trivia.models.subject import Work


def find_marks(
    text: str, people: Iterable[Person], characters: Iterable[Character], works: Iterable[Work]
) -> list[list[Any]]:
    """`[[start, end, kind, slug], …]` in order, never overlapping."""
    entries = [Entry("person", each.name, each.aliases, each.slug) for each in people]
    entries += [Entry("character", each.name, each.aliases, each.slug) for each in characters]
    entries += [Entry("work", each.title, (), each.slug) for each in works]
    return mark_text(text, entries)


def mark_text(text: str, entries: list[Entry]) -> list[list[Any]]:
    return [[each.start, each.end, each.kind, each.key] for each in mark(text, entries)]


def mark_facts(pks: Iterable[int]) -> None:
    """Mark many facts. Five queries and a write, however many; writes only the ones that moved."""
    pks = list(pks)
    if not pks:
        return
    entries: dict[int, list[Entry]] = defaultdict(list)
    relations: tuple[tuple[str, Any, Any], ...] = (
        ("person", Fact.people, Person),
        ("character", Fact.characters, Character),
        ("work", Fact.works, Work),
    )
    for kind, relation, model in relations:
        names = ("title", "slug") if model is Work else ("name", "slug", "also_known_as")
        links = relation.through.objects.filter(fact_id__in=pks)
        for fact_id, name, slug, *aliases in links.order_by("id").values_list(
            "fact_id", *(f"{kind}__{column}" for column in names)
        ):
            entries[fact_id].append(Entry(kind, name, split_aliases("".join(aliases)), slug))
    moved = []
    for fact in Fact.objects.filter(pk__in=pks).only("text", "marks"):
        marks = mark_text(fact.text, entries[fact.pk])
        if marks != fact.marks:
            fact.marks = marks
            moved.append(fact)
    Fact.objects.bulk_update(moved, ["marks"], batch_size=200)
