"""What applying a page would do: every row new, unchanged, changed, in conflict or missing.

Nothing is written here. The preview shows a `Plan`, `apply` makes the same plan again inside its
transaction and refuses when its `digest` has moved. Each value is judged by three sides: `theirs` is
the page, `base` what the last applied document said, `ours` what the database has. Where the page did
not move, ours stands; where only the page moved, it is followed; where both did, ours stands and the
page's value is proposed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from eternal.curation.models import Status, make_slug
from films.models import Film
from trivia.documents.facts import read_fact, write_fact
from trivia.documents.fit import check_fit
from trivia.documents.gather import gather_film, gather_quotes
from trivia.documents.likeness import pair
from trivia.documents.names import Spotted, spot
from trivia.documents.parse import parse
from trivia.documents.people import (
    Register,
    credited,
    register_characters,
    register_people,
    register_works,
)
from trivia.documents.records import CastMember, CrewCredit, FactText, Page, PageLink, QuoteBlock, Release
from trivia.documents.target import find_film
from trivia.documents.write import write_quote
from trivia.models import Document, Fact, ImportRun, Quote, Spoiler


class State(StrEnum):
    """What would become of a row."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    CONFLICT = "conflict"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both the page and an editor have moved since `base`."""

    name: str
    base: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one fact or quote. `theirs` is None for a missing row, `pk` for a new one;
    `as_written` is how the page has it, which later imports compare with."""

    state: State
    theirs: FactText | QuoteBlock | None
    pk: int | None = None
    number: int | None = None
    version: int = 0
    as_written: str = ""
    updates: Mapping[str, Any] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    moves_origin: bool = False


@dataclass(frozen=True, slots=True)
class FilmPlan:
    """What becomes of the film's own fields and the rows that belong to it. Only ever adds rows, or
    fills and follows what the page moved; what the page leaves out stays."""

    updates: Mapping[str, Any]
    clashes: tuple[Clash, ...]
    genres: tuple[str, ...]
    crew: tuple[CrewCredit, ...]
    cast: tuple[CastMember, ...]
    parts: tuple[CastMember, ...]
    releases: tuple[Release, ...]
    links: tuple[PageLink, ...]
    targets: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that applying a page would do."""

    page: Page
    film: Film | None
    title: str
    film_plan: FilmPlan
    facts: tuple[RowPlan, ...]
    quotes: tuple[RowPlan, ...]
    spotted: Spotted
    people: Register
    characters: Register
    works: Register
    digest: str

    @property
    def new_slug(self) -> str:
        """The address that a new film would get. One query."""
        return make_slug(Film.objects.all(), self.title, fallback="film")

    @property
    def new_people(self) -> list[str]:
        """Names that become people: what is written names them and nobody of that name exists."""
        needed = {
            self.people.canonical(credit.name) for credit in (*self.film_plan.crew, *self.film_plan.cast)
        }
        needed.update(name for names in self.names_written() for name in names.people)
        return [name for name, pk in self.people.found.items() if pk is None and name in needed]

    @property
    def new_characters(self) -> list[str]:
        said = [member.character for member in (*self.film_plan.cast, *self.film_plan.parts)]
        said += [
            speech.speaker
            for row in self.quotes
            if isinstance(row.theirs, QuoteBlock) and (row.state is State.NEW or "speeches" in row.updates)
            for speech in row.theirs.speeches
        ]
        needed = {self.characters.canonical(name) for name in said if name}
        needed.update(name for names in self.names_written() for name in names.characters)
        return [name for name, pk in self.characters.found.items() if pk is None and name in needed]

    @property
    def new_works(self) -> list[str]:
        needed = {name for names in self.names_written() for name in names.works}
        return [name for name, pk in self.works.found.items() if pk is None and name in needed]

    def names_written(self) -> list[Any]:
        """The names of the facts that will be written, new or changed."""
        written = {
            row.theirs.line
            for row in self.facts
            if row.theirs is not None and (row.state is State.NEW or "text" in row.updates)
        }
        return [names for names in self.spotted.facts if names.line in written]


def make_plan(page: Page, *, title: str = "", slug: str = "") -> Plan:
    """Compare a page with the database. Refuses (`DocumentError`) when no film can be told.

    About fifteen queries, however long the page.
    """
    film, title = find_film(page, title=title, slug=slug)
    check_fit(page)
    base = _last_page(film)
    people, characters, works = register_people(), register_characters(film), register_works()
    # the film's own title, where only the caller knows it, is no work that its facts mention
    spotted = spot(replace(page, title=title), [*people.known(), *characters.known(), *works.known()])
    people.resolve(spotted.people, prefer=credited(film))
    characters.resolve(spotted.characters)
    works.resolve(spotted.works)
    film_plan = _plan_film(page, base, gather_film(film) if film else Page(title=title))
    facts = _plan_facts(page, film)
    quotes = _plan_quotes(page, film)
    return Plan(
        page=page,
        film=film,
        title=title,
        film_plan=film_plan,
        facts=facts,
        quotes=quotes,
        spotted=spotted,
        people=people,
        characters=characters,
        works=works,
        digest=_digest(film, title, film_plan, facts, quotes, people, characters, works),
    )


