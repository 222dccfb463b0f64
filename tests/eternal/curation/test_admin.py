from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.contrib.auth.models import User
from django.db import models
from django.test import Client, RequestFactory

from eternal.curation.admin import CodesField, HistoryAdmin, ReadOnlyAdmin
from eternal.curation.history import invert, recording, take_snapshots
from eternal.curation.models import Batch, Change, Proposal, Tracked, Via
from films.models import Character, Credit, Film, Genre, Person
from tests.desk import add_row, address, read_form, save, submit
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FactFactory,
    FilmFactory,
    GenreFactory,
    PersonFactory,
    RelationFactory,
    SpeechFactory,
)
from trivia.models import Fact

pytestmark = pytest.mark.django_db

SHORT_CHOICE = 30  # options that a list may have before it wants an autocomplete


def moved(batch: Batch) -> dict[models.Model | str, list[str] | str]:
    """What a batch changed: the parts that moved of each record, by the record's label."""
    return {
        change.label: change.moved
        if change.before and change.after
        else ("deleted" if change.before else "added")
        for change in batch.changes.all()
    }


# --- every admin ----------------------------------------------------------------------------------


def registered() -> list[Any]:
    return [pytest.param(each, id=each._meta.label) for each in admin.site._registry]


@pytest.mark.parametrize("model", registered())
class TestEveryAdmin:
    def test_nothing_is_edited_in_a_list(self, model: type[models.Model]) -> None:
        assert admin.site.get_model_admin(model).list_editable == ()

    def test_tracked_models_leave_history(self, model: type[models.Model]) -> None:
        assert isinstance(admin.site.get_model_admin(model), HistoryAdmin) == issubclass(model, Tracked)

    def test_patterns_and_passwords_are_no_filters(
        self, admin_client: Client, model: type[models.Model]
    ) -> None:
        name = next(each.name for each in model._meta.fields if isinstance(each, models.CharField))
        for lookup in (f"{name}__regex", f"{name}__iregex", "user__password", "password__startswith"):
            response = admin_client.get(address(model, "changelist"), {lookup: "(a+)+$"})
            assert response.status_code == 400, lookup

    def test_odd_questions_are_no_server_error(self, admin_client: Client, model: type[models.Model]) -> None:
        for query in (
            {"q": "'\"%_\\<b>"},
            {"q": "²"},
            {"q": "9" * 400},
            {"p": "99999999999"},
            {"p": "x"},
            {"o": "99.-1.x"},
            {"nothing": "1"},
            {"id__exact": "9" * 30},
            {"id__exact": "x"},
            {"_to_field": "x"},
            {"q": "\0"},
            {"id__exact": "\0"},
        ):
            response = admin_client.get(address(model, "changelist"), query)
            assert response.status_code in {200, 302, 400}, query

    def test_rows_that_are_not_there_lead_away(self, admin_client: Client, model: type[models.Model]) -> None:
        for page in ("change", "history", "delete"):
            for key in ("9" * 30, "404", "x"):
                response = admin_client.get(address(model, page, key))
                refused = page == "delete" and isinstance(admin.site.get_model_admin(model), ReadOnlyAdmin)
                assert response.status_code in ({403, 302} if refused else {302}), (page, key)


@pytest.mark.parametrize("model", [each for each in registered() if issubclass(each.values[0], Tracked)])
def test_relations_are_autocompletes_or_short(
    admin_user: User, rf: RequestFactory, model: type[models.Model]
) -> None:
    request = rf.get("/")
    request.user = admin_user
    model_admin = admin.site.get_model_admin(model)
    found = [model_admin.get_form(request)]
    found += [each.get_formset(request).form for each in model_admin.get_inline_instances(request)]
    for form in found:
        for name, field in form.base_fields.items():
            if isinstance(field, forms.ModelChoiceField):
                assert isinstance(field.widget.widget, AutocompleteSelect | AutocompleteSelectMultiple), name
            elif isinstance(field, forms.ChoiceField):
                assert len(list(field.choices)) <= SHORT_CHOICE, name


