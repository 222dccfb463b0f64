"""The ledger of a page: what is being gathered from it, and what became of each line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from trivia.documents.records import (
    CastMember,
    CrewCredit,
    Detail,
    FactText,
    Line,
    Note,
    NoteKind,
    PageLink,
    QuoteBlock,
    Release,
    Verdict,
)
from trivia.documents.rows import Row


@dataclass
class Ledger:
    """A page in the making. Each row is entered once; `close` makes lines of them all."""

    rows: Sequence[Row]
    crew: list[CrewCredit] = field(default_factory=list)
    cast: list[CastMember] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    facts: list[FactText] = field(default_factory=list)
    quotes: list[QuoteBlock] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    field_lines: set[int] = field(default_factory=set)
    _credited: set[tuple[str, ...]] = field(default_factory=set)
    _entries: dict[int, tuple[Verdict, int]] = field(default_factory=dict)

    def enter(self, rows: Iterable[Row], verdict: Verdict) -> None:
        """Give the first row its verdict and make the others its continuation."""
        first = 0
        for row in rows:
            self._entries[row.number] = (Verdict.CONTINUATION if first else verdict, first or row.number)
            first = first or row.number

    def continue_record(self, row: Row, record: int) -> None:
        """Make a row the continuation of an earlier record."""
        self._entries[row.number] = (Verdict.CONTINUATION, record)

    @property
    def understood(self) -> int:
        """How many rows have been entered so far."""
        return len(self._entries)

    def note(self, line: int, kind: NoteKind, message: str) -> None:
        self.notes.append(Note(line, kind, message))

    def add_credit(self, credit: CrewCredit) -> None:
        """Keep a credit, once for a name and job."""
        key = (credit.name.casefold(), credit.department, credit.job)
        if key in self._credited:
            message = f"“{credit.name}” is named more than once as {credit.job}; one credit was kept."
            self.note(credit.line, NoteKind.REPEATED_NAME, message)
        else:
            self._credited.add(key)
            self.crew.append(credit)

    def add_member(self, member: CastMember) -> None:
        """Keep a member of the cast, once for a name and character."""
        key = (member.name.casefold(), member.character.casefold())
        if key in self._credited:
            message = f"“{member.name}” is in the cast more than once; one entry was kept."
            self.note(member.line, NoteKind.REPEATED_NAME, message)
        else:
            self._credited.add(key)
            self.cast.append(member)

    def set_field(self, name: str, value: Any) -> bool:
        """Set a field that a page has once; False where it is set already."""
        if name in self.fields:
            return False
        self.fields[name] = value
        return True

    def close(self) -> tuple[Line, ...]:
        """One line per row: those that nobody entered were not understood."""
        lines = []
        for row in self.rows:
            if row.blank:
                lines.append(Line(row.number, row.raw, Verdict.BLANK))
                continue
            verdict, record = self._entries.get(row.number, (Verdict.NOT_UNDERSTOOD, 0))
            lines.append(Line(row.number, row.raw, verdict, record or None))
        return tuple(lines)
