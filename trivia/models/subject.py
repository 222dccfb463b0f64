"""What facts are about and what they mention: topics and works."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import Record, RecordQuerySet, make_slug


class TopicGroup(models.TextChoices):
    """Where in the making of a film a topic belongs; it gives the topic its colour."""

    PAGE = "page", _("On the page")
    SET = "set", _("On the set")
    EDIT = "edit", _("In the edit")
    WORLD = "world", _("In the world")


class Topic(Record):
    """What a fact is about: casting, music, deleted scenes."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, blank=True, allow_unicode=True)
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("What belongs under it, in one sentence.")
    )
    group = models.CharField(_("group"), max_length=5, choices=TopicGroup.choices, default=TopicGroup.EDIT)
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(32767)],
        help_text=_("Lower comes first."),
    )

    natural = ("slug",)
    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            others = Topic.objects.exclude(pk=self.pk)
            self.slug = make_slug(others, self.name, fallback="topic", max_length=60)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"{reverse('fact_list')}?topic={self.slug}"


class WorkKind(models.TextChoices):
    FILM = "film", _("Film")
    POEM = "poem", _("Poem")
    BOOK = "book", _("Book")
    PLAY = "play", _("Play")
    ALBUM = "album", _("Album")
    SONG = "song", _("Song")
    MAGAZINE = "magazine", _("Magazine")
    SERIES = "series", _("Series")
    PAINTING = "painting", _("Painting")
    GAME = "game", _("Game")
    WEBSITE = "website", _("Website")
    OTHER = "other", _("Other")


class Work(Record):
    """Something else that somebody made, which a fact or a line mentions."""

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, blank=True, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=8, choices=WorkKind.choices, default=WorkKind.OTHER)
    creator = models.CharField(_("creator"), max_length=200, blank=True, help_text=_("Who made it, by name."))
    year = models.SmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-3000), MaxValueValidator(2200)],
        help_text=_("Negative before our era."),
    )

    natural = ("slug",)
    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["title", "year", "id"]
        verbose_name = _("work")
        verbose_name_plural = _("works")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="work_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = make_slug(Work.objects.exclude(pk=self.pk), self.title, fallback="work")
        super().save(*args, **kwargs)