def test_autocomplete_answers_odd_questions(admin_client: Client) -> None:
    where = {"app_label": "trivia", "model_name": "fact", "field_name": "characters"}
    for query in (
        {"term": "%_'\"\\"},
        {"term": "x", "page": "x"},
        {"term": "x", "film": "x"},
        {"term": "x", "film": "9" * 30},
        {"term": "\0"},
        {"field_name": "text"},
        {"model_name": "nothing"},
    ):
        response = admin_client.get("/admin/autocomplete/", {**where, **query})
        assert response.status_code in {200, 400, 403, 404}, query


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    response = client.get(address(Fact, "changelist"), follow=True)
    assert response.redirect_chain == [(f"/admin/login/?next={address(Fact, 'changelist')}", 302)]
    assert b"css/admin.css" in response.content


def test_pages_hold_no_inline_style_or_script(admin_client: Client) -> None:
    fact = FactFactory()
    for url in (
        "/admin/",
        address(Fact, "changelist"),
        address(Fact, "add"),
        address(fact, "change"),
        address(fact, "history"),
        address(fact, "delete"),
        address(fact.film, "change"),
        address(fact.film, "delete"),
    ):
        page = admin_client.get(url).content.decode()
        assert "style=" not in page
        assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\son[a-z]+=", page) == []


def test_a_form_from_elsewhere_is_refused_on_a_page_of_our_own() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "mary"})
    assert response.status_code == 403
    assert "The form was not sent" in response.content.decode()
    assert "<style" not in response.content.decode()


# --- what a saved form leaves ---------------------------------------------------------------------


def test_saving_unchanged_leaves_no_history(admin_client: Client) -> None:
    film = FilmFactory(
        genres=[GenreFactory()],
        countries=["US", "FR"],
        details=[["Budget", "20 million"], ["Ratio", "1.85 : 1"]],
    )
    character = CharacterFactory(film=film)
    CreditFactory(film=film, character=character, billing=1)
    fact = FactFactory(film=film, characters=[character], text="Two  spaces stay.")
    RelationFactory(fact=fact)
    speech = SpeechFactory(character=character, quote__film=film, text="One line\nand another.")
    for record in (film, character, fact, speech.quote, *film.genres.all(), film.credits.get().person):
        before = take_snapshots(type(record), [record.pk])
        save(admin_client, address(record, "change"))
        assert take_snapshots(type(record), [record.pk]) == before
    assert not Batch.objects.exists()


def test_a_form_with_errors_leaves_no_history(admin_client: Client) -> None:
    film = FilmFactory()
    assert submit(admin_client, address(film, "change"), title="").status_code == 200
    assert not Batch.objects.exists()


def test_adding_leaves_one_change_by_whom_and_through_what(admin_client: Client, admin_user: User) -> None:
    genre = GenreFactory()
    values = read_form(admin_client, address(Film, "add"))
    row = add_row("credits", values, name_as_written="Jim", department="Acting", job="Actor")
    save(admin_client, address(Film, "add"), title="Mood Indigo", genres=[genre.pk], **row)
    film, batch = Film.objects.get(), Batch.objects.get()
    assert (batch.via, batch.by) == (Via.ADMIN, admin_user)
    change = batch.changes.get()
    assert change.before is None
    assert change.after == take_snapshots(Film, [film.pk])[film.pk]
    assert change.after["many"] == {"genres": [genre.pk]}
    assert [each["name_as_written"] for each in change.after["inlines"]["credits"]] == ["Jim"]


def test_a_change_names_text_links_and_rows_that_moved(admin_client: Client) -> None:
    film = FilmFactory(title="Eternal", genres=[GenreFactory()])
    kept, gone = CreditFactory(film=film), CreditFactory(film=film)
    values = read_form(admin_client, address(film, "change"))
    before = take_snapshots(Film, [film.pk])[film.pk]
    save(
        admin_client,
        address(film, "change"),
        tagline="You can erase someone from your mind.",
        genres=[GenreFactory().pk],
        **{"credits-0-note": "Uncredited", "credits-1-DELETE": "on"},
        **add_row("links", values, label="Box Office", kind="box-office"),
    )
    change = Change.objects.get()
    assert change.moved == ["tagline", "genres", "credits", "links"]
    assert change.before == before
    assert change.after == take_snapshots(Film, [film.pk])[film.pk]
    assert [each["id"] for each in change.after["inlines"]["credits"]] == [kept.pk]
    assert not Credit.objects.filter(pk=gone.pk).exists()


