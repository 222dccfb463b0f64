"""Take a batch back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, cast

from eternal.curation.history.recording import recording
from eternal.curation.history.references import (
    Key,
    derive_referrers,
    find_outside_references,
    find_references,
    measure_depth,
)
from eternal.curation.history.snapshots import Snapshot, delete_records, restore_snapshots
from eternal.curation.models import Batch, Change, Tracked, Via


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
    changes: dict[Key, Change] = {
        (cast(type[Tracked], change.record_type.model_class()), change.record_id): change
        for change in batch.changes.select_related("record_type")
    }
    with recording(Via.UNDO, by=by, why=why, inverts=batch) as history:
        by_model: dict[type[Tracked], list[int]] = defaultdict(list)
        for model, pk in changes:
            by_model[model].append(pk)
        now: dict[Key, Snapshot] = {}
        for model, pks in by_model.items():
            found = history.change(model, pks)
            now.update(((model, pk), was) for pk, was in found.items() if was is not None)
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
        for model in sorted(restore, key=measure_depth):
            restore_snapshots(model, restore[model])
            derive_referrers(model, restore[model])
        for model in sorted(delete, key=measure_depth, reverse=True):
            delete_records(model, delete[model])
            history.remove(model, delete[model])
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
    for key, owner in find_outside_references(doomed):
        by_batch = changes.get(owner)
        if (
            owner in kept
            or by_batch is None
            or (by_batch.before is not None and key in find_references(owner[0], by_batch.before))
        ):
            kept.setdefault(key, "still in use")
    waiting = list(kept)
    while waiting:
        key = waiting.pop()
        if key not in now:
            continue
        for other in find_references(key[0], now[key]):
            if other in changes and changes[other].before is None and other not in kept and other in now:
                kept[other] = "still in use"
                waiting.append(other)
    return kept
