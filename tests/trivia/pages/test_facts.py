from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from films.pages.words import Words
from tests.factories import (
    CharacterFactory,
    CitationFactory,
    FactFactory,
    FilmFactory,
    PersonFactory,
    SourceFactory,
    TopicFactory,
    WorkFactory,
)
from tests.values import find_strangers
from trivia.models import Fact
from trivia.pages.facts import Named, Tally, TallyRow, count_facts, count_standings, cut_text, show_facts


def test_a_text_without_marks_is_one_run() -> None:
    assert cut_text("Plain.", [], {}, set()) == (Words("Plain."),)


def test_marked_names_are_links_and_titles_of_works_are_titles() -> None:
    marks = [[0, 4, "person", "kate"], [9, 13, "character", "joel"], [17, 23, "work", "empire"]]
    links = {("person", "kate"): "/people/kate/", ("character", "joel"): "/trivia/?character=f/joel"}
    assert cut_text("Kate and Joel in Empire.", marks, links, {"empire"}) == (
        Words("Kate", "/people/kate/"),
        Words(" and "),
        Words("Joel", "/trivia/?character=f/joel"),
        Words(" in "),
        Words("Empire", cite=True),
        Words("."),
    )


def test_a_mark_without_an_address_stays_text() -> None:
    marks = [[0, 4, "person", "kate"], [5, 9, "work", "poem"]]
    assert cut_text("Kate Poem", marks, {}, set()) == (Words("Kate Poem"),)


def test_a_title_in_quotation_marks_is_not_set_in_italics_too() -> None:
    marks = [[4, 10, "work", "empire"], [15, 21, "work", "empire"]]
    assert cut_text("In “Empire” or Empire.", marks, {}, {"empire"}) == (
        Words("In “Empire” or "),
        Words("Empire", cite=True),
        Words("."),
    )


@pytest.mark.parametrize("marks", [[[2, 99]], [[3, 3]], [[4, 2]], [[-1, 2]]])
def test_a_mark_that_no_longer_fits_is_passed_over(marks: list[list[int]]) -> None:
    stale = [[*span, "person", "kate"] for span in marks]
    assert cut_text("Kate", stale, {("person", "kate"): "/k/"}, set()) == (Words("Kate"),)


def test_overlapping_marks_never_repeat_a_letter() -> None:
    links = {("person", "kate"): "/k/"}
    runs = cut_text("Kate Winslet", [[0, 12, "person", "kate"], [5, 12, "person", "kate"]], links, set())
    assert runs == (Words("Kate Winslet", "/k/"),)