def test_undoing_an_edit_puts_text_links_and_rows_back(admin_client: Client) -> None:
    film = FilmFactory(title="Eternal", genres=[GenreFactory()])
    CreditFactory(film=film)
    CreditFactory(film=film)
    before = take_snapshots(Film, [film.pk])
    save(
        admin_client,
        address(film, "change"),
        title="Something else",
        genres=[],
        **{"credits-0-note": "Uncredited", "credits-1-DELETE": "on"},
    )
    inversion = invert(Batch.objects.get())
    assert (inversion.undone, inversion.kept) == (1, ())
    assert take_snapshots(Film, [film.pk]) == before


def test_undoing_an_addition_takes_it_away(admin_client: Client) -> None:
    save(admin_client, address(Person, "add"), name="Kate Winslet")
    assert invert(Batch.objects.get()).undone == 1
    assert not Person.objects.exists()


# --- what a deletion leaves -----------------------------------------------------------------------


def snapshots_of(*records: Tracked) -> list[dict[int, Any]]:
    return [take_snapshots(type(record), [record.pk]) for record in records]


def test_deleting_records_what_referred_to_the_deleted_and_undo_restores_both(admin_client: Client) -> None:
    film = FilmFactory()
    clementine = CharacterFactory(film=film, name="Clementine")
    person = PersonFactory(name="Kate Winslet")
    CreditFactory(film=film, person=person, character=clementine)
    fact = FactFactory(
        film=film, text="Kate Winslet is Clementine.", people=[person], characters=[clementine]
    )
    speech = SpeechFactory(quote__film=film, character=clementine)
    before = snapshots_of(film, clementine, fact, speech.quote)
    marks = Fact.objects.get().marks
    assert [mark[2] for mark in marks] == ["person", "character"]

    admin_client.post(address(clementine, "delete"), {"post": "yes"})

    batch = Batch.objects.get()
    assert moved(batch) == {
        "character: Clementine": "deleted",
        "fact 1: Kate Winslet is Clementine.": ["characters"],
        f"film: {film.title}": ["credits"],
        "quote 1": ["speeches"],
    }
    assert [mark[2] for mark in Fact.objects.get().marks] == ["person"]
    assert invert(batch).kept == ()
    assert snapshots_of(film, clementine, fact, speech.quote) == before
    assert Fact.objects.get().marks == marks


def test_deleting_a_film_takes_its_characters_along_and_undo_brings_them_back(admin_client: Client) -> None:
    film = FilmFactory(genres=[GenreFactory()])
    character = CharacterFactory(film=film)
    credit = CreditFactory(film=film, character=character)
    before = snapshots_of(film, character, credit.person)
    admin_client.post(address(film, "delete"), {"post": "yes"})
    assert not Film.objects.exists()
    assert not Character.objects.exists()
    batch = Batch.objects.get()
    assert moved(batch) == {f"film: {film.title}": "deleted", f"character: {character.name}": "deleted"}
    assert invert(batch).kept == ()
    assert snapshots_of(film, character, credit.person) == before


def test_deleting_a_fact_records_the_see_also_of_others(admin_client: Client) -> None:
    relation = RelationFactory()
    before = snapshots_of(relation.fact, relation.other)
    admin_client.post(address(relation.other, "delete"), {"post": "yes"})
    batch = Batch.objects.get()
    assert sorted(map(str, moved(batch).values())) == ["['relations']", "deleted"]
    assert invert(batch).kept == ()
    assert snapshots_of(relation.fact, relation.other) == before


def test_deleting_the_selected_is_one_batch(admin_client: Client) -> None:
    genres = [GenreFactory(), GenreFactory()]
    film = FilmFactory(genres=genres)
    before = snapshots_of(*genres, film)
    chosen = {"action": "delete_selected", "_selected_action": [each.pk for each in genres], "post": "yes"}
    admin_client.post(address(Genre, "changelist"), chosen)
    assert not Genre.objects.exists()
    batch = Batch.objects.get()
    assert batch.via == Via.ADMIN
    assert moved(batch) == {
        **{f"genre: {each.name}": "deleted" for each in genres},
        f"film: {film.title}": ["genres"],
    }
    assert invert(batch).kept == ()
    assert snapshots_of(*genres, film) == before


