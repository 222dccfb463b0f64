"""A film as the database has it, gathered back into the records that a document is made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from films.models import Film
from films.models.credit import Department
from trivia.documents.records import (
    CastMember,
    Certificate,
    CrewCredit,
    Detail,
    FactText,
    Page,
    PageLink,
    QuoteBlock,
    Release,
    SpeechText,
)
from trivia.models import Fact, Quote, Speech, Spoiler


def gather_film(film: Film) -> Page:
    """Everything of a film's page but facts and quotes. Four queries."""
    credits = list(
        film.credits.order_by("billing", "id").values_list(
            "name_as_written", "department", "job", "character__name"
        )
    )
    return Page(
        title=film.title,
        year=film.year,
        original_title=film.original_title,
        tagline=film.tagline,
        synopsis=film.synopsis,
        runtime_minutes=film.runtime_minutes,
        certificate=(
            Certificate(0, film.certificate_system, film.certificate, film.certificate_reason)
            if film.certificate
            else None
        ),
        genres=tuple(film.genres.values_list("name", flat=True)),
        countries=tuple(film.countries),
        languages=tuple(film.languages),
        imdb_id=film.imdb_id,
        crew=tuple(
            CrewCredit(0, name, department, job)
            for name, department, job, _character in credits
            if department != Department.ACTING
        ),
        cast=tuple(
            CastMember(0, name, character or "")
            for name, department, _job, character in credits
            if department == Department.ACTING
        ),
        releases=tuple(
            Release(0, *row) for row in film.releases.order_by("id").values_list("date", "country", "note")
        ),
        links=tuple(
            PageLink(0, *row) for row in film.links.order_by("id").values_list("kind", "label", "text", "url")
        ),
        details=tuple(Detail(0, label, value) for label, value in film.details),
    )


def gather_quotes(quotes: list[int]) -> dict[int, QuoteBlock]:
    """The speeches of these quotes, by quote. One query."""
    speeches: dict[int, list[SpeechText]] = defaultdict(list)
    rows = Speech.objects.filter(quote_id__in=quotes).order_by("quote_id", "position")
    for pk, speaker, text, before, after in rows.values_list(
        "quote_id", "speaker_as_written", "text", "direction_before", "direction_after"
    ):
        speeches[pk].append(SpeechText(0, speaker, text, before, after))
    return {pk: QuoteBlock(0, tuple(speeches[pk])) for pk in quotes}


def gather_page(film: Film) -> Page:
    """The whole page, to be written out: drafts too, retired rows not. Seven queries."""
    facts = Fact.objects.for_film(film).current().in_film_order()
    quotes = Quote.objects.for_film(film).current().in_film_order()
    blocks = gather_quotes(list(quotes.values_list("pk", flat=True)))
    page = gather_film(film)
    return replace(
        page,
        facts=tuple(
            FactText(0, text, spoiler == Spoiler.MAJOR)
            for text, spoiler in facts.values_list("text", "spoiler")
        ),
        quotes=tuple(block for block in blocks.values() if block.speeches),
    )
