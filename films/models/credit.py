"""Who did what in a film, and whom they played."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import NaturalKeyQuerySet, Record, RecordQuerySet, Tracked, make_slug
from films.models.film import Film
from films.models.person import Aliases, Person
from films.validators import validate_label, validate_name


class Character(Record, Aliases):
    """Somebody in a film. Public as soon as something public names them, unless retired."""

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, related_name="characters", verbose_name=_("film")
    )
    name = models.CharField(_("name"), max_length=200, validators=[validate_name])
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        blank=True,
        allow_unicode=True,
        help_text=_("The character's address in the film. Left empty, it is made from the name."),
    )

    natural = ("film__slug", "slug")
    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["film", "name"]
        verbose_name = _("character")
        verbose_name_plural = _("characters")
        constraints = [
            models.UniqueConstraint(fields=["film", "slug"], name="character_address_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="character_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            others = Character.objects.filter(film_id=self.film_id).exclude(pk=self.pk)
            self.slug = make_slug(others, self.name, fallback="character")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("character_detail", args=[self.film.slug, self.slug])


class Department(models.TextChoices):
    """TMDB's departments."""

    DIRECTING = "Directing", _("Directing")
    WRITING = "Writing", _("Writing")
    ACTING = "Acting", _("Acting")
    PRODUCTION = "Production", _("Production")
    CAMERA = "Camera", _("Camera")
    EDITING = "Editing", _("Editing")
    SOUND = "Sound", _("Sound")
    ART = "Art", _("Art")
    COSTUME = "Costume & Make-Up", _("Costume & Make-Up")
    LIGHTING = "Lighting", _("Lighting")
    EFFECTS = "Visual Effects", _("Visual Effects")
    CREW = "Crew", _("Crew")


class Credit(models.Model):
    """One person in one job, or in one part, in one film. The name as written stays even where
    no record of the person exists."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="credits", verbose_name=_("film"))
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="credits",
        verbose_name=_("person"),
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=200,
        blank=True,
        validators=[validate_name],
        help_text=_("As the credits or the document have it. Left empty, it is the person's name."),
    )
    department = models.CharField(_("department"), max_length=20, choices=Department.choices)
    job = models.CharField(
        _("job"),
        max_length=80,
        validators=[validate_label],
        help_text=_("In TMDB's words: Director, Screenplay, Director of Photography."),
    )
    character = models.ForeignKey(
        Character,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="credits",
        verbose_name=_("character"),
    )
    billing = models.PositiveSmallIntegerField(
        _("billing"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(32767)],
        help_text=_("1 is billed first."),
    )
    note = models.CharField(_("note"), max_length=120, blank=True, help_text=_("Uncredited, scenes cut…"))

    natural = ("film__slug", "department", "job", "name_as_written", "character__slug")
    objects = NaturalKeyQuerySet.as_manager()
    natural_key = Tracked.natural_key

    class Meta:
        ordering = [models.F("billing").asc(nulls_last=True), "id"]
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.UniqueConstraint(
                fields=["film", "department", "job", "name_as_written", "character"],
                name="credit_once_per_part",  # a name listed twice in one job is one credit
            ),
            models.UniqueConstraint(
                fields=["film", "department", "job", "name_as_written"],
                condition=models.Q(character__isnull=True),
                name="credit_once_without_part",  # null is never equal to null in the rule above
            ),
            models.CheckConstraint(
                condition=~models.Q(name_as_written=""),
                name="credit_has_a_name",  # a credit outlives the person's record
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_as_written}, {self.job}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.name_as_written and self.person:
            self.name_as_written = self.person.name
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if not self.name_as_written and not self.person_id:
            raise ValidationError({"name_as_written": _("Choose a person, or write the name.")})
        if self.character and self.film_id and self.character.film_id != self.film_id:
            raise ValidationError({"character": _("This character is in another film.")})