# --- the film ----------------------------------------------------------------------------------

PLAIN_FIELDS = ("original_title", "tagline", "synopsis", "runtime_minutes", "year", "imdb_id")
LIST_FIELDS = ("countries", "languages")


def _last_page(film: Film | None) -> Page:
    """What the last document applied to this film said; an empty page where none was."""
    if film is None:
        return Page()
    run = (
        ImportRun.objects.filter(film=film, undone_at=None).select_related("document").order_by("-id").first()
    )
    document: Document | None
    if run:
        document = run.document
    else:  # a film that came as a fixture brings its document, not the run
        origin = Fact.objects.for_film(film).filter(origin_document__isnull=False).order_by("-id").first()
        document = origin.origin_document if origin else None
    return parse(document.text) if document else Page()


def _plan_film(page: Page, base: Page, ours: Page) -> FilmPlan:
    updates: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name in PLAIN_FIELDS:
        _judge(name, _value(page, name), _value(base, name), _value(ours, name), updates, clashes)
    if page.certificate:
        sides = [_certificate(each) for each in (page, base, ours)]
        _judge("certificate", *sides, updates, clashes)
    for name in LIST_FIELDS:
        _judge(name, *(list(getattr(each, name)) for each in (page, base, ours)), updates, clashes)
    details = _plan_details(page, base, ours)
    if details is not None:
        updates["details"] = details
    parts = {(member.name, member.character) for member in base.cast}
    ours_parts = {member.name: member.character for member in ours.cast}
    ours_links = {(link.kind, link.label): link for link in ours.links}
    base_links = {(link.kind, link.label): link for link in base.links}
    return FilmPlan(
        updates=updates,
        clashes=tuple(clashes),
        genres=_added(page.genres, base.genres, ours.genres, str.casefold),
        crew=_added(page.crew, base.crew, ours.crew, lambda each: (each.name, each.department, each.job)),
        cast=_added(page.cast, base.cast, ours.cast, lambda each: each.name),
        parts=tuple(
            member
            for member in page.cast
            if member.character
            and ours_parts.get(member.name) == ""
            and (member.name, member.character) not in parts
        ),
        releases=_added(
            page.releases, base.releases, ours.releases, lambda each: (each.country, each.date, each.note)
        ),
        links=_added(page.links, base.links, ours.links, lambda each: (each.kind, each.label)),
        targets=tuple(
            link
            for link in page.links
            if link.url
            and (key := (link.kind, link.label)) in ours_links
            and ours_links[key].url == (base_links[key].url if key in base_links else "") != link.url
        ),
    )


def _value(page: Page, name: str) -> Any:
    if name == "year" and page.year is None and page.releases:
        return min(int(release.date[:4]) for release in page.releases)
    return getattr(page, name)


def _certificate(page: Page) -> list[str]:
    given = page.certificate
    return [given.system, given.value, given.reason] if given else ["", "", ""]


def _judge(
    name: str, theirs: Any, base: Any, ours: Any, updates: dict[str, Any], clashes: list[Clash]
) -> None:
    """Decide one value by its three sides. A page that says nothing never empties a field."""
    empty = theirs in (None, "", [])
    if empty or theirs in (base, ours):
        return
    if ours == base or ours in (None, "", [], ["", "", ""]):
        updates[name] = theirs
    else:
        clashes.append(Clash(name, base, theirs))


def _plan_details(page: Page, base: Page, ours: Page) -> list[list[str]] | None:
    """The new list of details, or None: a line with another value takes its old one's place."""
    before = {detail.label: detail.value for detail in base.details}
    kept = [[detail.label, detail.value] for detail in ours.details]
    result = [list(pair) for pair in kept]
    for detail in page.details:
        pair, old = [detail.label, detail.value], [detail.label, before.get(detail.label, "")]
        if before.get(detail.label) == detail.value or pair in result:
            continue
        if old in result:
            result[result.index(old)] = pair
        else:
            result.append(pair)
    return result if result != kept else None


def _added(theirs: Iterable[Any], base: Iterable[Any], ours: Iterable[Any], key: Any) -> tuple[Any, ...]:
    """What the page has, its last version had not, and the database has not."""
    seen: set[Hashable] = {key(each) for each in base} | {key(each) for each in ours}
    found = []
    for each in theirs:
        if key(each) not in seen:
            seen.add(key(each))
            found.append(each)
    return tuple(found)


# --- facts and quotes --------------------------------------------------------------------------


