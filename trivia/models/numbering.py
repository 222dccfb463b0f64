"""The numbers of a film's facts and quotes: given once, never given again."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from eternal.curation.triggers import Trigger
from films.models import Film


class NumberingManager(models.Manager["Numbering"]):
    def take(self, film_id: int, *, facts: int = 0, quotes: int = 0) -> tuple[int, int]:
        """Reserve so many numbers and return the first of each kind: `take(7, facts=36)` → (1, 1).

        Holds the film's row until the surrounding transaction ends, so that two writers never get
        the same number. Four queries, however many numbers are taken.
        """
        with transaction.atomic():
            self.bulk_create([Numbering(film_id=film_id)], ignore_conflicts=True)
            row = self.select_for_update().get(film_id=film_id)
            first = row.facts + 1, row.quotes + 1
            self.filter(film_id=film_id).update(facts=row.facts + facts, quotes=row.quotes + quotes)
        return first


class Numbering(models.Model):
    """The highest fact and quote number a film has ever had.

    A trigger raises it when rows arrive with numbers of their own (`loaddata`, a restored backup).
    """

    film = models.OneToOneField(
        Film, on_delete=models.CASCADE, primary_key=True, related_name="numbering", verbose_name=_("film")
    )
    facts = models.PositiveIntegerField(_("facts"), default=0)
    quotes = models.PositiveIntegerField(_("quotes"), default=0)

    objects = NumberingManager()

    class Meta:
        verbose_name = _("numbering")
        verbose_name_plural = _("numberings")

    def __str__(self) -> str:
        return f"{self.facts} facts, {self.quotes} quotes"


def numbering_triggers() -> list[Trigger]:
    """Raise the numbering whenever a fact or quote comes in with a higher number."""
    return [
        Trigger(
            name=f"{table}_numbering_{event}",
            table=table,
            event=clause,
            body=[
                f"INSERT INTO trivia_numbering (film_id, facts, quotes) VALUES ({values}) "
                f"ON CONFLICT (film_id) DO UPDATE SET {column} = excluded.{column} "
                f"WHERE trivia_numbering.{column} < excluded.{column}"
            ],
        )
        for table, column, values in (
            ("trivia_fact", "facts", "NEW.film_id, NEW.number, 0"),
            ("trivia_quote", "quotes", "NEW.film_id, 0, NEW.number"),
        )
        for event, clause in (("insert", "INSERT"), ("update", "UPDATE OF number, film_id"))
    ]


class Numbered(models.Model):
    """Something with a number in its film: the address that a citation can rely on."""

    number = models.PositiveIntegerField(
        _("number"),
        editable=False,
        help_text=_("Its address in the film: given once, never reused."),
    )

    numbered_as: str

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.number is None:
            with transaction.atomic():
                first = Numbering.objects.take(self.film_id, **{self.numbered_as: 1})
                self.number = first[0 if self.numbered_as == "facts" else 1]
                super().save(*args, **kwargs)
        else:
            super().save(*args, **kwargs)
