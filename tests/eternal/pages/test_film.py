from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from eternal.pages import film as pages
from eternal.pages.film import Choice, Facet, make_film_page
from films.pages.words import Words
from tests.factories import (
    CharacterFactory,
    CitationFactory,
    CreditFactory,
    FactFactory,
    FilmFactory,
    GenreFactory,
    LinkFactory,
    PersonFactory,
    QuoteFactory,
    ReleaseFactory,
    SpeechFactory,
    TopicFactory,
    WorkFactory,
)
from tests.values import find_strangers

pytestmark = pytest.mark.django_db


def test_a_film_that_is_not_public_has_no_page() -> None:
    FilmFactory(title="Draft")
    assert make_film_page("draft") is None


def test_a_film_with_nothing_but_a_title_has_a_page() -> None:
    FilmFactory(published=True, title="Bare")
    page = make_film_page("bare")
    assert (page.title, page.description) == ("Bare", "Facts about Bare, and where they come from.")
    assert page.canonical == "http://127.0.0.1:8000/films/bare/"
    assert (page.tally.facts, page.score, page.facets, page.parts, page.quotes, page.sources) == (
        0,
        (),
        (),
        (),
        (),
        (),
    )


def test_the_description_is_the_synopsis_cut_at_a_word() -> None:
    FilmFactory(published=True, title="Long", year=2004, synopsis="word " * 60)
    page = make_film_page("long")
    assert page.title == "Long (2004)"
    assert page.description == "word " * 30 + "word…"


def test_facts_stand_once_under_their_first_topic_in_the_order_of_the_making() -> None:
    film = FilmFactory(published=True, title="Eternal")
    names = TopicFactory(name="Names", group="page", position=5)
    sound = TopicFactory(name="Sound", group="edit", position=1)
    music = TopicFactory(name="Music", group="edit", position=2)
    for topics in ([music], [sound, music], [], [names], [music]):
        FactFactory(film=film, published=True, topics=topics)
    FactFactory(film=film, topics=[names])
    page = make_film_page("eternal")
    assert [
        (
            part.roman,
            part.name,
            part.colour,
            [(topic.name, topic.anchor, [fact.number for fact in topic.facts]) for topic in part.topics],
        )
        for part in page.parts
    ] == [
        ("I", "On the page", "green", [("Names", "topic-names", [4])]),
        (
            "III",
            "In the edit",
            "tangerine",
            [("Sound", "topic-sound", [2]), ("Music", "topic-music", [1, 5])],
        ),
        ("", "", "tangerine", [("", "", [3])]),
    ]
    assert [fact.number for fact in page.score] == [1, 2, 3, 4, 5]
    assert (page.tally.facts, page.topics) == (5, 3)
    assert find_strangers(page) == []


def test_an_editors_order_goes_before_the_number() -> None:
    film = FilmFactory(published=True, title="Eternal")
    FactFactory(film=film, published=True, position=2)
    FactFactory(film=film, published=True, position=1)
    (part,) = make_film_page("eternal").parts
    assert [fact.number for fact in part.topics[0].facts] == [2, 1]


def test_a_part_leads_to_the_facts_about_it_where_there_are_any() -> None:
    film = FilmFactory(published=True, title="Eternal")
    joel, stan = CharacterFactory(film=film, name="Joel"), CharacterFactory(film=film, name="Stan")
    for billing, character in enumerate((joel, stan), 1):
        CreditFactory(film=film, character=character, billing=billing)
    FactFactory(film=film, published=True, characters=[joel])
    page = make_film_page("eternal")
    assert [billing.part for billing in page.film.cast] == [
        Words("Joel", "/trivia/?character=eternal/joel"),
        Words("Stan"),
    ]


def test_facets_count_what_the_page_shows_the_most_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "CHOICES_OPEN", 1)
    film = FilmFactory(published=True, title="Eternal")
    kate, jim = PersonFactory(name="Kate"), PersonFactory(name="Jim")
    FactFactory(film=film, published=True, people=[kate, jim], standing="confirmed")
    FactFactory(film=film, published=True, people=[jim], spoiler="major")
    FactFactory(film=film, people=[kate])
    assert make_film_page("eternal").facets == (
        Facet("person", "Person", (Choice("jim", "Jim", 2),), (Choice("kate", "Kate", 1),)),
        Facet(
            "standing",
            "Standing",
            (Choice("confirmed", "Confirmed", 1),),
            (Choice("unverified", "Unverified", 1),),
        ),
    )


def test_a_page_shows_so_many_facts_and_counts_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "FACTS_SHOWN", 2)
    film = FilmFactory(published=True, title="Eternal")
    for standing in ("confirmed", "unverified", "unverified"):
        FactFactory(film=film, published=True, standing=standing)
    page = make_film_page("eternal")
    assert (len(page.score), page.tally.facts, page.all_facts) == (2, 3, "/trivia/?film=eternal")
    assert page.facets == ()  # they would count the two only


def test_a_page_that_shows_all_its_facts_has_facets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "FACTS_SHOWN", 2)
    film = FilmFactory(published=True, title="Eternal")
    for standing in ("confirmed", "unverified"):
        FactFactory(film=film, published=True, standing=standing)
    assert [facet.name for facet in make_film_page("eternal").facets] == ["standing"]


def test_a_page_costs_fourteen_queries_however_much_there_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    film = FilmFactory(published=True, title="Eternal", genres=[GenreFactory()])

    def add() -> None:
        character, person = CharacterFactory(film=film), PersonFactory()
        CreditFactory(film=film, person=person, character=character)
        LinkFactory(film=film)
        ReleaseFactory(film=film, note=person.name)
        fact = FactFactory(
            film=film,
            published=True,
            people=[person],
            characters=[character],
            topics=[TopicFactory()],
            works=[WorkFactory()],
        )
        CitationFactory(fact=fact)
        quote = QuoteFactory(film=film, published=True)
        SpeechFactory(quote=quote, character=character, quoted_work=WorkFactory())
        CitationFactory(quote=quote)

    add()
    # the film, its credits, releases, genres, links; the facts, their topics, people, characters, works in
    # italics, sources in the margin; standings; quotes with speeches; sources in full
    with django_assert_num_queries(14):
        make_film_page("eternal")
    for _ in range(4):
        add()
    with django_assert_num_queries(14):  # the same
        page = make_film_page("eternal")
    assert (len(page.score), len(page.quotes), len(page.sources)) == (5, 5, 10)
    assert find_strangers(page) == []


def test_facets_leave_out_whom_only_spoilers_name() -> None:
    film = FilmFactory(published=True, title="Eternal")
    jim, kate, mary = (PersonFactory(name=name) for name in ("Jim", "Kate", "Mary"))
    joel, clem, rosebud = (CharacterFactory(film=film, name=name) for name in ("Joel", "Clem", "Rosebud"))
    FactFactory(film=film, published=True, people=[jim, kate], characters=[joel, clem])
    FactFactory(film=film, published=True, people=[jim, mary], characters=[joel, rosebud], spoiler="mild")
    FactFactory(film=FilmFactory(published=True), published=True, people=[mary])
    person, character = make_film_page("eternal").facets
    assert person.choices == (Choice("jim", "Jim", 2), Choice("kate", "Kate", 1))
    assert character.choices == (Choice("eternal/joel", "Joel", 2), Choice("eternal/clem", "Clem", 1))
