"""Which records refer to which: by foreign key, many-to-many link or inline row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from eternal.curation.history.snapshots import CHUNK, Snapshot, list_inlines, list_many
from eternal.curation.models import Tracked

#: A record, as history names it.
Key = tuple[type[Tracked], int]


def find_references(model: type[Tracked], snapshot: Snapshot) -> set[Key]:
    """The tracked records that a snapshot refers to: by foreign key, many-to-many or inline row."""
    found = set()
    for name, value in snapshot["fields"].items():
        found |= _reference(model, name, value)
    for name, _through, _source, _target in list_many(model):
        other: Any = model._meta.get_field(name).related_model
        found |= {(other, pk) for pk in snapshot["many"].get(name, [])}
    for name, inline, _parent in list_inlines(model):
        for row in snapshot["inlines"].get(name, []):
            for column, value in row.items():
                found |= _reference(inline, column, value)
    return found


def _reference(model: type[models.Model], column: str, value: Any) -> set[Key]:
    other: Any = model._meta.get_field(column).related_model
    return (
        {(other, value)}
        if value is not None and isinstance(other, type) and issubclass(other, Tracked)
        else set()
    )


def find_outside_references(targets: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """(target, record that refers to it) for every tracked record that refers to one of the targets.

    One query for every 1,000 targets of a model, whatever the number of relations.
    """
    by_model: dict[type[Tracked], list[int]] = defaultdict(list)
    for model, pk in targets:
        by_model[model].append(pk)
    ways = [(model, *way) for model in by_model for way in find_links_to(model)]
    longest = max(map(len, by_model.values()), default=0)
    for start in range(0, longest, CHUNK):
        looks = [
            link._default_manager.order_by()
            .filter(**{f"{target}__in": pks})
            .values_list(models.Value(index, models.IntegerField()), target, source)
            for index, (model, link, target, source, _owner) in enumerate(ways)
            if (pks := by_model[model][start : start + CHUNK])
        ]
        if not looks:
            continue
        for index, pk, other in looks[0].union(*looks[1:], all=True):
            if other is not None:
                yield (ways[index][0], pk), (ways[index][4], other)


def referrers(model: type[Tracked], pks: Iterable[int]) -> set[Key]:
    """The tracked records that refer to any of these: what deleting them will change."""
    return {owner for _target, owner in find_outside_references((model, pk) for pk in pks)}


def derive_referrers(model: type[Tracked], pks: Iterable[int]) -> None:
    """What records derive follows from those that they refer to as well (a fact's marks from names)."""
    stale: dict[type[Tracked], list[int]] = defaultdict(list)
    for link, target, source, owner in find_links_to(model):
        if owner.derived:
            rows = link._default_manager.filter(**{f"{target}__in": list(pks)})
            stale[owner] += rows.values_list(source, flat=True)
    for owner, owners in stale.items():
        owner.derive(set(owners))


def find_links_to(model: type[Tracked]) -> Iterator[tuple[Any, str, str, type[Tracked]]]:
    """Every way in which tracked records refer to `model`: the rows that do it, their column with the
    target, their column with the referring record, and that record's model."""
    own = {(inline, parent) for _name, inline, parent in list_inlines(model)}
    for relation in model._meta.related_objects:
        other: Any = relation.related_model
        if relation.many_to_many:
            for name, through, source, target in list_many(other):
                if name == relation.field.name:
                    yield through, target, source, other
        elif issubclass(other, Tracked):
            yield other, relation.field.attname, "pk", other
        elif (other, relation.field.attname) not in own:
            for owner in _owners(other):
                for _name, inline, parent in list_inlines(owner):
                    if inline is other:
                        yield other, relation.field.attname, parent, owner


def _owners(inline: type[models.Model]) -> set[type[Tracked]]:
    """The models that have these rows inline."""
    targets = (each.related_model for each in inline._meta.concrete_fields if each.is_relation)
    return {
        each
        for each in targets
        if isinstance(each, type)
        and issubclass(each, Tracked)
        and any(model is inline for _name, model, _parent in list_inlines(each))
    }


def measure_depth(model: type[models.Model]) -> int:
    """How far a model's foreign keys reach down: what others hang on is lower, so it is restored first
    and deleted last."""
    below = {
        each.related_model
        for each in model._meta.concrete_fields
        if each.is_relation and isinstance(each.related_model, type) and each.related_model is not model
    }
    return 1 + max((measure_depth(each) for each in below if issubclass(each, Tracked)), default=0)
