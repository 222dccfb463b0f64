"""Writing history, and taking it back.

Everything that changes curated records does it inside `recording(...)`, telling the recorder which
rows it is about to change and which it made. The recorder compares whole snapshots before and after,
so that forms, bulk writes and raw updates are all seen alike, many-to-many and inline rows included.
`invert` undoes a batch, keeps what has moved since, and names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from eternal.curation.models import Batch, Change, Record, Tracked, Via

#: A record, as history names it.
Key = tuple[type[Tracked], int]
Snapshot = dict[str, Any]

#: Columns that are about the row rather than of it.
BOOKKEEPING = ("public", "version", "updated_at")


# --- snapshots ---------------------------------------------------------------------------------


def take_snapshots(model: type[Tracked], pks: Iterable[int]) -> dict[int, Snapshot]:
    """The rows as they stand, whole, as plain JSON values; rows that are not there are left out.

    One query, and where any row is found one more for each many-to-many and inline relation,
    however many rows.
    """
    pks = list(pks)
    columns = _columns(model)
    found = {
        row[0]: {"fields": _plain(columns, row[1:]), "many": {}, "inlines": {}}
        for row in model._default_manager.filter(pk__in=pks).values_list("pk", *columns)
    }
    if not found:
        return {}
    for name, through, source, target in _many(model):
        for snapshot in found.values():
            snapshot["many"][name] = []
        rows = through.objects.filter(**{f"{source}__in": found}).order_by(target)
        for pk, other in rows.values_list(source, target):
            found[pk]["many"][name].append(other)
    for name, inline, parent in _inlines(model):
        for snapshot in found.values():
            snapshot["inlines"][name] = []
        columns = ["id", *(each for each in _columns(inline) if each != parent)]
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
    known = [name for name in _columns(model) if all(name in each["fields"] for each in wanted.values())]
    model._default_manager.bulk_update(there, known, batch_size=200)
    for name, through, source, target in _many(model):
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
    for name, inline, parent in _inlines(model):
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
    _derive_referrers(model, wanted)


def _columns(model: type[models.Model]) -> list[str]:
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
    for name in _columns(model):
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


def _many(model: type[models.Model]) -> Iterator[tuple[str, Any, str, str]]:
    """Many-to-many relations without a model of their own: name, through model, source and target column."""
    for each in model._meta.many_to_many:
        through: Any = each.remote_field.through
        if through._meta.auto_created:
            source = through._meta.get_field(each.m2m_field_name()).attname
            target = through._meta.get_field(each.m2m_reverse_field_name()).attname
            yield each.name, through, source, target


def _inlines(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model], str]]:
    """Relations whose rows are part of the record: name, model, and their column that points here."""
    for name in getattr(model, "inlines", ()):
        relation: Any = model._meta.get_field(name)
        yield name, relation.related_model, relation.field.attname


# --- recording ---------------------------------------------------------------------------------


class Recorder:
    """Collects what one batch changes. See `recording`."""

    def __init__(self, via: Via, by: Any, why: str, inverts: Batch | None) -> None:
        self.batch = Batch(via=via, by=by if by and by.pk else None, why=why[:300], inverts=inverts)
        self._before: dict[type[Tracked], dict[int, Snapshot | None]] = defaultdict(dict)

    def change(self, model: type[Tracked], pks: Iterable[int]) -> None:
        """Say that these rows are about to change or go. Call it before the write."""
        before = self._before[model]
        new = [pk for pk in pks if pk not in before]
        if new:
            found = take_snapshots(model, new)
            before.update((pk, found.get(pk)) for pk in new)

    def add(self, model: type[Tracked], pks: Iterable[int]) -> None:
        """Say that these rows were made just now. Call it after the write."""
        before = self._before[model]
        for pk in pks:
            before.setdefault(pk, None)

    def write(self) -> Batch:
        """Save the batch with its changes, and return it. Rows that did not change leave none."""
        self.batch.save()
        changes = []
        for model, before in self._before.items():
            after = take_snapshots(model, before)
            kind = ContentType.objects.get_for_model(model)
            labels = _label(model, before, after)
            changes += [
                Change(
                    batch=self.batch,
                    record_type=kind,
                    record_id=pk,
                    label=labels[pk],
                    before=was,
                    after=after.get(pk),
                )
                for pk, was in before.items()
                if was != after.get(pk)
            ]
        Change.objects.bulk_create(changes, batch_size=200)
        return self.batch


@contextmanager
def recording(via: Via, *, by: Any = None, why: str = "", inverts: Batch | None = None) -> Iterator[Recorder]:
    """One transaction and one batch: `with recording(Via.ADMIN, by=user) as history: …`."""
    with transaction.atomic():
        recorder = Recorder(via, by, why, inverts)
        yield recorder
        if recorder.batch.pk is None:
            recorder.write()


def _label(
    model: type[Tracked], before: dict[int, Snapshot | None], after: dict[int, Snapshot]
) -> dict[int, str]:
    """What to call each record in a list of changes, without a query for each."""
    name = str(model._meta.verbose_name)
    labels = {}
    for pk, was in before.items():
        fields = (after.get(pk) or was or {"fields": {}})["fields"]
        said = next((fields[each] for each in ("title", "name", "text") if fields.get(each)), "")
        number = f" {fields['number']}" if "number" in fields else ""
        labels[pk] = (f"{name}{number}: {said}" if said else f"{name}{number}")[:300]
    return labels


# --- undoing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that an undo left as it is, and why."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inversion:
    """What an undo did: how many records it took back, and what it left alone."""

    batch: Batch
    undone: int
    kept: tuple[Kept, ...] = field(default_factory=tuple)


def invert(batch: Batch, *, by: Any = None, why: str = "") -> Inversion:
    """Make everything that `batch` changed as it was before, and record that as a batch of its own.

    A record that has moved since is kept, and so is everything it hangs on; a record made by the
    batch stays too while something outside the batch refers to it. All are named in the result.
    """
    changes = {
        (change.record_type.model_class(), change.record_id): change
        for change in batch.changes.select_related("record_type")
    }
    with recording(Via.UNDO, by=by, why=why, inverts=batch) as history:
        by_model: dict[type[Tracked], list[int]] = defaultdict(list)
        for model, pk in changes:
            by_model[model].append(pk)
        now: dict[Key, Snapshot] = {}
        for model, pks in by_model.items():
            history.change(model, pks)
            now.update(((model, pk), was) for pk, was in history._before[model].items() if was is not None)
        kept = _find_kept(changes, now)
        restore: dict[type[Tracked], dict[int, Snapshot]] = defaultdict(dict)
        delete: dict[type[Tracked], list[int]] = defaultdict(list)
        for (model, pk), change in changes.items():
            if (model, pk) in kept:
                continue
            if change.before is not None:
                restore[model][pk] = change.before
            elif (model, pk) in now:
                delete[model].append(pk)
        for model in sorted(restore, key=_depth):
            restore_snapshots(model, restore[model])
        for model in sorted(delete, key=_depth, reverse=True):
            _delete(model, delete[model])
        undone = sum(map(len, restore.values())) + sum(map(len, delete.values()))
        return Inversion(
            history.write(),
            undone,
            tuple(Kept(changes[key].label, kept[key]) for key in changes if key in kept),
        )


def _find_kept(changes: dict[Key, Change], now: dict[Key, Snapshot]) -> dict[Key, str]:
    kept = {}
    for key, change in changes.items():
        if key in now and now[key] != change.after:
            kept[key] = "changed since"
        elif key not in now and change.before is not None and change.after is not None:
            kept[key] = "deleted since"
    doomed = {key for key, change in changes.items() if change.before is None and key in now} - kept.keys()
    for key, owner in _outside_references(doomed):
        change = changes.get(owner)
        if (
            owner in kept
            or change is None
            or (change.before is not None and key in _references(owner[0], change.before))
        ):
            kept.setdefault(key, "still in use")
    waiting = list(kept)
    while waiting:
        key = waiting.pop()
        if key not in now:
            continue
        for other in _references(key[0], now[key]):
            if other in changes and changes[other].before is None and other not in kept and other in now:
                kept[other] = "still in use"
                waiting.append(other)
    return kept


def _references(model: type[Tracked], snapshot: Snapshot) -> set[Key]:
    """The tracked records that a snapshot refers to: by foreign key, many-to-many or inline row."""
    found = set()
    for name, value in snapshot["fields"].items():
        found |= _reference(model, name, value)
    for name, _through, _source, _target in _many(model):
        other: Any = model._meta.get_field(name).related_model
        found |= {(other, pk) for pk in snapshot["many"].get(name, [])}
    for name, inline, _parent in _inlines(model):
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


def _outside_references(targets: set[Key]) -> Iterator[tuple[Key, Key]]:
    """(target, record that refers to it) for every tracked record that refers to one of the targets."""
    by_model: dict[type[Tracked], list[int]] = defaultdict(list)
    for model, pk in targets:
        by_model[model].append(pk)
    for model, pks in by_model.items():
        for link, target, source, owner in _links_to(model):
            rows = link._default_manager.filter(**{f"{target}__in": pks}).values_list(target, source)
            yield from (((model, pk), (owner, other)) for pk, other in rows if other is not None)


def _links_to(model: type[Tracked]) -> Iterator[tuple[Any, str, str, type[Tracked]]]:
    """Every way in which tracked records refer to `model`: the rows that do it, their column with the
    target, their column with the referring record, and that record's model."""
    own = {(inline, parent) for _name, inline, parent in _inlines(model)}
    for relation in model._meta.related_objects:
        other: Any = relation.related_model
        if relation.many_to_many:
            for name, through, source, target in _many(other):
                if name == relation.field.name:
                    yield through, target, source, other
        elif issubclass(other, Tracked):
            yield other, relation.field.attname, "pk", other
        elif (other, relation.field.attname) not in own:
            for owner in _owners(other):
                for _name, inline, parent in _inlines(owner):
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
        and any(model is inline for _name, model, _parent in _inlines(each))
    }


def _depth(model: type[models.Model]) -> int:
    """How far a model's foreign keys reach down: what others hang on is lower, so it is restored first
    and deleted last."""
    below = {
        each.related_model
        for each in model._meta.concrete_fields
        if each.is_relation and isinstance(each.related_model, type) and each.related_model is not model
    }
    return 1 + max((_depth(each) for each in below if issubclass(each, Tracked)), default=0)


def _derive_referrers(model: type[Tracked], pks: Iterable[int]) -> None:
    """What records derive follows from those that they refer to as well (a fact's marks from names)."""
    stale: dict[type[Tracked], list[int]] = defaultdict(list)
    for link, target, source, owner in _links_to(model):
        if owner.derived:
            rows = link._default_manager.filter(**{f"{target}__in": list(pks)})
            stale[owner] += rows.values_list(source, flat=True)
    for owner, owners in stale.items():
        owner.derive(set(owners))


def _delete(model: type[Tracked], pks: list[int]) -> None:
    model._default_manager.filter(pk__in=pks).delete()


def referrers(model: type[Tracked], pks: Iterable[int]) -> set[Key]:
    """The tracked records that refer to any of these: what deleting them will change."""
    return {owner for _target, owner in _outside_references({(model, pk) for pk in pks})}
