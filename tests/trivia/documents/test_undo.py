"""An import taken back leaves everything as it was, but for what somebody has edited since."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eternal.curation.history import take_snapshots
from eternal.curation.models import Proposal, Via
from films.models import Character, Credit, Film, Genre, Person
from tests.factories.films import CreditFactory, FilmFactory, GenreFactory, PersonFactory
from tests.factories.trivia import FactFactory
from tests.trivia.documents.pages import SMALL, apply_text, sample
from trivia.documents.records import DocumentError
from trivia.documents.undo import undo_run
from trivia.models import Document, Fact, ImportRun, Quote, Speech, Work

pytestmark = pytest.mark.django_db

KINDS: tuple[Any, ...] = (Film, Genre, Person, Character, Work, Fact, Quote)


def everything() -> dict[str, dict[int, Any]]:
    """Every tracked record, whole."""
    return {kind.__name__: take_snapshots(kind, kind.objects.values_list("pk", flat=True)) for kind in KINDS}


def test_first_import_undone_leaves_no_row_of_it_but_the_document_the_run_and_the_history() -> None:
    run = apply_text(sample()).run

    inversion = undo_run(run.pk)

    assert {name: len(found) for name, found in everything().items()} == dict.fromkeys(everything(), 0)
    assert (Credit.objects.count(), Speech.objects.count()) == (0, 0)
    assert inversion.kept == ()
    run.refresh_from_db()
    assert (run.film, run.film_title != "", run.undone_at is not None) == (None, True, True)
    assert Document.objects.count() == 1
    assert run.batch.changes.count() == inversion.undone
    assert inversion.batch.via == Via.UNDO


def test_what_was_there_before_the_import_is_as_it_was() -> None:
    film = FilmFactory(title="The Third Man", genres=[GenreFactory(name="Thriller")])
    CreditFactory(film=film, person=PersonFactory(name="Joseph Cotten"))
    FactFactory(film=film, text="Much of the film was shot in Vienna at night.", people=[PersonFactory()])
    before = everything()

    run = apply_text(SMALL, title="", publish=True).run
    undo_run(run.pk)

    assert everything() == before


def test_second_import_undone_leaves_the_first() -> None:
    apply_text(sample())
    before = everything()
    second = apply_text(
        sample(
            L24="  • Nicolas Cage was considered for the part of Joel before Jim Carrey came in.", L72=None
        )
    ).run

    undo_run(second.pk)

    assert everything() == before


def test_fact_edited_since_is_kept_with_its_film_and_people_and_named() -> None:
    run = apply_text(SMALL, title="").run
    fact = Fact.objects.get(number=2)
    fact.text = "Anton Karas recorded the zither score for Carol Reed."
    fact.save()

    inversion = undo_run(run.pk)

    assert list(Fact.objects.values_list("number", "text")) == [(2, fact.text)]
    assert Film.objects.count() == 1
    assert set(Person.objects.values_list("name", flat=True)) == {"Anton Karas", "Carol Reed"}
    assert ("fact 2", "changed since") in [(kept.label[:6], kept.reason) for kept in inversion.kept]
    assert Quote.objects.count() == 0


def test_first_import_undone_after_a_second_keeps_what_the_second_changed() -> None:
    first = apply_text(SMALL, title="").run
    apply_text(SMALL.replace("Much of the film", "Most of the film"), title="")

    inversion = undo_run(first.pk)

    assert list(Fact.objects.values_list("number", flat=True)) == [3]
    assert "changed since" in [kept.reason for kept in inversion.kept]


def test_undone_import_can_be_run_again_and_undone_again() -> None:
    first = apply_text(SMALL, title="").run
    undo_run(first.pk)

    second = apply_text(SMALL, title="").run

    assert (Fact.objects.count(), Document.objects.count()) == (3, 1)
    undo_run(second.pk)
    assert Fact.objects.count() == 0


def test_number_of_a_fact_that_was_undone_is_not_given_again_while_its_film_stands() -> None:
    apply_text(SMALL, title="")
    run = apply_text(SMALL.replace("\nQuotes", "• A cat finds Harry in a doorway.\n\nQuotes"), title="").run
    undo_run(run.pk)

    assert FactFactory(film=Film.objects.get()).number == 5


def test_open_proposals_of_the_run_are_withdrawn() -> None:
    apply_text(SMALL, title="")
    Film.objects.update(runtime_minutes=93)
    run = apply_text(SMALL.replace("104 min", "108 min"), title="").run

    undo_run(run.pk)

    assert Proposal.objects.get().decision == "withdrawn"
    assert Film.objects.get().runtime_minutes == 93


def test_run_undone_twice_is_refused() -> None:
    run = apply_text(SMALL, title="").run
    undo_run(run.pk)

    with pytest.raises(DocumentError, match=f"Run {run.pk} was undone already"):
        undo_run(run.pk)


def test_run_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DocumentError, match="no import run 404"):
        undo_run(404)

    assert ImportRun.objects.count() == 0


def test_undo_stays_within_its_budget() -> None:
    run = apply_text(sample()).run

    with CaptureQueriesContext(connection) as queries:
        undo_run(run.pk)

    assert len(queries) <= 60
