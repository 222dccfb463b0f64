from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import (
    CharacterFactory,
    CitationFactory,
    FactFactory,
    FilmFactory,
    PersonFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def film() -> object:
    return FilmFactory(published=True, title="Eternal")


def test_the_list_shows_public_facts_only(client: Client, film: object) -> None:
    FactFactory(film=film, published=True, text="In the open.")
    FactFactory(film=film, text="Still a draft.")
    page = client.get("/trivia/").content.decode()
    assert "In the open." in page
    assert "Still a draft." not in page
    assert '<p class="aside" role="status" aria-atomic="true">1 fact</p>' in page


def test_a_list_can_be_fetched_and_headed_but_not_posted_to(client: Client) -> None:
    assert client.get("/trivia/").status_code == 200
    assert client.head("/trivia/").status_code == 200
    assert client.post("/trivia/").status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "film=nope",
        "character=a/b/c",
        "topic=" + "x" * 500,
        "standing=1",
        "spoiler=yes",
        "sort=film__title",
        "page=0",
        "page=9" + "9" * 400,
        "page=1e5",
    ],
)
def test_a_wrong_value_is_answered_with_words_and_without_facts(
    client: Client, film: object, query: str
) -> None:
    FactFactory(film=film, published=True, text="In the open.")
    response = client.get(f"/trivia/?{query}")
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: Facts – Eternal</title>" in page
    assert "One thing to put right" in page
    assert "In the open." not in page


def test_a_wrong_value_stands_marked_in_its_field(client: Client) -> None:
    page = client.get("/trivia/?topic=nope").content.decode()
    assert '<a href="#topic-error">Topic: We have no topic “nope”.</a>' in page
    assert 'id="topic-error" tabindex="-1">We have no topic “nope”.</p>' in page
    assert 'value="nope" checked aria-invalid="true" aria-describedby="topic-error"' in page
    page = client.get("/trivia/?sort=nope").content.decode()
    assert '<select id="sort" name="sort" aria-invalid="true" aria-describedby="sort-error">' in page


@pytest.mark.parametrize(
    "words", ['"', "NEAR(", "^", "-", "*", "a AND", "' OR 1=1 --", "<script>", "%", "x" * 500]
)
def test_any_words_may_be_asked_and_come_back_escaped(client: Client, words: str) -> None:
    response = client.get("/trivia/", {"q": words})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_a_spoiler_stands_in_a_closed_fold_and_nowhere_else(client: Client, film: object) -> None:
    rosebud = CharacterFactory(film=film, name="Rosebud")
    FactFactory(
        film=film,
        published=True,
        text="Rosebud is Secretname, a sled.",
        spoiler="major",
        topics=[TopicFactory(name="Props")],
        people=[PersonFactory(name="Secretname")],
        characters=[rosebud],
    )
    for path in ("/trivia/?q=sled", "/films/eternal/facts/1/", "/films/eternal/"):
        page = client.get(path).content.decode()
        before, rest = page.split('<details class="spoiler" data-nosnippet>')
        inside, after = rest.split("</details>", 1)
        assert "sled" in inside
        assert "sled" not in before.replace('value="sled"', "").replace("“sled”", "").replace("q=sled", "")
        assert "sled" not in after.replace("q=sled", "")
        notes = after[after.index('<div class="fact-notes">') :].split("</div>")[0]
        assert "Secretname" not in notes
        assert "Rosebud" not in notes
        head = page.split("</head>")[0]
        assert "Rosebud" not in head
        assert "Secretname" not in head


@pytest.mark.parametrize("path", ["/trivia/", "/trivia/?film=eternal", "/films/eternal/"])
def test_no_filter_names_whom_only_a_spoiler_names(client: Client, film: object, path: str) -> None:
    for name in ("Ann", "Zoë"):
        FactFactory(
            film=film,
            published=True,
            people=[PersonFactory(name=name)],
            characters=[CharacterFactory(film=film, name=f"Doctor {name}")],
        )
    FactFactory(
        film=film,
        published=True,
        text="It was she.",
        spoiler="mild",
        people=[PersonFactory(name="Secretname")],
        characters=[CharacterFactory(film=film, name="Rosebud")],
    )
    page = client.get(path).text.lower()
    assert ('value="ann"' in page, "doctor ann" in page) == (True, True)
    assert ("secretname" in page, "rosebud" in page) == (False, False)


@pytest.mark.parametrize("quoted", ["", "The sled is burned."])
def test_a_spoiler_folds_the_place_in_its_sources_too(client: Client, film: object, quoted: str) -> None:
    fact = FactFactory(film=film, published=True, spoiler="major")
    CitationFactory(
        fact=fact, quoted=quoted, locator="the burning scene", source=SourceFactory(title="The book")
    )
    page = client.get("/films/eternal/facts/1/").text
    closed = re.sub(r'<details class="spoiler".*?</details>', "", page, flags=re.DOTALL)
    assert page.count("the burning scene") == 1
    assert ("the burning scene" in closed, "The sled" in closed, "The book" in closed) == (False, False, True)


def test_a_fact_without_a_spoiler_says_the_place_with_its_source(client: Client, film: object) -> None:
    CitationFactory(
        fact=FactFactory(film=film, published=True), locator="page 12", source=SourceFactory(title="The book")
    )
    assert "; page 12." in client.get("/films/eternal/facts/1/").text


def test_summaries_of_spoilers_are_unique_across_films(client: Client) -> None:
    for title in ("Eternal", "Other"):
        FactFactory(film=FilmFactory(published=True, title=title), published=True, spoiler="mild")
    page = client.get("/trivia/").content.decode()
    assert "<summary>Mild spoiler: fact 1 about Eternal</summary>" in page
    assert "<summary>Mild spoiler: fact 1 about Other</summary>" in page


def test_a_text_is_escaped(client: Client, film: object) -> None:
    FactFactory(film=film, published=True, text="<b>&</b> <script>alert(1)</script>")
    page = client.get("/films/eternal/facts/1/").content.decode()
    assert "&lt;b&gt;&amp;&lt;/b&gt; &lt;script&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/films/eternal/facts/2/",
        "/films/eternal/facts/3/",
        "/films/eternal/facts/0/",
        "/films/eternal/facts/01/",
        "/films/eternal/facts/-1/",
        "/films/eternal/facts/1e3/",
        "/films/eternal/facts/1234567890/",
        "/films/eternal/facts/99999999999999999999/",
        "/films/other/facts/1/",
        "/films/a%2Fb/facts/1/",
    ],
)
def test_a_fact_that_is_not_there_is_a_404(client: Client, film: object, path: str) -> None:
    FactFactory(film=film, published=True)
    FactFactory(film=film)
    assert client.get("/films/eternal/facts/1/").status_code == 200
    assert client.get(path).status_code == 404


def test_pages_have_one_canonical_address_whatever_host_is_asked(
    client: Client, film: object, settings
) -> None:
    settings.ALLOWED_HOSTS = ["other.example"]
    FactFactory(film=film, published=True)
    page = client.get("/films/eternal/facts/1/", headers={"host": "other.example"}).content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/films/eternal/facts/1/">' in page
    assert "other.example" not in page
