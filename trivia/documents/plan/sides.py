"""Judging a value by its three sides: `theirs` is the page, `base` what the last applied document said,
`ours` what the database has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class State(StrEnum):
    """What would become of a row."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    CONFLICT = "conflict"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both the page and an editor have moved since `base`."""

    name: str
    base: Any
    theirs: Any


def judge(
    name: str, theirs: Any, base: Any, ours: Any, updates: dict[str, Any], clashes: list[Clash]
) -> None:
    """Decide one value by its three sides. A page that says nothing never empties a field."""
    empty = theirs in (None, "", [])
    if empty or theirs in (base, ours):
        return
    if ours == base or ours in (None, "", [], ["", "", ""]):
        updates[name] = theirs
    else:
        clashes.append(Clash(name, base, theirs))


class HasState(Protocol):
    @property
    def state(self) -> State: ...


def count_states(rows: Iterable[HasState]) -> dict[str, int]:
    """How many rows are in each state; every state is there."""
    counts = Counter(row.state for row in rows)
    return {state.value: counts[state] for state in State}
