"""What a film page is made of: frozen values, no Django, no database.

`parse` makes a `Page` out of text and `write` makes text out of a `Page`; `plan` compares Pages with
the database. Line numbers count from 1. A record's line is the first line it was read from; a record
that was never on a page (one gathered from the database) has line 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What one line of a page was understood to be. Every line has exactly one."""

    BLANK = "blank"
    TITLE = "title"
    HEADING = "heading"
    HEADER = "header"
    CAST = "cast"
    SYNOPSIS = "synopsis"
    FACT = "fact"
    SPEECH = "speech"
    CONTINUATION = "continuation"
    NOT_UNDERSTOOD = "not understood"


class NoteKind(StrEnum):
    """What a page can be told about. Notes report; nothing is ever mended silently."""

    REPEATED_NAME = "repeated-name"
    LOST_LINK = "lost-link"
    MISSPELT_HEADING = "misspelt-heading"
    MISSING_HEADING = "missing-heading"
    EMPTY_SECTION = "empty-section"
    REPEATED_TEXT = "repeated-text"
    SAME_SUBJECT = "same-subject"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page and what became of it.

    `record` is the line of the record that this line belongs to: its own number for a line that
    starts a record, an earlier one for a continuation, None for blank and not understood lines.
    """

    number: int
    text: str
    verdict: Verdict
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something an editor may want to look at."""

    line: int
    kind: NoteKind
    message: str


@dataclass(frozen=True, slots=True)
class CrewCredit:
    """One person in one job: `department` and `job` in TMDB's words ('Directing', 'Director')."""

    line: int
    name: str
    department: str
    job: str


@dataclass(frozen=True, slots=True)
class CastMember:
    """One name of the cast list, with the character where the page gives one ('' where not)."""

    line: int
    name: str
    character: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """`date` is a partial ISO 8601 date (2004, 2004-03 or 2004-03-19); `country` is ISO 3166-1
    alpha-2 ('' where the page names none); `note` is what else stood in the value."""

    line: int
    date: str
    country: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A rating: `system` ('MPA', 'BBFC', …), `value` ('R', '15', …) and the reason given."""

    line: int
    system: str
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of the page. `url` is '' where the page kept the words and lost the target.

    `kind` is one of 'parents-guide', 'box-office', 'official-site', 'other'; `label` is the
    label as the page has it ('Box Office #s'), `text` the value ('Here').
    """

    line: int
    kind: str
    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """A `Label: value` line whose label is not one of ours: kept as it stands."""

    line: int
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FactText:
    """One fact: one paragraph. `spoiler` is true where the page marks it 'SPOILER:' (the mark is
    not part of `text`)."""

    line: int
    text: str
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class SpeechText:
    """What one speaker says. A newline in `text` separates lines of verse (' / ' on the page).
    Directions are without their brackets."""

    line: int
    speaker: str
    text: str
    direction_before: str = ""
    direction_after: str = ""


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Speeches that belong together, in order."""

    line: int
    speeches: tuple[SpeechText, ...]


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A guess at the title of a page that has none, and why. A guess is offered, never taken."""

    line: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a film page says, in the order it says it.

    `title` is '' where no line of the page is its title. `runtime_minutes` and `year` are None where
    not given. `countries` are ISO 3166-1 alpha-2, `languages` ISO 639 (two letters where there are
    two). A value that could not be understood (a runtime of 'long') is a Detail, so it is never lost.
    """

    title: str = ""
    year: int | None = None
    original_title: str = ""
    tagline: str = ""
    synopsis: str = ""
    runtime_minutes: int | None = None
    certificate: Certificate | None = None
    genres: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    imdb_id: str = ""
    crew: tuple[CrewCredit, ...] = ()
    cast: tuple[CastMember, ...] = ()
    releases: tuple[Release, ...] = ()
    links: tuple[PageLink, ...] = ()
    details: tuple[Detail, ...] = ()
    facts: tuple[FactText, ...] = ()
    quotes: tuple[QuoteBlock, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    candidate: TitleCandidate | None = None


class DocumentError(ValueError):
    """A document that cannot be read as a film page. The message is one line for a person, says
    what to do, and names the line where one is to blame."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line
