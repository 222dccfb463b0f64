"""Write quotes and their speeches."""

from __future__ import annotations

from trivia.documents.apply.writing import BULK, Writing, update_rows
from trivia.documents.plan import RowPlan
from trivia.documents.records import QuoteBlock
from trivia.models import Quote, Speech


def write_quotes(writing: Writing, new: list[RowPlan], first: int) -> dict[int, int]:
    """Write new and changed quotes. Returns the numbers of the new ones by their first line."""
    quotes = [
        Quote(
            film=writing.film,
            number=number,
            position=number,
            status=writing.status,
            origin_document=writing.document,
            origin_line=row.theirs.line,
            origin_text=row.as_written,
        )
        for number, row in enumerate(new, first)
        if row.theirs is not None
    ]
    Quote.objects.bulk_create(quotes, batch_size=BULK)
    writing.history.add(Quote, [quote.pk for quote in quotes])
    update_rows(writing, Quote, writing.plan.quotes)
    changed = {row.pk: row.theirs for row in writing.plan.quotes if row.pk and "speeches" in row.updates}
    blocks = {quote.pk: row.theirs for quote, row in zip(quotes, new, strict=True)} | changed
    kept = _take_out(list(changed)) if changed else {}
    Speech.objects.bulk_create(
        [
            Speech(
                quote_id=pk,
                position=position,
                speaker_as_written=speech.speaker,
                text=speech.text,
                direction_before=speech.direction_before,
                direction_after=speech.direction_after,
                character_id=writing.character(speech.speaker) or kept.get((pk, position), NOBODY)[0],
                quoted_work_id=kept.get((pk, position), NOBODY)[1],
            )
            for pk, block in blocks.items()
            if isinstance(block, QuoteBlock)
            for position, speech in enumerate(block.speeches, 1)
        ],
        batch_size=BULK,
    )
    return {quote.origin_line or 0: quote.number for quote in quotes}


NOBODY: tuple[int | None, int | None] = (None, None)


def _take_out(quotes: list[int]) -> dict[tuple[int, int], tuple[int | None, int | None]]:
    """Delete the speeches of these quotes; what editors linked to each, by quote and position."""
    speeches = Speech.objects.filter(quote__in=quotes)
    linked: dict[tuple[int, int], tuple[int | None, int | None]] = {
        (quote, position): (character, work)
        for quote, position, character, work in speeches.values_list(
            "quote_id", "position", "character_id", "quoted_work_id"
        )
    }
    speeches.delete()
    return linked
