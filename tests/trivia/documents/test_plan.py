"""A plan says what applying a page would do, row by row, and writes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eternal.curation.models import Change, Status
from films.models import Film, Person
from tests.factories.films import FilmFactory, PersonFactory
from tests.factories.trivia import FactFactory
from tests.trivia.documents.pages import SMALL, TITLE, apply_text, plan_text, sample
from trivia.documents.plan import State, count_states
from trivia.documents.records import DocumentError
from trivia.models import Document, Fact, ImportRun

pytestmark = pytest.mark.django_db


def states(plan: Any) -> dict[str, int]:
    return {state: count for state, count in count_states(plan.facts).items() if count}


def edit(old: str, new: str) -> Fact:
    fact = Fact.objects.get(text__startswith=old)
    fact.text = new
    fact.save()
    return fact


def test_plan_for_an_empty_database_is_all_new_and_writes_nothing() -> None:
    plan = plan_text(sample())

    assert (plan.film, plan.title, plan.new_slug) == (None, TITLE, "eternal-sunshine-of-the-spotless-mind")
    assert (states(plan), count_states(plan.quotes)["new"]) == ({"new": 36}, 6)
    assert (Film.objects.count(), Document.objects.count(), Change.objects.count()) == (0, 0, 0)


def test_page_without_a_title_is_refused_with_the_candidate_and_its_reason() -> None:
    with pytest.raises(DocumentError) as refused:
        plan_text(sample(), title="")

    assert "--title" in str(refused.value)
    assert TITLE in str(refused.value)
    assert "\n" not in str(refused.value)


def test_title_on_the_page_counts() -> None:
    assert plan_text(SMALL, title="").title == "The Third Man"


def test_title_given_wins_over_the_page_s() -> None:
    assert plan_text(SMALL, title="Der dritte Mann").title == "Der dritte Mann"


def test_existing_film_of_the_title_is_updated_whatever_the_case() -> None:
    film = FilmFactory(title="the third man")

    assert plan_text(SMALL, title="THE THIRD MAN").film == film


def test_film_whose_title_only_resembles_is_left_alone() -> None:
    FilmFactory(title="The Third Man 2")

    assert plan_text(SMALL, title="").film is None


def test_several_films_of_the_title_are_refused_naming_the_option_and_the_choices() -> None:
    FilmFactory(title="Solaris", year=1972)
    FilmFactory(title="Solaris", year=2002)

    with pytest.raises(DocumentError, match=r"--film: solaris \(1972\), solaris-2 \(2002\)"):
        plan_text(SMALL, title="Solaris")


def test_film_named_by_its_address_is_updated() -> None:
    film = FilmFactory(title="Solaris")

    assert plan_text(SMALL, title="", slug="solaris").film == film


def test_unknown_address_is_refused() -> None:
    with pytest.raises(DocumentError, match="no film with the slug “nope”"):
        plan_text(SMALL, slug="nope")


@pytest.mark.parametrize("title", ["x" * 301, "a\x07b"])
def test_title_that_cannot_be_one_is_refused(title: str) -> None:
    with pytest.raises(DocumentError, match="printable"):
        plan_text(SMALL, title=title)


def test_same_page_again_is_all_unchanged_and_nobody_is_new() -> None:
    apply_text(sample())

    plan = plan_text(sample())

    assert (states(plan), count_states(plan.quotes)["unchanged"]) == ({"unchanged": 36}, 6)
    assert (plan.new_people, plan.new_characters, plan.new_works) == ([], [], [])
    assert (plan.film_plan.updates, plan.film_plan.crew, plan.film_plan.cast) == ({}, (), ())


def test_one_bullet_changed_is_one_changed() -> None:
    apply_text(sample())

    plan = plan_text(
        sample(L30="  • The opening credits appear only 18 minutes in, at the end of the first reel.")
    )

    assert states(plan) == {"unchanged": 35, "changed": 1}


def test_new_bullet_is_one_new_and_moves_nothing() -> None:
    apply_text(sample())

    plan = plan_text(
        sample(L30="  • Brand new words about a wholly different matter.\n" + sample().split("\n")[29])
    )

    assert states(plan) == {"unchanged": 36, "new": 1}


def test_bullets_in_another_order_are_unchanged() -> None:
    apply_text(sample())
    lines = sample().split("\n")

    plan = plan_text(sample(L24=lines[57], L58=lines[23]))

    assert states(plan) == {"unchanged": 36}


def test_bullet_gone_is_one_missing() -> None:
    apply_text(sample())

    plan = plan_text(sample(L29=None))

    assert states(plan) == {"unchanged": 35, "missing": 1}
    assert [row.number for row in plan.facts if row.state is State.MISSING] == [7]


def test_editor_s_change_alone_stands() -> None:
    apply_text(sample())
    edit("Nicolas Cage", "Nicolas Cage was offered the part of Joel Barish first.")

    assert states(plan_text(sample())) == {"unchanged": 36}


def test_editor_s_rewriting_beyond_recognition_still_stands() -> None:
    apply_text(sample())
    edit("Nicolas Cage", "Somebody else altogether might have had the lead.")

    assert states(plan_text(sample())) == {"unchanged": 36}


def test_change_on_both_sides_is_a_conflict() -> None:
    apply_text(sample())
    edit("Nicolas Cage", "Nicolas Cage was offered the part of Joel Barish first.")

    plan = plan_text(
        sample(L24="  • Nicolas Cage was once considered for the part of Joel Barish before Jim Carrey.")
    )

    assert states(plan) == {"unchanged": 35, "conflict": 1}


def test_same_change_on_both_sides_is_unchanged() -> None:
    apply_text(sample())
    edit("Nicolas Cage", "Nicolas Cage was once considered for the part before Jim Carrey.")

    plan = plan_text(sample(L24="  • Nicolas Cage was once considered for the part before Jim Carrey."))

    assert states(plan) == {"unchanged": 36}


def test_retired_fact_counts_as_unchanged_and_is_not_missing_when_gone() -> None:
    apply_text(sample())
    Fact.objects.filter(number=2).update(status=Status.RETIRED)

    assert states(
        plan_text(sample(L24="  • Nicolas Cage was once considered for Joel Barish before Jim Carrey."))
    ) == {"unchanged": 36}
    assert states(plan_text(sample(L24=None))) == {"unchanged": 35}


def test_fact_written_by_hand_is_never_missing() -> None:
    apply_text(sample())
    FactFactory(film=Film.objects.get(), text="Only a person knows this.")

    assert states(plan_text(sample())) == {"unchanged": 36}


def test_spoiler_mark_on_the_page_is_followed_unless_an_editor_decided() -> None:
    apply_text(SMALL)
    marked = SMALL.replace("• Much", "• SPOILER: Much")

    followed = [dict(row.updates) for row in plan_text(marked).facts if row.updates]
    Fact.objects.filter(number=3).update(spoiler="mild")

    assert followed == [{"spoiler": "major"}]
    assert states(plan_text(marked)) == {"unchanged": 2, "conflict": 1}
    assert states(plan_text(SMALL)) == {"unchanged": 3}


def test_film_s_field_moved_by_an_editor_and_the_page_is_a_clash() -> None:
    apply_text(SMALL)
    Film.objects.update(runtime_minutes=93)

    plan = plan_text(SMALL.replace("104 min", "108 min"))

    assert [(clash.name, clash.base, clash.theirs) for clash in plan.film_plan.clashes] == [
        ("runtime_minutes", 104, 108)
    ]
    assert plan.film_plan.updates == {}


def test_value_that_the_page_leaves_out_is_not_emptied() -> None:
    apply_text(SMALL)

    plan = plan_text(SMALL.replace("Runtime: 104 min\n", ""))

    assert (plan.film_plan.updates, plan.film_plan.clashes) == ({}, ())


def test_credit_that_an_editor_took_away_does_not_come_back() -> None:
    apply_text(sample())
    Film.objects.get().credits.filter(name_as_written="Elijah Wood").delete()

    assert plan_text(sample()).film_plan.cast == ()


def test_known_person_is_matched_and_not_made_again() -> None:
    PersonFactory(name="carol REED")

    plan = plan_text(SMALL)

    assert plan.people.found[plan.people.canonical("Carol Reed")] == Person.objects.get().pk
    assert plan.new_people == ["Orson Welles", "Graham Greene", "Anton Karas"]


def test_person_is_matched_by_another_name() -> None:
    PersonFactory(name="Carol Edward Reed", also_known_as="Carol Reed")

    plan = plan_text(SMALL)

    assert plan.new_people == ["Orson Welles", "Graham Greene", "Anton Karas"]


def test_name_that_several_people_share_is_ambiguous_and_nobody_is_linked() -> None:
    PersonFactory(name="Carol Reed")
    PersonFactory(name="Carol Reed")

    plan = plan_text(SMALL)

    assert plan.people.ambiguous == ["Carol Reed"]
    assert "Carol Reed" not in plan.new_people
    assert "Carol Reed" not in plan.people.found


def test_merged_person_leads_to_the_keeper() -> None:
    keeper = PersonFactory(name="Sir Carol Reed")
    PersonFactory(name="Carol Reed", merged_into=keeper)

    assert plan_text(SMALL).people.found["Carol Reed"] == keeper.pk


def test_digest_moves_when_a_row_it_stands_on_moves() -> None:
    apply_text(SMALL)
    before = plan_text(SMALL).digest
    Fact.objects.first().save()  # type: ignore[union-attr]

    assert plan_text(SMALL).digest != before


def test_digest_is_the_same_for_the_same_database() -> None:
    assert plan_text(SMALL).digest == plan_text(SMALL).digest


def test_undone_run_is_no_base() -> None:
    run = apply_text(SMALL).run
    ImportRun.objects.filter(pk=run.pk).update(undone_at=run.at)

    plan = plan_text(SMALL)

    assert plan.film_plan.crew == ()  # the database has it already
    assert plan.film_plan.updates == {}


def test_planning_costs_the_same_for_few_facts_and_for_many() -> None:
    def queries(count: int) -> int:
        facts = "\n".join(
            f"• In shot number {n} the clock behind Harry shows {n} o'clock." for n in range(count)
        )
        text = f"Title: Film of {count}\nRuntime: 90 min\n\nTrivia\n{facts}\n"
        apply_text(text, title="")
        with CaptureQueriesContext(connection) as found:
            plan_text(text, title="")
        return len(found)

    assert queries(3) == queries(120) <= 15
