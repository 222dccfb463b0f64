"""Rows that are edited inside their record's form."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import UniqueConstraint
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class InlineRows(BaseInlineFormSet):
    """Says beside the row what the database would refuse: the same row twice in one form.

    Django compares new rows with saved ones, but not with one another where a constraint has a
    condition or a part of the key is empty.
    """

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
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and self.fk.name in constraint.fields:
                self._refuse_repeats([name for name in constraint.fields if name != self.fk.name])

    def _refuse_repeats(self, names: list[str]) -> None:
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data or data.get("DELETE") or form.errors:
                continue
            row = tuple(data.get(name) for name in names)
            if row in seen:
                form.add_error(None, _("This row is here twice."))
            seen.add(row)
