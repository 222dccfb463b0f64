"""What pages show of topics: a list of contents, by the parts of a film's making."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count

from trivia.models import Fact
from trivia.models.subject import TopicGroup
from trivia.pages.addresses import link_to_list

#: The colour of each part of a film's making: Clementine's hair, in the order she wears it.
COLOURS = {
    TopicGroup.PAGE: "green",
    TopicGroup.SET: "red",
    TopicGroup.EDIT: "tangerine",
    TopicGroup.WORLD: "blue",
}
ROMAN = dict(zip(TopicGroup, ("I", "II", "III", "IV"), strict=True))


class ShownTopic(NamedTuple):
    name: str
    slug: str
    group: str
    position: int
    href: str

    @property
    def colour(self) -> str:
        return COLOURS[TopicGroup(self.group)]


class TopicLine(NamedTuple):
    name: str
    href: str
    facts: int


class TopicPart(NamedTuple):
    """The topics of one part of the making of films: 'I On the page'."""

    roman: str
    name: str
    colour: str
    topics: tuple[TopicLine, ...]


def read_topics(ids: Iterable[int]) -> dict[int, list[ShownTopic]]:
    """The public topics of each fact, in their order. One query."""
    found = defaultdict(list)
    rows = Fact.topics.through.objects.filter(fact_id__in=ids, topic__public=True)
    for fact_id, name, slug, group, position in rows.order_by("topic__position", "topic__name").values_list(
        "fact_id", "topic__name", "topic__slug", "topic__group", "topic__position"
    ):
        found[fact_id].append(ShownTopic(name, slug, group, position, link_to_list(("topic", slug))))
    return found


def list_topics() -> tuple[TopicPart, ...]:
    """Every topic with its number of public facts, part by part. One query."""
    rows = (
        Fact.topics.through.objects.filter(fact__public=True, topic__public=True)
        .values("topic__group", "topic__name", "topic__slug")
        .order_by("topic__position", "topic__name")
        .values_list("topic__group", "topic__name", "topic__slug", Count("fact_id"))
    )
    parts = defaultdict(list)
    for group, name, slug, n in rows:
        parts[group].append(TopicLine(name, link_to_list(("topic", slug)), n))
    return tuple(
        TopicPart(ROMAN[group], str(group.label), COLOURS[group], tuple(parts[group]))
        for group in TopicGroup
        if group in parts
    )
