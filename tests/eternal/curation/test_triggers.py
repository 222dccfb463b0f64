"""`public` is true whatever writes, on both databases, and the triggers survive what migrations do."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from eternal.curation import triggers
from eternal.curation.models import Status
from films.models import Film, Person
from tests.factories.films import CharacterFactory, CreditFactory, FilmFactory, PersonFactory
from tests.factories.trivia import (
    CitationFactory,
    FactFactory,
    QuoteFactory,
    SourceFactory,
    SpeechFactory,
    TopicFactory,
    WorkFactory,
)
from trivia.models import Fact, Topic

pytestmark = pytest.mark.django_db


def is_public(record: Any) -> bool:
    return type(record).objects.values_list("public", flat=True).get(pk=record.pk)


@pytest.mark.parametrize(
    ("status", "public"), [("draft", False), ("review", False), ("published", True), ("retired", False)]
)
def test_film_is_public_while_published(status: str, public: bool) -> None:
    assert is_public(FilmFactory(status=status)) is public


def test_film_saved_again_stays_public() -> None:
    film = FilmFactory(status=Status.PUBLISHED)
    stale = Film.objects.get(pk=film.pk)
    stale.public = False

    stale.save()

    assert is_public(film) is True


def test_column_written_by_hand_is_put_right() -> None:
    film = FilmFactory(status=Status.DRAFT)

    Film.objects.filter(pk=film.pk).update(public=True)

    assert is_public(film) is False


@pytest.mark.parametrize(
    ("film_status", "fact_status", "public"),
    [
        ("published", "published", True),
        ("published", "draft", False),
        ("draft", "published", False),
        ("retired", "published", False),
    ],
)
def test_fact_needs_itself_and_its_film_published(film_status: str, fact_status: str, public: bool) -> None:
    assert is_public(FactFactory(film__status=film_status, status=fact_status)) is public


def test_facts_and_quotes_follow_their_film_through_a_bulk_update() -> None:
    fact = FactFactory(film__status=Status.DRAFT, status=Status.PUBLISHED)
    quote = QuoteFactory(film=fact.film, status=Status.PUBLISHED)

    Film.objects.update(status=Status.PUBLISHED)
    after_publishing = is_public(fact), is_public(quote)
    Film.objects.update(status=Status.RETIRED)

    assert after_publishing == (True, True)
    assert (is_public(fact), is_public(quote)) == (False, False)


def test_rows_made_in_bulk_are_public() -> None:
    film = FilmFactory(status=Status.PUBLISHED)

    Fact.objects.bulk_create(
        [Fact(film=film, number=n, text=f"Fact {n}.", status=Status.PUBLISHED) for n in (1, 2)]
    )

    assert list(Fact.objects.order_by("number").values_list("public", flat=True)) == [True, True]


def test_raw_sql_is_followed() -> None:
    film = FilmFactory(status=Status.DRAFT)
    fact = FactFactory(film=film, status=Status.PUBLISHED)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_film SET status = 'published' WHERE id = %s", [film.pk])

    assert is_public(fact) is True


def test_person_is_public_while_a_public_film_credits_them() -> None:
    credit = CreditFactory(film__status=Status.DRAFT)
    person = credit.person

    before = is_public(person)
    Film.objects.update(status=Status.PUBLISHED)
    credited = is_public(person)
    credit.delete()

    assert (before, credited, is_public(person)) == (False, True, False)


def test_person_is_public_while_a_public_fact_names_them() -> None:
    person = PersonFactory()
    hidden = FactFactory(film__status=Status.PUBLISHED, status=Status.DRAFT, people=[person])
    shown = FactFactory(film=hidden.film, status=Status.PUBLISHED, people=[person])

    named = is_public(person)
    shown.people.clear()

    assert (named, is_public(person)) == (True, False)


def test_person_named_twice_stays_public_when_one_fact_is_retired() -> None:
    person = PersonFactory()
    first = FactFactory(film__status=Status.PUBLISHED, status=Status.PUBLISHED, people=[person])
    FactFactory(film=first.film, status=Status.PUBLISHED, people=[person])

    Fact.objects.filter(pk=first.pk).update(status=Status.RETIRED)

    assert is_public(person) is True


def test_retired_person_is_hidden_though_named() -> None:
    credit = CreditFactory(film__status=Status.PUBLISHED)

    Person.objects.update(status=Status.RETIRED)

    assert is_public(credit.person) is False


def test_merged_person_is_hidden() -> None:
    credit = CreditFactory(film__status=Status.PUBLISHED)

    Person.objects.filter(pk=credit.person.pk).update(merged_into=PersonFactory())

    assert is_public(credit.person) is False


def test_credit_moved_to_another_person_moves_what_is_public() -> None:
    credit = CreditFactory(film__status=Status.PUBLISHED)
    before, after = credit.person, PersonFactory()

    type(credit).objects.filter(pk=credit.pk).update(person=after)

    assert (is_public(before), is_public(after)) == (False, True)


def test_character_work_topic_and_source_are_public_once_something_public_names_them() -> None:
    film = FilmFactory(status=Status.PUBLISHED)
    quote = QuoteFactory(film=film, status=Status.PUBLISHED)
    character, work = CharacterFactory(film=film), WorkFactory()
    SpeechFactory(quote=quote, character=character, quoted_work=work)
    topic, source = TopicFactory(), SourceFactory()
    fact = FactFactory(film=film, status=Status.PUBLISHED, topics=[topic])
    CitationFactory(source=source, fact=fact)
    named = [character, work, topic, source]

    shown = [is_public(each) for each in named]
    Film.objects.update(status=Status.DRAFT)

    assert shown == [True] * 4
    assert [is_public(each) for each in named] == [False] * 4


def test_deleting_the_only_public_fact_hides_its_topic() -> None:
    topic = TopicFactory()
    fact = FactFactory(film__status=Status.PUBLISHED, status=Status.PUBLISHED, topics=[topic])

    fact.delete()

    assert Topic.objects.published().count() == 0


def test_all_triggers_stand_after_migrating() -> None:
    assert triggers.missing(connection) == []


def test_missing_triggers_are_named_and_put_back_and_what_went_wrong_is_mended() -> None:
    name = next(each for each in triggers.expected() if each.startswith("eternal_films_film_update"))
    film = FilmFactory(status=Status.DRAFT)
    on = "" if connection.vendor == "sqlite" else " ON films_film"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    Film.objects.update(status=Status.PUBLISHED)

    missing, wrong = triggers.missing(connection), is_public(film)
    triggers.install(connection)

    assert (missing, wrong) == ([name], False)
    assert triggers.missing(connection) == []
    assert is_public(film) is True


def test_trigger_that_nobody_asks_for_is_taken_away() -> None:
    stray = triggers.Trigger(
        "stray", "films_genre", "INSERT", ["UPDATE films_genre SET name = 'x' WHERE id = -1"]
    )
    with connection.cursor() as cursor:
        for statement in stray.sql(connection.vendor):
            cursor.execute(statement)

    triggers.install(connection)

    assert stray.full_name not in triggers.standing(connection)


def alter_tagline(to: models.Field[Any, Any], was: models.Field[Any, Any]) -> None:
    """What a migration does around and in one AlterField; SQLite makes a new table for it."""
    triggers.remove_before_migrate(plan=["a migration"], using=connection.alias)
    with connection.schema_editor() as editor:
        editor.alter_field(Film, was, to)
    triggers.install_after_migrate(last_app(), using=connection.alias)


def last_app() -> Any:
    return [each for each in apps.get_app_configs() if each.models_module][-1]


@pytest.mark.django_db(transaction=True)
def test_triggers_stand_after_a_migration_remakes_their_table() -> None:
    now = Film._meta.get_field("tagline")
    then = models.TextField(blank=True)
    then.set_attributes_from_name("tagline")
    then.model = Film

    alter_tagline(then, now)

    film = FilmFactory(status=Status.PUBLISHED)
    missing, public = triggers.missing(connection), is_public(film)
    alter_tagline(now, then)
    assert (missing, public) == ([], True)


def test_nothing_is_taken_away_when_there_is_nothing_to_migrate() -> None:
    triggers.remove_before_migrate(plan=[], using=connection.alias)

    assert triggers.missing(connection) == []
