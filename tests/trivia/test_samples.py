"""The fixtures are what the importer and the curation file make, and they load anywhere, twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from films.models import Character, Credit, Film, Genre, Link, Person, Release
from tests.factories.films import FilmFactory
from tests.factories.trivia import FactFactory
from tests.trivia.documents.pages import SAMPLE, apply_text, plan_text, sample
from trivia.documents.gather import gather_page
from trivia.documents.plan import count_states
from trivia.documents.write import write
from trivia.models import Citation, Document, Fact, Quote, Relation, Source, Speech, Topic, Work
from trivia.samples import make_samples

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = sorted(FIXTURES.glob("*.json"))
KINDS = (
    Genre, Person, Film, Character, Release, Link, Credit, Topic, Work, Source, Document, Fact, Relation,
    Quote, Speech, Citation,
)  # fmt: skip


def load() -> None:
    call_command("loaddata", *FILES, verbosity=0)


def test_fixtures_are_what_the_page_and_its_curation_make() -> None:
    made = make_samples(SAMPLE, SAMPLE.with_name("eternal-sunshine.curation.json"))

    assert {name: f"{text}\n" for name, text in made.items()} == {
        path.name: path.read_text(encoding="utf-8") for path in FILES
    }


def test_making_samples_leaves_the_database_as_it_was() -> None:
    make_samples(SAMPLE, SAMPLE.with_name("eternal-sunshine.curation.json"))

    assert [kind.objects.count() for kind in KINDS] == [0] * len(KINDS)


def test_fixtures_load_twice_and_the_second_time_changes_nothing() -> None:
    load()
    first = {kind: list(kind.objects.order_by("pk").values()) for kind in KINDS}

    load()

    assert {kind: list(kind.objects.order_by("pk").values()) for kind in KINDS} == first
    assert (Fact.objects.count(), Quote.objects.count(), Speech.objects.count()) == (36, 6, 7)


def test_everything_loaded_is_public_and_marked() -> None:
    load()

    assert Film.objects.published().count() == 1
    assert (Fact.objects.published().count(), Quote.objects.published().count()) == (36, 6)
    assert Topic.objects.published().count() == Topic.objects.count() == 18
    fact = Fact.objects.get(number=2)
    assert fact.text[slice(*fact.marks[0][:2])] == "Nicolas Cage"


def test_first_fact_written_after_loading_gets_the_next_number() -> None:
    load()

    assert FactFactory(film=Film.objects.get()).number == 37


def test_page_imported_over_the_samples_finds_all_of_it() -> None:
    load()

    plan = plan_text(sample())

    assert count_states(plan.facts) == {"new": 0, "unchanged": 36, "changed": 0, "conflict": 0, "missing": 0}
    assert count_states(plan.quotes)["unchanged"] == 6
    assert (plan.new_people, plan.new_characters, plan.new_works) == ([], [], [])
    assert (plan.film_plan.updates, plan.film_plan.clashes) == ({}, ())


def test_samples_written_out_and_imported_again_are_unchanged() -> None:
    load()

    run = apply_text(write(gather_page(Film.objects.get())), title="").run

    assert run.counts["facts"]["unchanged"] == 36
    assert run.counts["quotes"]["unchanged"] == 6


def test_samples_go_into_an_empty_site_only() -> None:
    FilmFactory()

    with pytest.raises(CommandError, match="empty site only"):
        call_command("load_samples")

    assert Fact.objects.count() == 0
