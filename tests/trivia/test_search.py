from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import FactFactory
from trivia.models import Fact
from trivia.search import MOST_TERMS, find_phrases, search


def find(words: str) -> list[str]:
    return list(search(Fact.objects.all(), words).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def facts(db: None) -> None:
    for text in (
        "They filmed on a frozen river.",
        "The café’s owner, Zoë, was half-baked.",
        "A New Haven Line train, read at example.org/trains.",
    ):
        FactFactory(text=text)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("river", "They"),
        ("RIVERS", "They"),
        ("filming", "They"),
        ("frozen river", "They"),
        ("cafe", "The café"),
        ("CAFÉ", "The café"),
        ("cafe\u0301", "The café"),
        ("zoe", "The café"),
        ("half-baked", "The café"),
        ("baked", "The café"),
        ("half baked", "The café"),
        ('"New Haven"', "A New"),
        ("example.org", "A New"),
        ("trains", "A New"),
        ("the", "The café"),
    ],
)
def test_a_fact_is_found_by_its_words_whatever_their_form(facts: None, words: str, start: str) -> None:
    assert [text[: len(start)] for text in find(words)] == [start]


@pytest.mark.parametrize("words", ["river Zoë", '"Haven New"', "ocean", "", "   ", '"', "!?", "riv"])
def test_what_no_fact_says_finds_nothing(facts: None, words: str) -> None:
    assert find(words) == []


def test_a_search_keeps_what_the_facts_were_narrowed_to(facts: None) -> None:
    river = Fact.objects.get(text__startswith="They")
    assert list(search(Fact.objects.exclude(pk=river.pk), "river")) == []
    assert list(search(Fact.objects.filter(film=river.film), "river")) == [river]


@pytest.mark.django_db
def test_the_index_follows_every_way_of_writing() -> None:
    fact = FactFactory(text="An apple.")
    Fact.objects.bulk_create([Fact(film=fact.film, number=7, text="A banana.")])
    assert (find("apple"), find("banana")) == (["An apple."], ["A banana."])
    Fact.objects.filter(pk=fact.pk).update(text="A cherry.")
    assert (find("apple"), find("cherry")) == ([], ["A cherry."])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trivia_fact SET text = 'A damson.' WHERE number = 7")
    assert (find("banana"), find("damson")) == ([], ["A damson."])
    fact.delete()
    assert find("cherry") == []


@pytest.mark.sqlite
@pytest.mark.django_db
def test_an_index_that_missed_a_write_is_made_anew_with_its_triggers() -> None:
    from eternal.curation import triggers

    fact = FactFactory(text="An apple.")
    name = next(name for name in triggers.standing(connection) if "trivia_fact_search_update" in name)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
    Fact.objects.filter(pk=fact.pk).update(text="A cherry.")
    assert find("cherry") == []
    triggers.install(connection)
    assert (find("apple"), find("cherry")) == ([], ["A cherry."])


@pytest.mark.django_db(transaction=True)
def test_the_index_can_be_taken_away_and_made_again() -> None:
    FactFactory(text="An apple.")
    try:
        call_command("migrate", "trivia", "0001", verbosity=0)
    finally:
        call_command("migrate", "trivia", verbosity=0)
    assert find("apple") == ["An apple."]


def test_the_phrases_of_a_search_are_folded_and_each_comes_once() -> None:
    assert find_phrases('Café café half-baked "New  York" -x ^y NEAR(') == [
        "Cafe",
        "cafe",
        "half baked",
        "New York",
        "x",
        "y",
        "NEAR",
    ]
    assert find_phrases("\x00 _ - \"\" ''") == []
    assert len(find_phrases(" ".join(f"w{n}" for n in range(5000)))) == MOST_TERMS


class TestAnyText(TestCase):
    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=200) | st.text('"*^()-:+ANDORNT{}\\% ', max_size=60))
    def test_any_text_may_be_asked(self, words: str) -> None:
        assert list(search(Fact.objects.all(), words)) == []

    def test_ten_thousand_characters_may_be_asked(self) -> None:
        for words in ('"' * 10_000, "a" * 10_000, "a " * 5_000, "NEAR(" * 2_000, "(" * 10_000):
            assert list(search(Fact.objects.all(), words)) == []