def _plan_facts(page: Page, film: Film | None) -> tuple[RowPlan, ...]:
    rows = (
        Fact.objects.for_film(film)
        .filter(merged_into=None)
        .in_film_order()
        .values("pk", "number", "version", "status", "text", "spoiler", "origin_text", "origin_document")
        if film
        else []
    )
    ours = list(rows)
    matched = pair([fact.text for fact in page.facts], [_texts(row) for row in ours])
    plans = []
    for fact, index in zip(page.facts, matched, strict=True):
        written = write_fact(fact)
        if index is None:
            plans.append(RowPlan(State.NEW, fact, as_written=written))
            continue
        row = ours[index]
        updates: dict[str, Any] = {}
        clashes: list[Clash] = []
        if row["status"] != Status.RETIRED:
            base = _read_fact(row["origin_text"])
            _judge("text", fact.text, base.text if base else None, row["text"], updates, clashes)
            _judge_spoiler(fact.spoiler, base.spoiler if base else False, row["spoiler"], updates, clashes)
        plans.append(_row_plan(fact, row, written, updates, clashes))
    return (*plans, *_find_missing(ours, matched))


def _texts(row: Mapping[str, Any]) -> list[str]:
    """The texts by which a fact is known again: as it is now, and as it was imported."""
    base = _read_fact(row["origin_text"])
    return [row["text"], base.text] if base and base.text != row["text"] else [row["text"]]


def _read_fact(as_written: str) -> FactText | None:
    """The fact that a page had, from the words kept at import; None for one written by hand."""
    return read_fact(0, as_written) if as_written else None


def _judge_spoiler(
    theirs: bool, base: bool, ours: str, updates: dict[str, Any], clashes: list[Clash]
) -> None:
    """A page knows only 'SPOILER:' or nothing; that an editor calls it mild is no disagreement."""
    if theirs == base or theirs == (ours == Spoiler.MAJOR):
        return
    wanted = Spoiler.MAJOR if theirs else Spoiler.NONE
    if ours == (Spoiler.MAJOR if base else Spoiler.NONE):
        updates["spoiler"] = wanted
    else:
        clashes.append(Clash("spoiler", Spoiler.MAJOR if base else Spoiler.NONE, wanted))


def _plan_quotes(page: Page, film: Film | None) -> tuple[RowPlan, ...]:
    rows = (
        Quote.objects.for_film(film)
        .filter(merged_into=None)
        .in_film_order()
        .values("pk", "number", "version", "status", "origin_text", "origin_document")
        if film
        else []
    )
    ours = list(rows)
    blocks = gather_quotes([row["pk"] for row in ours]) if ours else {}
    now = {pk: write_quote(block) for pk, block in blocks.items()}
    written = [write_quote(block) for block in page.quotes]
    matched = pair(
        written,
        [[now[row["pk"]], *([row["origin_text"]] if row["origin_text"] else [])] for row in ours],
    )
    plans = []
    for block, text, index in zip(page.quotes, written, matched, strict=True):
        if index is None:
            plans.append(RowPlan(State.NEW, block, as_written=text))
            continue
        row = ours[index]
        updates: dict[str, Any] = {}
        clashes: list[Clash] = []
        if row["status"] != Status.RETIRED:
            _judge("speeches", text, row["origin_text"] or None, now[row["pk"]], updates, clashes)
        plans.append(_row_plan(block, row, text, updates, clashes))
    return (*plans, *_find_missing(ours, matched))


def _row_plan(
    theirs: FactText | QuoteBlock,
    row: Mapping[str, Any],
    written: str,
    updates: dict[str, Any],
    clashes: list[Clash],
) -> RowPlan:
    state = State.CONFLICT if clashes else State.CHANGED if updates else State.UNCHANGED
    return RowPlan(
        state,
        theirs,
        pk=row["pk"],
        number=row["number"],
        version=row["version"],
        as_written=written,
        updates=updates,
        clashes=tuple(clashes),
        moves_origin=row["status"] != Status.RETIRED and row["origin_text"] != written,
    )


def _find_missing(ours: list[dict[str, Any]], matched: list[int | None]) -> list[RowPlan]:
    """Rows that a document brought and this page has no more. They are listed, never deleted."""
    there = set(matched)
    return [
        RowPlan(State.MISSING, None, pk=row["pk"], number=row["number"], version=row["version"])
        for index, row in enumerate(ours)
        if index not in there and row["origin_document"] is not None and row["status"] != Status.RETIRED
    ]


# --- what a plan stands on ---------------------------------------------------------------------


def _digest(film: Film | None, title: str, *parts: Any) -> str:
    """A hash of the plan's rows and the versions they were made from."""
    told = [film.pk if film else None, film.version if film else 0, title]
    told += [(part.found, part.ambiguous) if isinstance(part, Register) else part for part in parts]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def count_states(rows: Iterable[RowPlan]) -> dict[str, int]:
    """How many rows are in each state; every state is there."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.state] += 1
    return {state.value: counts[state] for state in State}
