"""Films, people, characters and credits: addresses, rules the database guards, natural keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from eternal.curation.models import Status
from films.models import Character, Credit, Film, Genre, Link, Person, Release
from films.models.film import make_sort_title
from films.models.person import make_sort_name
from tests.factories.films import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    GenreFactory,
    LinkFactory,
    PersonFactory,
    ReleaseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Eternal Sunshine of the Spotless Mind", "eternal-sunshine-of-the-spotless-mind"),
        ("Amélie", "amélie"),
        ("千と千尋の神隠し", "千と千尋の神隠し"),
        ("…", "film"),
        ("x" * 300, "x" * 114),
    ],
)
def test_film_has_an_address_made_from_its_title(title: str, slug: str) -> None:
    assert FilmFactory(title=title).slug == slug


def test_second_film_of_a_title_gets_an_address_of_its_own() -> None:
    slugs = [FilmFactory(title="Solaris").slug for _ in range(3)]

    assert slugs == ["solaris", "solaris-2", "solaris-3"]


def test_address_stays_when_the_title_changes() -> None:
    film = FilmFactory(title="Solaris")
    film.title = "Solyaris"

    film.save()

    assert Film.objects.get().slug == "solaris"


def test_film_s_page_is_at_its_address() -> None:
    assert FilmFactory(title="Solaris").get_absolute_url() == "/films/solaris/"


@pytest.mark.parametrize(
    ("title", "sort_title"),
    [
        ("The Conversation", "Conversation, The"),
        ("A Serious Man", "Serious Man, A"),
        ("Another Year", "Another Year"),
        ("Solaris", "Solaris"),
        ("The ", "The "),
    ],
)
def test_sort_title_puts_the_article_last(title: str, sort_title: str) -> None:
    assert make_sort_title(title) == sort_title


@pytest.mark.parametrize(
    ("name", "sort_name"),
    [
        ("Kate Winslet", "Winslet, Kate"),
        ("Guillermo del Toro", "del Toro, Guillermo"),
        ("Robert Downey Jr.", "Downey, Robert, Jr."),
        ("Lars von Trier", "von Trier, Lars"),
        ("Björk", "Björk"),
        ("宮崎 駿", "宮崎 駿"),
        ("Linda R. Chen", "Chen, Linda R."),
    ],
)
def test_sort_name_puts_the_family_name_first(name: str, sort_name: str) -> None:
    assert make_sort_name(name) == sort_name


def test_people_of_one_name_have_different_addresses() -> None:
    assert [PersonFactory(name="Chris Evans").slug for _ in range(2)] == ["chris-evans", "chris-evans-2"]


def test_characters_of_one_name_may_be_in_two_films() -> None:
    first, second = CharacterFactory(name="Mary"), CharacterFactory(name="Mary")

    assert (first.slug, second.slug) == ("mary", "mary")
    assert CharacterFactory(name="Mary", film=first.film).slug == "mary-2"


def test_aliases_are_the_lines_of_also_known_as() -> None:
    assert PersonFactory(also_known_as="Ettore Schmitz\n\n  Hector Schmitz ").aliases == (
        "Ettore Schmitz",
        "Hector Schmitz",
    )


def test_new_record_is_a_draft_and_each_save_moves_its_version() -> None:
    film = FilmFactory()
    first = film.updated_at

    film.save()
    film.save(update_fields=["title"])

    again = Film.objects.get()
    assert (again.status, again.version) == (Status.DRAFT, 3)
    assert again.updated_at > first


def test_titled_finds_a_film_whatever_the_case_and_nothing_like_it() -> None:
    film = FilmFactory(title="Solaris")
    FilmFactory(title="Solaris 2")

    assert list(Film.objects.titled("SOLARIS")) == [film]
    assert list(Film.objects.titled("solar")) == []


def test_published_leaves_out_what_visitors_may_not_see() -> None:
    shown = FilmFactory(status=Status.PUBLISHED)
    for status in (Status.DRAFT, Status.REVIEW, Status.RETIRED):
        FilmFactory(status=status)

    assert list(Film.objects.published()) == [shown]


@pytest.mark.parametrize(
    "broken",
    [
        lambda: FilmFactory(title=""),
        lambda: FilmFactory(year=204),
        lambda: FilmFactory(runtime_minutes=0),
        lambda: [FilmFactory(imdb_id="tt0338013") for _ in range(2)],
        lambda: [GenreFactory(name="Drama") for _ in range(2)],
        lambda: PersonFactory(name=""),
        lambda: CreditFactory(person=None, name_as_written=""),
    ],
    ids=["no title", "year", "runtime", "imdb twice", "genre twice", "no name", "nameless credit"],
)
def test_database_refuses(broken: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        broken()


def test_name_listed_twice_in_one_job_is_one_credit() -> None:
    film = FilmFactory()
    same = {"film": film, "name_as_written": "Charlie Kaufman", "department": "Writing", "job": "Screenplay"}
    CreditFactory(**same)

    with pytest.raises(IntegrityError), transaction.atomic():
        CreditFactory(**same)


def test_actor_may_play_two_characters() -> None:
    film, person = FilmFactory(), PersonFactory()

    for name in ("Lionel", "Group Captain"):
        CreditFactory(film=film, person=person, character=CharacterFactory(film=film, name=name))

    assert film.credits.count() == 2


def test_credit_takes_the_person_s_name_and_keeps_it_when_the_person_goes() -> None:
    credit = CreditFactory(person=PersonFactory(name="Ellen Kuras"), name_as_written="")

    Person.objects.all().delete()

    credit.refresh_from_db()
    assert (credit.person, credit.name_as_written) == (None, "Ellen Kuras")


def test_credit_refuses_a_character_of_another_film() -> None:
    credit = CreditFactory.build(film=FilmFactory(), person=PersonFactory(), character=CharacterFactory())

    with pytest.raises(ValidationError, match="another film"):
        credit.clean()


def test_credit_needs_a_person_or_a_name() -> None:
    with pytest.raises(ValidationError, match="Choose a person"):
        Credit(film=FilmFactory(), department="Acting", job="Actor").clean()


def test_natural_keys_bring_every_row_back_twice_without_primary_keys() -> None:
    film = FilmFactory(title="Solaris", genres=[GenreFactory(name="Drama")], status=Status.PUBLISHED)
    character = CharacterFactory(film=film, name="Hari")
    CreditFactory(film=film, person=PersonFactory(name="Natalya Bondarchuk"), character=character)
    CreditFactory(film=film, person=None, name_as_written="Somebody", department="Crew", job="Extra")
    ReleaseFactory(film=film)
    LinkFactory(film=film)
    kinds = (Genre, Person, Film, Character, Release, Link, Credit)
    rows = [row for kind in kinds for row in kind.objects.all()]
    fixture = serializers.serialize(
        "json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    for kind in reversed(kinds):
        kind.objects.all().delete()

    for _ in range(2):
        for row in serializers.deserialize("json", fixture):
            row.save()

    assert {kind.__name__: kind.objects.count() for kind in kinds} == {
        "Genre": 1,
        "Person": 1,
        "Film": 1,
        "Character": 1,
        "Release": 1,
        "Link": 1,
        "Credit": 2,
    }
    assert Credit.objects.get(character__name="Hari").person.name == "Natalya Bondarchuk"
    assert Film.objects.published().get().genres.get().name == "Drama"
