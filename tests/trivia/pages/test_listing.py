from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from films.pages.words import Words
from tests.factories import (
    CharacterFactory,
    CitationFactory,
    FactFactory,
    FilmFactory,
    PersonFactory,
    TopicFactory,
)
from tests.values import find_strangers
from trivia.filters import FactFilter
from trivia.models import Fact
from trivia.pages import listing
from trivia.pages.listing import Chip, FactList, PageLink, make_fact_list

pytestmark = pytest.mark.django_db


def make_list(query: str) -> FactList:
    return make_fact_list(FactFilter(QueryDict(query)))


@pytest.fixture
def five_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "FACTS_ON_PAGE", 2)
    film = FilmFactory(published=True, title="Eternal")
    music = TopicFactory(name="Music")
    for n in range(1, 6):
        FactFactory(film=film, published=True, text=f"fact {n}", topics=[music])


def test_a_list_without_facts_says_so() -> None:
    page = make_list("")
    assert (page.title, page.sentence, page.status) == ("Facts", "Facts", "No facts")
    assert (page.facts, page.chips, page.errors, page.pages) == ((), (), (), ())
    assert page.canonical == "http://127.0.0.1:8000/trivia/"


def test_a_list_that_fits_has_no_pages() -> None:
    FactFactory(published=True, text="Only.")
    page = make_list("")
    assert (page.status, page.pages, page.previous, page.following) == ("1 fact", (), "", "")
    assert [fact.plain for fact in page.facts] == ["Only."]
    assert find_strangers(page) == []


def test_a_longer_list_turns_page_by_page(five_facts: None) -> None:
    page = make_list("topic=music&page=2")
    assert [fact.plain for fact in page.facts] == ["fact 3", "fact 2"]
    assert page.status == "5 facts, page 2 of 3"
    assert page.title == "Music facts, page 2 of 3"
    assert page.canonical == "http://127.0.0.1:8000/trivia/?topic=music&page=2"
    assert page.pages == (
        PageLink(1, "/trivia/?topic=music", False),
        PageLink(2, "/trivia/?topic=music&page=2", True),
        PageLink(3, "/trivia/?topic=music&page=3", False),
    )
    assert (page.previous, page.following) == ("/trivia/?topic=music", "/trivia/?topic=music&page=3")
    assert make_list("").previous == ""
    assert make_list("page=3").following == ""


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("4", "This list has 3 pages. Begin at page 1."),
        ("999999999", "This list has 3 pages. Begin at page 1."),
        ("1" + "0" * 30, "“1000000000000000000…” is not a page. Begin at page 1."),
        ("0", "“0” is not a page. Begin at page 1."),
        ("-1", "“-1” is not a page. Begin at page 1."),
        ("1.0", "“1.0” is not a page. Begin at page 1."),
        ("١", "“١” is not a page. Begin at page 1."),
        ("last", "“last” is not a page. Begin at page 1."),
        ("\0", "“\0” is not a page. Begin at page 1."),
    ],
)
def test_a_wrong_page_is_refused_with_words(five_facts: None, page: str, message: str) -> None:
    query = QueryDict(mutable=True)
    query.update({"topic": "music", "page": page})
    shown = make_fact_list(FactFilter(query))
    assert shown.errors == (Words(message, "/trivia/?topic=music"),)
    assert (shown.facts, shown.pages, shown.status) == ((), (), "No facts")
    assert shown.title == "Error: Music facts"


