from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from films.models import Film
from tests.factories import CharacterFactory, CreditFactory, FactFactory, FilmFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_home_is_there_before_anything_is_published(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "No film has been published here yet." in page.content.decode()


def test_a_public_film_has_a_page_and_a_draft_has_none(client: Client) -> None:
    FilmFactory(published=True, title="Eternal")
    draft = FilmFactory(title="Draft")
    assert client.get("/films/eternal/").status_code == 200
    assert client.get("/films/draft/").status_code == 404
    Film.objects.filter(pk=draft.pk).update(status="published")
    assert client.get("/films/draft/").status_code == 200


def test_a_film_with_nothing_but_a_title_leaves_every_section_out(client: Client) -> None:
    FilmFactory(published=True, title="Bare")
    page = client.get("/films/bare/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r"<h\d[^>]*>([^<]*)<", main) == ["Bare"]
    assert "<section" not in main
    assert "<dl" not in main


def test_a_draft_fact_is_absent_from_its_film_in_counts_too(client: Client) -> None:
    film = FilmFactory(published=True, title="Eternal")
    FactFactory(film=film, published=True, text="In the open.")
    FactFactory(film=film, text="Still a draft.", people=[PersonFactory(name="Nobody Yet")])
    page = client.get("/films/eternal/").content.decode()
    assert "Still a draft." not in page
    assert "Nobody Yet" not in page
    assert 'Facts<span class="count">1</span>' in page


def test_a_person_has_a_page_in_any_script(client: Client) -> None:
    film = FilmFactory(published=True, title="千と千尋の神隠し")
    CreditFactory(film=film, person=PersonFactory(name="宮崎 駿"), character=CharacterFactory(film=film))
    assert client.get(reverse("person_detail", args=["宮崎-駿"])).status_code == 200
    assert client.get(film.get_absolute_url()).status_code == 200
    assert client.get("/people/nobody/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/films/eternal/", "/people/kate/"])
def test_a_page_is_not_posted_to(client: Client, path: str) -> None:
    film = FilmFactory(published=True, title="Eternal")
    CreditFactory(film=film, person=PersonFactory(name="Kate"))
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/nope/", "/films/", "/films/a b/", "/films/x%00/", "/films/" + "a" * 121 + "/", "/trivia/1/"]
)
def test_an_address_that_nothing_has_is_a_404_in_the_sites_own_dress(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (400, 404)
    if response.status_code == 404:
        assert "This page has had itself erased from our memory" in response.content.decode()


def test_an_error_is_told_without_a_query_or_a_static_file_name(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise ZeroDivisionError

    client.get("/nope/")  # starts the middleware, which looks at the static files
    monkeypatch.setattr("eternal.views.make_home_page", fail)
    monkeypatch.setattr("django.contrib.staticfiles.storage.staticfiles_storage.url", fail)
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
    client.raise_request_exception = False
    response = client.get("/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "We lost our thread" in page
    sheets = re.findall(r'href="(/static/[^"]+)"', page)
    assert [sheet.startswith(settings.STATIC_URL) for sheet in sheets] == [True] * 5


def test_every_page_has_a_title_a_language_landmarks_and_no_script_or_style(client: Client) -> None:
    film = FilmFactory(published=True, title="Eternal")
    FactFactory(film=film, published=True, people=[PersonFactory(name="Kate")])
    titles = {}
    for path in ("/", "/films/eternal/", "/people/kate/", "/trivia/", "/films/eternal/facts/1/", "/nope/"):
        page = client.get(path).content.decode()
        titles[re.search("<title>(.*)</title>", page)[1]] = path
        assert page.startswith('<!doctype html>\n<html lang="en"')
        assert len(re.findall("<h1", page)) == 1
        for landmark in (
            '<a class="skip" href="#main">',
            "<header class",
            "<nav",
            "<search",
            '<main id="main"',
            "<footer",
        ):
            assert landmark in page, (path, landmark)
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", page), path
        assert len(set(re.findall(r'\sid="([^"]+)"', page))) == len(re.findall(r'\sid="([^"]+)"', page)), path
    assert len(titles) == 6


def test_no_page_sets_a_cookie(client: Client) -> None:
    film = FilmFactory(published=True, title="Eternal")
    FactFactory(film=film, published=True)
    for path in ("/", "/films/eternal/", "/trivia/?q=x", "/films/eternal/facts/1/", "/nope/"):
        assert client.get(path).cookies == {}, path


def test_no_page_links_to_one_that_is_not_there(client: Client) -> None:
    film = FilmFactory(published=True, title="Eternal")
    joel = CharacterFactory(film=film, name="Joel")
    CreditFactory(film=film, person=PersonFactory(name="Jim"), character=joel)
    FactFactory(
        film=film,
        published=True,
        text="Joel, played by Jim.",
        characters=[joel],
        people=[PersonFactory(name="Ann")],
    )
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        for href in re.findall(r'(?:href|action)="(/[^"#]*)"', response.content.decode()):
            href = href.replace("&amp;", "&")
            if not href.startswith(("/static/", "/admin/")) and href not in seen:
                waiting.append(href)
    assert {
        "/",
        "/films/eternal/",
        "/films/eternal/facts/1/",
        "/people/jim/",
        "/people/ann/",
        "/trivia/",
    } <= seen


def test_a_film_with_more_facts_than_its_page_leads_to_where_all_are_filtered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = FilmFactory(published=True, title="Eternal")
    for standing in ("confirmed", "unverified", "unverified"):
        FactFactory(film=film, published=True, standing=standing)
    link = '<a href="/trivia/?film=eternal">Filter all 3 facts</a>'
    page = client.get("/films/eternal/").text
    assert (link in page, '<details class="filters">' in page) == (False, True)
    monkeypatch.setattr("eternal.pages.film.FACTS_SHOWN", 2)
    page = client.get("/films/eternal/").text
    assert (link in page, '<details class="filters">' in page) == (True, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
@pytest.mark.parametrize(
    "path",
    ["/", "/films/eternal/", "/people/kate/", "/trivia/", "/films/eternal/facts/1/", "/healthz", "/readyz"],
)
def test_a_page_that_is_only_read_says_so_before_any_check_of_forms(method: str, path: str) -> None:
    film = FilmFactory(published=True, title="Eternal")
    FactFactory(film=film, published=True, people=[PersonFactory(name="Kate")])
    response = Client(enforce_csrf_checks=True).generic(method, path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_the_desk_still_checks_its_forms() -> None:
    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403
