"""Make the people, characters and works that what is written names and nobody has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from eternal.curation.models import make_slugs
from films.models import Character, Person
from films.models.person import make_sort_name
from trivia.documents.apply.writing import BULK, Writing
from trivia.documents.names import Entry, WorkEntry
from trivia.documents.people import Register
from trivia.models import Work
from trivia.models.subject import WorkKind


def write_names(writing: Writing) -> None:
    """Three kinds, two statements each where there is anything to make."""
    plan, spotted = writing.plan, writing.plan.spotted
    writing.people = _write_kind(
        writing,
        Person,
        plan.people,
        plan.new_people,
        lambda name, entry: {"name": name, "sort_name": make_sort_name(name), **_aliases(entry)},
        spotted.people,
    )
    writing.characters = _write_kind(
        writing,
        Character,
        plan.characters,
        plan.new_characters,
        lambda name, entry: {"film": writing.film, "name": name, **_aliases(entry)},
        spotted.characters,
    )
    writing.works = _write_kind(
        writing,
        Work,
        plan.works,
        plan.new_works,
        lambda name, entry: {
            "title": name,
            "kind": entry.kind if entry.kind in WorkKind.values else WorkKind.OTHER,
            "creator": entry.creator,
            "year": entry.year,
        },
        spotted.works,
    )


def _aliases(entry: Entry) -> dict[str, str]:
    return {"also_known_as": "\n".join(entry.aliases)}


def _write_kind(
    writing: Writing,
    model: type[Any],
    register: Register,
    new: list[str],
    columns: Callable[[str, Any], dict[str, Any]],
    entries: Iterable[Entry | WorkEntry],
) -> dict[str, int]:
    """Make the new ones; the records of all names, old and new, by canonical name."""
    by_name = {entry.name: entry for entry in entries}
    taken = model.objects.filter(film=writing.film) if model is Character else model.objects.all()
    slugs = make_slugs(taken, new, fallback=register.kind) if new else []
    made = [
        model(slug=slug, status=writing.status, **columns(name, by_name[name]))
        for name, slug in zip(new, slugs, strict=True)
    ]
    model.objects.bulk_create(made, batch_size=BULK)
    writing.history.add(model, [each.pk for each in made])
    found = {name: pk for name, pk in register.found.items() if pk is not None}
    for name, each in zip(new, made, strict=True):
        found[name] = each.pk
        # so that the names in new facts can be marked with the addresses that they have now
        aliases = getattr(by_name[name], "aliases", ())
        register.keys[each.pk] = Entry(register.kind, name, aliases, each.slug)
    return found
