from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from films.pages.words import Words
from tests.factories import (
    CharacterFactory,
    FactFactory,
    FilmFactory,
    QuoteFactory,
    SpeechFactory,
    WorkFactory,
)
from tests.values import find_strangers
from trivia.pages.quotes import ShownQuote, ShownSpeech, show_quotes

pytestmark = pytest.mark.django_db


def test_a_quote_is_set_as_a_play() -> None:
    film = FilmFactory(published=True, title="Eternal")
    mary = CharacterFactory(film=film, name="Mary")
    quote = QuoteFactory(film=film, published=True, context="At night.")
    poem = WorkFactory(title="Eloisa to Abelard", kind="poem", creator="Alexander Pope")
    for text, after, work in (("How happy\nthe vestal’s lot!", "they drink", poem), ("Found it.", "", poem)):
        SpeechFactory(
            quote=quote,
            character=mary,
            speaker_as_written="MARY",
            direction_before="softly" if work and after else "",
            text=text,
            direction_after=after,
            quoted_work=work,
        )
    player = Words("Kirsten Dunst", "/people/kirsten-dunst/")
    quotes = show_quotes(film.pk, {"mary": player}, {"mary"})
    speaker = Words("MARY", "/trivia/?character=eternal/mary")
    assert quotes == (
        ShownQuote(
            1,
            "quote-1",
            "At night.",
            "",
            (
                ShownSpeech(speaker, "softly", ("How happy", "the vestal’s lot!"), "they drink"),
                ShownSpeech(speaker, "", ("Found it.",), ""),
            ),
            (player,),
            ((Words("Alexander Pope, "), Words("“Eloisa to Abelard”")),),
        ),
    )
    assert find_strangers(quotes) == []


def test_a_speaker_without_facts_or_record_is_no_link() -> None:
    film = FilmFactory(published=True)
    quote = QuoteFactory(film=film, published=True)
    SpeechFactory(quote=quote, character=CharacterFactory(film=film, name="Mary"), speaker_as_written="Mary")
    SpeechFactory(quote=quote, speaker_as_written="Voice")
    (shown,) = show_quotes(film.pk, {}, set())
    assert [speech.speaker for speech in shown.speeches] == [Words("Mary"), Words("Voice")]
    assert shown.spoken_by == ()


def test_the_summary_of_a_spoiler_gives_nothing_away() -> None:
    film = FilmFactory(published=True)
    for spoiler in ("major", "mild", "none"):
        QuoteFactory(film=film, published=True, spoiler=spoiler)
    assert [quote.summary for quote in show_quotes(film.pk, {}, set())] == [
        "Spoiler: quote 1",
        "Mild spoiler: quote 2",
        "",
    ]


def test_quotes_come_in_the_films_order_without_drafts_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    film = FilmFactory(published=True)
    for position, published in ((2, True), (1, True), (0, False)):
        SpeechFactory(quote=QuoteFactory(film=film, published=published, position=position))
    QuoteFactory(published=True)
    FactFactory(film=film, published=True)
    with django_assert_num_queries(1):  # quotes with their speeches
        quotes = show_quotes(film.pk, {}, set())
    assert [quote.number for quote in quotes] == [2, 1]
