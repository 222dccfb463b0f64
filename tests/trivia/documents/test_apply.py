"""Applying a page writes it all at once, once; what editors did stands; what both did waits for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eternal.curation.models import Batch, Change, Proposal, Status
from films.models import Character, Credit, Film, Genre, Person
from tests.factories.films import FilmFactory, GenreFactory, PersonFactory
from tests.trivia.documents.pages import SMALL, TITLE, apply_text, plan_text, sample
from trivia.documents.apply import StalePlan, apply_document, read_document
from trivia.documents.records import DocumentError
from trivia.models import Document, Fact, ImportRun, Numbering, Quote, Speech

pytestmark = pytest.mark.django_db


@pytest.fixture
def film() -> Film:
    return apply_text(sample()).run.film  # type: ignore[return-value]


def rows() -> dict[str, int]:
    kinds: tuple[Any, ...] = (Film, Person, Character, Credit, Genre, Fact, Quote, Speech, Document)
    return {kind.__name__: kind.objects.count() for kind in kinds}


def test_page_becomes_a_film_with_everything_that_it_says(film: Film) -> None:
    assert (film.title, film.year, film.runtime_minutes, film.status) == (TITLE, 2004, 108, "draft")
    assert (film.certificate_system, film.certificate) == ("MPA", "R")
    assert film.certificate_reason == "language, some drug and sexual content"
    assert list(film.genres.values_list("name", flat=True)) == ["Drama", "Romance", "Sci-Fi"]
    assert list(film.releases.values_list("country", "date")) == [("US", "2004-03-19")]
    assert list(film.links.order_by("id").values_list("kind", "text", "url")) == [
        ("parents-guide", "View content advisory for parents", ""),
        ("box-office", "Here", ""),
    ]
    assert film.synopsis.startswith("Their love gone sour")


def test_crew_and_cast_become_credits_with_people(film: Film) -> None:
    credits = film.credits.order_by("id").values_list("job", "person__name", "billing")

    assert list(credits) == [
        ("Director", "Michel Gondry", None),
        ("Writer", "Charlie Kaufman", None),
        ("Writer", "Michel Gondry", None),
        ("Writer", "Pierre Bismuth", None),
        ("Actor", "Jim Carrey", 1),
        ("Actor", "Kate Winslet", 2),
        ("Actor", "Elijah Wood", 3),
        ("Actor", "Mark Ruffalo", 4),
        ("Actor", "Tom Wilkinson", 5),
    ]


def test_facts_are_numbered_in_the_order_of_the_page_and_know_their_line(film: Film) -> None:
    facts = film.facts.in_film_order().values_list("number", "position", "origin_line")

    assert list(facts) == [(n, n, n + 22) for n in range(1, 37)]
    assert set(film.facts.values_list("origin_document__name", flat=True)) == {"page.txt"}
    assert Numbering.objects.get().facts == 36


def test_facts_are_linked_to_those_they_name_and_know_where_the_names_stand(film: Film) -> None:
    fact = film.facts.get(number=2)

    assert set(fact.people.values_list("name", flat=True)) == {"Nicolas Cage", "Jim Carrey"}
    assert {fact.text[start:end]: slug for start, end, kind, slug in fact.marks if kind == "person"} == {
        "Nicolas Cage": "nicolas-cage",
        "Jim Carrey": "jim-carrey",
    }


def test_credits_in_brackets_are_suggested_not_made(film: Film) -> None:
    assert ["Stan", "Mark Ruffalo"] in film.facts.get(number=13).suggested["credits"]
    assert film.credits.get(name_as_written="Mark Ruffalo").character is None


def test_quotes_keep_speakers_directions_and_verse(film: Film) -> None:
    quotes = film.quotes.in_film_order()
    verse = quotes[1].speeches.get()

    assert [quote.speeches.count() for quote in quotes] == [2, 1, 1, 1, 1, 1]
    assert verse.text.split("\n") == [
        "How happy is the blameless vestal’s lot!",
        "The world forgetting, by the world forgot",
        "Eternal sunshine of the spotless mind!",
        "Each pray’r accepted, and each wish resign’d.",
    ]
    assert verse.direction_before.startswith("Mary reads to Dr. Mierzwiak")
    assert (verse.speaker_as_written, verse.character.film) == ("Mary", film)


def test_document_is_kept_byte_for_byte(film: Film) -> None:
    document = Document.objects.get()

    assert document.text.encode(document.encoding) == sample().encode()


def test_run_accounts_for_every_line(film: Film) -> None:
    run = ImportRun.objects.get()

    assert len(run.ledger) == 72
    assert run.ledger[22][1:] == ["fact", 23, "fact 1"]
    assert run.ledger[61][1:] == ["speech", 62, "quote 1"]
    assert run.ledger[8][1] == "blank"
    assert all(
        target for _line, verdict, _record, target in run.ledger if verdict not in ("blank", "heading")
    )


def test_second_time_nothing_is_new(film: Film) -> None:
    before, changes = rows(), Change.objects.count()

    run = apply_text(sample()).run

    assert rows() == before
    assert Change.objects.count() == changes
    assert run.batch.changes.count() == 0


def test_every_row_made_is_in_history(film: Film) -> None:
    batch = Batch.objects.get()

    assert batch.via == "import"
    made = batch.changes.filter(before__isnull=True).values_list("record_type__model", flat=True)
    assert sorted(set(made)) == ["character", "fact", "film", "genre", "person", "quote", "work"]
    assert batch.changes.filter(record_type__model="fact").count() == 36
    fact = batch.changes.get(record_type__model="fact", label__startswith="fact 2:")
    assert len(fact.after["many"]["people"]) == 2


def test_who_imported_it_is_kept() -> None:
    editor = User.objects.create_user("ada")

    run = apply_text(SMALL, title="", by=editor).run

    assert (run.by, run.batch.by) == (editor, editor)


def test_publish_publishes_the_film_its_people_facts_and_quotes() -> None:
    apply_text(sample(), publish=True)

    assert Film.objects.published().count() == 1
    assert Fact.objects.published().count() == 36
    assert Quote.objects.published().count() == 6
    assert set(Person.objects.values_list("status", flat=True)) == {"published"}


def test_without_publish_nobody_sees_anything(film: Film) -> None:
    shown = [kind.objects.published().count() for kind in (Film, Fact, Quote, Person, Character)]

    assert shown == [0, 0, 0, 0, 0]


def test_publishing_a_page_that_is_there_already_leaves_retired_facts_alone(film: Film) -> None:
    Fact.objects.filter(number=2).update(status=Status.RETIRED)

    apply_text(sample(), publish=True)

    assert Fact.objects.published().count() == 35
    assert Fact.objects.get(number=2).status == "retired"


def test_changed_bullet_changes_its_fact_and_keeps_its_number_and_links(film: Film) -> None:
    apply_text(
        sample(L24="  • Nicolas Cage was considered for Joel Barish before Jim Carrey showed interest in it.")
    )

    fact = film.facts.get(number=2)
    assert fact.text.endswith("showed interest in it.")
    assert fact.people.count() == 2
    assert fact.version == 2
    assert fact.text[slice(*fact.marks[0][:2])] == "Nicolas Cage"


def test_conflict_keeps_the_editor_s_words_and_leaves_one_proposal(film: Film) -> None:
    fact = film.facts.get(number=2)
    fact.text = "Nicolas Cage was offered the part of Joel Barish first."
    fact.save()
    base = Fact._meta.get_field("origin_text").value_from_object(fact)
    theirs = "Nicolas Cage was once considered for the part of Joel Barish before Jim Carrey."

    for _ in range(2):  # the second time there is nothing new to propose
        apply_text(sample(L24=f"  • {theirs}"))

    fact.refresh_from_db()
    proposal = Proposal.objects.get()
    assert fact.text == "Nicolas Cage was offered the part of Joel Barish first."
    assert (proposal.record, proposal.field, proposal.decision) == (fact, "text", "open")
    assert (proposal.base, proposal.proposed) == (base, theirs)


def test_missing_bullet_deletes_nothing(film: Film) -> None:
    apply_text(sample(L29=None))

    assert film.facts.count() == 36


def test_retired_fact_stays_retired_and_unwritten(film: Film) -> None:
    Fact.objects.filter(number=2).update(status=Status.RETIRED)
    before = Fact.objects.filter(number=2).values().get()

    apply_text(sample(L24="  • Nicolas Cage was once considered for Joel Barish before Jim Carrey."))

    assert Fact.objects.filter(number=2).values().get() == before


def test_quote_changed_on_the_page_keeps_its_character(film: Film) -> None:
    before = film.quotes.get(number=6).speeches.get().character

    apply_text(sample(L72="Mary: Adults are, like, this whole mess of sadness and phobias."))

    quote = film.quotes.get(number=6)
    assert quote.speeches.get().text == "Adults are, like, this whole mess of sadness and phobias."
    assert quote.speeches.get().character == before


def test_second_page_about_the_film_adds_to_it() -> None:
    apply_text(SMALL, title="")

    apply_text(
        SMALL.replace("Carol Reed\n", "Carol Reed\nMusic: Anton Karas\nGenre: Film noir\n", 1), title=""
    )

    film = Film.objects.get()
    assert list(film.credits.order_by("id").values_list("job", "name_as_written")) == [
        ("Director", "Carol Reed"),
        ("Original Music Composer", "Anton Karas"),
    ]
    assert film.genres.get().name == "Film noir"
    assert film.facts.count() == 3


def test_genre_is_shared_whatever_its_case() -> None:
    genre = GenreFactory(name="Film Noir")

    apply_text(SMALL.replace("Runtime", "Genre: film noir\nRuntime"), title="")

    assert list(Film.objects.get().genres.all()) == [genre]


def test_ambiguous_name_makes_a_credit_without_a_person() -> None:
    PersonFactory(name="Carol Reed")
    PersonFactory(name="Carol Reed")

    apply_text(SMALL, title="")

    credit = Credit.objects.get(job="Director")
    assert (credit.person, credit.name_as_written) == (None, "Carol Reed")
    assert "Carol Reed" in Fact.objects.get(number=2).suggested["people"]


def test_film_s_own_value_is_proposed_where_an_editor_has_another() -> None:
    FilmFactory(title="The Third Man", runtime_minutes=93)

    apply_text(SMALL, title="")

    proposal = Proposal.objects.get()
    assert Film.objects.get().runtime_minutes == 93
    assert (proposal.field, proposal.base, proposal.proposed) == ("runtime_minutes", None, 104)


def test_stale_plan_is_refused_and_nothing_is_written() -> None:
    apply_text(SMALL, title="")
    seen = plan_text(SMALL, title="").digest
    Fact.objects.first().save()  # type: ignore[union-attr]
    before = rows()

    with pytest.raises(StalePlan, match="has changed since this preview"):
        apply_text(SMALL, title="", expect=seen)

    assert rows() == before


def test_plan_that_still_holds_is_applied() -> None:
    seen = plan_text(SMALL, title="").digest

    assert apply_text(SMALL, title="", expect=seen).run.pk


def test_refused_page_leaves_nothing_behind() -> None:
    with pytest.raises(DocumentError):
        apply_text(sample(), title="")

    assert (Document.objects.count(), Batch.objects.count(), ImportRun.objects.count()) == (0, 0, 0)


def test_failure_half_way_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", fail)
    document, page = read_document(sample().encode(), "page.txt")
    with pytest.raises(RuntimeError):
        apply_document(document, page, title=TITLE)

    assert rows() == dict.fromkeys(rows(), 0)
    assert Batch.objects.count() == 0


def test_import_and_import_again_stay_within_their_budgets() -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            apply_text(sample())
        counts.append(len(queries))

    assert [count <= 60 for count in counts] == [True, True], counts


def test_person_known_by_another_spelling_gets_the_credit_and_the_facts() -> None:
    person = PersonFactory(name="carol REED", also_known_as="Sir Carol Reed")

    apply_text(SMALL.replace("Director: Carol Reed", "Director: Sir Carol Reed"), title="")

    assert Credit.objects.get(job="Director").person == person
    assert person.facts.get().number == 2
    assert Person.objects.filter(name__icontains="reed").count() == 1


CAST = """Title: Dr. Strangelove
Director: Stanley Kubrick

