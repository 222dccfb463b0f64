from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.db import models
from django.test import Client

from eternal.curation.models import Change
from films.admin import DetailsField
from films.models import Character, Credit, Film, Genre, Person
from tests.desk import add_row, address, errors_of, read_form, save, submit
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FactFactory,
    FilmFactory,
    GenreFactory,
    LinkFactory,
    PersonFactory,
    QuoteFactory,
    ReleaseFactory,
)

pytestmark = pytest.mark.django_db


def make_row() -> None:
    """One film with everything that can belong to it."""
    film = FilmFactory(genres=[GenreFactory()])
    CreditFactory(film=film, character=CharacterFactory(film=film))
    CreditFactory(film=film, department="Directing", job="Director")
    ReleaseFactory(film=film)
    LinkFactory(film=film, url="")


@pytest.mark.parametrize("model", [Film, Genre, Person, Character])
def test_every_page_opens_with_data_in_it(admin_client: Client, model: type[models.Model]) -> None:
    make_row()
    row = model.objects.first()
    for page in ("change", "history", "delete"):
        assert admin_client.get(address(row, page)).status_code == 200, page
    for page in ("changelist", "add"):
        assert admin_client.get(address(model, page)).status_code == 200, page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [(Film, 6), (Genre, 4), (Person, 4), (Character, 6)])
def test_lists_cost_the_same_however_long(
    admin_client: Client,
    django_assert_num_queries: Any,
    model: type[models.Model],
    queries: int,
    rows: int,
) -> None:
    for _ in range(rows):
        make_row()
    admin_client.get(address(model, "changelist"))
    with django_assert_num_queries(queries):
        admin_client.get(address(model, "changelist"))


@pytest.mark.parametrize(
    ("record", "word"),
    [
        (lambda: FilmFactory(title="La Nuit américaine"), "nuit"),
        (lambda: PersonFactory(name="Kate Winslet", also_known_as="Katie"), "katie"),
        (lambda: CharacterFactory(name="Clementine", film__title="Eternal"), "eternal"),
        (lambda: GenreFactory(name="Drama"), "dram"),
    ],
    ids=["film", "person", "character", "genre"],
)
def test_search_finds_by_the_words_an_editor_knows(admin_client: Client, record: Any, word: str) -> None:
    found = record()
    page = admin_client.get(address(type(found), "changelist"), {"q": word})
    assert list(page.context["cl"].result_list) == [found]
    page = admin_client.get(address(type(found), "changelist"), {"q": "zzz"})
    assert list(page.context["cl"].result_list) == []


def test_the_list_names_directors_and_not_their_assistants(admin_client: Client) -> None:
    film = FilmFactory()
    CreditFactory(film=film, department="Directing", job="Director", person__name="Michel Gondry")
    CreditFactory(film=film, department="Directing", job="Assistant Director", person__name="Somebody")
    page = admin_client.get(address(Film, "changelist")).content.decode()
    assert '<td class="field-directors">Michel Gondry</td>' in page


def test_the_slug_follows_the_title_only_while_a_film_is_added(admin_client: Client) -> None:
    film = FilmFactory(title="Eternal")
    [followed] = admin_client.get(address(Film, "add")).context["adminform"].prepopulated_fields
    assert (followed["field"].name, [each.name for each in followed["dependencies"]]) == ("slug", ["title"])
    assert admin_client.get(address(film, "change")).context["adminform"].prepopulated_fields == []


def test_a_film_leads_to_its_facts_and_to_a_new_one(admin_client: Client) -> None:
    film = FilmFactory()
    fact, quote = FactFactory(film=film), QuoteFactory(film=film)
    FactFactory()
    page = admin_client.get(address(film, "change")).content.decode()
    for link in (
        f"/admin/trivia/fact/?film__id__exact={film.pk}",
        f"/admin/trivia/quote/?film__id__exact={film.pk}",
        f"/admin/trivia/fact/add/?film={film.pk}",
        f"/admin/trivia/quote/add/?film={film.pk}",
    ):
        assert f'href="{link}"' in page
        assert admin_client.get(link).status_code == 200
    shown = admin_client.get(f"/admin/trivia/fact/?film__id__exact={film.pk}").context["cl"].result_list
    assert list(shown) == [fact]
    shown = admin_client.get(f"/admin/trivia/quote/?film__id__exact={film.pk}").context["cl"].result_list
    assert list(shown) == [quote]


