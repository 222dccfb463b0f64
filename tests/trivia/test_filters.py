from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from tests.factories import CharacterFactory, FactFactory, FilmFactory, PersonFactory, TopicFactory
from trivia.filters import Chosen, FactFilter
from trivia.models import Fact

pytestmark = pytest.mark.django_db


def ask(query: str) -> FactFilter:
    return FactFilter(QueryDict(query))


def answer(query: str) -> set[str]:
    asked = ask(query)
    assert asked.form.errors == {}
    return set(asked.answer().values_list("text", flat=True))


@pytest.fixture
def facts() -> None:
    eternal = FilmFactory(published=True, title="Eternal")
    other = FilmFactory(published=True, title="Other")
    kate, jim = PersonFactory(name="Kate"), PersonFactory(name="Jim")
    joel = CharacterFactory(film=eternal, name="Joel")
    namesake = CharacterFactory(film=other, name="Joel")
    music, sound = TopicFactory(name="Music"), TopicFactory(name="Sound")
    make = FactFactory
    make(
        film=eternal,
        published=True,
        text="a",
        people=[kate, jim],
        topics=[music, sound],
        standing="confirmed",
    )
    make(
        film=eternal,
        published=True,
        text="b",
        people=[jim],
        characters=[joel],
        topics=[sound],
        spoiler="major",
    )
    make(film=other, published=True, text="c", characters=[namesake], topics=[music], spoiler="mild")
    make(film=eternal, text="draft", people=[kate], topics=[music])
    make(film=FilmFactory(title="Hidden"), status="published", text="hidden", people=[kate])


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", "abc"),
        ("film=eternal", "ab"),
        ("film=eternal&film=other", "abc"),
        ("person=kate", "a"),
        ("person=jim", "ab"),
        ("person=kate&person=jim", "ab"),
        ("topic=music", "ac"),
        ("topic=music&topic=sound", "abc"),
        ("character=eternal/joel", "b"),
        ("character=other/joel", "c"),
        ("character=eternal/joel&character=other/joel", "bc"),
        ("standing=confirmed", "a"),
        ("standing=confirmed&standing=unverified", "abc"),
        ("standing=debunked", ""),
        ("spoiler=none", "a"),
        ("spoiler=mild&spoiler=major", "bc"),
        ("person=jim&topic=music", "a"),
        ("film=other&person=jim", ""),
        ("q=b", "b"),
        ("q=b&person=kate", ""),
        ("q=+", "abc"),
        ("film=&person=&standing=&sort=", "abc"),
        ("unknown=x&utm_source=y", "abc"),
    ],
)
def test_values_of_a_field_widen_and_fields_narrow(facts: None, query: str, texts: str) -> None:
    assert answer(query) == set(texts)


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("film=nope", "film", "We have no film “nope”."),
        ("film=hidden", "film", "We have no film “hidden”."),
        ("person=KATE", "person", "We know nobody as “KATE”."),
        ("topic=music&topic=x", "topic", "We have no topic “x”."),
        ("character=joel", "character", "We know no character “joel”. Write film/character."),
        ("character=a/b/c", "character", "We know no character “a/b/c”. Write film/character."),
        (
            "character=eternal/nobody",
            "character",
            "We know no character “eternal/nobody”. Write film/character.",
        ),
        ("standing=sure", "standing", "“sure” is not a standing."),
        ("spoiler=1", "spoiler", "“1” says nothing about spoilers: none, mild or major."),
        ("sort=film__title", "sort", "“film__title” is not an order."),
        ("sort=-id", "sort", "“-id” is not an order."),
        ("film=%00", "film", "We have no film “\x00”."),
        ("q=%00", "q", "Null characters are not allowed."),
    ],
)
def test_a_value_that_means_nothing_is_an_error_of_its_field(
    facts: None, query: str, field: str, message: str
) -> None:
    assert ask(query).form.errors == {field: [message]}


def test_every_wrong_value_of_a_field_is_named(facts: None) -> None:
    assert ask("topic=x&topic=music&topic=y").form.errors == {
        "topic": ["We have no topic “x”.", "We have no topic “y”."]
    }


def test_an_answer_leaves_out_a_field_when_asked_and_one_with_errors_always(facts: None) -> None:
    asked = ask("person=kate&topic=sound&standing=sure")
    assert set(asked.answer().values_list("text", flat=True)) == {"a"}
    assert set(asked.answer("person").values_list("text", flat=True)) == {"a", "b"}


def test_records_are_read_in_the_order_asked_and_once(facts: None) -> None:
    kate, jim = (Fact.people.rel.model.objects.get(slug=slug) for slug in ("kate", "jim"))
    assert ask("person=kate&person=jim&person=kate").form.cleaned_data["person"] == (
        Chosen(kate.pk, "kate", "Kate"),
        Chosen(jim.pk, "jim", "Jim"),
    )


@pytest.mark.parametrize(
    ("query", "order"), [("", "cba"), ("sort=newest", "cba"), ("sort=oldest", "abc"), ("sort=film", "abc")]
)
def test_facts_come_in_the_order_asked(facts: None, query: str, order: str) -> None:
    assert "".join(ask(query).answer().values_list("text", flat=True)) == order


def test_asking_costs_a_query_for_each_field_that_names_records(
    facts: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        ask("standing=confirmed&spoiler=none&q=a&sort=oldest&film=")
    with django_assert_num_queries(4):  # films, people, characters, topics
        ask("film=eternal&film=other&person=kate&person=jim&character=eternal/joel&topic=music")
