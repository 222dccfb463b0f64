from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from eternal.pages import person as pages
from eternal.pages.person import make_person_page
from films.pages.words import Particular, Words
from tests.factories import CreditFactory, FactFactory, FilmFactory, PersonFactory
from tests.values import find_strangers

pytestmark = pytest.mark.django_db


def test_a_person_whom_nothing_public_names_has_no_page() -> None:
    person = PersonFactory()
    FactFactory(people=[person])
    assert make_person_page(person.slug) is None


def test_a_page_tells_the_credits_and_the_public_facts_the_newest_first() -> None:
    kate = PersonFactory(name="Kate Winslet", bio="English actor.")
    film = FilmFactory(published=True, title="Eternal")
    CreditFactory(film=film, person=kate)
    for text in ("first", "second"):
        FactFactory(film=film, published=True, text=text, people=[kate])
    FactFactory(film=film, text="draft", people=[kate])
    FactFactory(film=film, published=True, text="of others")
    page = make_person_page("kate-winslet")
    assert (page.title, page.description) == ("Kate Winslet", "English actor.")
    assert page.canonical == "http://127.0.0.1:8000/people/kate-winslet/"
    assert [fact.plain for fact in page.facts] == ["second", "first"]
    assert (page.total, page.all_facts) == (2, "/trivia/?person=kate-winslet")
    assert page.person.particulars == (Particular("Here in", (Words("1 film, 2 facts"),)),)
    assert find_strangers(page) == []


def test_somebody_known_from_a_fact_alone_has_a_page() -> None:
    FactFactory(published=True, people=[PersonFactory(name="Alexander Pope")])
    page = make_person_page("alexander-pope")
    assert page.films == ()
    assert page.description == "What Alexander Pope did in films, and facts that name them."


def test_a_page_shows_so_many_facts_and_counts_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "FACTS_SHOWN", 1)
    person = PersonFactory()
    for _ in range(2):
        FactFactory(published=True, people=[person])
    page = make_person_page(person.slug)
    assert (len(page.facts), page.total) == (1, 2)


def test_a_page_costs_nine_queries_however_much_there_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = PersonFactory()
    FactFactory(published=True, people=[person])
    # the person, the credits, the number of facts; the facts, their topics, people, characters, works in
    # italics, sources
    with django_assert_num_queries(9):
        make_person_page(person.slug)
    for _ in range(3):
        CreditFactory(film=FilmFactory(published=True), person=person)
        FactFactory(published=True, people=[person])
    with django_assert_num_queries(9):  # the same
        make_person_page(person.slug)
