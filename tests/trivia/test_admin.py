from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Permission, User
from django.db import models
from django.test import Client

from eternal.curation.history import invert, recording, take_snapshots
from eternal.curation.models import Batch, Change, Via
from tests.desk import add_row, address, errors_of, read_form, save, submit
from tests.factories import (
    CharacterFactory,
    CitationFactory,
    DocumentFactory,
    FactFactory,
    FilmFactory,
    PersonFactory,
    QuoteFactory,
    RelationFactory,
    SourceFactory,
    SpeechFactory,
    TopicFactory,
    WorkFactory,
)
from trivia.admin.source import AuthorsField
from trivia.models import Document, Fact, ImportRun, Quote, Source, Topic, Work

pytestmark = pytest.mark.django_db


def make_run(**columns: Any) -> ImportRun:
    with recording(Via.IMPORT) as history:
        batch = history.write()
    film = columns.setdefault("film", FilmFactory(title="Eternal"))
    return ImportRun.objects.create(
        **{"document": DocumentFactory(), "film_title": film.title, "batch": batch, **columns}
    )


def make_row() -> None:
    """A fact and a quote with everything that can belong to them, and where they came from."""
    run = make_run(ledger=[[1, "title", 1, "film"], [2, "fact", 2, "fact 1"]], counts={"facts": {"new": 1}})
    character = CharacterFactory(film=run.film)
    fact = FactFactory(
        film=run.film,
        topics=[TopicFactory(), TopicFactory()],
        people=[PersonFactory()],
        characters=[character],
        works=[WorkFactory()],
        origin_document=run.document,
        origin_line=2,
        origin_text="As it was.",
        suggested={"people": ["Stan"], "credits": [["Stan", "Mark Ruffalo"]]},
    )
    CitationFactory(fact=fact)
    RelationFactory(fact=fact)
    speech = SpeechFactory(quote__film=run.film, character=character, quoted_work=WorkFactory())
    CitationFactory(quote=speech.quote)


MODELS = [Topic, Work, Fact, Quote, Source, Document, ImportRun]


@pytest.mark.parametrize("model", MODELS)
def test_every_page_opens_with_data_in_it(admin_client: Client, model: type[models.Model]) -> None:
    make_row()
    row = model.objects.last()
    read_only = model in {Document, ImportRun}
    for page in ("change", "delete"):
        expected = 403 if read_only and page == "delete" else 200
        assert admin_client.get(address(row, page)).status_code == expected, page
    assert admin_client.get(address(model, "changelist")).status_code == 200
    assert admin_client.get(address(model, "add")).status_code == (403 if read_only else 200)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("model", "queries"),
    [(Topic, 4), (Work, 4), (Fact, 7), (Quote, 6), (Source, 4), (Document, 4), (ImportRun, 5)],
)
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


def test_readers_without_the_right_to_change_see_every_form(client: Client) -> None:
    make_row()
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    for row in (Fact.objects.last(), Quote.objects.get(), Fact.objects.last().film):
        assert client.get(address(row, "change")).status_code == 200
        assert client.post(address(row, "change"), {}).status_code == 403


# --- facts ----------------------------------------------------------------------------------------


def test_facts_are_found_by_words_by_film_and_by_number(admin_client: Client) -> None:
    film = FilmFactory(title="Eternal Sunshine")
    first, second = (
        FactFactory(film=film, text=text) for text in ("An elephant walks.", "Snow fell at 3 am.")
    )
    third = FactFactory(film=film, text="Orange hair.")
    for words, found in (
        ("elephant", [first]),
        ("sunshine snow", [second]),
        ("2", [second]),
        ("3", [third, second]),
        ("9" * 30, []),
        ("²", []),
    ):
        page = admin_client.get(address(Fact, "changelist"), {"q": words})
        assert list(page.context["cl"].result_list) == found, words