def test_only_what_visitors_may_see_is_viewed_on_site(admin_client: Client) -> None:
    published, draft = FilmFactory(published=True), FilmFactory()
    context = admin_client.get(address(published, "change")).context
    assert context["absolute_url"] == published.get_absolute_url()
    assert admin_client.get(address(draft, "change")).context["absolute_url"] is None
    character = CharacterFactory(film=published)
    assert admin_client.get(address(character, "change")).context["absolute_url"] is None


# --- lists typed as text --------------------------------------------------------------------------


def test_lists_are_typed_as_text_and_kept_as_lists(admin_client: Client) -> None:
    film = FilmFactory()
    save(
        admin_client,
        address(film, "change"),
        countries="us, FR",
        languages="EN;fr",
        details="Budget: 20 million dollars\n\nAspect ratio: 1.85 : 1",
    )
    film.refresh_from_db()
    assert film.countries == ["US", "FR"]
    assert film.languages == ["en", "fr"]
    assert film.details == [["Budget", "20 million dollars"], ["Aspect ratio", "1.85 : 1"]]
    values = read_form(admin_client, address(film, "change"))
    assert values["countries"] == ["US, FR"]
    assert values["details"] == ["Budget: 20 million dollars\nAspect ratio: 1.85 : 1"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("countries", "United States", "“UNITED STATES” is not a country code."),
        ("countries", "US, US", "A code is listed twice."),
        ("countries", '["US", 7]', "Write a list of codes."),
        ("languages", "english", "“english” is not a language code."),
        ("details", "Budget: 20\nnothing", "Line 2: write a label, a colon and a value"),
        ("details", ": 20", "Line 1: write a label"),
        ("details", '[["a"]]', "Write details as"),
        ("year", "204", "Write a year of film"),
        ("runtime_minutes", "0", "Write the minutes"),
        ("imdb_id", "338013", "An IMDb title id is"),
    ],
)
def test_wrong_input_is_said_beside_the_field(
    admin_client: Client, field: str, typed: str, said: str
) -> None:
    film = FilmFactory()
    response = submit(admin_client, address(film, "change"), **{field: typed})
    [(name, [message])] = errors_of(response).items()
    assert name == field
    assert message.startswith(said)
    assert response.context["adminform"].form[field].value() == typed


@pytest.mark.parametrize(
    "value",
    [
        [],
        [["Budget", "20 million"]],
        [["Ratio", "1.85 : 1"]],
        [["Empty", ""]],
        [["With: colon", "x"]],
        [["Two", "lines\nhere"]],
        [[" spaces ", " x "]],
        [["", "no label"]],
        [["[1]", "bracket"]],
        [["Line\u2028break", "x"]],
    ],
    ids=str,
)
def test_details_that_were_kept_are_written_so_that_they_read_the_same(value: list[list[str]]) -> None:
    field = DetailsField()
    assert field.clean(field.prepare_value(value)) == value


@pytest.mark.parametrize("typed", ["Budget: \0", '[["Budget", "\\u0000"]]'])
def test_details_refuse_a_nul(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="Null characters"):
        DetailsField().clean(typed)


# --- rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("adding", [True, False])
def test_a_character_of_another_film_is_refused_in_a_credit(admin_client: Client, adding: bool) -> None:
    stranger = CharacterFactory()
    url = address(Film, "add") if adding else address(FilmFactory(), "change")
    row = add_row(
        "credits",
        read_form(admin_client, url),
        name_as_written="Kate",
        department="Acting",
        job="Actor",
        character=stranger.pk,
    )
    response = submit(admin_client, url, title="Eternal", **row)
    assert errors_of(response) == {"credits-0-character": ["This character is in another film."]}
    assert not Credit.objects.exists()


