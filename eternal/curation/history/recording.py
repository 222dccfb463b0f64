"""Collect what is about to change, and keep it as a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from eternal.curation.history.snapshots import Snapshot, take_snapshots
from eternal.curation.models import Batch, Change, Tracked, Via


class Recorder:
    """Collects what one batch changes. See `recording`."""

    def __init__(self, via: Via, by: Any, why: str, inverts: Batch | None) -> None:
        self.batch = Batch(via=via, by=by if by and by.pk else None, why=why[:300], inverts=inverts)
        self._before: dict[type[Tracked], dict[int, Snapshot | None]] = defaultdict(dict)
        self._gone: dict[type[Tracked], set[int]] = defaultdict(set)

    def change(self, model: type[Tracked], pks: Iterable[int]) -> dict[int, Snapshot | None]:
        """Say that these rows are about to change or go, and get them as they stand (None: not there).
        Call it before the write."""
        before, pks = self._before[model], list(pks)
        new = [pk for pk in pks if pk not in before]
        if new:
            found = take_snapshots(model, new)
            before.update((pk, found.get(pk)) for pk in new)
        return {pk: before[pk] for pk in pks}

    def add(self, model: type[Tracked], pks: Iterable[int]) -> None:
        """Say that these rows were made just now. Call it after the write."""
        before = self._before[model]
        for pk in pks:
            before.setdefault(pk, None)

    def remove(self, model: type[Tracked], pks: Iterable[int]) -> None:
        """Say that these rows, announced by `change`, are gone now: nobody needs to look for them."""
        self._gone[model].update(pks)

    def write(self) -> Batch:
        """Save the batch with its changes, and return it. Rows that did not change leave none."""
        self.batch.save()
        changes = []
        kinds = ContentType.objects.get_for_models(*self._before)
        for model, before in self._before.items():
            after = take_snapshots(model, [pk for pk in before if pk not in self._gone[model]])
            labels = _label(model, before, after)
            changes += [
                Change(
                    batch=self.batch,
                    record_type=kinds[model],
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