def test_a_new_fact_gets_its_number_and_leaves_one_change_with_its_links(admin_client: Client) -> None:
    film = FilmFactory()
    FactFactory(film=film)
    topic, character = TopicFactory(), CharacterFactory(film=film)
    source = SourceFactory()
    url = f"{address(Fact, 'add')}?film={film.pk}"
    values = read_form(admin_client, url)
    assert values["film"] == [str(film.pk)]
    rows = add_row("citations", values, source=source.pk, supports="supports", locator="p. 12")
    save(
        admin_client,
        url,
        text="Kate Winslet dyed her hair.",
        topics=[topic.pk],
        characters=[character.pk],
        **rows,
    )
    fact = film.facts.get(number=2)
    change = Change.objects.get()
    assert change.before is None
    assert change.after == take_snapshots(Fact, [fact.pk])[fact.pk]
    assert change.after["many"] == {
        "topics": [topic.pk],
        "people": [],
        "characters": [character.pk],
        "works": [],
    }
    assert [each["source_id"] for each in change.after["inlines"]["citations"]] == [source.pk]


def test_an_edit_of_a_fact_records_each_part_and_undo_puts_each_back(admin_client: Client) -> None:
    fact = FactFactory(
        topics=[TopicFactory()], people=[PersonFactory(name="Kate Winslet")], text="Kate Winslet."
    )
    citation = CitationFactory(fact=fact)
    other = FactFactory(film=fact.film)
    fact.refresh_from_db()
    before, marks = take_snapshots(Fact, [fact.pk]), fact.marks
    values = read_form(admin_client, address(fact, "change"))
    save(
        admin_client,
        address(fact, "change"),
        text="Somebody else.",
        people=[],
        standing="disputed",
        **{"citations-0-locator": "p. 3"},
        **add_row("relations", values, kind="repeats", other=other.pk),
    )
    change = Change.objects.get()
    assert change.moved == [
        "text",
        "standing",
        "people",
        "citations",
        "relations",
    ]
    assert invert(Batch.objects.get()).kept == ()
    assert take_snapshots(Fact, [fact.pk]) == before
    fact.refresh_from_db()
    assert fact.marks == marks
    assert fact.citations.get() == citation


@pytest.mark.parametrize("adding", [True, False])
def test_a_character_of_another_film_is_refused_in_a_fact(admin_client: Client, adding: bool) -> None:
    film = FilmFactory(title="Eternal", year=2004)
    ours = CharacterFactory(film=film)
    stranger = CharacterFactory(name="Rick Blaine")
    url = address(Fact, "add") if adding else address(FactFactory(film=film), "change")
    response = submit(admin_client, url, film=film.pk, text="A fact.", characters=[ours.pk, stranger.pk])
    assert errors_of(response) == {
        "characters": ["Not in Eternal (2004): Rick Blaine. Choose characters of this film."]
    }
    assert not Batch.objects.exists()


def test_a_fact_without_a_film_is_asked_for_one(admin_client: Client) -> None:
    response = submit(admin_client, address(Fact, "add"), text="A fact.", characters=[CharacterFactory().pk])
    assert errors_of(response) == {"film": ["This field is required."]}


def test_a_fact_stays_in_its_film(admin_client: Client) -> None:
    fact, other = FactFactory(), FilmFactory()
    save(admin_client, address(fact, "change"), film=other.pk, number=9, text="New words.")
    kept = Fact.objects.get()
    assert (kept.film, kept.number, kept.text) == (fact.film, fact.number, "New words.")


def test_a_fact_is_not_its_own_see_also(admin_client: Client) -> None:
    fact = FactFactory()
    row = add_row(
        "relations", read_form(admin_client, address(fact, "change")), kind="related", other=fact.pk
    )
    response = submit(admin_client, address(fact, "change"), **row)
    assert errors_of(response) == {"relations-0-other": ["A fact is not its own “see also”. Choose another."]}


