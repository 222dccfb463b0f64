from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from films.pages.words import Words
from tests.factories import (
    CitationFactory,
    FactFactory,
    FilmFactory,
    RelationFactory,
    SourceFactory,
    WorkFactory,
)
from tests.values import find_strangers
from trivia.models import Fact, Standing
from trivia.pages.fact import Neighbour, SeenAlso, explain_standing, make_fact_page

pytestmark = pytest.mark.django_db


def test_a_fact_that_is_not_public_has_no_page() -> None:
    FactFactory(film__title="Draft film", film__slug="draft-film", status="published")
    FactFactory(film=FilmFactory(published=True, title="Eternal"))
    assert make_fact_page("draft-film", 1) is None
    assert make_fact_page("eternal", 1) is None
    assert make_fact_page("nowhere", 1) is None


def test_a_page_begins_with_the_fact_and_has_one_address() -> None:
    FactFactory(
        film=FilmFactory(published=True, title="Eternal"), published=True, text="The train " + "rolls " * 40
    )
    page = make_fact_page("eternal", 1)
    assert page.title == "Fact 1: The train rolls rolls rolls rolls rolls rolls rolls rolls…"
    assert page.description.startswith("The train rolls")
    assert len(page.description) <= 155
    assert page.canonical == "http://127.0.0.1:8000/films/eternal/facts/1/"
    assert find_strangers(page) == []


def test_the_head_of_a_spoiler_gives_nothing_away() -> None:
    film = FilmFactory(published=True, title="Eternal")
    FactFactory(film=film, published=True, text="Rosebud is a sled.", spoiler="major", works=[WorkFactory()])
    page = make_fact_page("eternal", 1)
    assert page.title == "Fact 1 about Eternal"
    assert page.description == (
        "Fact 1 about Eternal. It gives something away: open it when you have seen the film."
    )
    assert page.works == ()


def test_sources_for_and_against_stand_apart_the_firmest_first() -> None:
    fact = FactFactory(published=True)
    for title, reliability, supports in (
        ("Fan", "fan", "supports"),
        ("Doubt", "secondary", "against"),
        ("Proof", "primary", "supports"),
        ("Echo", "secondary", "mentions"),
        ("Retired", "primary", "supports"),
    ):
        source = SourceFactory(
            title=title, reliability=reliability, status="retired" if title == "Retired" else "draft"
        )
        CitationFactory(
            fact=fact, source=source, supports=supports, quoted="One line.\nAnother.", locator="p. 12"
        )
    page = make_fact_page(fact.film.slug, 1)
    assert [cited.reference.title.text for cited in page.supporting] == ["Proof", "Echo", "Fan"]
    assert [cited.reference.title.text for cited in page.against] == ["Doubt"]
    assert (page.against[0].quoted, page.against[0].locator) == (("One line.", "Another."), "p. 12")


def test_see_also_goes_both_ways_and_names_another_film() -> None:
    film, other = FilmFactory(published=True, title="Eternal"), FilmFactory(published=True, title="Other")
    first, second = FactFactory(film=film, published=True), FactFactory(film=film, published=True)
    elsewhere = FactFactory(film=other, published=True)
    RelationFactory(fact=first, other=second, kind="repeats")
    RelationFactory(fact=second, other=first, kind="repeats")
    RelationFactory(fact=elsewhere, other=first, kind="contradicts")
    RelationFactory(fact=first, other=FactFactory(film=film))
    assert make_fact_page("eternal", 1).see_also == (
        SeenAlso("Says much the same as", Words("fact 2", "/films/eternal/facts/2/")),
        SeenAlso("Does not agree with", Words("fact 1 about Other", "/films/other/facts/1/")),
    )
    assert make_fact_page("other", 1).see_also == (
        SeenAlso("Does not agree with", Words("fact 1 about Eternal", "/films/eternal/facts/1/")),
    )


def test_neighbours_are_the_public_facts_before_and_after_by_number() -> None:
    film = FilmFactory(published=True, title="Eternal")
    FactFactory(film=film, published=True, text="He dies.", spoiler="major", position=9)
    FactFactory(film=film)
    FactFactory(film=film, published=True)
    FactFactory(film=film, published=True, text="It ends here.")
    page = make_fact_page("eternal", 3)
    assert page.previous == Neighbour(1, "/films/eternal/facts/1/", "A spoiler")
    assert page.following == Neighbour(4, "/films/eternal/facts/4/", "It ends here.")
    assert make_fact_page("eternal", 1).previous is None
    assert make_fact_page("eternal", 4).following is None


def test_works_are_named_with_who_made_them() -> None:
    works = [
        WorkFactory(title="Eloisa", kind="poem", creator="Pope", year=1717),
        WorkFactory(title="Odd", kind="film"),
    ]
    fact = FactFactory(published=True, works=works)
    assert make_fact_page(fact.film.slug, 1).works == (
        (Words("“Eloisa”"), Words(", Pope, 1717")),
        (Words("Odd", cite=True), Words("")),
    )


def test_every_standing_is_explained() -> None:
    assert len({explain_standing(value) for value in Standing.values}) == 5


def test_a_page_costs_eleven_queries_however_much_there_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    film = FilmFactory(published=True)
    fact = FactFactory(film=film, published=True)
    # the fact, its topics, people, characters, works in italics, short sources, full sources, works,
    # see also, the fact before, the fact after
    with django_assert_num_queries(11):
        make_fact_page(film.slug, 1)
    for _ in range(4):
        CitationFactory(fact=fact)
        RelationFactory(fact=fact, other=FactFactory(film=film, published=True))
    fact.works.set([WorkFactory(), WorkFactory()])
    with django_assert_num_queries(11):  # the same
        make_fact_page(film.slug, 1)
    assert Fact.objects.count() == 5
