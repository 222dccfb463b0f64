"""The documents that were brought in, and each time one was."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import Batch, NaturalKeyQuerySet, Tracked
from films.models import Film


class Document(models.Model):
    """A document as it came in. `text.encode(encoding)` is the file again, byte for byte."""

    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True, help_text=_("Of the bytes."))
    text = models.TextField(_("text"))
    encoding = models.CharField(_("encoding"), max_length=20, default="utf-8")
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    natural = ("sha256",)
    objects = NaturalKeyQuerySet.as_manager()
    natural_key = Tracked.natural_key

    class Meta:
        ordering = ["-id"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One document applied to one film, with what became of each of its lines.

    `ledger` is a list of `[line, verdict, record line, target]`, target being "fact 12", "quote 3"
    or "film"; `counts` is the report that the command prints. A run that was undone stays here.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="runs", verbose_name=_("document")
    )
    film = models.ForeignKey(
        Film,
        on_delete=models.SET_NULL,
        null=True,
        related_name="runs",
        verbose_name=_("film"),
        help_text=_("Empty once the film is gone, as after an undo."),
    )
    film_title = models.CharField(_("film title"), max_length=300)
    ledger = models.JSONField(_("ledger"), default=list)
    counts = models.JSONField(_("counts"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("applied"), default=timezone.now)
    batch = models.OneToOneField(
        Batch, on_delete=models.PROTECT, related_name="run", verbose_name=_("batch of changes")
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")

    def __str__(self) -> str:
        return f"{self.film_title}, run {self.pk}"


class FromDocument(models.Model):
    """A row that may have come from a document: which, from what line, and how it read there."""

    origin_document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("from document"),
    )
    origin_line = models.PositiveIntegerField(_("line"), null=True, blank=True, editable=False)
    origin_text = models.TextField(
        _("text as imported"),
        blank=True,
        editable=False,
        help_text=_("What an import compares with, to tell an editor's change from the document's."),
    )

    class Meta:
        abstract = True
