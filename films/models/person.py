"""People: who made a film, who plays in it, whom its facts name."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eternal.curation.models import Record, RecordQuerySet, make_slug
from films.validators import validate_imdb_name, validate_name, validate_partial_date, validate_wikidata


class Aliases(models.Model):
    """Other names, one per line, as an editor types them."""

    also_known_as = models.TextField(
        _("also known as"), blank=True, help_text=_("Other names and spellings, one per line.")
    )

    class Meta:
        abstract = True

    @property
    def aliases(self) -> tuple[str, ...]:
        return split_aliases(self.also_known_as)


def split_aliases(text: str) -> tuple[str, ...]:
    """The names in an `also_known_as` text, without blank lines."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class Person(Record, Aliases):
    """Somebody real. Public as soon as something public names them, unless retired."""

    name = models.CharField(_("name"), max_length=200, validators=[validate_name])
    sort_name = models.CharField(
        _("sort name"),
        max_length=200,
        blank=True,
        db_index=True,
        help_text=_("How lists order them. Left empty, “Kate Winslet” becomes “Winslet, Kate”."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The person's address. Left empty, it is made from the name."),
    )
    born = models.CharField(
        _("born"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("1688, 1688-05 or 1688-05-21."),
    )
    died = models.CharField(_("died"), max_length=10, blank=True, validators=[validate_partial_date])
    bio = models.TextField(_("biography"), blank=True, help_text=_("One or two plain sentences."))
    imdb_id = models.CharField(_("IMDb id"), max_length=12, blank=True, validators=[validate_imdb_name])
    wikidata_id = models.CharField(
        _("Wikidata id"), max_length=14, blank=True, validators=[validate_wikidata]
    )

    natural = ("slug",)
    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
            models.UniqueConstraint(
                fields=["imdb_id"],
                condition=~models.Q(imdb_id=""),
                name="person_imdb_id_once",  # one person, one record
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = make_slug(Person.objects.exclude(pk=self.pk), self.name, fallback="person")
        if not self.sort_name:
            self.sort_name = make_sort_name(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("person_detail", args=[self.slug])


PARTICLES = {
    "de",
    "da",
    "di",
    "du",
    "del",
    "della",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "al",
    "bin",
    "ibn",
}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


def make_sort_name(name: str) -> str:
    """'Kate Winslet' sorts as 'Winslet, Kate', 'Robert Downey Jr.' as 'Downey, Robert, Jr.' and
    'Guillermo del Toro' as 'del Toro, Guillermo'. One word, or a name not in Latin, Greek or Cyrillic
    letters, stays as it is."""
    words = name.split()
    if len(words) < 2 or ord(name[0]) > 0x2000:
        return name
    suffix = words.pop() if words[-1].lower() in SUFFIXES and len(words) > 2 else ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    parts = [" ".join(words[start:]), " ".join(words[:start])]
    return ", ".join([*parts, suffix] if suffix else parts)
