"""Quotes: what is said in a film."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import NaturalKeyQuerySet, Record, RecordQuerySet, Tracked
from films.models import Character, Film
from trivia.models.document import FromDocument
from trivia.models.fact import Spoiler
from trivia.models.numbering import Numbered
from trivia.models.subject import Work
from trivia.validators import validate_direction, validate_speaker, validate_speech_text


class QuoteQuerySet(RecordQuerySet):
    def for_film(self, film: Film | int) -> Self:
        return self.filter(film=film)

    def in_film_order(self) -> Self:
        return self.order_by("position", "number")


class Quote(Numbered, FromDocument, Record):
    """One or more speeches that belong together, as they are spoken in the film."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="quotes", verbose_name=_("film"))
    context = models.CharField(
        _("context"), max_length=300, blank=True, help_text=_("An editor's words: when and where it is said.")
    )
    spoiler = models.CharField(_("spoiler"), max_length=5, choices=Spoiler.choices, default=Spoiler.NONE)
    position = models.PositiveIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(1_000_000_000)],
        help_text=_("Lower comes first."),
    )
    timecode = models.PositiveIntegerField(
        _("timecode"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(360_000)],
        help_text=_("Seconds into the film."),
    )

    natural = ("film__slug", "number")
    inlines = ("speeches", "citations")
    numbered_as = "quotes"
    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.UniqueConstraint(fields=["film", "number"], name="quote_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="quote_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(spoiler__in=Spoiler.values), name="quote_spoiler_known"
            ),
        ]
        indexes = [models.Index(fields=["film", "position", "number"], name="quote_in_film")]

    def __str__(self) -> str:
        return f"{self.film}, quote {self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('film_detail', args=[self.film.slug])}#quote-{self.number}"


class Speech(models.Model):
    """What one speaker says. A new line in the text is a new line of verse."""

    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, related_name="speeches", verbose_name=_("quote")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=1, validators=[MaxValueValidator(32767)]
    )
    character = models.ForeignKey(
        Character,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="speeches",
        verbose_name=_("character"),
    )
    speaker_as_written = models.CharField(
        _("speaker as written"),
        max_length=80,
        blank=True,
        validators=[validate_speaker],
        help_text=_("As the document has it: “Mary”. Empty where nobody knows who speaks."),
    )
    direction_before = models.CharField(
        _("direction before"), max_length=500, blank=True, validators=[validate_direction]
    )
    text = models.TextField(
        _("text"), validators=[validate_speech_text], help_text=_("As spoken. One line of verse a line.")
    )
    direction_after = models.CharField(
        _("direction after"), max_length=500, blank=True, validators=[validate_direction]
    )
    quoted_work = models.ForeignKey(
        Work,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="speeches",
        verbose_name=_("quoted work"),
        help_text=_("Where the speaker quotes somebody else's words."),
    )

    natural = ("quote__film__slug", "quote__number", "position")
    objects = NaturalKeyQuerySet.as_manager()
    natural_key = Tracked.natural_key

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("speech")
        verbose_name_plural = _("speeches")
        constraints = [
            models.UniqueConstraint(fields=["quote", "position"], name="speech_position_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="speech_has_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_as_written}: {self.text[:60]}"

    def clean(self) -> None:
        if self.character and self.quote_id and self.character.film_id != self.quote.film_id:
            raise ValidationError({"character": _("This character is in another film.")})
