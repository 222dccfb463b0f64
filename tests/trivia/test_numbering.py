"""Numbers of facts and quotes are given once per film, whoever writes, and never again."""

from __future__ import annotations

import threading

import pytest
from django.core import serializers
from django.db import connection, transaction

from films.models import Film
from tests.factories.films import FilmFactory
from tests.factories.trivia import FactFactory, QuoteFactory
from trivia.models import Fact, Numbering, Quote

pytestmark = pytest.mark.django_db


def test_facts_and_quotes_are_numbered_from_one_each_by_their_film() -> None:
    first, second = FilmFactory(), FilmFactory()

    numbers = [FactFactory(film=film).number for film in (first, first, second)]

    assert numbers == [1, 2, 1]
    assert QuoteFactory(film=first).number == 1


def test_number_of_a_deleted_fact_is_not_given_again() -> None:
    film = FilmFactory()
    FactFactory(film=film)
    FactFactory(film=film).delete()

    assert FactFactory(film=film).number == 3


def test_number_stays_when_the_fact_is_saved_again() -> None:
    fact = FactFactory()

    fact.save()

    assert Fact.objects.get().number == 1


def test_many_numbers_are_taken_at_once() -> None:
    film = FilmFactory()

    with transaction.atomic():
        taken = [
            Numbering.objects.take(film.pk, facts=36, quotes=6),
            Numbering.objects.take(film.pk, facts=1),
        ]

    assert taken == [(1, 1), (37, 7)]


def test_rows_that_come_with_numbers_raise_the_numbering() -> None:
    film = FilmFactory()

    Fact.objects.bulk_create([Fact(film=film, number=number, text="A fact.") for number in (7, 3)])

    assert FactFactory(film=film).number == 8


def test_numbering_is_right_straight_after_a_fixture_was_loaded() -> None:
    film = FilmFactory()
    FactFactory(film=film, number=41)
    fixture = serializers.serialize(
        "json", Fact.objects.all(), use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    Fact.objects.all().delete()
    Numbering.objects.all().delete()

    for row in serializers.deserialize("json", fixture):
        row.save()
    Fact.objects.all().delete()

    assert FactFactory(film=film).number == 42


def test_fact_moved_to_another_film_by_hand_raises_that_film_s_numbering() -> None:
    fact = FactFactory(number=9)
    other = FilmFactory()

    Fact.objects.filter(pk=fact.pk).update(film=other)

    assert FactFactory(film=other).number == 10


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_get_sixteen_different_numbers_each_time() -> None:
    film = FilmFactory()
    start = threading.Barrier(16)
    failures: list[Exception] = []

    def write() -> None:
        try:
            start.wait(timeout=20)
            for _ in range(3):
                FactFactory(film=Film.objects.get(pk=film.pk))
            QuoteFactory(film=Film.objects.get(pk=film.pk))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failures == []
    assert sorted(Fact.objects.values_list("number", flat=True)) == list(range(1, 49))
    assert sorted(Quote.objects.values_list("number", flat=True)) == list(range(1, 17))