def test_a_credit_without_a_name_takes_the_persons(admin_client: Client) -> None:
    film, person = FilmFactory(), PersonFactory(name="Kate Winslet")
    row = {"person": person.pk, "department": "Acting", "job": "Actor"}
    url = address(film, "change")
    save(admin_client, url, **add_row("credits", read_form(admin_client, url), **row))
    assert film.credits.get().name_as_written == "Kate Winslet"
    response = submit(admin_client, url, **add_row("credits", read_form(admin_client, url), **row))
    assert list(errors_of(response)) == ["credits-1-__all__"]
    response = submit(
        admin_client,
        url,
        **add_row("credits", read_form(admin_client, url), department="Acting", job="Actor"),
    )
    assert errors_of(response)["credits-1-name_as_written"][0] == "Choose a person, or write the name."


def test_the_same_row_twice_in_one_form_is_refused(admin_client: Client) -> None:
    url = address(Film, "add")
    row = {"name_as_written": "Charlie Kaufman", "department": "Writing", "job": "Writer"}
    values = read_form(admin_client, url)
    first = add_row("credits", values, **row)
    second = add_row("credits", {"credits-TOTAL_FORMS": [first["credits-TOTAL_FORMS"]]}, **row)
    response = submit(admin_client, url, title="Eternal", **{**first, **second})
    assert errors_of(response) == {"credits-1-__all__": ["This row is here twice."]}
    assert not Film.objects.exists()


def test_a_row_may_take_the_place_of_the_same_one_that_goes(admin_client: Client) -> None:
    credit = CreditFactory()
    url = address(credit.film, "change")
    row = {"name_as_written": credit.name_as_written, "department": "Acting", "job": "Actor"}
    added = add_row("credits", read_form(admin_client, url), **row, note="Uncredited")
    save(admin_client, url, **{"credits-0-DELETE": "on"}, **added)
    assert Credit.objects.get().note == "Uncredited"


def test_two_rows_that_trade_places_are_asked_to_do_it_in_two_steps(admin_client: Client) -> None:
    film = FilmFactory()
    LinkFactory(film=film, label="A")
    LinkFactory(film=film, label="B")
    url = address(film, "change")
    response = submit(admin_client, url, **{"links-0-label": "B", "links-1-label": "A"})
    assert errors_of(response) == {
        "links-0-__all__": ["A row below is still like this. Save that one first, then this."]
    }
    save(admin_client, url, **{"links-0-label": "C", "links-1-label": "A"})
    assert list(film.links.values_list("label", flat=True)) == ["C", "A"]


# --- characters -----------------------------------------------------------------------------------


def test_a_character_stays_in_its_film(admin_client: Client) -> None:
    character, other = CharacterFactory(name="Joel"), FilmFactory()
    save(admin_client, address(character, "change"), film=other.pk, name="Joel Barish")
    character.refresh_from_db()
    assert character.name == "Joel Barish"
    assert character.film != other
    assert Change.objects.count() == 1


def test_autocomplete_offers_the_characters_of_the_film_at_hand(admin_client: Client) -> None:
    ours, theirs = CharacterFactory(name="Mary"), CharacterFactory(name="Mary")
    CreditFactory(film=ours.film)
    page = admin_client.get(address(ours.film, "change")).content.decode()
    assert f'data-ajax--url="/admin/autocomplete/?film={ours.film_id}"' in page
    where = {"app_label": "films", "model_name": "credit", "field_name": "character", "term": "mary"}
    answer = admin_client.get("/admin/autocomplete/", {**where, "film": ours.film_id}).json()
    assert [each["id"] for each in answer["results"]] == [str(ours.pk)]
    answer = admin_client.get("/admin/autocomplete/", where).json()
    assert {each["id"] for each in answer["results"]} == {str(ours.pk), str(theirs.pk)}
