"""Changes in words: which parts of a record moved, and how they read before and after."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from eternal.curation.models import Change, Tracked
from eternal.curation.models.history import moved_parts

EMPTY: dict[str, Any] = {"fields": {}, "many": {}, "inlines": {}}

#: How rows are called: model, primary key → name.
Names = dict[tuple[type[models.Model], int], str]


class Part(NamedTuple):
    name: str
    before: str
    after: str


class Entry(NamedTuple):
    change: Change
    parts: list[Part]


def read_changes(model: type[Tracked], changes: Iterable[Change]) -> list[Entry]:
    """Each change of a record of `model` with the parts that moved, as plain text.

    One query for the changes and one for each model that they name, however many there are.
    """
    changes = list(changes)
    names = _find_names(model, changes)
    entries = []
    for change in changes:
        before, after = change.before or EMPTY, change.after or EMPTY
        moved = moved_parts(model, before, after)
        if change.before is None or change.after is None:
            moved = [
                name for name in moved if _was_said(model, name, {**before["fields"], **after["fields"]})
            ]
        parts = [_read_part(model, name, before, after, names) for name in moved]
        entries.append(Entry(change, [each for each in parts if each.before != each.after]))
    return entries


def _was_said(model: type[models.Model], name: str, fields: dict[str, Any]) -> bool:
    """Of a record that was added or deleted, only what somebody wrote: no dates, numbers and defaults."""
    field: Any = model._meta.get_field(name)
    return name not in fields or (field.editable and fields[name] != field.get_default())


def _read_part(
    model: type[models.Model], name: str, before: dict[str, Any], after: dict[str, Any], names: Names
) -> Part:
    field: Any = model._meta.get_field(name)
    if name in before["inlines"] or name in after["inlines"]:
        was, now = (
            [_say_row(field.related_model, row, names) for row in side["inlines"].get(name, [])]
            for side in (before, after)
        )
        label = field.related_model._meta.verbose_name_plural
        return Part(
            capfirst(str(label)),
            "\n".join(line for line in was if line not in now),
            "\n".join(line for line in now if line not in was),
        )
    if field.many_to_many:
        was, now = (
            sorted(_call(field.related_model, pk, names) for pk in side["many"].get(name, []))
            for side in (before, after)
        )
        return Part(capfirst(str(field.verbose_name)), ", ".join(was), ", ".join(now))
    return Part(
        capfirst(str(field.verbose_name)),
        *(_say(field, side["fields"].get(name), names) for side in (before, after)),
    )


def _say_row(model: type[models.Model], row: dict[str, Any], names: Names) -> str:
    """'Person: Kate Winslet; job: Actor'. Empty columns are left out."""
    said = (
        (str(field.verbose_name), _say(field, row.get(field.attname), names))
        for field in model._meta.concrete_fields
        if field.attname in row and not field.primary_key
    )
    return capfirst("; ".join(f"{label}: {value}" for label, value in said if value))


def _say(field: Any, value: Any, names: Names) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if field.is_relation:
        return _call(field.related_model, value, names)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _call(model: type[models.Model], pk: int, names: Names) -> str:
    return names.get((model, pk)) or _("%(name)s %(pk)s, deleted since") % {
        "name": capfirst(str(model._meta.verbose_name)),
        "pk": pk,
    }


def _find_names(model: type[Tracked], changes: Iterable[Change]) -> Names:
    """What the rows are called that these snapshots refer to."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)

    def want(field: Any, value: Any) -> None:
        if value is not None:
            wanted[field.related_model].update(value if isinstance(value, list) else [value])

    for side in (side for change in changes for side in (change.before, change.after) if side):
        for field in _relations(model):
            want(field, side["fields"].get(field.attname))
        for many in model._meta.many_to_many:
            want(many, side["many"].get(many.name))
        for name in model.inlines:
            inline: Any = model._meta.get_field(name).related_model
            for row in side["inlines"].get(name, []):
                for field in _relations(inline):
                    want(field, row.get(field.attname))
    return {
        (other, row.pk): str(row)
        for other, pks in wanted.items()
        for row in other._base_manager.filter(pk__in=pks)
    }


def _relations(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]
