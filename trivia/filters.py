"""What a visitor may ask of the list of facts, and how it is answered.

Values of one field widen the answer, fields narrow it. A value that means nothing is an error of its field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from films.models import Character, Film, Person
from trivia.models import Fact, Spoiler, Standing, Topic
from trivia.models.fact import FactQuerySet
from trivia.search import search

#: Orders, by the word in the address. The default is the first.
SORTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "newest": (_("Newest first"), ("-id",)),
    "oldest": (_("Oldest first"), ("id",)),
    "film": (_("By film and number"), ("film__sort_title", "film_id", "number")),
}


class Chosen(NamedTuple):
    """A record that somebody chose: its key, its value in the address, and its name."""

    pk: int
    value: str
    name: str


class RecordsField(forms.Field):
    """Public records of one model, by natural key: 'music', or 'adaptation/donald-kaufman'."""

    widget = forms.SelectMultiple

    def __init__(self, *, model: Any, named_by: str, unknown: Any, **options: Any) -> None:
        self.model, self.named_by, self.unknown = model, named_by, unknown
        super().__init__(**options)

    def clean(self, value: Iterable[str] | None) -> tuple[Chosen, ...]:
        """One query, or none where nothing is asked."""
        asked = dict.fromkeys(each for each in value or () if each)
        natural = self.model.natural
        keys = [key for each in asked if len(key := each.split("/")) == len(natural) and "\0" not in each]
        found = {}
        if keys:
            lookups = {f"{path}__in": {key[n] for key in keys} for n, path in enumerate(natural)}
            rows = self.model.objects.published().filter(**lookups)
            for pk, name, *key in rows.values_list("pk", self.named_by, *natural):
                found["/".join(key)] = Chosen(pk, "/".join(key), name)
        unknown = [
            ValidationError(self.unknown, params={"value": each}) for each in asked if each not in found
        ]
        if unknown:
            raise ValidationError(unknown)
        return tuple(found[each] for each in asked)


class RecordsFilter(django_filters.Filter):
    """Keeps facts that any of the chosen records is linked to."""

    field_class = RecordsField

    def filter(self, qs: FactQuerySet, value: Sequence[Chosen]) -> FactQuerySet:
        if not value:
            return qs
        keys = [chosen.pk for chosen in value]
        relation: Any = Fact._meta.get_field(self.field_name)
        if not relation.many_to_many:
            return qs.filter(**{f"{self.field_name}__in": keys})
        links = relation.remote_field.through.objects
        target = relation.m2m_reverse_field_name()
        # through a subquery, so that a fact linked to two of them is listed and counted once
        return qs.filter(pk__in=links.filter(**{f"{target}__in": keys}).values("fact_id"))


class WordsField(forms.MultipleChoiceField):
    """Some of a fixed set of words."""

    def __init__(self, *, unknown: Any, **options: Any) -> None:
        self.unknown = unknown
        super().__init__(**options)

    def clean(self, value: Iterable[str] | None) -> tuple[str, ...]:
        asked = dict.fromkeys(each for each in value or () if each)
        unknown = [
            ValidationError(self.unknown, params={"value": each})
            for each in asked
            if not self.valid_value(each)
        ]
        if unknown:
            raise ValidationError(unknown)
        return tuple(asked)


class WordsFilter(django_filters.Filter):
    """Keeps facts of which the field is one of the chosen words."""

    field_class = WordsField

    def filter(self, qs: FactQuerySet, value: Sequence[str]) -> FactQuerySet:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class FactFilter(django_filters.FilterSet):
    film = RecordsFilter(
        model=Film,
        named_by="title",
        unknown=_("We have no film “%(value)s”."),
        field_name="film",
        label=_("Film"),
    )
    person = RecordsFilter(
        model=Person,
        named_by="name",
        unknown=_("We know nobody as “%(value)s”."),
        field_name="people",
        label=_("Person"),
    )
    character = RecordsFilter(
        model=Character,
        named_by="name",
        unknown=_("We know no character “%(value)s”. Write film/character."),
        field_name="characters",
        label=_("Character"),
    )
    topic = RecordsFilter(
        model=Topic,
        named_by="name",
        unknown=_("We have no topic “%(value)s”."),
        field_name="topics",
        label=_("Topic"),
    )
    standing = WordsFilter(
        choices=Standing.choices, unknown=_("“%(value)s” is not a standing."), label=_("Standing")
    )
    spoiler = WordsFilter(
        choices=Spoiler.choices,
        unknown=_("“%(value)s” says nothing about spoilers: none, mild or major."),
        label=_("Spoilers"),
    )
    q = django_filters.CharFilter(method="keep_found", label=_("Words"))
    sort = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _order) in SORTS.items()],
        method="put_in_order",
        label=_("Order"),
        error_messages={"invalid_choice": _("“%(value)s” is not an order.")},
    )

    class Meta:
        model = Fact
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        """Reads what was asked at once: a query for each field that names records."""
        super().__init__(data, queryset=Fact.objects.published())
        self.form.full_clean()

    def answer(self, *without: str) -> FactQuerySet:
        """The facts that the fields without errors ask for, leaving out the fields `without`."""
        facts = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name not in without:
                facts = self.filters[name].filter(facts, value)
        return facts

    def keep_found(self, facts: FactQuerySet, name: str, words: str) -> FactQuerySet:
        return search(facts, words)

    def put_in_order(self, facts: FactQuerySet, name: str, sort: str) -> FactQuerySet:
        return facts.order_by(*SORTS[sort][1])
