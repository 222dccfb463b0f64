"""A browser, and a small site for it to visit. Every test under this directory needs Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM
from tests.factories import (
    CharacterFactory,
    CitationFactory,
    CreditFactory,
    FactFactory,
    FilmFactory,
    GenreFactory,
    PersonFactory,
    QuoteFactory,
    RelationFactory,
    ReleaseFactory,
    SourceFactory,
    SpeechFactory,
    TopicFactory,
    WorkFactory,
)
from trivia.pages import listing

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Playwright's synchronous API runs an event loop in this thread, where Django would refuse to use
    the database; the loop runs until the browser closes, so the leave must last as long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
            yield browser
            browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server: object, site: None) -> Iterator[OpenPage]:
    """`open_page("/trivia/", width=320, dark=True)`: without JavaScript unless `script=True`."""
    contexts = []

    def open_page(path: str, *, width: int = 1360, dark: bool = False, script: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_server}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two films: one with everything that a page can show, one with nothing but a title."""
    monkeypatch.setattr(listing, "FACTS_ON_PAGE", 5)  # so that a few facts make pages
    film = FilmFactory(
        published=True,
        title="Eternal Sunshine of the Spotless Mind",
        slug="eternal",
        year=2004,
        synopsis="Two people have each other erased from memory.",
        tagline="Would you erase me?",
        runtime_minutes=108,
        countries=["US"],
        languages=["en"],
        imdb_id="tt0338013",
        genres=[GenreFactory(name="Drama"), GenreFactory(name="Romance")],
    )
    ReleaseFactory(film=film)
    kate, jim, michel = (
        PersonFactory(name=name, born="1975-10-05", bio="Somebody in films.")
        for name in ("Kate Winslet", "Jim Carrey", "Michel Gondry")
    )
    joel = CharacterFactory(film=film, name="Joel Barish", also_known_as="Joel")
    mary = CharacterFactory(film=film, name="Mary")
    CreditFactory(film=film, person=jim, character=joel, billing=1)
    CreditFactory(film=film, person=kate, character=mary, billing=2, note="uncredited")
    CreditFactory(film=film, person=michel, department="Directing", job="Director")
    topics = [
        TopicFactory(name=name, group=group, position=n)
        for n, (name, group) in enumerate(
            [("Names", "page"), ("Filming", "set"), ("Sound", "edit"), ("Reception", "world")]
        )
    ]
    standings = ("confirmed", "attributed", "unverified", "disputed", "debunked")
    facts = [
        FactFactory(
            film=film,
            published=True,
            text=f"Joel is played by Jim Carrey, and Michel Gondry directs him; this is fact {n}.",
            people=[jim, michel, PersonFactory(name=f"Helper Number{n}")],
            characters=[joel],
            topics=topics[n % 4 :],
            standing=standings[n % 5],
            spoiler="major" if n == 6 else "mild" if n == 7 else "none",
            checked_on=date(2026, 11, 3),
        )
        for n in range(1, 9)
    ]
    FactFactory(film=film, published=True, text="Nothing is known of where this belongs.")
    book = SourceFactory(title="A book", type="book", url="https://example.org/book", reliability="primary")
    for fact in facts[:6]:
        CitationFactory(fact=fact, source=book, quoted="Line one.\nLine two.", locator="p. 12")
    CitationFactory(fact=facts[2], supports="against")
    RelationFactory(fact=facts[0], other=facts[1], kind="contradicts")
    poem = WorkFactory(title="Eloisa to Abelard", kind="poem", creator="Alexander Pope", year=1717)
    for spoiler in ("none", "major"):
        quote = QuoteFactory(film=film, published=True, context="At the clinic.", spoiler=spoiler)
        SpeechFactory(
            quote=quote,
            character=mary,
            speaker_as_written="Mary",
            direction_before="reads",
            text="How happy is the vestal’s lot!\nThe world forgetting",
            quoted_work=poem,
        )
    FilmFactory(published=True, title="Bare", slug="bare")
