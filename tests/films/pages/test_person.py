from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from films.pages.person import FilmCredit, list_filmography, read_person
from films.pages.words import Particular, Words
from tests.factories import CharacterFactory, CreditFactory, FilmFactory, PersonFactory
from tests.values import find_strangers

pytestmark = pytest.mark.django_db


def test_a_person_whom_nothing_public_names_has_no_head() -> None:
    person = PersonFactory()
    CreditFactory(person=person)  # in a draft
    assert read_person(person.slug) is None


def test_a_person_is_told_by_dates_names_and_links() -> None:
    person = PersonFactory(
        name="Italo Svevo",
        born="1861-12-19",
        died="1928",
        also_known_as="Ettore Schmitz",
        wikidata_id="Q182609",
    )
    CreditFactory(person=person, film=FilmFactory(published=True))
    head = read_person("italo-svevo")
    assert head.particulars == (
        Particular("Born", (Words("19 December 1861", iso="1861-12-19"),)),
        Particular("Died", (Words("1928", iso="1928"),)),
        Particular("Also known as", (Words("Ettore Schmitz"),)),
        Particular("Elsewhere", (Words("Wikidata", "https://www.wikidata.org/wiki/Q182609"),)),
    )
    assert find_strangers(head) == []


def test_the_filmography_tells_each_public_film_once_the_latest_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = PersonFactory()
    old = FilmFactory(published=True, title="Old", year=1990)
    new = FilmFactory(published=True, title="New", year=2010)
    CreditFactory(person=person, film=FilmFactory(title="Draft", year=2020))
    CreditFactory(
        person=person, film=old, character=CharacterFactory(film=old, name="Stan"), note="uncredited"
    )
    CreditFactory(person=person, film=new, department="Directing", job="Director")
    CreditFactory(person=person, film=new)
    with django_assert_num_queries(1):  # credits
        films = list_filmography(person.pk)
    assert films == (
        FilmCredit("New", 2010, "/films/new/", ("Director", "acts")),
        FilmCredit("Old", 1990, "/films/old/", ("plays Stan (uncredited)",)),
    )