def test_the_same_citation_twice_is_refused(admin_client: Client) -> None:
    source, url = SourceFactory(), f"{address(Fact, 'add')}?film={FilmFactory().pk}"
    first = add_row("citations", read_form(admin_client, url), source=source.pk, supports="supports")
    count = {"citations-TOTAL_FORMS": [first["citations-TOTAL_FORMS"]]}
    second = add_row("citations", count, source=source.pk, supports="supports")
    response = submit(admin_client, url, text="A fact.", **{**first, **second})
    assert errors_of(response) == {"citations-1-__all__": ["This row is here twice."]}


def test_a_fact_shows_where_it_came_from_and_what_was_suggested(admin_client: Client) -> None:
    make_row()
    page = admin_client.get(address(Fact.objects.get(origin_line=2), "change")).content.decode()
    assert "As it was." in page
    assert "People: Stan<br>Credits: Stan (Mark Ruffalo)" in page
    assert page.count('name="origin_text"') == page.count('name="suggested"') == 0


def test_autocomplete_of_a_fact_offers_the_characters_of_its_film(admin_client: Client) -> None:
    fact = FactFactory()
    narrowed = f'data-ajax--url="/admin/autocomplete/?film={fact.film_id}"'
    assert narrowed in admin_client.get(address(fact, "change")).content.decode()
    assert narrowed in admin_client.get(f"{address(Fact, 'add')}?film={fact.film_id}").content.decode()
    assert narrowed not in admin_client.get(f"{address(Fact, 'add')}?film=x").content.decode()


# --- quotes ---------------------------------------------------------------------------------------


def make_quote(*texts: str) -> Quote:
    quote = QuoteFactory()
    for text in texts:
        SpeechFactory(quote=quote, text=text)
    return quote


def texts(quote: Quote) -> list[tuple[int, str]]:
    return list(quote.speeches.order_by("position").values_list("position", "text"))


def test_a_new_quote_keeps_its_speeches_in_the_order_they_were_typed(admin_client: Client) -> None:
    film = FilmFactory()
    url = f"{address(Quote, 'add')}?film={film.pk}"
    values = read_form(admin_client, url)
    first = add_row("speeches", values, speaker_as_written="Joel", text="One.", position="")
    count = {"speeches-TOTAL_FORMS": [first["speeches-TOTAL_FORMS"]]}
    second = add_row("speeches", count, speaker_as_written="Mary", text="Two\nlines.", position="")
    save(admin_client, url, **{**first, **second})
    quote = film.quotes.get()
    assert texts(quote) == [(1, "One."), (2, "Two\nlines.")]
    change = Change.objects.get()
    assert change.after == take_snapshots(Quote, [quote.pk])[quote.pk]


def test_speeches_may_change_places_and_undo_puts_them_back(admin_client: Client) -> None:
    quote = make_quote("One.", "Two.", "Three.")
    save(admin_client, address(quote, "change"), **{"speeches-0-position": "2", "speeches-1-position": "1"})
    assert texts(quote) == [(1, "Two."), (2, "One."), (3, "Three.")]
    change = Change.objects.get()
    assert change.moved == ["speeches"]
    assert change.after == take_snapshots(Quote, [quote.pk])[quote.pk]
    assert invert(Batch.objects.get()).kept == ()
    assert texts(quote) == [(1, "One."), (2, "Two."), (3, "Three.")]


def test_a_speech_may_take_the_place_of_one_that_goes(admin_client: Client) -> None:
    quote = make_quote("One.", "Two.", "Three.")
    save(admin_client, address(quote, "change"), **{"speeches-0-DELETE": "on", "speeches-2-position": "1"})
    assert texts(quote) == [(1, "Three."), (2, "Two.")]


def test_two_speeches_in_one_place_are_refused(admin_client: Client) -> None:
    quote = make_quote("One.", "Two.")
    response = submit(admin_client, address(quote, "change"), **{"speeches-0-position": "2"})
    assert response.status_code == 200
    assert texts(quote) == [(1, "One."), (2, "Two.")]


