"""What the steps of one application share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from eternal.curation.history import Recorder
from eternal.curation.models import Record, Status
from films.models import Film
from trivia.documents.plan import Clash, Plan, RowPlan
from trivia.models import Document

BULK = 500


@dataclass
class Writing:
    """One plan being written: the records made so far, by canonical name, and what is to be proposed."""

    plan: Plan
    document: Document
    history: Recorder
    status: Status
    film: Film = field(default_factory=Film)
    people: dict[str, int] = field(default_factory=dict)
    characters: dict[str, int] = field(default_factory=dict)
    works: dict[str, int] = field(default_factory=dict)
    proposals: list[tuple[Record, Clash]] = field(default_factory=list)

    def person(self, name: str) -> int | None:
        """The person whom the page calls `name`; nobody where several share it."""
        return self.people.get(self.plan.people.canonical(name))

    def character(self, name: str) -> int | None:
        """The character whom the page calls `name`."""
        return self.characters.get(self.plan.characters.canonical(name)) if name else None


def update_rows(writing: Writing, model: type[Any], plans: Iterable[RowPlan]) -> None:
    """Write what the page moved of facts or quotes that were there, and remember how it has them now."""
    plans = [row for row in plans if row.pk and row.theirs and (row.updates or row.moves_origin)]
    writing.history.change(model, [row.pk for row in plans if row.pk])
    rows = model.objects.in_bulk([row.pk for row in plans])
    columns = {"origin_document", "origin_line", "origin_text", "version", "updated_at"}
    for plan in plans:
        row = rows[plan.pk]
        for name, value in plan.updates.items():
            if name != "speeches":
                setattr(row, name, value)
                columns.add(name)
        row.origin_document, row.origin_line = writing.document, plan.theirs.line  # type: ignore[union-attr]
        row.origin_text = plan.as_written
        row.version += 1
        row.updated_at = timezone.now()
        writing.proposals += [(row, clash) for clash in plan.clashes]
    if rows:
        model.objects.bulk_update(rows.values(), sorted(columns), batch_size=200)
