"""What a page says, set against what a record can hold: told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from films.models import Character, Credit, Film, Genre, Link, Person, Release
from trivia.documents.records import DocumentError, Page
from trivia.models import Speech


def check_fit(page: Page) -> None:
    """Refuse (`DocumentError`, with the line) a page with a value too long or out of range for its field."""
    for model, name, value, line in _list_values(page):
        if value in ("", None):
            continue
        field: Any = model._meta.get_field(name)
        try:
            field.run_validators(value)
        except ValidationError as error:
            shown = str(value) if len(str(value)) <= 60 else f"{str(value)[:59]}…"
            where = str(field.verbose_name)
            raise DocumentError(
                f"“{shown}” does not fit as {where}: {' '.join(error.messages)}", line
            ) from error


def _list_values(page: Page) -> Iterator[tuple[type[Model], str, Any, int]]:
    first = page.lines[0].number if page.lines else 0
    for name in ("original_title", "tagline", "runtime_minutes", "year", "imdb_id"):
        if getattr(page, name):
            yield Film, name, getattr(page, name), first
    if page.certificate:
        given = page.certificate
        yield Film, "certificate_system", given.system, given.line
        yield Film, "certificate", given.value, given.line
        yield Film, "certificate_reason", given.reason, given.line
    for genre in page.genres:
        yield Genre, "name", genre, first
    for credit in page.crew:
        yield Person, "name", credit.name, credit.line
        yield Credit, "job", credit.job, credit.line
    for member in page.cast:
        yield Person, "name", member.name, member.line
        yield Character, "name", member.character, member.line
    for release in page.releases:
        yield Release, "date", release.date, release.line
        yield Release, "note", release.note, release.line
    for link in page.links:
        yield Link, "label", link.label, link.line
        yield Link, "text", link.text, link.line
        yield Link, "url", link.url, link.line
    for speech in (speech for block in page.quotes for speech in block.speeches):
        yield Speech, "speaker_as_written", speech.speaker, speech.line
        yield Speech, "direction_before", speech.direction_before, speech.line
        yield Speech, "direction_after", speech.direction_after, speech.line