@pytest.mark.parametrize("position", ["0", "-1", "10000", "x"])
def test_a_place_that_is_none_is_refused(admin_client: Client, position: str) -> None:
    quote = make_quote("One.")
    response = submit(admin_client, address(quote, "change"), **{"speeches-0-position": position})
    assert list(errors_of(response)) == ["speeches-0-position"]


@pytest.mark.parametrize("adding", [True, False])
def test_a_character_of_another_film_is_refused_in_a_speech(admin_client: Client, adding: bool) -> None:
    film, stranger = FilmFactory(), CharacterFactory()
    url = f"{address(Quote, 'add')}?film={film.pk}" if adding else address(QuoteFactory(film=film), "change")
    row = add_row(
        "speeches",
        read_form(admin_client, url),
        speaker_as_written="Rick",
        text="Here's looking at you.",
        character=stranger.pk,
    )
    response = submit(admin_client, url, **row)
    assert errors_of(response) == {"speeches-0-character": ["This character is in another film."]}


def test_quotes_are_listed_by_their_first_words(admin_client: Client) -> None:
    quote, empty = make_quote("Meet me in Montauk.", "Other."), QuoteFactory()
    page = admin_client.get(address(Quote, "changelist"), {"q": "montauk"})
    assert list(page.context["cl"].result_list) == [quote]
    page = admin_client.get(address(Quote, "changelist")).content.decode()
    assert "Speaker: Meet me in Montauk." in page
    assert str(empty) in page


# --- sources --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        ("Pope, Alexander", [{"family": "Pope", "given": "Alexander"}]),
        ("Focus Features\n\n Plato, ", [{"literal": "Focus Features"}, {"family": "Plato"}]),
        ("{Focus, Inc.}", [{"literal": "Focus, Inc."}]),
        ('[{"literal": "A fan"}]', [{"literal": "A fan"}]),
    ],
)
def test_authors_are_read(typed: str, read: list[dict[str, str]]) -> None:
    assert AuthorsField().clean(typed) == read


def test_an_author_without_a_family_name_is_refused() -> None:
    with pytest.raises(forms.ValidationError, match="“, Alexander” has no family name"):
        AuthorsField().clean(", Alexander")


@pytest.mark.parametrize(
    "value",
    [
        [],
        [{"family": "Pope", "given": "Alexander"}, {"literal": "A fan"}],
        [{"family": "Plato"}],
        [{"family": "Plato", "given": ""}],
        [{"literal": "Focus, Inc."}],
        [{"literal": "{braced}"}],
        [{"literal": ""}],
        [{"literal": "two\nlines"}],
        [{"family": "King, Jr.", "given": "Martin Luther"}],
        [{"family": "Pope", "literal": "A. Pope"}],
        [{"literal": "[bracket"}],
    ],
    ids=str,
)
def test_authors_that_were_kept_are_written_so_that_they_read_the_same(value: list[dict[str, str]]) -> None:
    field = AuthorsField()
    assert field.clean(field.prepare_value(value)) == value


def test_authors_are_saved_from_the_form(admin_client: Client) -> None:
    save(admin_client, address(Source, "add"), title="An Essay", author="Pope, Alexander\nA publisher")
    source = Source.objects.get()
    assert source.author == [{"family": "Pope", "given": "Alexander"}, {"literal": "A publisher"}]
    response = submit(admin_client, address(source, "change"), author='[{"name": "x"}]')
    assert list(errors_of(response)) == ["author"]


def test_a_source_that_is_cited_says_why_it_cannot_be_deleted(admin_client: Client) -> None:
    citation = CitationFactory()
    page = admin_client.get(address(citation.source, "delete")).content.decode()
    assert "cannot be deleted" in page
    assert "Yes, I’m sure" not in page


# --- documents and runs ---------------------------------------------------------------------------


