"""A page of film trivia: text in, a `Page` out, with a verdict for every line.

The page falls into parts by its headings (`sections.divide`) and each part into blocks by its blank
lines. A block right under a heading is what the heading says; one further down is, if it looks like
it, and is told by its shape otherwise. A reader per section then makes records of the rows. Whatever no
reader takes is 'not understood'. Pure and linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from trivia.documents.cast import read_cast
from trivia.documents.facts import group_items, join_item, read_facts
from trivia.documents.film_title import guess_title, read_title_line
from trivia.documents.header import read_header_item
from trivia.documents.headings import Heading, Section
from trivia.documents.labels import split_label
from trivia.documents.ledger import Ledger
from trivia.documents.likeness import find_same_subject, normalise
from trivia.documents.recognise import require_film_page
from trivia.documents.records import Detail, NoteKind, Page, PageLink, Verdict
from trivia.documents.rows import clean, split_rows
from trivia.documents.sections import (
    Block,
    Part,
    Shape,
    classify,
    divide,
    fits,
    looks_like_prose,
    split_block,
)
from trivia.documents.speeches import read_block
from trivia.documents.values import read_link

_BEGINNINGS = {
    Section.CAST: "The cast begins",
    Section.FACTS: "The facts begin",
    Section.QUOTES: "The quotes begin",
}


def parse(text: str) -> Page:
    """Read a page. Raises DocumentError, and nothing else, for a text that is no film page."""
    rows = split_rows(text)
    ledger = Ledger(rows)
    taken = read_title_line(ledger, rows)
    parts, signs = divide(rows[taken:])
    for sign in signs:
        ledger.enter(sign, Verdict.HEADING)
    _Reader(ledger, parts).read()
    require_film_page(ledger, [part.heading for part in parts if part.heading])
    _note_likeness(ledger)
    title = ledger.fields.get("title")
    return Page(
        **ledger.fields,
        synopsis="\n\n".join(ledger.paragraphs),
        crew=tuple(ledger.crew),
        cast=tuple(ledger.cast),
        releases=tuple(ledger.releases),
        links=tuple(ledger.links),
        details=tuple(ledger.details),
        facts=tuple(ledger.facts),
        quotes=tuple(ledger.quotes),
        lines=ledger.close(),
        notes=tuple(sorted(ledger.notes, key=lambda note: note.line)),
        candidate=None if title else guess_title(ledger.facts, ledger.quotes),
    )


class _Reader:
    """Goes through the parts of a page in order and remembers which section it is in."""

    def __init__(self, ledger: Ledger, parts: Sequence[Part]) -> None:
        self.ledger = ledger
        self.parts = parts
        self.current: Section | None = None
        self.has_facts = any(part.heading and part.heading.section is Section.FACTS for part in parts) or any(
            row.marker and looks_like_prose(row.body) and split_label(row.body) is None
            for part in parts
            for block in part.blocks
            for row in block
        )

    def read(self) -> None:
        for part, following in zip_longest(self.parts, self.parts[1:]):
            self._read_part(part, following)

    def _read_part(self, part: Part, following: Part | None) -> None:
        heading = part.heading
        if heading and heading.meant:
            message = f"“{heading.words}” was read as “{heading.meant}”."
            self.ledger.note(part.row.number if part.row else 0, NoteKind.MISSPELT_HEADING, message)
        if heading and (heading.section is not Section.OTHER or self.current is not Section.FACTS):
            self.current = heading.section
        used = False
        headed = heading is not None
        for block, gap in zip(part.blocks, part.gaps, strict=True):
            # A block right under its heading is one thing, and any speaker may be called 'Director'.
            in_quotes = heading and self.current is heading.section is Section.QUOTES and not block[0].marker
            whole = heading and (not gap or in_quotes)
            for piece in [block] if whole else split_block(block):
                section = self._choose(piece, heading, bound=bool(whole))
                beginning = _BEGINNINGS.get(section) if section and section is not self.current else None
                if beginning and not (headed and heading and heading.section is Section.OTHER):
                    message = f"{beginning} here under no heading."
                    self.ledger.note(piece[0].number, NoteKind.MISSING_HEADING, message)
                self.current = section or self.current
                used = (
                    used or heading is None or section is heading.section or heading.section is Section.OTHER
                )
                self._read_block(piece, section, heading)
        subheading = following and following.heading and following.heading.section is Section.OTHER
        if heading and part.row and not used and not subheading:
            message = f"Nothing stands under “{heading.words}”."
            self.ledger.note(part.row.number, NoteKind.EMPTY_SECTION, message)

    def _choose(self, block: Block, heading: Heading | None, bound: bool) -> Section | None:
        """What a heading says holds while the blocks under it look like it; a section that was told by
        its shape promises nothing about the next block."""
        current = self.current
        if bound and current not in (None, Section.OTHER):
            return current
        shape = Shape.of(block)
        if heading and current is heading.section and fits(shape, block, current):
            return current
        return classify(shape, current, self.has_facts, bool(self.ledger.paragraphs))

    def _read_block(self, block: Block, section: Section | None, heading: Heading | None) -> None:
        if section is Section.HEADER:
            self._read_header(block, heading)
        elif section is Section.CAST:
            read_cast(self.ledger, block)
        elif section is Section.SYNOPSIS:
            self.ledger.paragraphs.append(join_item(block))
            self.ledger.enter(block, Verdict.SYNOPSIS)
        elif section is Section.FACTS:
            read_facts(self.ledger, block)
        elif section is Section.QUOTES:
            read_block(self.ledger, block)
        elif section is Section.LINKS and heading:
            self._read_links(block, heading)
        elif section is None and heading and heading.section is Section.OTHER and block[0].marker:
            self._read_list(block, heading)

    def _read_header(self, block: Block, heading: Heading | None) -> None:
        label = heading.words if heading else ""
        list_label = split_label(f"{label}: x") if label else None
        for item in group_items(block, labelled=True):
            if read_header_item(self.ledger, item):
                continue
            if list_label and list_label.known:
                read_header_item(self.ledger, item, label)

    def _read_links(self, block: Block, heading: Heading) -> None:
        for row in block:
            text, url = read_link(row.body) or (clean(row.body), "")
            self.ledger.links.append(PageLink(row.number, "other", heading.words, text, url))
            if not url:
                message = f"“{text[:60]}” is all that is left here; what it points to is lost."
                self.ledger.note(row.number, NoteKind.LOST_LINK, message)
            self.ledger.enter([row], Verdict.HEADER)

    def _read_list(self, block: Block, heading: Heading) -> None:
        """A list under a heading we do not know is kept, labelled by its heading."""
        for item in group_items(block):
            self.ledger.details.append(Detail(item[0].number, heading.words, clean(join_item(item))))
            self.ledger.enter(item, Verdict.HEADER)


def _note_likeness(ledger: Ledger) -> None:
    """Note texts that stand twice, and facts that seem to tell of one thing."""
    speeches = [(speech.line, speech.text) for quote in ledger.quotes for speech in quote.speeches]
    long_speeches = [(line, text) for line, text in speeches if len(text.split()) >= 4]
    for texts in ([(fact.line, fact.text) for fact in ledger.facts], long_speeches):
        first_lines: dict[str, int] = {}
        for line, text in texts:
            first = first_lines.setdefault(normalise(text), line)
            if first != line:
                ledger.note(line, NoteKind.REPEATED_TEXT, f"The same text stands on line {first}.")
    for match in find_same_subject([fact.text for fact in ledger.facts]):
        first, second = ledger.facts[match.first].line, ledger.facts[match.second].line
        words = ", ".join(match.shared)
        message = f"Lines {first} and {second} seem to be about one subject: {words}."
        ledger.note(second, NoteKind.SAME_SUBJECT, message)
