"""Rows that are edited inside their record's form."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Model, UniqueConstraint
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

#: Rows that one form takes: more are no form of ours, and each is work.
MOST_ROWS = 600


class InlineRows(BaseInlineFormSet):
    """Says beside the row what the database would refuse: the same row twice in one record.

    Django leaves this to the database where a constraint has a condition or a part of the key is
    empty; the form has every row of its record, so it can tell.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.absolute_max = MOST_ROWS

    def add_fields(self, form: Any, index: int | None) -> None:
        """The heading of a column is no label to a screen reader, so each input carries its own; and a
        person is not deleted from a row that names them, next to the row's own "delete"."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget.can_delete_related = False

    def clean(self) -> None:
        super().clean()
        for constraint in self.get_queryset().model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and self.fk.name in constraint.fields:
                names = [name for name in constraint.fields if name != self.fk.name]
                self.refuse_repeats(names)
                self.refuse_trades(names)

    def refuse_repeats(self, names: list[str]) -> None:
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data or data.get("DELETE") or form.errors:
                continue
            row = _key(data, names)
            if row in seen:
                form.add_error(None, _("This row is here twice."))
            seen.add(row)

    def refuse_trades(self, names: list[str]) -> None:
        """Rows are saved from the top: none can become what a row below it still is."""
        rows = self.initial_forms
        for n, form in enumerate(rows):
            if form.errors or not form.has_changed() or form.cleaned_data.get("DELETE"):
                continue
            wanted = _key(form.cleaned_data, names)
            if any(wanted == _key(below.initial, names) for below in rows[n + 1 :]):
                form.add_error(None, _("A row below is still like this. Save that one first, then this."))


def _key(data: Any, names: list[str]) -> tuple[Any, ...]:
    values = (data.get(name) for name in names)
    return tuple(value.pk if isinstance(value, Model) else value for value in values)