def test_a_list_goes_no_further_than_its_last_page(five_facts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LAST_PAGE", 2)
    page = make_list("page=2")
    assert page.status == "5 facts, page 2 of 2"
    assert page.limit == (
        "The list goes no further than this page. Choose a filter to see the facts that are left."
    )
    assert make_list("").limit == ""
    assert make_list("page=3").errors == (
        Words("A list goes no further than page 2: choose a filter, or begin at page 1.", "/trivia/"),
    )


def test_every_part_of_the_selection_can_be_taken_away(five_facts: None) -> None:
    page = make_list(
        "utm=x&page=2&q=fact&sort=oldest&topic=music&film=eternal&standing=unverified&topic=music"
    )
    assert page.sentence == "Music facts in Eternal, unverified, with the words “fact”"
    rest = "film=eternal&topic=music&standing=unverified&q=fact&sort=oldest"
    assert page.canonical == f"http://127.0.0.1:8000/trivia/?{rest}&page=2"
    assert page.chips == (
        Chip("Film", "Eternal", "/trivia/?topic=music&standing=unverified&q=fact&sort=oldest"),
        Chip("Topic", "Music", "/trivia/?film=eternal&standing=unverified&q=fact&sort=oldest"),
        Chip("Standing", "Unverified", "/trivia/?film=eternal&topic=music&q=fact&sort=oldest"),
        Chip("Words", "“fact”", "/trivia/?film=eternal&topic=music&standing=unverified&sort=oldest"),
    )
    assert page.cleared == "/trivia/"


def test_of_words_an_order_or_a_page_asked_twice_the_last_one_counts(five_facts: None) -> None:
    page = make_list("q=joel&q=fact&sort=film&sort=oldest&page=9&page=2")
    assert (page.q, page.canonical) == (
        "fact",
        "http://127.0.0.1:8000/trivia/?q=fact&sort=oldest&page=2",
    )
    assert page.chips == (Chip("Words", "“fact”", "/trivia/?sort=oldest"),)
    assert [fact.plain for fact in page.facts] == ["fact 3", "fact 4"]
    assert make_list("q=joel&q=").chips == ()
    assert make_list("q=joel&q=").canonical == "http://127.0.0.1:8000/trivia/"


def test_a_wrong_value_shows_nothing_and_says_why(five_facts: None) -> None:
    page = make_list("topic=nope&sort=x")
    assert page.errors == (
        Words("Topic: We have no topic “nope”.", "#topic-error"),
        Words("Order: “x” is not an order.", "#sort"),
    )
    assert (page.facts, page.status, page.sort_error) == ((), "No facts", "“x” is not an order.")
    assert page.chips == (Chip("Topic", "nope", "/trivia/?sort=x"),)
    assert find_strangers(page) == []


def test_the_order_asked_is_the_one_shown_as_chosen() -> None:
    assert [choice.chosen for choice in make_list("").sorts] == [True, False, False]
    assert [choice.chosen for choice in make_list("sort=film").sorts] == [False, False, True]
    assert make_list("sort=film").chips == ()


def test_a_long_search_is_kept_whole_in_its_field_and_short_in_its_chip() -> None:
    words = "word " * 2000
    page = make_list("q=" + words.replace(" ", "+"))
    assert page.q == words
    assert len(page.chips[0].text) <= 60
    assert page.errors == ()


def test_a_list_costs_seven_queries_and_one_for_each_field_that_names_records(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    def make_fact() -> Fact:
        film = FilmFactory(published=True)
        fact = FactFactory(
            film=film,
            published=True,
            text="word",
            people=[PersonFactory()],
            characters=[CharacterFactory(film=film)],
            topics=[TopicFactory()],
        )
        CitationFactory(fact=fact)
        return fact

    fact = make_fact()
    # all the counts in one; the facts, their topics, people, characters, works in italics, sources
    with django_assert_num_queries(7):
        make_list("q=word&standing=unverified&spoiler=none&sort=film")
    for _ in range(5):
        make_fact()
    with django_assert_num_queries(7):  # the same
        assert len(make_list("q=word&standing=unverified&spoiler=none&sort=film").facts) == 6
    chosen = (
        f"film={fact.film.slug}&person={fact.people.get().slug}&topic={fact.topics.get().slug}"
        f"&character={fact.film.slug}/{fact.characters.get().slug}"
    )
    with django_assert_num_queries(11):  # and the chosen film, person, character, topic
        assert len(make_list(chosen).facts) == 1