Cast
• Peter Sellers as Lionel Mandrake
• Peter Sellers as Merkin Muffley
• George C. Scott as Buck Turgidson
"""


def cast_of(film: Film) -> list[tuple[str, str | None]]:
    return list(
        film.credits.filter(job="Actor").order_by("billing").values_list("name_as_written", "character__name")
    )


def test_actor_with_two_parts_has_two_credits_once() -> None:
    for _ in range(2):
        apply_text(CAST, title="")

    assert cast_of(Film.objects.get()) == [
        ("Peter Sellers", "Lionel Mandrake"),
        ("Peter Sellers", "Merkin Muffley"),
        ("George C. Scott", "Buck Turgidson"),
    ]


def test_part_that_the_page_learned_is_written_into_the_credit_that_is_there() -> None:
    apply_text(CAST.replace("George C. Scott as Buck Turgidson", "George C. Scott"), title="")

    apply_text(CAST, title="")

    assert cast_of(Film.objects.get())[2:] == [("George C. Scott", "Buck Turgidson")]


def test_part_that_an_editor_filled_in_is_not_taken_away_by_a_page_without_it() -> None:
    apply_text(CAST, title="")

    apply_text(CAST.replace("George C. Scott as Buck Turgidson", "George C. Scott"), title="")

    assert len(cast_of(Film.objects.get())) == 3


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Director: Carol Reed", "Director: " + "Very Long Name " * 20, 2),
        ("Runtime: 104 min", "Year: 1066", 1),
    ],
)
def test_value_that_no_record_can_hold_is_refused_with_its_line(old: str, new: str, line: int) -> None:
    with pytest.raises(DocumentError, match="does not fit as") as refused:
        apply_text(SMALL.replace(old, new), title="")

    assert (refused.value.line, Film.objects.count()) == (line, 0)


def test_runtime_beyond_belief_is_kept_as_a_detail() -> None:
    film = apply_text(SMALL.replace("104 min", "999999 min"), title="").run.film

    assert film is not None
    assert (film.runtime_minutes, film.details) == (None, [["Runtime", "999999 min"]])


def test_two_parts_of_the_cast_are_never_one_character() -> None:
    cast = [
        "Roy Scheider (Chief Brody)",
        "Lorraine Gary as Ellen Brody / Mrs. Brody",
        "A Bee as Mr. Fox",
        "C Dee as Mrs. Fox",
        "M Enn as Dr. Smith",
        "O Pea as Smith",
        "Ed Poe as Young Boy",
        "Tim Ax as Director",
    ]
    apply_text(
        "Title: Parts\nDirector: Steven Spielberg\n\nCast\n" + "\n".join(f"• {each}" for each in cast),
        title="",
    )

    assert cast_of(Film.objects.get()) == [
        ("Roy Scheider", "Chief Brody"),
        ("Lorraine Gary", "Ellen Brody"),
        ("A Bee", "Mr. Fox"),
        ("C Dee", "Mrs. Fox"),
        ("M Enn", "Dr. Smith"),
        ("O Pea", "Smith"),
        ("Ed Poe", "Young Boy"),
        ("Tim Ax", "Director"),
    ]
    assert "Mrs. Brody" in Character.objects.get(name="Ellen Brody").aliases


def test_publishing_a_page_that_is_there_publishes_those_whom_only_the_cast_names(film: Film) -> None:
    apply_text(sample(), publish=True)

    assert set(Person.objects.values_list("status", flat=True)) == {"published"}


@pytest.mark.parametrize(
    "mark", ["SPOILER:", "Spoiler!", "[SPOILER]", "(spoiler)", "SPOILER -", "**SPOILER:**"]
)
def test_marked_fact_is_a_major_spoiler(mark: str) -> None:
    apply_text(SMALL.replace("• Much", f"• {mark} Much"), title="")

    fact = Fact.objects.get(number=3)
    assert (fact.spoiler, fact.text[:12]) == ("major", "Much of the ")
