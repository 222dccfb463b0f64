from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from films.pages.film import Billing, list_films, read_film
from films.pages.words import Particular, Words
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    GenreFactory,
    LinkFactory,
    PersonFactory,
    ReleaseFactory,
)
from tests.values import find_strangers

pytestmark = pytest.mark.django_db


def test_a_film_that_is_not_public_has_no_head() -> None:
    assert read_film(FilmFactory().slug) is None
    assert read_film("nowhere") is None


def test_a_film_with_nothing_but_a_title_has_nothing_else() -> None:
    film = FilmFactory(published=True, title="Untitled")
    head = read_film("untitled")
    assert head == (film.id, "Untitled", "untitled", None, "/films/untitled/", "", "", "", (), (), (), ())


def test_the_particulars_say_what_is_known_in_words() -> None:
    film = FilmFactory(
        published=True,
        genres=[GenreFactory(name="Romance"), GenreFactory(name="Drama")],
        original_title="Le titre",
        runtime_minutes=108,
        certificate_system="MPA",
        certificate="R",
        certificate_reason="for language",
        countries=["US", "FR"],
        languages=["en"],
        imdb_id="tt0338013",
        details=[["Aspect ratio", "1.85"], ["Nothing", ""]],
    )
    CreditFactory(
        film=film, department="Directing", job="Director", person=PersonFactory(name="Michel Gondry")
    )
    ReleaseFactory(film=film, country="US", date="2004-03-19", note="wide")
    LinkFactory(film=film, label="Trailer", url="https://example.org/trailer")
    LinkFactory(film=film, label="Lost", url="")
    assert read_film(film.slug).particulars == (
        Particular("Directed by", (Words("Michel Gondry", "/people/michel-gondry/"),)),
        Particular("Original title", (Words("Le titre", cite=True),)),
        Particular("Opened", (Words("19 March 2004, United States (wide)", iso="2004-03-19"),)),
        Particular("Runs", (Words("108 minutes"),)),
        Particular("Genre", (Words("Drama"), Words("Romance"))),
        Particular("From", (Words("United States"), Words("France"))),
        Particular("Spoken in", (Words("English"),)),
        Particular("Rated", (Words("R (MPA) for language"),)),
        Particular("Aspect ratio", (Words("1.85"),)),
        Particular(
            "Elsewhere",
            (
                Words("IMDb", "https://www.imdb.com/title/tt0338013/"),
                Words("Trailer", "https://example.org/trailer"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("system", "certificate", "reason", "said"),
    [
        ("", "15", "", "15"),
        ("BBFC", "15", "", "15 (BBFC)"),
        ("", "R", "for language", "R for language"),
        ("MPA", "R", "language", "R (MPA) for language"),
    ],
)
def test_a_certificate_says_who_gave_it_and_why(
    system: str, certificate: str, reason: str, said: str
) -> None:
    film = FilmFactory(
        published=True, certificate_system=system, certificate=certificate, certificate_reason=reason
    )
    assert read_film(film.slug).particulars == (Particular("Rated", (Words(said),)),)


def test_a_writer_of_script_and_story_is_named_once_as_writer_and_twice_in_the_crew() -> None:
    film = FilmFactory(published=True)
    charlie = PersonFactory(name="Charlie Kaufman")
    for job in ("Screenplay", "Story"):
        CreditFactory(film=film, department="Writing", job=job, person=charlie)
    head = read_film(film.slug)
    named = (Words("Charlie Kaufman", "/people/charlie-kaufman/"),)
    assert head.particulars == (Particular("Written by", named),)
    assert head.crew == (Billing(Words("Screenplay"), named), Billing(Words("Story"), named))


def test_the_cast_is_in_order_of_billing_and_players_without_a_part_come_last() -> None:
    film = FilmFactory(published=True)
    joel = CharacterFactory(film=film, name="Joel")
    CreditFactory(film=film, person=None, name_as_written="An extra", billing=1)
    CreditFactory(film=film, person=PersonFactory(name="Jim Carrey"), character=joel, billing=2, note="voice")
    head = read_film(film.slug)
    assert head.cast == (
        Billing(Words("Joel"), (Words("Jim Carrey (voice)", "/people/jim-carrey/"),), "joel"),
        Billing(Words("Also with"), (Words("An extra"),)),
    )
    assert head.players == (("joel", Words("Jim Carrey", "/people/jim-carrey/")),)


def test_a_retired_person_and_a_retired_part_are_not_shown() -> None:
    film = FilmFactory(published=True)
    gone = PersonFactory(name="New name", status="retired")
    part = CharacterFactory(film=film, name="Gone", status="retired")
    CreditFactory(film=film, person=gone, name_as_written="As written", character=part)
    assert read_film(film.slug).cast == (Billing(Words("With"), (Words("As written"),)),)


def test_a_head_costs_five_queries_however_much_the_film_has(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    film = FilmFactory(published=True, genres=[GenreFactory()])
    CreditFactory(film=film)
    with django_assert_num_queries(5):  # film, credits, releases, genres, links
        read_film(film.slug)
    for _ in range(3):
        CreditFactory(film=film, character=CharacterFactory(film=film))
        ReleaseFactory(film=film, date=f"200{_}")
        LinkFactory(film=film)
    with django_assert_num_queries(5):  # film, credits, releases, genres, links
        head = read_film(film.slug)
    assert find_strangers(head) == []


def test_the_list_of_films_has_the_latest_public_ones_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    FilmFactory(title="Draft", year=2020)
    FilmFactory(published=True, title="Undated")
    old = FilmFactory(
        published=True, title="The Old", year=1990, runtime_minutes=90, genres=[GenreFactory(name="War")]
    )
    FilmFactory(published=True, title="The New", year=2010)
    CreditFactory(film=old, department="Directing", job="Director", person=PersonFactory(name="A. Director"))
    with django_assert_num_queries(3):  # films, directors, genres
        films = list_films(10)
    assert [(film.title, film.year, film.about) for film in films] == [
        ("The New", 2010, ""),
        ("The Old", 1990, "A. Director · 90 minutes · War"),
        ("Undated", None, ""),
    ]
    assert len(list_films(1)) == 1
    assert find_strangers(films) == []
