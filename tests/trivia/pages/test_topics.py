from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories import FactFactory, TopicFactory
from trivia.models.subject import TopicGroup
from trivia.pages.topics import COLOURS, ROMAN, TopicLine, TopicPart, list_topics


def test_every_part_of_the_making_has_a_colour_and_a_number() -> None:
    assert set(COLOURS) == set(ROMAN) == set(TopicGroup)


@pytest.mark.django_db
def test_topics_are_listed_by_part_with_their_public_facts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    music = TopicFactory(name="Music", group="edit", position=2)
    sound = TopicFactory(name="Sound", group="edit", position=1)
    names = TopicFactory(name="Names", group="page", position=3)
    unused = TopicFactory(name="Unused", group="world")
    for topics in ([music, sound], [sound], [names]):
        FactFactory(published=True, topics=topics)
    FactFactory(topics=[sound, unused])
    with django_assert_num_queries(1):
        parts = list_topics()
    assert parts == (
        TopicPart("I", "On the page", "green", (TopicLine("Names", "/trivia/?topic=names", 1),)),
        TopicPart(
            "III",
            "In the edit",
            "tangerine",
            (TopicLine("Sound", "/trivia/?topic=sound", 2), TopicLine("Music", "/trivia/?topic=music", 1)),
        ),
    )
