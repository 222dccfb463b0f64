"""A record as one plain value: its fields, its many-to-many links and its inline rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from eternal.curation.models import Record, Tracked

Snapshot = dict[str, Any]

#: Columns that are about the row rather than of it.
BOOKKEEPING = ("public", "version", "updated_at")

#: Rows in one IN (…): well under what the smallest SQLite takes.
CHUNK = 1000


def take_snapshots(model: type[Tracked], pks: Iterable[int]) -> dict[int, Snapshot]:
    """The rows as they stand, whole, as plain JSON values; rows that are not there are left out.

    One query, and where any row is found one more for each many-to-many and inline relation, for every
    1,000 rows.
    """
    pks, found = list(pks), {}
    for start in range(0, len(pks), CHUNK):
        found.update(_take_chunk(model, pks[start : start + CHUNK]))
    return found


def _take_chunk(model: type[Tracked], pks: list[int]) -> dict[int, Snapshot]:
    columns = list_columns(model)
    found = {
        row[0]: {"fields": _plain(columns, row[1:]), "many": {}, "inlines": {}}
        for row in model._default_manager.filter(pk__in=pks).values_list("pk", *columns)
    }
    if not found:
        return {}
    for name, through, source, target in list_many(model):
        for snapshot in found.values():
            snapshot["many"][name] = []
        rows = through.objects.filter(**{f"{source}__in": found}).order_by(target)
        for pk, other in rows.values_list(source, target):
            found[pk]["many"][name].append(other)
    for name, inline, parent in list_inlines(model):
        for snapshot in found.values():
            snapshot["inlines"][name] = []
        columns = ["id", *(each for each in list_columns(inline) if each != parent)]
        rows = inline._default_manager.filter(**{f"{parent}__in": found}).order_by("id")
        for pk, *row in rows.values_list(parent, *columns):
            found[pk]["inlines"][name].append(_plain(columns, row))
    return found


def restore_snapshots(model: type[Tracked], wanted: dict[int, Snapshot]) -> None:
    """Write rows back as they were: existing ones are updated, missing ones made again with their key.

    A fixed number of queries for each relation, and one write for each 200 rows.
    """
    current = take_snapshots(model, wanted)
    rows = {pk: _row(model, pk, snapshot["fields"]) for pk, snapshot in wanted.items()}
    gone = [row for pk, row in rows.items() if pk not in current]
    there = [
        row for pk, row in rows.items() if pk in current and current[pk]["fields"] != wanted[pk]["fields"]
    ]
    model._default_manager.bulk_create(gone, batch_size=200)
    known = [name for name in list_columns(model) if all(name in each["fields"] for each in wanted.values())]
    model._default_manager.bulk_update(there, known, batch_size=200)
    for name, through, source, target in list_many(model):
        moved = [
            pk
            for pk in wanted
            if wanted[pk]["many"].get(name, []) != current.get(pk, {"many": {}})["many"].get(name, [])
        ]
        if moved:
            through.objects.filter(**{f"{source}__in": moved}).delete()
            through.objects.bulk_create(
                [
                    through(**{source: pk, target: other})
                    for pk in moved
                    for other in wanted[pk]["many"].get(name, [])
                ],
                batch_size=500,
            )
    for name, inline, parent in list_inlines(model):
        moved = [
            pk
            for pk in wanted
            if wanted[pk]["inlines"].get(name, [])
            != current.get(pk, {"inlines": {}})["inlines"].get(name, [])
        ]
        if moved:
            inline._default_manager.filter(**{f"{parent}__in": moved}).delete()
            inline._default_manager.bulk_create(
                [
                    _row(inline, row["id"], {**row, parent: pk})
                    for pk in moved
                    for row in wanted[pk]["inlines"].get(name, [])
                ],
                batch_size=500,
            )
    if issubclass(model, Record):
        model._default_manager.filter(pk__in=wanted).update(
            version=models.F("version") + 1, updated_at=timezone.now()
        )
    model.derive(wanted)


def delete_records(model: type[Tracked], pks: list[int]) -> None:
    """Delete rows that no record refers to any more, with what is part of them.

    One statement for each table of the record: Django's own cascade would look through every relation
    again, which `eternal.curation.history.undoing` has done.
    """
    for _name, through, source, _target in list_many(model):
        through.objects.filter(**{f"{source}__in": pks}).delete()
    inlines = list(list_inlines(model))
    for _name, inline, parent in inlines:
        inline._default_manager.filter(**{f"{parent}__in": pks}).delete()
    own = {inline for _name, inline, _parent in inlines}
    for relation in model._meta.related_objects:
        other: Any = relation.related_model
        if relation.many_to_many or issubclass(other, Tracked) or other in own:
            continue
        rows = other._default_manager.filter(**{f"{relation.field.attname}__in": pks})
        if relation.on_delete is models.CASCADE:
            rows.delete()
        elif relation.on_delete is models.SET_NULL:
            rows.update(**{relation.field.name: None})
    rows = model._default_manager.filter(pk__in=pks)
    rows._raw_delete(rows.db)


def list_columns(model: type[models.Model]) -> list[str]:
    left_out = {*BOOKKEEPING, *getattr(model, "derived", ())}
    return [
        each.attname
        for each in model._meta.concrete_fields
        if not each.primary_key and each.name not in left_out
    ]


def _plain(columns: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in zip(columns, values, strict=True)
    }


def _row(model: type[models.Model], pk: int, values: dict[str, Any]) -> Any:
    """An instance with these values. Columns that came after the snapshot keep their default."""
    row = model(pk=pk)
    for name in list_columns(model):
        if name in values:
            column: Any = model._meta.get_field(name)
            setattr(
                row,
                name,
                column.target_field.to_python(values[name])
                if column.is_relation
                else column.to_python(values[name]),
            )
    return row


def list_many(model: type[models.Model]) -> Iterator[tuple[str, Any, str, str]]:
    """Many-to-many relations without a model of their own: name, through model, source and target column."""
    for each in model._meta.many_to_many:
        through: Any = each.remote_field.through
        if through._meta.auto_created:
            source = through._meta.get_field(each.m2m_field_name()).attname
            target = through._meta.get_field(each.m2m_reverse_field_name()).attname
            yield each.name, through, source, target


def list_inlines(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model], str]]:
    """Relations whose rows are part of the record: name, model, and their column that points here."""
    for name in getattr(model, "inlines", ()):
        relation: Any = model._meta.get_field(name)
        yield name, relation.related_model, relation.field.attname
