"""A film, and the rows that belong to it: releases and links. Genres are shared."""

from __future__ import annotations

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import NaturalKeyQuerySet, Record, RecordQuerySet, Tracked, make_slug
from films.validators import (
    validate_certificate,
    validate_countries,
    validate_country,
    validate_details,
    validate_imdb_title,
    validate_label,
    validate_languages,
    validate_line,
    validate_paragraphs,
    validate_partial_date,
    validate_wikidata,
)

LEADING_ARTICLES = ("the ", "a ", "an ")


def make_sort_title(title: str) -> str:
    """'The Conversation' sorts as 'Conversation, The'."""
    for article in LEADING_ARTICLES:
        if title.lower().startswith(article) and len(title) > len(article):
            cut = len(article) - 1
            return f"{title[cut + 1 :]}, {title[:cut]}"
    return title


class Genre(Tracked):
    """A kind of film: Drama, Romance."""

    name = models.CharField(_("name"), max_length=60, unique=True, validators=[validate_line])
    slug = models.SlugField(_("slug"), max_length=60, unique=True, allow_unicode=True)

    natural = ("slug",)
    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("genre")
        verbose_name_plural = _("genres")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="genre_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = make_slug(
                Genre.objects.exclude(pk=self.pk), self.name, fallback="genre", max_length=60
            )
        super().save(*args, **kwargs)


class FilmQuerySet(RecordQuerySet):
    def titled(self, title: str) -> Self:
        """Films of exactly this title, case folded."""
        return self.annotate(folded=Lower("title")).filter(folded=title.lower())


class Film(Record):
    """A film that facts and quotes are about. A film that is not published hides all of them."""

    title = models.CharField(_("title"), max_length=300, validators=[validate_line])
    original_title = models.CharField(
        _("original title"),
        max_length=300,
        blank=True,
        validators=[validate_line],
        help_text=_("Where it differs from the title."),
    )
    sort_title = models.CharField(
        _("sort title"),
        max_length=300,
        blank=True,
        db_index=True,
        help_text=_("How lists order it. Left empty, “The Conversation” becomes “Conversation, The”."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The film's address. Left empty, it is made from the title."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        db_index=True,
        validators=[MinValueValidator(1870), MaxValueValidator(2200)],
        help_text=_("Of the first release."),
    )
    synopsis = models.TextField(
        _("synopsis"),
        blank=True,
        validators=[validate_paragraphs],
        help_text=_("The premise in one paragraph, without spoilers."),
    )
    tagline = models.CharField(_("tagline"), max_length=300, blank=True, validators=[validate_line])
    runtime_minutes = models.PositiveSmallIntegerField(
        _("runtime in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(32767)],
    )
    certificate_system = models.CharField(
        _("certificate system"),
        max_length=40,
        blank=True,
        validators=[validate_line],
        help_text=_("Who rated it: MPA, BBFC, FSK…"),
    )
    certificate = models.CharField(
        _("certificate"),
        max_length=30,
        blank=True,
        validators=[validate_certificate],
        help_text=_("R, 15, 12A…"),
    )
    certificate_reason = models.CharField(
        _("certificate reason"), max_length=300, blank=True, validators=[validate_line]
    )
    genres = models.ManyToManyField(Genre, blank=True, related_name="films", verbose_name=_("genres"))
    countries = models.JSONField(
        _("countries"),
        default=list,
        blank=True,
        validators=[validate_countries],
        help_text=_("Of origin, as a list of ISO 3166-1 codes: [“US”]."),
    )
    languages = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        validators=[validate_languages],
        help_text=_("Spoken, as a list of ISO 639 codes: [“en”]."),
    )
    imdb_id = models.CharField(_("IMDb id"), max_length=12, blank=True, validators=[validate_imdb_title])
    wikidata_id = models.CharField(
        _("Wikidata id"), max_length=14, blank=True, validators=[validate_wikidata]
    )
    details = models.JSONField(
        _("other details"),
        default=list,
        blank=True,
        validators=[validate_details],
        help_text=_("Lines of a document that have no field of their own: [[label, value], …]."),
    )

    natural = ("slug",)
    inlines = ("credits", "releases", "links")
    objects = FilmQuerySet.as_manager()

    class Meta:
        ordering = ["sort_title", "year", "id"]
        verbose_name = _("film")
        verbose_name_plural = _("films")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="film_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__range=(1870, 2200)),
                name="film_year_is_a_year_of_film",  # a typing slip (204, 20004) is caught
            ),
            models.CheckConstraint(
                condition=models.Q(runtime_minutes__isnull=True) | models.Q(runtime_minutes__gt=0),
                name="film_runs_some_minutes",
            ),
            models.UniqueConstraint(
                fields=["imdb_id"],
                condition=~models.Q(imdb_id=""),
                name="film_imdb_id_once",  # one film, one record
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = make_slug(Film.objects.exclude(pk=self.pk), self.title, fallback="film")
        if not self.sort_title:
            self.sort_title = make_sort_title(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("film_detail", args=[self.slug])


class Release(models.Model):
    """When a film came out in one country."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="releases", verbose_name=_("film"))
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("ISO 3166-1 code: US."),
    )
    date = models.CharField(
        _("date"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("2004, 2004-03 or 2004-03-19."),
    )
    note = models.CharField(
        _("note"),
        max_length=120,
        blank=True,
        validators=[validate_line],
        help_text=_("Premiere, re-release…"),
    )

    natural = ("film__slug", "country", "date", "note")
    objects = NaturalKeyQuerySet.as_manager()
    natural_key = Tracked.natural_key

    class Meta:
        ordering = ["date", "id"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(
                fields=["film", "country", "date", "note"],
                name="release_once",  # the same release twice would be shown twice
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.country}".strip()


class LinkKind(models.TextChoices):
    PARENTS_GUIDE = "parents-guide", _("Parents guide")
    BOX_OFFICE = "box-office", _("Box office")
    OFFICIAL_SITE = "official-site", _("Official site")
    OTHER = "other", _("Other")


class Link(models.Model):
    """An address that a film's page points to. Without a URL its target was lost: editors see it."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="links", verbose_name=_("film"))
    kind = models.CharField(_("kind"), max_length=14, choices=LinkKind.choices, default=LinkKind.OTHER)
    label = models.CharField(
        _("label"),
        max_length=80,
        validators=[validate_label],
        help_text=_("As the document has it: “Box Office”."),
    )
    text = models.CharField(
        _("text"),
        max_length=300,
        blank=True,
        validators=[validate_line],
        help_text=_("The words that were linked."),
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("Empty where the target was lost; visitors do not see such a link."),
    )

    natural = ("film__slug", "kind", "label")
    objects = NaturalKeyQuerySet.as_manager()
    natural_key = Tracked.natural_key

    class Meta:
        ordering = ["id"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(
                fields=["film", "kind", "label"],
                name="link_label_once",  # the label is how a document's line finds its row again
            ),
        ]

    def __str__(self) -> str:
        return self.label