def test_a_document_shows_its_text_as_it_came(admin_client: Client) -> None:
    document = DocumentFactory(text="Title <b>\n\n  • A fact.\n")
    page = admin_client.get(address(document, "change")).content.decode()
    assert '<div class="page-text">Title &lt;b&gt;\n\n  • A fact.\n</div>' in page


def test_a_run_shows_its_counts_and_what_became_of_each_line(admin_client: Client) -> None:
    run = make_run(
        document=DocumentFactory(text="Title\n\n• A <fact>.\n??\n"),
        ledger=[
            [1, "title", 1, "film"],
            [2, "blank", 2, None],
            [3, "fact", 3, "fact 1"],
            [4, "not understood", 4, ""],
            [9, "fact", 9, "fact 2"],
        ],
        counts={
            "facts": {"new": 36, "not_understood": 1},
            "people": {"new": ["A", "B"], "matched": []},
            "speeches": 7,
        },
    )
    page = admin_client.get(address(run, "change")).content.decode()
    assert "<dt>Facts</dt><dd>36 new, 1 not understood</dd>" in page
    assert "<dt>People</dt><dd>A; B new, 0 matched</dd>" in page
    assert "<dt>Speeches</dt><dd>7</dd>" in page
    assert "<tr><td>3</td><td>• A &lt;fact&gt;.</td><td>fact</td><td>fact 1</td></tr>" in page
    assert "<tr><td>4</td><td>??</td><td>not understood</td><td></td></tr>" in page
    assert "<tr><td>9</td><td></td><td>fact</td><td>fact 2</td></tr>" in page


def test_a_long_run_shows_its_first_lines_and_says_how_many_more(admin_client: Client) -> None:
    run = make_run(ledger=[[n, "blank", n, None] for n in range(1, 1004)])
    page = admin_client.get(address(run, "change")).content.decode()
    assert page.count("<td>blank</td>") == 1000
    assert "and 3 more" in page


# --- what no form of ours sends --------------------------------------------------------------------


@pytest.mark.parametrize("key", ["x", "9" * 30, "-1", "1e3"])
def test_a_key_that_is_no_number_is_a_bad_request(admin_client: Client, key: str) -> None:
    response = admin_client.post("/admin/trivia/fact/add/", {"topics": key, "text": "A fact."})

    assert response.status_code == 400
    assert not Fact.objects.exists()


@pytest.mark.parametrize("query", ["film=" + "9" * 20, "page=" + "9" * 40, "p=" + "9" * 40])
def test_a_key_that_no_database_holds_is_a_bad_request_in_a_list(admin_client: Client, query: str) -> None:
    assert admin_client.get(f"/admin/trivia/fact/?{query}").status_code == 400


def test_many_digits_may_be_searched_for(admin_client: Client) -> None:
    assert admin_client.get("/admin/trivia/fact/?q=" + "9" * 40).status_code == 200


@pytest.mark.parametrize("typed", ['[{"literal": "\\ud800"}]', '["\\ud800"]', '[{"literal": ""}]'])
def test_authors_that_cannot_be_kept_are_refused_beside_the_field(admin_client: Client, typed: str) -> None:
    response = submit(admin_client, "/admin/trivia/source/add/", title="A source", author=typed)

    assert list(errors_of(response)) == ["author"]
    assert not Source.objects.exists()


def test_brackets_without_end_are_no_json_and_no_error_of_ours(admin_client: Client) -> None:
    response = submit(admin_client, "/admin/films/film/add/", title="A film", countries="[" * 3000)

    assert list(errors_of(response)) == ["countries"]


def test_rows_without_end_are_refused(admin_client: Client) -> None:
    response = submit(
        admin_client, "/admin/trivia/fact/add/", text="A fact.", **{"citations-TOTAL_FORMS": "999999"}
    )

    assert response.status_code == 200
    assert not Fact.objects.exists()
