from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from eternal.pages.home import find_fact_of, make_home_page
from tests.factories import CitationFactory, FactFactory, FilmFactory, TopicFactory
from tests.values import find_strangers
from trivia.models import Fact

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_a_site_without_a_film_has_a_home() -> None:
    page = make_home_page(TODAY)
    assert (page.today, page.films, page.parts, page.newest, page.tally.facts) == (None, (), (), (), 0)
    assert page.canonical == "http://127.0.0.1:8000/"
    assert find_strangers(page) == []


def test_there_is_no_fact_of_the_day_among_drafts_and_spoilers() -> None:
    FactFactory()
    FactFactory(published=True, spoiler="mild")
    assert find_fact_of(TODAY) == 0


def test_the_fact_of_the_day_is_public_free_of_spoilers_and_the_same_all_day() -> None:
    good = {FactFactory(published=True).pk for _ in range(5)}
    for _ in range(5):
        FactFactory()
        FactFactory(published=True, spoiler="major")
    good.add(FactFactory(published=True).pk)
    days = [TODAY + timedelta(days=n) for n in range(60)]
    found = [find_fact_of(day) for day in days]
    assert set(found) <= good
    assert len(set(found)) > 1
    assert [find_fact_of(day) for day in days] == found


def test_home_tells_what_is_here() -> None:
    film = FilmFactory(published=True, title="Eternal", year=2004)
    FilmFactory(published=True, title="Empty", year=2001)
    FilmFactory(title="Draft")
    topic = TopicFactory(name="Music", group="edit")
    for n in range(4):
        FactFactory(film=film, published=True, text=f"confirmed {n}", standing="confirmed", topics=[topic])
    FactFactory(film=film, published=True, text="hidden", standing="confirmed", spoiler="major")
    CitationFactory(fact=Fact.objects.first())
    page = make_home_page(TODAY)
    assert [(each.film.title, each.facts) for each in page.films] == [
        ("Eternal", "5 facts, 1 sourced"),
        ("Empty", "No facts yet"),
    ]
    assert [fact.plain for fact in page.newest] == ["confirmed 3", "confirmed 2", "confirmed 1"]
    assert page.confirmed == "/trivia/?standing=confirmed"
    assert (page.tally.facts, page.tally.sourced) == (5, 1)
    assert [(part.name, part.topics[0].facts) for part in page.parts] == [("In the edit", 4)]
    assert page.today is not None
    assert find_strangers(page) == []


def test_home_costs_fifteen_queries_however_much_is_here(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    FactFactory(published=True, standing="confirmed")
    # the largest id, the fact of the day, the newest confirmed; those facts, their topics, people,
    # characters, works in italics, sources; films, directors, genres, facts of each; topics; standings
    with django_assert_num_queries(15):
        make_home_page(TODAY)
    for _ in range(5):
        CitationFactory(fact=FactFactory(published=True, standing="confirmed", topics=[TopicFactory()]))
    with django_assert_num_queries(15):  # the same
        make_home_page(TODAY)
