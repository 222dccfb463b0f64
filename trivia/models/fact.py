"""Facts: what the site is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.signals import m2m_changed, post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import NaturalKeyQuerySet, Record, RecordQuerySet, Tracked
from films.models import Character, Film, Person
from trivia.models.document import FromDocument
from trivia.models.numbering import Numbered
from trivia.models.subject import Topic, Work
from trivia.validators import validate_fact_text


class Spoiler(models.TextChoices):
    """How much a text gives away to somebody who has read only the synopsis."""

    NONE = "none", _("No spoiler")
    MILD = "mild", _("Mild spoiler")
    MAJOR = "major", _("Major spoiler")


class Standing(models.TextChoices):
    """How sure we are, and why."""

    CONFIRMED = "confirmed", _("Confirmed")
    ATTRIBUTED = "attributed", _("Attributed")
    UNVERIFIED = "unverified", _("Unverified")
    DISPUTED = "disputed", _("Disputed")
    DEBUNKED = "debunked", _("Debunked")


class FactQuerySet(RecordQuerySet):
    def for_film(self, film: Film | int) -> Self:
        return self.filter(film=film)

    def for_listing(self) -> Self:
        """Facts in the order they came in, newest first: the order that stays cheap at any depth."""
        return self.order_by("-id")

    def in_film_order(self) -> Self:
        """As the film's page shows them: by an editor's order, then by number."""
        return self.order_by("position", "number")


class Fact(Numbered, FromDocument, Record):
    """One thing worth knowing about a film, in one paragraph that stands alone."""

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="facts", verbose_name=_("film"))
    text = models.TextField(
        _("text"),
        validators=[validate_fact_text],
        help_text=_("One paragraph. Character names for what characters do, actors' for what actors do."),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="facts", verbose_name=_("topics"))
    people = models.ManyToManyField(Person, blank=True, related_name="facts", verbose_name=_("people"))
    characters = models.ManyToManyField(
        Character, blank=True, related_name="facts", verbose_name=_("characters")
    )
    works = models.ManyToManyField(Work, blank=True, related_name="facts", verbose_name=_("works"))
    marks = models.JSONField(
        _("marks"),
        default=list,
        editable=False,
        help_text=_("Where the linked names stand: [[start, end, kind, slug], …]."),
    )
    suggested = models.JSONField(
        _("suggested"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Names and credits that an import saw and nobody has decided on."),
    )
    spoiler = models.CharField(
        _("spoiler"),
        max_length=5,
        choices=Spoiler.choices,
        default=Spoiler.NONE,
        help_text=_("Does it reveal how a later scene plays out, beyond the synopsis?"),
    )
    standing = models.CharField(
        _("standing"),
        max_length=10,
        choices=Standing.choices,
        default=Standing.UNVERIFIED,
        help_text=_("Confirmed: a primary source proves it. Attributed: somebody named says so."),
    )
    position = models.PositiveIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(1_000_000_000)],
        help_text=_("Lower comes first on the film's page; equal ones by number."),
    )
    featured = models.BooleanField(_("featured"), default=False)
    timecode = models.PositiveIntegerField(
        _("timecode"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(360_000)],
        help_text=_("Seconds into the film."),
    )
    see_also = models.ManyToManyField(
        "self", through="Relation", symmetrical=False, blank=True, verbose_name=_("see also")
    )
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=150, blank=True)

    natural = ("film__slug", "number")
    inlines = ("citations", "relations")
    derived = ("marks",)
    numbered_as = "facts"
    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(fields=["film", "number"], name="fact_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="fact_number_from_one"),
            models.CheckConstraint(condition=~models.Q(text=""), name="fact_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(spoiler__in=Spoiler.values),
                name="fact_spoiler_known",  # an unknown word would be shown as if it were safe
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values), name="fact_standing_known"
            ),
        ]
        indexes = [
            # a film's page: its facts in order
            models.Index(fields=["film", "position", "number"], name="fact_in_film"),
            # lists of what is public, newest first, with and without a standing
            models.Index(fields=["-id"], condition=models.Q(public=True), name="fact_public"),
            models.Index(
                fields=["standing", "-id"], condition=models.Q(public=True), name="fact_public_standing"
            ),
            models.Index(
                fields=["spoiler", "-id"], condition=models.Q(public=True), name="fact_public_spoiler"
            ),
            models.Index(fields=["film", "-id"], condition=models.Q(public=True), name="fact_public_film"),
        ]

    def __str__(self) -> str:
        text = self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
        return f"{self.number}. {text}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            self.marks = self.find_marks()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "marks"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("fact_detail", args=[self.film.slug, self.number])

    def find_marks(self) -> list[list[Any]]:
        """Where the names of the linked people, characters and works stand in the text. Three queries."""
        from trivia.models.marks import find_marks

        return find_marks(self.text, self.people.all(), self.characters.all(), self.works.all())

    @classmethod
    def derive(cls, pks: Iterable[int]) -> None:
        from trivia.models.marks import mark_facts

        mark_facts(pks)


def _follow_links(instance: Any, action: str, reverse: bool, pk_set: Any, **kwargs: Any) -> None:
    """A fact's marks follow its links, from whichever side they are set."""
    if action.startswith("post_"):
        Fact.derive((pk_set or ()) if reverse else [instance.pk])


def _follow_names(instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    """A fact's marks follow the names and addresses of those it is linked to."""
    if not (created or raw):
        Fact.derive(instance.facts.values_list("pk", flat=True))


for _relation, _named in ((Fact.people, Person), (Fact.characters, Character), (Fact.works, Work)):
    m2m_changed.connect(_follow_links, sender=_relation.through)
    post_save.connect(_follow_names, sender=_named)


class RelationKind(models.TextChoices):
    REPEATS = "repeats", _("Repeats")
    CONTRADICTS = "contradicts", _("Contradicts")
    RELATED = "related", _("Related to")


class Relation(models.Model):
    """Two facts to read together. One row serves both: each is the other's 'see also'."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="relations", verbose_name=_("fact"))
    other = models.ForeignKey(
        Fact, on_delete=models.CASCADE, related_name="relations_from", verbose_name=_("other fact")
    )
    kind = models.CharField(
        _("kind"), max_length=11, choices=RelationKind.choices, default=RelationKind.RELATED
    )

    natural = ("fact__film__slug", "fact__number", "other__film__slug", "other__number")
    objects = NaturalKeyQuerySet.as_manager()
    natural_key = Tracked.natural_key

    class Meta:
        ordering = ["id"]
        verbose_name = _("see also")
        verbose_name_plural = _("see also")
        constraints = [
            models.UniqueConstraint(fields=["fact", "other"], name="relation_once"),
            models.CheckConstraint(
                condition=~models.Q(fact=models.F("other")),
                name="relation_between_two",  # a fact is not its own 'see also'
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"
