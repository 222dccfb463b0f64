from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from films.models import Person
from tests.factories import CharacterFactory, FactFactory, FilmFactory, PersonFactory, TopicFactory
from trivia.filters import FactFilter
from trivia.pages import facets
from trivia.pages.facets import Choice, count_answer, list_facets

pytestmark = pytest.mark.django_db


def count(query: str) -> tuple[int, dict[str, dict[str, tuple[str, int]]]]:
    total, counts = count_answer(FactFilter(QueryDict(query)))
    return total, dict(counts)


@pytest.fixture
def facts() -> None:
    film = FilmFactory(published=True, title="Eternal")
    kate, jim = PersonFactory(name="Kate"), PersonFactory(name="Jim")
    joel = CharacterFactory(film=film, name="Joel")
    music, sound = TopicFactory(name="Music"), TopicFactory(name="Sound")
    FactFactory(
        film=film, published=True, text="one", people=[kate, jim], topics=[music, sound], standing="confirmed"
    )
    FactFactory(film=film, published=True, text="two", people=[jim], topics=[music], characters=[joel])
    FactFactory(film=film, published=True, text="three", people=[jim], topics=[sound], spoiler="mild")
    FactFactory(film=film, text="draft", people=[kate], topics=[music], characters=[joel])


def test_everything_is_counted_in_one_statement(
    facts: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked = FactFilter(QueryDict(""))
    with django_assert_num_queries(1):
        total, counts = count_answer(asked)
    assert total == 3
    assert counts == {
        "film": {"eternal": ("Eternal", 3)},
        "person": {"jim": ("Jim", 3), "kate": ("Kate", 1)},
        "character": {"eternal/joel": ("Joel", 1)},
        "topic": {"music": ("Music", 2), "sound": ("Sound", 2)},
        "standing": {"confirmed": ("", 1), "unverified": ("", 2)},
        "spoiler": {"none": ("", 2), "mild": ("", 1)},
    }


def test_the_most_facts_come_first(facts: None) -> None:
    _total, counts = count("")
    assert list(counts["person"]) == ["jim", "kate"]


def test_a_fields_counts_leave_its_own_choice_out(facts: None) -> None:
    total, counts = count("person=kate&topic=music")
    assert total == 1
    assert counts["person"] == {"jim": ("Jim", 2), "kate": ("Kate", 1)}
    assert counts["topic"] == {"music": ("Music", 1), "sound": ("Sound", 1)}
    assert counts["standing"] == {"confirmed": ("", 1)}
    assert "character" not in counts


def test_a_fact_with_two_of_the_chosen_counts_once(facts: None) -> None:
    total, counts = count("topic=music&topic=sound")
    assert total == 3
    assert counts["person"] == {"jim": ("Jim", 3), "kate": ("Kate", 1)}


def test_words_narrow_the_counts(facts: None) -> None:
    assert count("q=three")[1]["topic"] == {"sound": ("Sound", 1)}


def test_nothing_is_counted_where_nothing_answers(facts: None) -> None:
    assert count("q=%21") == (0, {})
    assert count("standing=debunked&person=kate") == (0, {"standing": {"confirmed": ("", 1)}})


def test_what_is_chosen_is_counted_even_where_others_have_more(
    facts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "CHOICES", 1)
    assert count("person=kate")[1]["person"] == {"jim": ("Jim", 3), "kate": ("Kate", 1)}
    assert count("")[1]["person"] == {"jim": ("Jim", 3)}


def test_a_facet_shows_what_is_chosen_and_folds_the_rest_away(
    facts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "CHOICES_OPEN", 1)
    for name in ("Ann", "Zoë"):
        FactFactory(published=True, people=[PersonFactory(name=name)])
    asked = FactFilter(QueryDict("person=zoë"))
    _film, person, *_others = list_facets(asked, count_answer(asked)[1])
    assert (person.name, person.legend, person.error) == ("person", "Person", "")
    assert person.choices == (
        Choice("person-1", "jim", "Jim", 3, False, False),
        Choice("person-4", "zoë", "Zoë", 1, True, False),
    )
    assert [choice.text for choice in person.more] == ["Ann", "Kate"]


def test_every_standing_is_offered_with_its_count(facts: None) -> None:
    asked = FactFilter(QueryDict("standing=debunked"))
    facet = {each.name: each for each in list_facets(asked, count_answer(asked)[1])}["standing"]
    assert [(choice.text, choice.facts, choice.chosen) for choice in facet.choices] == [
        ("Confirmed", 1, False),
        ("Attributed", 0, False),
        ("Unverified", 2, False),
        ("Disputed", 0, False),
        ("Debunked", 0, True),
    ]
    assert facet.more == ()


def test_a_wrong_value_is_kept_and_marked_beside_its_error(facts: None) -> None:
    asked = FactFilter(QueryDict("topic=music&topic=nope"))
    facet = {each.name: each for each in list_facets(asked, count_answer(asked)[1])}["topic"]
    assert facet.error == "We have no topic “nope”."
    assert [(choice.value, choice.chosen, choice.wrong) for choice in facet.choices] == [
        ("music", True, False),
        ("sound", False, False),
        ("nope", True, True),
    ]


def test_a_field_with_nothing_to_choose_is_left_out() -> None:
    asked = FactFilter(QueryDict(""))
    assert [facet.name for facet in list_facets(asked, count_answer(asked)[1])] == ["standing", "spoiler"]


@pytest.fixture
def spoilers() -> None:
    """Mary is named by a spoiler only; Jim and Joel by one, and in the open too."""
    film = FilmFactory(published=True, title="Eternal")
    jim, mary = PersonFactory(name="Jim"), PersonFactory(name="Mary")
    joel, rosebud = CharacterFactory(film=film, name="Joel"), CharacterFactory(film=film, name="Rosebud")
    FactFactory(film=film, published=True, people=[jim], characters=[joel])
    FactFactory(film=film, published=True, people=[jim, mary], characters=[joel, rosebud], spoiler="major")
    FactFactory(film=film, published=True, people=[mary], characters=[rosebud], spoiler="mild")
    FactFactory(film=film, people=[mary], characters=[rosebud])


def test_whom_only_spoilers_name_is_not_offered_and_the_others_counts_stay_whole(spoilers: None) -> None:
    for query in ("", "film=eternal"):
        counts = count(query)[1]
        assert counts["person"] == {"jim": ("Jim", 2)}
        assert counts["character"] == {"eternal/joel": ("Joel", 2)}
    counts = count("spoiler=major")[1]
    assert counts["person"] == {"jim": ("Jim", 1)}
    assert counts["character"] == {"eternal/joel": ("Joel", 1)}
    assert "person" not in count("spoiler=mild")[1]


def test_whom_only_spoilers_name_is_counted_where_the_address_names_them(spoilers: None) -> None:
    assert count("person=mary")[1]["person"] == {"jim": ("Jim", 2), "mary": ("Mary", 2)}
    assert count("character=eternal/rosebud")[1]["character"] == {
        "eternal/joel": ("Joel", 2),
        "eternal/rosebud": ("Rosebud", 2),
    }


def test_a_name_in_the_open_about_another_film_gives_nothing_away_about_this_one(spoilers: None) -> None:
    other = FilmFactory(published=True, title="Other")
    FactFactory(film=other, published=True, people=[Person.objects.get(name="Mary")])
    assert count("film=eternal")[1]["person"] == {"jim": ("Jim", 2)}
    assert count("film=eternal&film=other")[1]["person"] == {"jim": ("Jim", 2), "mary": ("Mary", 3)}
    assert count("")[1]["person"] == {"jim": ("Jim", 2), "mary": ("Mary", 3)}


def test_who_is_named_in_the_open_under_another_topic_only_is_not_offered_under_this_one() -> None:
    jim, endings = PersonFactory(name="Jim"), TopicFactory(name="Endings")
    FactFactory(published=True, people=[jim])
    FactFactory(published=True, people=[jim], topics=[endings], spoiler="major")
    assert count("")[1]["person"] == {"jim": ("Jim", 2)}
    assert "person" not in count("topic=endings")[1]
