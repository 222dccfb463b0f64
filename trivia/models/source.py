"""Where facts and quotes come from. Fields follow CSL-JSON, so that citations can be exported."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import NaturalKeyQuerySet, Record, RecordQuerySet, Tracked, make_slug
from films.validators import validate_partial_date
from films.wording import check_value
from trivia.models.fact import Fact
from trivia.models.quote import Quote


class SourceType(models.TextChoices):
    """CSL-JSON types that film research meets."""

    WEBPAGE = "webpage", _("Web page")
    ARTICLE_MAGAZINE = "article-magazine", _("Magazine article")
    ARTICLE_NEWSPAPER = "article-newspaper", _("Newspaper article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter")
    MOTION_PICTURE = "motion_picture", _("Film")
    BROADCAST = "broadcast", _("Broadcast")
    INTERVIEW = "interview", _("Interview")
    SONG = "song", _("Recording")
    PERSONAL_COMMUNICATION = "personal_communication", _("Personal communication")
    DOCUMENT = "document", _("Document")


class Reliability(models.TextChoices):
    PRIMARY = "primary", _("Primary source")
    SECONDARY = "secondary", _("Secondary source")
    FAN = "fan", _("Fan source")


def validate_authors(value: Any) -> None:
    """CSL-JSON names: a list of {"family", "given"} or {"literal"}."""
    allowed = {"family", "given", "literal"}
    if not isinstance(value, list) or not all(
        isinstance(name, dict)
        and set(name) <= allowed
        and ("literal" in name or "family" in name)
        and all(isinstance(part, str) and check_value(part) is None for part in name.values())
        for name in value
    ):
        raise ValidationError(
            _("Write authors as [{“family”: “Pope”, “given”: “Alexander”}] or [{“literal”: “A fan”}].")
        )


class Source(Record):
    """Something that can be cited, once, for as many facts as it supports."""

    key = models.SlugField(
        _("key"), max_length=80, unique=True, blank=True, allow_unicode=True, help_text=_("The CSL id.")
    )
    type = models.CharField(_("type"), max_length=22, choices=SourceType.choices, default=SourceType.WEBPAGE)
    title = models.CharField(_("title"), max_length=300)
    author = models.JSONField(_("authors"), default=list, blank=True, validators=[validate_authors])
    container_title = models.CharField(
        _("published in"),
        max_length=300,
        blank=True,
        help_text=_("The magazine, site or book it is part of."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    issued = models.CharField(_("date"), max_length=10, blank=True, validators=[validate_partial_date])
    volume = models.CharField(_("volume"), max_length=40, blank=True)
    issue = models.CharField(_("issue"), max_length=40, blank=True)
    page = models.CharField(_("pages"), max_length=40, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    accessed = models.DateField(_("accessed"), null=True, blank=True)
    archive_url = models.URLField(_("archived copy"), max_length=500, blank=True)
    reliability = models.CharField(
        _("reliability"), max_length=9, choices=Reliability.choices, default=Reliability.SECONDARY
    )

    natural = ("key",)
    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="source_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.key:
            taken = Source.objects.exclude(pk=self.pk).annotate(slug=models.F("key"))
            self.key = make_slug(taken, self.title, fallback="source", max_length=80)
        super().save(*args, **kwargs)


class Support(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    AGAINST = "against", _("Speaks against")
    MENTIONS = "mentions", _("Mentions")


class Citation(models.Model):
    """What one source says about one fact or one quote."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="citations", verbose_name=_("source")
    )
    fact = models.ForeignKey(
        Fact,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("fact"),
    )
    quote = models.ForeignKey(
        Quote,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("quote"),
    )
    supports = models.CharField(_("says"), max_length=8, choices=Support.choices, default=Support.SUPPORTS)
    locator = models.CharField(
        _("where"), max_length=80, blank=True, help_text=_("Page, timecode, line: “p. 12”, “01:12:30”.")
    )
    quoted = models.TextField(_("quoted passage"), blank=True, help_text=_("The source's own words, short."))

    natural = (
        "source__key",
        "fact__film__slug",
        "fact__number",
        "quote__film__slug",
        "quote__number",
        "supports",
        "locator",
    )
    objects = NaturalKeyQuerySet.as_manager()
    natural_key = Tracked.natural_key

    class Meta:
        ordering = ["id"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fact__isnull=False, quote__isnull=True)
                | models.Q(fact__isnull=True, quote__isnull=False),
                name="citation_of_fact_or_quote",  # exactly one of the two
            ),
            models.UniqueConstraint(
                fields=["source", "fact", "supports", "locator"],
                condition=models.Q(fact__isnull=False),
                name="citation_of_fact_once",
            ),
            models.UniqueConstraint(
                fields=["source", "quote", "supports", "locator"],
                condition=models.Q(quote__isnull=False),
                name="citation_of_quote_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.locator}".strip()
