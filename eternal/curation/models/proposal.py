"""Values that wait for an editor to decide."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eternal.curation.models.history import Batch, Via


class Decision(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Proposal(models.Model):
    """A value somebody proposes for one field of a record whose editor has written another.

    `base` is what both started from, `proposed` what the document (or, later, a visitor) has now;
    the record itself holds the editor's value, which stands until an editor decides otherwise.
    """

    record_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    record_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("record_type", "record_id")
    field = models.CharField(_("field"), max_length=60)
    base = models.JSONField(_("base"), null=True, encoder=DjangoJSONEncoder)
    proposed = models.JSONField(_("proposed"), null=True, encoder=DjangoJSONEncoder)
    via = models.CharField(_("through"), max_length=10, choices=Via.choices, default=Via.IMPORT)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    batch = models.ForeignKey(
        Batch,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("batch"),
        help_text=_("The import that made it; undoing that withdraws it."),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    decision = models.CharField(
        _("decision"), max_length=9, choices=Decision.choices, default=Decision.OPEN, db_index=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id", "field"],
                condition=models.Q(decision="open"),
                name="proposal_open_once",  # a newer proposal for the same field replaces the open one
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_type.name} {self.record_id}: {self.field}"