def test_a_film_with_facts_says_why_it_cannot_be_deleted(admin_client: Client) -> None:
    film = FilmFactory()
    FactFactory.create_batch(12, film=film)
    page = admin_client.get(address(film, "delete"))
    assert "cannot be deleted" in page.content.decode()
    assert "and 2 more" in page.content.decode()
    assert "Yes, I’m sure" not in page.content.decode()
    admin_client.post(address(film, "delete"), {"post": "yes"})
    assert Film.objects.get() == film
    assert not Batch.objects.exists()


def test_undoing_a_new_name_puts_the_marks_back_too(admin_client: Client) -> None:
    person = PersonFactory(name="Kate Winslet")
    fact = FactFactory(text="Kate Winslet dyed her hair.", people=[person])
    marks = Fact.objects.get(pk=fact.pk).marks
    save(admin_client, address(person, "change"), name="Kate Elizabeth")
    assert Fact.objects.get(pk=fact.pk).marks == []
    invert(Batch.objects.get())
    assert Fact.objects.get(pk=fact.pk).marks == marks


# --- reading history ------------------------------------------------------------------------------


def test_history_says_who_when_through_what_why_and_how_it_read(
    admin_client: Client, admin_user: User
) -> None:
    fact = FactFactory(text="Before <i>.")
    with recording(Via.COMMAND, by=admin_user, why="A good reason") as history:
        history.change(Fact, [fact.pk])
        fact.text = "After <b>."
        fact.save()
        fact.people.add(PersonFactory(name="Kate Winslet"))
    page = admin_client.get(address(fact, "history"))
    [entry] = page.context["entries"]
    assert [tuple(part) for part in entry.parts] == [
        ("Text", "Before <i>.", "After <b>."),
        ("People", "", "Kate Winslet"),
    ]
    text = page.content.decode()
    assert "A good reason" in text
    assert admin_user.username in text
    assert "Command" in text
    assert "After &lt;b&gt;." in text
    assert "<b>." not in text


def test_history_reads_inline_rows_and_choices_as_an_editor_would(admin_client: Client) -> None:
    film = FilmFactory(countries=["US"])
    CreditFactory(film=film, person__name="Kate Winslet")
    save(
        admin_client,
        address(film, "change"),
        status="retired",
        countries="US, FR",
        **{"credits-0-note": "Uncredited"},
    )
    [entry] = admin_client.get(address(film, "history")).context["entries"]
    row = "Person: Kate Winslet; name as written: Kate Winslet; department: Acting; job: Actor"
    assert [tuple(part) for part in entry.parts] == [
        ("Status", "Draft", "Retired"),
        ("Countries", "US", "US, FR"),
        ("Credits", row, f"{row}; note: Uncredited"),
    ]


def test_history_of_an_added_record_says_what_was_written_and_no_defaults(admin_client: Client) -> None:
    save(admin_client, address(Film, "add"), title="Eternal", genres=[GenreFactory(name="Drama").pk])
    [entry] = admin_client.get(address(Film.objects.get(), "history")).context["entries"]
    assert [tuple(part) for part in entry.parts] == [
        ("Title", "", "Eternal"),
        ("Sort title", "", "Eternal"),
        ("Slug", "", "eternal"),
        ("Genres", "", "Drama"),
    ]


def test_history_reads_columns_that_are_no_more(admin_client: Client) -> None:
    film = FilmFactory(title="Before")
    with recording(Via.COMMAND) as history:
        history.change(Film, [film.pk])
        Film.objects.update(title="After")
    change = Change.objects.get()
    change.before["fields"]["formerly_id"] = 7
    change.before["many"]["gone"] = [1]
    change.before["inlines"]["credits"] = [{"id": 1, "formerly": "x", "job": "Actor"}]
    change.before["inlines"]["gone"] = [{"id": 1}]
    change.save()
    [entry] = admin_client.get(address(film, "history")).context["entries"]
    assert [tuple(part) for part in entry.parts] == [
        ("Title", "Before", "After"),
        ("Credits", "Job: Actor", ""),
    ]


