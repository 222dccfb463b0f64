"""What a partial date, a country, a language and an outside id must look like."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from films.wording import check_certificate, check_label, check_name, check_paragraphs, check_value

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
ENGLISH = Locale("en")
#: ISO 3166-1 alpha-2 codes in use, with their English names (CLDR; its private-use codes left out).
COUNTRIES = {
    code: name
    for code, name in ENGLISH.territories.items()
    if len(code) == 2
    and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "XK"}
}
#: ISO 639 codes with their English names (CLDR).
LANGUAGES = {code: name for code, name in ENGLISH.languages.items() if code.isalpha() and len(code) in (2, 3)}

validate_imdb_title = RegexValidator(
    r"\Att\d{7,10}\Z", _("An IMDb title id is “tt” and seven or more digits, like tt0338013.")
)
validate_imdb_name = RegexValidator(
    r"\Anm\d{7,10}\Z", _("An IMDb name id is “nm” and seven or more digits, like nm0327273.")
)
validate_wikidata = RegexValidator(
    r"\AQ[1-9]\d{0,11}\Z", _("A Wikidata id is “Q” and a number, like Q172241.")
)


def validate_partial_date(value: str) -> None:
    """Refuse what is not 2004, 2004-03 or 2004-03-19 (ISO 8601, reduced precision)."""
    match = PARTIAL_DATE.fullmatch(value)
    if match:
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            date(year, month, day)
        except ValueError:
            pass
        else:
            return
    raise ValidationError(_("Write a date as 2004, 2004-03 or 2004-03-19."), code="partial_date")


def validate_country(value: str) -> None:
    """Refuse what is not an ISO 3166-1 alpha-2 code."""
    if value not in COUNTRIES:
        raise ValidationError(
            _("“%(value)s” is not a country code. Use two capital letters, like US or FR (ISO 3166-1)."),
            code="country",
            params={"value": value},
        )


def validate_countries(values: Any) -> None:
    """Refuse what is not a list of ISO 3166-1 alpha-2 codes."""
    for value in _as_words(values):
        validate_country(value)


def validate_languages(values: Any) -> None:
    """Refuse what is not a list of ISO 639 codes."""
    for value in _as_words(values):
        if value not in LANGUAGES:
            raise ValidationError(
                _("“%(value)s” is not a language code. Use small letters, like en or fr (ISO 639)."),
                code="language",
                params={"value": value},
            )


def validate_line(value: str) -> None:
    """Refuse what is not one line of text, spaced singly, without control characters."""
    _refuse(check_value(value))


def validate_name(value: str) -> None:
    """Refuse a line that cannot be somebody's name."""
    _refuse(check_name(value))


def validate_label(value: str) -> None:
    """Refuse a line that cannot be a label or a job."""
    _refuse(check_label(value))


def validate_certificate(value: str) -> None:
    """Refuse what is not the short mark of a rating."""
    _refuse(check_certificate("", value, ""))


def validate_paragraphs(value: str) -> None:
    """Refuse text that is not paragraphs with one empty line between two."""
    _refuse(check_paragraphs(value))


def _refuse(message: str | None) -> None:
    if message:
        raise ValidationError(message, code="wording")


def validate_details(value: Any) -> None:
    """Refuse what is not a list of [label, value] pairs of text."""
    if not isinstance(value, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        for pair in value
    ):
        raise ValidationError(_("Write details as [[label, value], …]."), code="details")
    for label, text in value:
        _refuse(check_label(label) or check_value(text))


def _as_words(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValidationError(_("Write a list of codes."), code="list")
    if len(set(values)) != len(values):
        raise ValidationError(_("A code is listed twice."), code="twice")
    return values
