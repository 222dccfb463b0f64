from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from films.pages.words import Words
from tests.factories import CitationFactory, FactFactory, FilmFactory, QuoteFactory, SourceFactory
from tests.values import find_strangers
from trivia.pages.sources import Reference, cite, list_sources, name_sources

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "Notes"}, "Notes"),
        ({"title": "Notes", "issued": "2004-03"}, "Notes 2004"),
        ({"author": [{"family": "Pope", "given": "A."}], "issued": "1717"}, "Pope 1717"),
        ({"author": [{"literal": "A club"}]}, "A club"),
        ({"author": [{"family": "Lewis"}, {"family": "Short"}], "issued": "1879"}, "Lewis and Short 1879"),
        ({"author": [{"family": "A"}, {"family": "B"}, {"family": "C"}]}, "A and others"),
    ],
)
def test_a_source_has_a_short_name(fields: dict[str, object], name: str) -> None:
    citation = CitationFactory(fact=FactFactory(published=True), source=SourceFactory(**fields))
    assert name_sources([citation.fact_id]) == {citation.fact_id: (name,)}


def test_where_sources_disagree_the_margin_says_how_many() -> None:
    fact = FactFactory(published=True)
    for supports in ("supports", "supports", "against"):
        CitationFactory(fact=fact, supports=supports)
    assert name_sources([fact.pk]) == {fact.pk: ("2 for, 1 against",)}


def test_fan_pages_and_mere_mentions_are_not_named() -> None:
    fact = FactFactory(published=True)
    CitationFactory(fact=fact, source=SourceFactory(reliability="fan"))
    CitationFactory(fact=fact, supports="mentions")
    assert name_sources([fact.pk]) == {}
    assert name_sources([]) == {}


def test_a_reference_is_written_out() -> None:
    source = SourceFactory(
        type="article-magazine",
        title="Forget Me Not",
        author=[{"given": "John", "family": "Pavlus"}, {"literal": "A friend"}],
        container_title="American Cinematographer",
        publisher="ASC",
        volume="85",
        issue="4",
        issued="2004-04",
        page="36–45",
        url="https://example.org/a",
        archive_url="https://web.archive.org/a",
        reliability="primary",
    )
    fact = FactFactory(published=True)
    CitationFactory(fact=fact, source=source)
    (cited,) = cite(fact.pk)
    assert cited.reference == Reference(
        "John Pavlus and A friend",
        Words("“Forget Me Not”"),
        "American Cinematographer",
        "ASC, volume 85, issue 4, April 2004, pages 36–45",
        "Primary source",
        (Words("read it", "https://example.org/a"), Words("kept copy", "https://web.archive.org/a")),
    )
    assert find_strangers(cited) == []


def test_a_book_and_a_page_of_nobodys_are_titles_of_their_own() -> None:
    film = FilmFactory(published=True)
    for fields in (
        {"type": "book", "author": [{"family": "Pope"}]},
        {"type": "webpage"},
        {"container_title": "Empire"},
    ):
        CitationFactory(fact=FactFactory(film=film, published=True), source=SourceFactory(**fields))
    assert [listed.reference.title.cite for listed in list_sources(film.pk)] == [True, True, False]


def test_a_films_sources_are_listed_once_with_what_rests_on_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    film = FilmFactory(published=True)
    fan = SourceFactory(title="A fan", reliability="fan")
    book = SourceFactory(title="The book", reliability="primary")
    for _ in range(2):
        fact = FactFactory(film=film, published=True)
        CitationFactory(fact=fact, source=fan)
        CitationFactory(fact=fact, source=book)
        CitationFactory(fact=fact, source=book, locator="again")
    CitationFactory(quote=QuoteFactory(film=film, published=True), source=book)
    CitationFactory(fact=FactFactory(film=film), source=fan)
    CitationFactory(fact=FactFactory(published=True))
    with django_assert_num_queries(1):
        listed = list_sources(film.pk)
    assert [(each.reference.title.text, each.bears) for each in listed] == [
        ("The book", "2 facts, 1 quote"),
        ("A fan", "2 facts"),
    ]
