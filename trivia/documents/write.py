"""A page written out, in the layout that `parse` reads: `parse(write(page))` has the same content.

Where the plain form of a line would be read as something else, the line takes a longer form, or a
backslash in front of what misleads (FORMAT.md tells how). Whether it would is asked of the reader
itself. What the checks in `rules` refuse cannot be written; a page without it always can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from trivia.documents.cast import write_member
from trivia.documents.facts import write_fact
from trivia.documents.film_title import read_title_line
from trivia.documents.header import read_header_item
from trivia.documents.labels import split_label
from trivia.documents.ledger import Ledger
from trivia.documents.records import Certificate, CrewCredit, Detail, Page, PageLink, QuoteBlock
from trivia.documents.rows import escape, split_rows
from trivia.documents.rules import (
    check_direction,
    check_fact_text,
    check_page,
    check_speaker,
    check_speech_text,
)
from trivia.documents.sections import looks_like_prose
from trivia.documents.speeches import looks_like_speech, write_speech
from trivia.documents.values import join_list, join_names, write_codes, write_release

__all__ = [
    "check_direction",
    "check_fact_text",
    "check_page",
    "check_speaker",
    "check_speech_text",
    "write",
    "write_fact",
    "write_quote",
]

# A header needs no heading while all its lines are plainly a header's.
_LONGEST_PLAIN_VALUE = 12


def write(page: Page) -> str:
    """The page as text, ending in a newline. Notes, lines and the guessed title are not content."""
    title = _write_title(page)
    header = list(_write_header(page, titled=bool(title)))
    if header and not _is_plain_header(header):
        header.insert(0, "Details")
    sections = [
        title,
        header,
        _under("Cast", [f"• {write_member(member)}" for member in page.cast]),
        _under(
            "Synopsis",
            "\n\n".join(map(_write_paragraph, filter(None, page.synopsis.split("\n\n")))).split("\n"),
        ),
        _under("Trivia", [f"  • {write_fact(fact)}" for fact in page.facts]),
        _under("Quotes", "\n\n".join(map(write_quote, page.quotes)).split("\n")),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def write_quote(quote: QuoteBlock) -> str:
    """A quote as the lines of its speeches."""
    return "\n".join(map(write_speech, quote.speeches))


def _under(heading: str, lines: list[str]) -> list[str]:
    return [heading, *lines] if any(lines) else []


def _write_title(page: Page) -> list[str]:
    """The title as an underlined line; nothing where that would be read as something else."""
    if not page.title:
        return []
    line = f"{page.title} ({page.year})" if page.year else page.title
    lines = [line, "=" * min(len(line), 80) if len(line) > 3 else "==="]
    ledger = Ledger([])
    taken = read_title_line(ledger, split_rows("\n".join(lines)))
    expected = {"title": page.title} | ({"year": page.year} if page.year else {})
    return lines if taken == len(lines) and ledger.fields == expected else []


def _write_paragraph(text: str) -> str:
    plain = len(text) > 60 and text[0].isalnum() and looks_like_prose(text)
    return text if plain and not split_label(text) and not looks_like_speech(text) else "\\" + text


def _write_header(page: Page, titled: bool) -> Iterator[str]:
    if page.title and not titled:
        yield f"• Title: {escape(page.title, '()[]')}"
    if page.year and not titled:
        yield f"• Year: {page.year}"
    if page.original_title:
        yield f"• Original title: {escape(page.original_title, '')}"
    for (department, job), credits in groupby(page.crew, key=lambda credit: (credit.department, credit.job)):
        yield from _write_credits(department, job, list(credits))
    for release in page.releases:
        yield f"• Release date: {write_release(release.date, release.country, release.note)}"
    if page.certificate:
        yield _write_certificate(page.certificate)
    if page.genres:
        yield f"• Genre: {join_list(page.genres)}"
    if page.runtime_minutes:
        yield f"• Runtime: {page.runtime_minutes} min"
    if page.countries:
        yield f"• Country: {write_codes(page.countries, 'countries')}"
    if page.languages:
        yield f"• Language: {write_codes(page.languages, 'languages')}"
    if page.tagline:
        yield f"• Tagline: {escape(page.tagline, '')}"
    if page.imdb_id:
        yield f"• IMDb: {page.imdb_id}"
    yield from map(_write_link, page.links)
    yield from map(_write_detail, page.details)


def _write_credits(department: str, job: str, credits: Sequence[CrewCredit]) -> list[str]:
    names = [credit.name for credit in credits]
    explicit = f"{escape(job, ':：()')} ({department})"
    for label in (job, explicit):
        line = f"• {label}: {join_names(names)}"
        if _read_back(line).crew == [replace(credit, line=1) for credit in credits]:
            return [line]
    return [f"• {explicit}: {join_names([name])}" for name in names]


def _write_certificate(certificate: Certificate) -> str:
    reason = f" for {escape(certificate.reason, '')}." if certificate.reason else ""
    aside = f" ({escape(certificate.system, ':：()')})" if certificate.system else ""
    for plain in (
        f"• {certificate.system} Rating: Rated {certificate.value}{reason}",
        f"• Certificate{aside}: {certificate.value}{reason}",
    ):
        if _read_back(plain).fields == {"certificate": replace(certificate, line=1)}:
            return plain
    return f"• Certificate{aside}: {escape(certificate.value, ' ')}{reason}"


def _write_link(link: PageLink) -> str:
    for value in (link.text if not link.url else link.url, f"{link.text} <{link.url}>"):
        plain = f"• {link.label}: {value}"
        if _read_back(plain).links == [replace(link, line=1)]:
            return plain
    text, url = escape(link.text, "<>"), escape(link.url, "<>")
    return f"• {escape(link.label, ':：()')} ({link.kind} link): {text} <{url}>"


def _write_detail(detail: Detail) -> str:
    plain = f"• {detail.label}: {detail.value}"
    found = _read_back(plain)
    if found.details == [replace(detail, line=1)] and not (
        found.fields or found.crew or found.cast or found.releases
    ):
        return plain
    return f"• \\{escape(detail.label, ':：')}: {escape(detail.value, '')}"


def _read_back(line: str) -> Ledger:
    """What the reader makes of one header line."""
    ledger = Ledger([])
    read_header_item(ledger, split_rows(line))
    return ledger


def _is_plain_header(lines: Sequence[str]) -> bool:
    labels = [split_label(line.removeprefix("• ")) for line in lines]
    known = [label for label in labels if label and label.known]
    short = all(
        label and (label.known or len(label.value.split()) <= _LONGEST_PLAIN_VALUE) for label in labels
    )
    return bool(labels[0] and labels[0].known) and short and len(known) * 4 >= len(lines)
