"""One history for everything: batches of changes, each a record as it was before and after."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Via(models.TextChoices):
    """What a change was made through."""

    ADMIN = "admin", _("Admin")
    IMPORT = "import", _("Import")
    UNDO = "undo", _("Undo")
    COMMAND = "command", _("Command")


class Batch(models.Model):
    """Changes made together, for one reason: an import, one saved form, an undo."""

    via = models.CharField(_("through"), max_length=10, choices=Via.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    inverts = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="inverted_by",
        verbose_name=_("undoes"),
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("batch of changes")
        verbose_name_plural = _("batches of changes")

    def __str__(self) -> str:
        return f"{self.get_via_display()} {self.at:%Y-%m-%d %H:%M} {self.why}".strip()


class Change(models.Model):
    """One record before and after. Either side is null where the record did not exist.

    A snapshot is `{"fields": {...}, "many": {name: [pk, …]}, "inlines": {name: [{...}, …]}}`:
    the whole record with its many-to-many and inline rows (`eternal.curation.history`).
    """

    batch = models.ForeignKey(
        Batch, on_delete=models.CASCADE, related_name="changes", verbose_name=_("batch")
    )
    record_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    record_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    label = models.CharField(_("record"), max_length=300)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "record_type", "record_id"],
                name="change_once_per_batch",  # a batch is one step: before it, after it
            ),
        ]
        indexes = [
            # the history of one record, newest first
            models.Index(fields=["record_type", "record_id", "-id"], name="change_of_record"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def moved(self) -> list[str]:
        """The names of the fields, many-to-many relations and inlines that differ, in the model's order."""
        model: Any = self.record_type.model_class()
        return moved_parts(model, self.before, self.after)

    @property
    def summary(self) -> str:
        """What happened, in words: 'added', 'deleted', or the names of the fields that moved."""
        if self.before is None:
            return str(_("added"))
        if self.after is None:
            return str(_("deleted"))
        return ", ".join(self.moved)


def moved_parts(
    model: type[models.Model], before: dict[str, Any] | None, after: dict[str, Any] | None
) -> list[str]:
    """The names that differ between two snapshots of a record, in the model's order, whatever order the
    database gave the snapshots' keys."""
    names = [field.attname for field in model._meta.concrete_fields]
    names += [field.name for field in model._meta.many_to_many]
    names += getattr(model, "inlines", ())
    sides = [
        {name: value for part in (side or {}).values() for name, value in part.items()}
        for side in (before, after)
    ]
    return [name for name in names if sides[0].get(name) != sides[1].get(name)]
