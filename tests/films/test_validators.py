from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from films.validators import (
    COUNTRIES,
    LANGUAGES,
    validate_certificate,
    validate_countries,
    validate_country,
    validate_details,
    validate_imdb_name,
    validate_imdb_title,
    validate_label,
    validate_languages,
    validate_line,
    validate_name,
    validate_paragraphs,
    validate_partial_date,
    validate_wikidata,
)


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_partial_date, "2004"),
        (validate_partial_date, "2004-03"),
        (validate_partial_date, "2004-02-29"),
        (validate_partial_date, "0001-01-01"),
        (validate_country, "US"),
        (validate_countries, []),
        (validate_countries, ["US", "FR"]),
        (validate_languages, ["en", "ja", "yue"]),
        (validate_imdb_title, "tt0338013"),
        (validate_imdb_name, "nm0327273"),
        (validate_wikidata, "Q208108"),
        (validate_details, []),
        (validate_details, [["Budget", "$20 million"]]),
    ],
)
def test_right_value_is_taken(validate: Callable[[Any], None], value: Any) -> None:
    assert validate(value) is None


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_partial_date, ""),
        (validate_partial_date, "04"),
        (validate_partial_date, "2004-13"),
        (validate_partial_date, "2003-02-29"),
        (validate_partial_date, "2004-3-19"),
        (validate_partial_date, "2004-03-19T00:00"),
        (validate_partial_date, "٢٠٠٤"),
        (validate_partial_date, "2004\n"),
        (validate_partial_date, "0000"),
        (validate_country, "us"),
        (validate_country, "USA"),
        (validate_country, "XX"),
        (validate_countries, "US"),
        (validate_countries, ["US", "US"]),
        (validate_countries, [["US"]]),
        (validate_languages, ["english"]),
        (validate_languages, {"en": 1}),
        (validate_imdb_title, "nm0327273"),
        (validate_imdb_title, "tt0338013\n"),
        (validate_imdb_title, "tt12"),
        (validate_wikidata, "Q0"),
        (validate_wikidata, "208108"),
        (validate_details, {"Budget": "x"}),
        (validate_details, [["Budget"]]),
        (validate_details, [["Budget", 20]]),
    ],
)
def test_wrong_value_is_refused(validate: Callable[[Any], None], value: Any) -> None:
    with pytest.raises(ValidationError):
        validate(value)


def test_country_and_language_names_are_at_hand() -> None:
    assert (COUNTRIES["US"], COUNTRIES["JP"], LANGUAGES["fr"]) == ("United States", "Japan", "French")
    assert 245 <= len(COUNTRIES) <= 252


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_line, "two  spaces"),
        (validate_line, " space"),
        (validate_line, "two\nlines"),
        (validate_line, "a\tb"),
        (validate_line, "a\u2028b"),
        (validate_name, "…"),
        (validate_label, "a very long label of more than eight words indeed"),
        (validate_label, "• Budget"),
        (validate_paragraphs, "One.\n\n\n\nTwo."),
        (validate_paragraphs, "One.\nTwo."),
        (validate_certificate, "R for language"),
        (validate_certificate, "8.3"),
        (validate_details, [["Budget", "two\nlines"]]),
    ],
)
def test_wording_that_a_page_could_not_hold_is_refused(validate: Callable[[Any], None], value: Any) -> None:
    with pytest.raises(ValidationError):
        validate(value)


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_line, "Cast"),
        (validate_line, "SPOILER: The Movie (2004)"),
        (validate_name, "Björk"),
        (validate_name, "50 Cent"),
        (validate_label, "Box Office #s"),
        (validate_paragraphs, "One.\n\nTwo."),
        (validate_certificate, "PG-13"),
    ],
)
def test_wording_that_a_page_can_hold_is_taken(validate: Callable[[Any], None], value: Any) -> None:
    assert validate(value) is None
