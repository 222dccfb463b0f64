"""A whole plan."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from eternal.curation.models import make_slug
from films.models import Film
from trivia.documents.fit import check_fit
from trivia.documents.gather import gather_film
from trivia.documents.names import FactNames, Spotted, spot
from trivia.documents.parse import parse
from trivia.documents.people import (
    Register,
    complete,
    credited,
    register_characters,
    register_people,
    register_works,
)
from trivia.documents.plan.film import FilmPlan, plan_film
from trivia.documents.plan.rows import RowPlan, plan_facts, plan_quotes
from trivia.documents.plan.sides import State
from trivia.documents.records import CastMember, CrewCredit, Page, QuoteBlock
from trivia.documents.target import find_film
from trivia.models import Document, Fact, ImportRun


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
        credits: list[CrewCredit | CastMember] = [*self.film_plan.crew, *self.film_plan.cast]
        needed = {self.people.canonical(credit.name) for credit in credits}
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

    def names_written(self) -> list[FactNames]:
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
    known = [*people.known(), *characters.known(), *works.known()]
    spotted = complete(spot(replace(page, title=title), known), page)
    people.resolve(spotted.people, prefer=credited(film))
    characters.resolve(spotted.characters)
    works.resolve(spotted.works)
    film_plan = plan_film(page, base, gather_film(film) if film else Page(title=title), characters.canonical)
    facts = plan_facts(page, film)
    quotes = plan_quotes(page, film)
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


def _digest(film: Film | None, title: str, *parts: Any) -> str:
    """A hash of the plan's rows and the versions they were made from."""
    told: list[Any] = [film.pk if film else None, film.version if film else 0, title]
    told += [(part.found, part.ambiguous) if isinstance(part, Register) else part for part in parts]
    return hashlib.sha256(repr(told).encode()).hexdigest()
