from __future__ import annotations

import pytest
from django.urls import NoReverseMatch

from films.pages.words import Words, link_outside, link_to, make_canonical, shorten, write_date


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2004", "2004"),
        ("2004-03", "March 2004"),
        ("2004-03-19", "19 March 2004"),
        ("1688-05-21", "21 May 1688"),
    ],
)
def test_a_partial_date_is_written_as_far_as_it_is_known(iso: str, text: str) -> None:
    assert write_date(iso) == Words(text, iso=iso)


def test_an_address_is_escaped() -> None:
    assert link_to("film_detail", "千と千尋") == "/films/%E5%8D%83%E3%81%A8%E5%8D%83%E5%B0%8B/"


def test_an_address_that_no_page_has_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        link_to("film_detail", "no/slug")


def test_the_canonical_address_is_the_sites_own(settings) -> None:
    settings.ETERNAL_URL = "https://eternal.example"
    assert make_canonical("/trivia/") == "https://eternal.example/trivia/"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("Short  enough.", "Short enough."),
        ("Cut between two words.", "Cut between two…"),
        ("Cut it at the edges of it", "Cut it at the edges…"),
        ("a " + "x" * 40, "a " + "x" * 17 + "…"),
        ("日" * 40, "日" * 19 + "…"),
    ],
)
def test_a_long_text_is_cut_between_words_or_inside_one_that_has_no_gap_near(text: str, short: str) -> None:
    assert shorten(text, 20) == short


def test_outside_links_are_made_of_the_ids_there_are() -> None:
    assert link_outside("https://www.imdb.com/title/%s/", "", "") == []
    assert link_outside("https://www.imdb.com/title/%s/", "tt0338013", "Q208040") == [
        Words("IMDb", "https://www.imdb.com/title/tt0338013/"),
        Words("Wikidata", "https://www.wikidata.org/wiki/Q208040"),
    ]
