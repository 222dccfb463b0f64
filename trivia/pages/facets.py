"""What else may be asked of a list of facts: the values of each field, with how many facts they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Concat

from trivia.filters import Chosen, FactFilter
from trivia.models import Spoiler, Standing

#: So many values are offered, the ones with the most facts first; so many of them stand open.
CHOICES = 60
CHOICES_OPEN = 5

#: From a fact to the values of a field, and to their names.
RECORDS: dict[str, tuple[str, Any, str]] = {
    "film": ("film", F("film__slug"), "title"),
    "person": ("people", F("people__slug"), "name"),
    "character": (
        "characters",
        Concat("characters__film__slug", Value("/"), "characters__slug", output_field=CharField()),
        "name",
    ),
    "topic": ("topics", F("topics__slug"), "name"),
}
#: Of these a name alone may give away how a film ends.
TELLING = ("person", "character")
WORDS: dict[str, type[Standing] | type[Spoiler]] = {"standing": Standing, "spoiler": Spoiler}

Counts = dict[str, dict[str, tuple[str, int]]]


class Choice(NamedTuple):
    """A box to tick, and how many facts it keeps. A wrong one means nothing, and is there to be unticked."""

    id: str
    value: str
    text: str
    facts: int
    chosen: bool
    wrong: bool


class Facet(NamedTuple):
    name: str
    legend: str
    error: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]


def count_answer(asked: FactFilter) -> tuple[int, Counts]:
    """How many facts answer, and for each field its values with their names and counts, the most facts
    first. A field's counts leave its own choice out. Whom only spoilers name is left out, unless chosen.
    Exact, and one statement for all of them."""
    arms, params = [], []
    for name, facts in _list_arms(asked):
        try:
            sql, values = facts.query.sql_with_params()
        except EmptyResultSet:  # nothing can answer: a search for "!"
            continue
        arms.append(f"SELECT '{name}' AS field, arm.* FROM ({sql}) AS arm")
        params += values
    total = 0
    counts: Counts = defaultdict(dict)
    if not arms:
        return total, counts
    with connections[asked.queryset.db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(arms), params)
        rows = cursor.fetchall()
    for name, value, text, n in rows:
        if name:
            counts[name].setdefault(value, (text, n))
        else:
            total = n
    return total, counts


def _list_arms(asked: FactFilter) -> Iterable[tuple[str, Any]]:
    """The querysets of `(value, name, count)` that make up the statement; the whole count has no name."""
    whole = asked.answer().order_by().annotate(every=Value(""), same=Value(""))
    yield "", whole.values("every", "same").annotate(n=Count("pk")).values_list("every", "same", "n")
    for name, (relation, value, title) in RECORDS.items():
        facts = asked.answer(name, "spoiler").order_by()
        public = {f"{relation}__public": True}
        levels = asked.form.cleaned_data.get("spoiler") or Spoiler.values
        counted = Count("pk", filter=Q(spoiler__in=levels))
        shown = Q(n__gt=0)
        if name in TELLING:  # a fact that gives nothing away has to name them too
            shown &= Q(safe__gt=0)
        chosen = [each.pk for each in asked.form.cleaned_data.get(name) or ()]
        arms = [(facts.filter(**public), shown)]
        if chosen:  # they are counted even where others have more, or only spoilers name them
            arms.append((facts.filter(**public, **{f"{relation}__in": chosen}), Q(n__gt=0)))
        for arm, condition in arms:
            values = arm.annotate(value=value).values("value", f"{relation}__{title}")
            values = values.annotate(n=counted, safe=Count("pk", filter=Q(spoiler=Spoiler.NONE)))
            ordered = values.filter(condition).order_by("-n", f"{relation}__{title}")[:CHOICES]
            yield name, ordered.values_list("value", f"{relation}__{title}", "n")
    for name in WORDS:
        facts = asked.answer(name).order_by().annotate(same=Value(""))
        yield name, facts.values(name, "same").annotate(n=Count("pk")).values_list(name, "same", "n")


def list_facets(asked: FactFilter, counts: Counts) -> tuple[Facet, ...]:
    """Every field with something to choose. No query."""
    return tuple(
        facet for name in (*RECORDS, *WORDS) if (facet := _make_facet(asked, name, counts[name])).choices
    )


def _make_facet(asked: FactFilter, name: str, counted: Mapping[str, tuple[str, int]]) -> Facet:
    wanted = dict.fromkeys(filter(None, asked.data.getlist(name)))
    wrong = find_wrong(asked, name)
    values: dict[str, tuple[str, int]] = {}
    if name in WORDS:
        values = {value: (str(label), counted.get(value, ("", 0))[1]) for value, label in WORDS[name].choices}
    else:
        values = dict(counted)
        values |= {
            each.value: (each.name, 0)
            for each in asked.form.cleaned_data.get(name) or ()
            if each.value not in values
        }
    values |= {value: (value, 0) for value in wanted if value not in values}
    choices = [
        Choice(f"{name}-{n}", value, text, facts, value in wanted, value in wrong)
        for n, (value, (text, facts)) in enumerate(values.items(), 1)
    ]
    some = len(choices) if name in WORDS else CHOICES_OPEN
    return Facet(
        name,
        str(asked.filters[name].label),
        " ".join(asked.form.errors.get(name, ())),
        tuple(choice for n, choice in enumerate(choices) if n < some or choice.chosen),
        tuple(choice for n, choice in enumerate(choices) if n >= some and not choice.chosen),
    )


def find_wrong(asked: FactFilter, name: str) -> set[str]:
    """The values of a field that mean nothing."""
    errors = asked.form.errors.as_data().get(name, ())
    return {error.params["value"] for error in errors if error.params}


def find_names(asked: FactFilter, name: str) -> dict[str, str]:
    """What the chosen values of a field are called."""
    if name in WORDS:
        return {value: str(label) for value, label in WORDS[name].choices}
    chosen: Iterable[Chosen] = asked.form.cleaned_data.get(name) or ()
    return {each.value: each.name for each in chosen}
