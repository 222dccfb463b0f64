"""Every write leaves its changes, whole; a batch can be taken back, and what moved since is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eternal.curation.history import invert, recording, referrers, restore_snapshots, take_snapshots
from eternal.curation.models import Batch, Change, Via
from films.models import Credit, Film, Genre, Person
from tests.factories.films import CreditFactory, FilmFactory, GenreFactory, PersonFactory, ReleaseFactory
from tests.factories.trivia import CitationFactory, FactFactory, SourceFactory, TopicFactory
from trivia.models import Citation, Fact

pytestmark = pytest.mark.django_db


def make_batch(**writes: Any) -> Batch:
    """A film with a credit and two facts, made in one batch."""
    with recording(Via.IMPORT, why="made") as history:
        film = FilmFactory(title="Solaris")
        person = PersonFactory(name="Donatas Banionis")
        CreditFactory(film=film, person=person)
        facts = [FactFactory(film=film, text=text, people=[person]) for text in ("One.", "Two.")]
        history.add(Film, [film.pk])
        history.add(Person, [person.pk])
        history.add(Fact, [fact.pk for fact in facts])
    return history.batch


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Film, Person, Credit, Fact)}


def test_snapshot_is_the_whole_record_with_many_to_many_and_inline_rows() -> None:
    film = FilmFactory(title="Solaris", year=1972, genres=[GenreFactory(name="Drama")])
    release = ReleaseFactory(film=film, country="SU", date="1972-03-20", note="")

    snapshot = take_snapshots(Film, [film.pk])[film.pk]

    assert snapshot["fields"]["title"] == "Solaris"
    assert snapshot["fields"]["year"] == 1972
    assert snapshot["many"] == {"genres": [film.genres.get().pk]}
    assert snapshot["inlines"] == {
        "credits": [],
        "releases": [{"id": release.pk, "country": "SU", "date": "1972-03-20", "note": ""}],
        "links": [],
    }
    assert {"public", "version", "updated_at"}.isdisjoint(snapshot["fields"])


def test_snapshot_of_nothing_is_empty() -> None:
    assert take_snapshots(Film, []) == {}
    assert take_snapshots(Film, [404]) == {}


def test_snapshots_cost_the_same_for_one_row_and_for_many(django_assert_num_queries: Any) -> None:
    facts = [FactFactory(film=FilmFactory()) for _ in range(3)]

    # the rows; topics, people, characters, works; citations, relations
    for some in (facts[:1], facts):
        with django_assert_num_queries(7):
            take_snapshots(Fact, [fact.pk for fact in some])


def test_change_holds_before_and_after_and_says_what_moved() -> None:
    fact = FactFactory(text="Old.")
    topic = TopicFactory()
    with recording(Via.ADMIN, why="reworded") as history:
        history.change(Fact, [fact.pk])
        fact.text = "New."
        fact.save()
        fact.topics.add(topic)
        CitationFactory(fact=fact)

    change = Change.objects.get()

    assert (change.before["fields"]["text"], change.after["fields"]["text"]) == ("Old.", "New.")
    assert change.summary == "text, topics, citations"
    assert change.label == "fact 1: New."
    assert (change.batch.via, change.batch.why, change.record) == ("admin", "reworded", fact)


def test_bulk_update_leaves_its_change() -> None:
    fact = FactFactory(standing="unverified")

    with recording(Via.COMMAND) as history:
        history.change(Fact, [fact.pk])
        Fact.objects.update(standing="confirmed")

    assert Change.objects.get().summary == "standing"


def test_nothing_changed_leaves_no_change() -> None:
    fact = FactFactory()

    with recording(Via.ADMIN) as history:
        history.change(Fact, [fact.pk])
        fact.save()

    assert history.batch.changes.count() == 0


def test_failed_write_leaves_neither_rows_nor_history() -> None:
    with pytest.raises(RuntimeError), recording(Via.ADMIN) as history:
        history.add(Film, [FilmFactory().pk])
        raise RuntimeError

    assert (Film.objects.count(), Batch.objects.count(), Change.objects.count()) == (0, 0, 0)


def test_inverting_what_was_made_takes_all_of_it_away() -> None:
    batch = make_batch()

    inversion = invert(batch)

    assert counts() == {"Film": 0, "Person": 0, "Credit": 0, "Fact": 0}
    assert (inversion.undone, inversion.kept) == (4, ())
    assert inversion.batch.inverts == batch


def test_inverting_an_edit_puts_fields_links_and_inline_rows_back() -> None:
    fact = FactFactory(text="Old.", topics=[TopicFactory(name="Music")])
    citation = CitationFactory(fact=fact, locator="p. 1")
    cited = citation.pk
    with recording(Via.ADMIN) as history:
        history.change(Fact, [fact.pk])
        Fact.objects.filter(pk=fact.pk).update(text="New.")
        fact.topics.set([TopicFactory(name="Sound")])
        citation.delete()
        CitationFactory(fact=fact, locator="p. 2")
    before = Change.objects.get().before

    invert(history.batch)

    assert take_snapshots(Fact, [fact.pk])[fact.pk] == before
    fact.refresh_from_db()
    assert fact.text == "Old."
    assert list(fact.topics.values_list("name", flat=True)) == ["Music"]
    assert list(fact.citations.values_list("pk", "locator")) == [(cited, "p. 1")]


def test_inverting_moves_the_version_on_so_that_an_open_form_notices() -> None:
    fact = FactFactory()
    with recording(Via.ADMIN) as history:
        history.change(Fact, [fact.pk])
        fact.text = "New."
        fact.save()

    invert(history.batch)

    assert Fact.objects.get().version == fact.version + 1


def test_inverting_a_deletion_makes_the_record_again_with_its_key_and_rows() -> None:
    fact = FactFactory(text="Gone.", people=[PersonFactory(name="Ada Ames")])
    citation = CitationFactory(fact=fact)
    pk, number = fact.pk, fact.number
    with recording(Via.ADMIN) as history:
        history.change(Fact, [pk])
        fact.delete()

    invert(history.batch)

    again = Fact.objects.get(pk=pk)
    assert (again.number, again.text) == (number, "Gone.")
    assert list(again.people.values_list("name", flat=True)) == ["Ada Ames"]
    assert list(again.citations.values_list("pk", flat=True)) == [citation.pk]


def test_inverting_an_inversion_does_it_again() -> None:
    batch = make_batch()
    before = {pk: take_snapshots(Fact, [pk])[pk] for pk in Fact.objects.values_list("pk", flat=True)}

    invert(invert(batch).batch)

    assert counts() == {"Film": 1, "Person": 1, "Credit": 1, "Fact": 2}
    assert take_snapshots(Fact, before) == before


def test_record_edited_since_is_kept_with_what_it_hangs_on_and_named() -> None:
    batch = make_batch()
    edited = Fact.objects.get(text="One.")
    edited.text = "One, edited."
    edited.save()

    inversion = invert(batch)

    assert counts() == {"Film": 1, "Person": 1, "Credit": 1, "Fact": 1}
    assert Fact.objects.get().text == "One, edited."
    assert sorted((kept.label, kept.reason) for kept in inversion.kept) == [
        ("fact 1: One.", "changed since"),
        ("film: Solaris", "still in use"),
        ("person: Donatas Banionis", "still in use"),
    ]


def test_record_that_something_new_refers_to_is_kept() -> None:
    batch = make_batch()
    film = Film.objects.get()
    FactFactory(film=film, text="A colleague's.")

    inversion = invert(batch)

    assert list(Fact.objects.values_list("text", flat=True)) == ["A colleague's."]
    assert [(kept.label, kept.reason) for kept in inversion.kept] == [
        ("film: Solaris", "still in use"),
        ("person: Donatas Banionis", "still in use"),
    ]


def test_linked_genre_made_by_the_batch_is_kept_while_another_film_uses_it() -> None:
    with recording(Via.IMPORT) as history:
        genre = GenreFactory(name="Essay film")
        history.add(Genre, [genre.pk])
    FilmFactory(genres=[genre])

    inversion = invert(history.batch)

    assert Genre.objects.get() == genre
    assert [kept.reason for kept in inversion.kept] == ["still in use"]


def test_record_deleted_since_is_named() -> None:
    fact = FactFactory()
    with recording(Via.ADMIN) as history:
        history.change(Fact, [fact.pk])
        fact.text = "New."
        fact.save()
    fact.delete()

    inversion = invert(history.batch)

    assert [kept.reason for kept in inversion.kept] == ["deleted since"]


def test_record_made_and_deleted_since_needs_nothing() -> None:
    batch = make_batch()
    Fact.objects.filter(text="One.").delete()

    inversion = invert(batch)

    assert (inversion.undone, inversion.kept) == (3, ())


def test_referrers_are_the_records_that_deleting_one_would_change() -> None:
    person = PersonFactory()
    fact = FactFactory(people=[person])
    credit = CreditFactory(person=person)

    assert referrers(Person, [person.pk]) == {(Fact, fact.pk), (Film, credit.film_id)}


def test_source_is_referred_to_by_the_facts_that_cite_it() -> None:
    citation = CitationFactory(source=SourceFactory(), fact=FactFactory())

    assert referrers(type(citation.source), [citation.source_id]) == {(Fact, citation.fact_id)}


def test_marks_are_not_history_but_follow_what_is_restored() -> None:
    person = PersonFactory(name="Kate Winslet")
    fact = FactFactory(text="Kate Winslet improvised.", people=[person])
    with recording(Via.ADMIN) as history:
        history.change(Fact, [fact.pk])
        fact.people.clear()
    assert Fact.objects.get().marks == []

    invert(history.batch)

    assert Fact.objects.get().marks == [[0, 12, "person", "kate-winslet"]]


def test_restoring_a_snapshot_of_an_older_model_keeps_what_it_does_not_know() -> None:
    fact = FactFactory(text="Old.", timecode=90)
    snapshot = take_snapshots(Fact, [fact.pk])[fact.pk]
    del snapshot["fields"]["timecode"]
    fact.text = "New."
    fact.save()

    restore_snapshots(Fact, {fact.pk: snapshot})

    fact.refresh_from_db()
    assert (fact.text, fact.timecode) == ("Old.", 90)


def test_undoing_costs_the_same_for_few_rows_and_for_many() -> None:
    def undo_batch_of(size: int) -> int:
        film = FilmFactory()
        with recording(Via.IMPORT) as history:
            facts = Fact.objects.bulk_create(
                Fact(film=film, number=n, text=f"Fact {n}.") for n in range(1, size + 1)
            )
            history.add(Fact, [fact.pk for fact in facts])
        with CaptureQueriesContext(connection) as queries:
            invert(history.batch)
        return len(queries)

    assert undo_batch_of(2) == undo_batch_of(60)


def test_citation_survives_in_history_when_its_source_is_deleted_with_it() -> None:
    citation = CitationFactory(fact=FactFactory())
    fact_pk, source = citation.fact_id, citation.source
    with recording(Via.ADMIN) as history:
        history.change(type(source), [source.pk])
        history.change(Fact, [fact_pk])
        citation.delete()
        source.delete()

    invert(history.batch)

    assert Citation.objects.get().source.title == source.title