def test_history_names_what_is_gone(admin_client: Client) -> None:
    genre = GenreFactory()
    film = FilmFactory(genres=[genre])
    with recording(Via.COMMAND) as history:
        history.change(Film, [film.pk])
        film.genres.clear()
    pk = genre.pk
    genre.delete()
    [entry] = admin_client.get(address(film, "history")).context["entries"]
    assert [tuple(part) for part in entry.parts] == [("Genres", f"Genre {pk}, deleted since", "")]


def test_history_costs_the_same_however_long(admin_client: Client, django_assert_num_queries: Any) -> None:
    fact = FactFactory()
    for n in range(3):
        with recording(Via.COMMAND) as history:
            history.change(Fact, [fact.pk])
            fact.people.add(PersonFactory())
        admin_client.get(address(fact, "history"))
        with django_assert_num_queries(8):
            assert len(admin_client.get(address(fact, "history")).context["entries"]) == n + 1


def test_history_of_a_record_without_any_says_so(admin_client: Client) -> None:
    assert "Nothing has been changed" in admin_client.get(address(FilmFactory(), "history")).content.decode()


def test_history_is_for_those_who_may_see_the_record(client: Client) -> None:
    client.force_login(User.objects.create_user("lacuna", is_staff=True))
    assert client.get(address(FilmFactory(), "history")).status_code == 403


# --- batches and proposals ------------------------------------------------------------------------


def test_batches_and_proposals_are_for_reading(admin_client: Client) -> None:
    fact = FactFactory(text="A fact <b>.")
    with recording(Via.COMMAND, why="Because") as history:
        history.change(Fact, [fact.pk])
        Fact.objects.update(text="Another.")
    proposal = Proposal.objects.create(record=fact, field="text", base="A", proposed={"b": ["<i>"]})
    gone = Proposal.objects.create(
        record_type=proposal.record_type, record_id=404, field="text", base=None, proposed=None
    )
    for record in (history.batch, proposal, gone):
        for page in ("changelist", "add", "change", "delete"):
            url = address(type(record), page) if page in {"changelist", "add"} else address(record, page)
            assert admin_client.get(url).status_code == (200 if page in {"changelist", "change"} else 403), (
                page
            )
    page = admin_client.get(address(history.batch, "change")).content.decode()
    assert f'<a href="{address(fact, "history")}">fact 1: Another.</a>: text' in page
    page = admin_client.get(address(Proposal, "changelist")).content.decode()
    assert f'<a href="{address(fact, "change")}">1. Another.</a>' in page
    assert "&lt;i&gt;" in page
    assert "deleted since" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_batches_and_proposals_cost_the_same(
    admin_client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        fact = FactFactory()
        with recording(Via.COMMAND) as history:
            history.change(Fact, [fact.pk])
            Fact.objects.filter(pk=fact.pk).update(featured=True)
        Proposal.objects.create(record=fact, field="text")
    admin_client.get(address(Batch, "changelist"))
    with django_assert_num_queries(4):
        admin_client.get(address(Batch, "changelist"))
    with django_assert_num_queries(5):
        admin_client.get(address(Proposal, "changelist"))


# --- lists typed as text --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", []), ("us", ["US"]), (" US,fr ; de,, ", ["US", "FR", "DE"]), ('["US"]', ["US"]), ("[US", ["[US"])],
)
def test_codes_are_read(typed: str, read: list[str]) -> None:
    assert CodesField(case=str.upper).clean(typed) == read


@pytest.mark.parametrize("value", [[], ["US"], ["US", "FR"], ["A, B"], ["x"], [""]])
def test_codes_that_were_kept_are_written_so_that_they_read_the_same(value: list[str]) -> None:
    field = CodesField(case=str.upper)
    assert field.clean(field.prepare_value(value)) == value


def test_what_was_typed_wrong_is_shown_again() -> None:
    assert CodesField(case=str.upper).prepare_value("U S") == "U S"