@pytest.mark.django_db
class TestShownFacts:
    def test_a_fact_is_shown_with_all_that_is_public_about_it(self) -> None:
        film = FilmFactory(published=True, title="Eternal")
        kate, joel = PersonFactory(name="Kate Winslet"), CharacterFactory(film=film, name="Joel")
        fact = FactFactory(
            film=film,
            published=True,
            text="Joel meets Kate Winslet.",
            people=[kate, PersonFactory(name="Unnamed Friend"), PersonFactory(name="Gone", status="retired")],
            characters=[joel],
            topics=[
                TopicFactory(name="Sound", position=2, group="edit"),
                TopicFactory(name="Cast", position=1, group="page"),
            ],
            standing="attributed",
            checked_on=date(2026, 11, 3),
        )
        CitationFactory(
            fact=fact, source=SourceFactory(title="A book", author=[{"family": "Pope"}], issued="1717")
        )
        (shown,) = show_facts(Fact.objects.published())
        assert shown.text == (
            Words("Joel", "/trivia/?character=eternal/joel"),
            Words(" meets "),
            Words("Kate Winslet", "/people/kate-winslet/"),
            Words("."),
        )
        assert shown.people == (
            Named("kate-winslet", "Kate Winslet", "/people/kate-winslet/"),
            Named("unnamed-friend", "Unnamed Friend", "/people/unnamed-friend/"),
        )
        assert [topic.name for topic in shown.topics] == ["Cast", "Sound"]
        assert (shown.href, shown.film) == ("/films/eternal/facts/1/", Words("Eternal", "/films/eternal/"))
        assert (shown.colour, shown.standing_word, shown.spoiler, shown.summary) == (
            "green",
            "Attributed",
            "",
            "",
        )
        assert shown.sources == ("Pope 1717",)
        assert shown.checked == Words("3 November 2026", iso="2026-11-03")
        assert [words.text for words in shown.names] == ["Kate Winslet", "Unnamed Friend", "Joel"]
        assert shown.plain == "Joel meets Kate Winslet."
        assert find_strangers(shown) == []

    def test_a_spoiler_says_its_topics_and_number_and_names_nobody(self) -> None:
        film = FilmFactory(published=True, title="Eternal")
        topics = [TopicFactory(name="Sound", position=1), TopicFactory(name="Filming", position=2)]
        FactFactory(
            film=film,
            published=True,
            text="He dies.",
            people=[PersonFactory()],
            topics=topics,
            spoiler="major",
        )
        FactFactory(film=film, published=True, text="She lives.", spoiler="mild")
        first, second = show_facts(Fact.objects.order_by("pk"))
        assert (first.spoiler, first.summary, first.names) == ("major", "Spoiler: sound, filming, fact 1", ())
        assert second.summary == "Mild spoiler: fact 2"
        first, _second = show_facts(Fact.objects.order_by("pk"), say_film=True)
        assert first.summary == "Spoiler: sound, filming, fact 1 about Eternal"

    def test_only_some_titles_are_in_italics(self) -> None:
        works = [WorkFactory(title="Empire", kind="magazine"), WorkFactory(title="Eloisa", kind="poem")]
        FactFactory(published=True, text="Empire on Eloisa.", works=works)
        (shown,) = show_facts(Fact.objects.all())
        assert shown.text == (Words("Empire", cite=True), Words(" on Eloisa."))

    def test_facts_cost_six_queries_however_many(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        person, topic = PersonFactory(), TopicFactory()
        FactFactory(published=True, people=[person], topics=[topic])
        with django_assert_num_queries(6):  # facts, topics, people, characters, works, sources
            show_facts(Fact.objects.all())
        for _ in range(5):
            CitationFactory(fact=FactFactory(published=True, people=[person], topics=[topic]))
        with django_assert_num_queries(6):  # facts, topics, people, characters, works, sources
            assert len(show_facts(Fact.objects.all())) == 6


@pytest.mark.django_db
class TestCounts:
    def test_standings_are_counted_in_their_order_with_links(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        film = FilmFactory(published=True)
        for standing in ("unverified", "confirmed", "unverified"):
            FactFactory(film=film, published=True, standing=standing)
        FactFactory(film=film, standing="debunked")
        with django_assert_num_queries(1):
            tally = count_standings(Fact.objects.published(), ("film", film.slug))
        assert tally == Tally(
            3,
            0,
            (
                TallyRow("confirmed", "Confirmed", 1, f"/trivia/?film={film.slug}&standing=confirmed"),
                TallyRow("unverified", "Unverified", 2, f"/trivia/?film={film.slug}&standing=unverified"),
            ),
        )

    @pytest.mark.parametrize(
        ("reliability", "supports", "sourced"),
        [
            ("primary", "supports", 1),
            ("secondary", "supports", 1),
            ("fan", "supports", 0),
            ("primary", "against", 0),
            ("primary", "mentions", 0),
        ],
    )
    def test_a_fact_is_sourced_by_what_supports_it_and_is_no_fan_page(
        self, reliability: str, supports: str, sourced: int
    ) -> None:
        fact = FactFactory(published=True)
        CitationFactory(fact=fact, source=SourceFactory(reliability=reliability), supports=supports)
        assert count_standings(Fact.objects.published()).sourced == sourced
        assert count_facts([fact.film_id]) == {fact.film_id: (1, sourced)}

    def test_two_sources_count_a_fact_once_and_a_retired_one_not_at_all(self) -> None:
        twice, never = FactFactory(published=True), FactFactory(published=True)
        for _ in range(2):
            CitationFactory(fact=twice)
        CitationFactory(fact=never, source=SourceFactory(status="retired"))
        tally = count_standings(Fact.objects.published())
        assert (tally.facts, tally.sourced) == (2, 1)

    def test_without_facts_nothing_is_counted(self) -> None:
        FactFactory()
        assert count_standings(Fact.objects.published()) == Tally(0, 0, ())
        assert count_facts([]) == {}
