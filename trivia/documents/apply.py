"""Apply a document: one transaction, one batch of history, one `ImportRun`.

Everything is prepared first and written in bulk, so that readers and other writers wait as little as
they can. A crash leaves all of it or nothing; running it again completes it or finds nothing to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from eternal.curation.history import Recorder, recording
from eternal.curation.models import Decision, Proposal, Record, Status, Via, make_slugs
from films.models import Character, Credit, Film, Genre, Link, Person
from films.models import Release as ReleaseRow
from films.models.credit import Department
from films.models.film import make_sort_title
from films.models.person import make_sort_name
from trivia.documents.names import Entry, FactNames, WorkEntry, mark
from trivia.documents.parse import parse
from trivia.documents.people import Register
from trivia.documents.plan import Clash, Plan, RowPlan, State, count_states, make_plan
from trivia.documents.read import decode
from trivia.documents.records import DocumentError, FactText, Page, QuoteBlock
from trivia.models import Document, Fact, ImportRun, Numbering, Quote, Speech, Work
from trivia.models.subject import WorkKind

BULK = 500


class StalePlan(DocumentError):
    """The database moved after the plan was shown; nothing was written."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done: the run, and the plan that it followed."""

    run: ImportRun
    plan: Plan


def read_document(data: bytes, name: str) -> tuple[Document, Page]:
    """The document (not saved) and its page. Raises `DocumentError`."""
    decoded = decode(data, name)
    document = Document(
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        encoding=decoded.encoding,
    )
    return document, parse(decoded.text)


def apply_document(
    document: Document,
    page: Page,
    *,
    title: str = "",
    slug: str = "",
    publish: bool = False,
    by: Any = None,
    expect: str | None = None,
) -> Applied:
    """Plan and write, in one transaction. `expect` is the digest of the plan that a person has seen:
    `StalePlan` where the database has moved since. Raises `DocumentError` before anything is written."""
    with recording(Via.IMPORT, by=by, why=f"Imported {document.name}") as history:
        plan = make_plan(page, title=title, slug=slug)
        if expect is not None and plan.digest != expect:
            raise StalePlan("The film has changed since this preview. Look at the new preview, then apply.")
        document = Document.objects.filter(sha256=document.sha256).first() or document
        if document.pk is None:
            document.save()
        return _Application(plan, document, history, publish).write(by)


class _Application:
    """The writing of one plan, table by table: each step needs the rows of the steps before it."""

    def __init__(self, plan: Plan, document: Document, history: Recorder, publish: bool) -> None:
        self.plan = plan
        self.document = document
        self.history = history
        self.publish = publish
        self.status = Status.PUBLISHED if publish else Status.DRAFT
        self.proposals: list[tuple[Record, Clash]] = []

    def write(self, by: Any) -> Applied:
        film = self.film = self._write_film()
        self.people = self._write_names(
            Person,
            self.plan.people,
            self.plan.new_people,
            lambda name, entry: {"name": name, "sort_name": make_sort_name(name), **_aliases(entry)},
            self.plan.spotted.people,
        )
        self.characters = self._write_names(
            Character,
            self.plan.characters,
            self.plan.new_characters,
            lambda name, entry: {"film": film, "name": name, **_aliases(entry)},
            self.plan.spotted.characters,
        )
        self.works = self._write_names(
            Work,
            self.plan.works,
            self.plan.new_works,
            lambda name, entry: {
                "title": name,
                "kind": entry.kind if entry.kind in WorkKind.values else WorkKind.OTHER,
                "creator": entry.creator,
                "year": entry.year,
            },
            self.plan.spotted.works,
        )
        self._write_film_rows()
        new_facts, new_quotes = (
            [row for row in rows if row.state is State.NEW] for rows in (self.plan.facts, self.plan.quotes)
        )
        fact, quote = Numbering.objects.take(film.pk, facts=len(new_facts), quotes=len(new_quotes))
        self._write_facts(new_facts, fact)
        self._write_quotes(new_quotes, quote)
        if self.publish:
            self._publish()
        batch = self.history.write()
        self._propose()
        run = ImportRun(
            document=self.document,
            film=film,
            film_title=film.title,
            by=by if by and by.pk else None,
            batch=batch,
            ledger=self._ledger(),
            counts={"facts": count_states(self.plan.facts), "quotes": count_states(self.plan.quotes)},
        )
        run.save()
        return Applied(run, self.plan)

    # --- the film ---

    def _write_film(self) -> Film:
        plan = self.plan.film_plan
        if self.plan.film is None:
            film = Film(
                title=self.plan.title, slug=self.plan.new_slug, sort_title=make_sort_title(self.plan.title)
            )
        else:
            film = self.plan.film
            if self._film_moves():
                self.history.change(Film, [film.pk])
        for name, value in plan.updates.items():
            if name == "certificate":
                film.certificate_system, film.certificate, film.certificate_reason = value
            else:
                setattr(film, name, value)
        if self.plan.film is None:
            film.status = self.status
            film.save()
            self.history.add(Film, [film.pk])
        elif plan.updates:
            film.save()
        self.proposals += [(film, clash) for clash in plan.clashes]
        return film

    def _film_moves(self) -> bool:
        plan = self.plan.film_plan
        return bool(
            plan.updates
            or plan.genres
            or plan.crew
            or plan.cast
            or plan.parts
            or plan.releases
            or plan.links
            or plan.targets
            or self.publish
        )

    def _write_film_rows(self) -> None:
        plan, film = self.plan.film_plan, self.film
        if plan.genres:
            film.genres.add(*self._write_genres(plan.genres))
        credits = [
            Credit(
                film=film,
                person_id=self._person(credit.name),
                name_as_written=credit.name,
                department=credit.department,
                job=credit.job,
            )
            for credit in plan.crew
        ]
        billed = film.credits.aggregate(last=models.Max("billing"))["last"] or 0 if plan.cast else 0
        credits += [
            Credit(
                film=film,
                person_id=self._person(member.name),
                name_as_written=member.name,
                department=Department.ACTING,
                job="Actor",
                character_id=self._character(member.character),
                billing=billing,
            )
            for billing, member in enumerate(plan.cast, billed + 1)
        ]
        Credit.objects.bulk_create(credits, batch_size=BULK)
        for member in plan.parts:
            film.credits.filter(
                department=Department.ACTING, name_as_written=member.name, character=None
            ).update(character=self._character(member.character))
        ReleaseRow.objects.bulk_create(
            ReleaseRow(film=film, country=each.country, date=each.date, note=each.note[:120])
            for each in plan.releases
        )
        Link.objects.bulk_create(
            Link(film=film, kind=each.kind, label=each.label, text=each.text[:300], url=each.url)
            for each in plan.links
        )
        for link in plan.targets:
            film.links.filter(kind=link.kind, label=link.label).update(url=link.url, text=link.text[:300])

    def _write_genres(self, names: Iterable[str]) -> list[Genre]:
        names = list(names)
        known = {genre.name.casefold(): genre for genre in Genre.objects.all()}
        new = [name for name in names if name.casefold() not in known]
        slugs = make_slugs(Genre.objects.all(), new, fallback="genre", max_length=60)
        made = [Genre(name=name, slug=slug) for name, slug in zip(new, slugs, strict=True)]
        Genre.objects.bulk_create(made)
        self.history.add(Genre, [genre.pk for genre in made])
        known.update((genre.name.casefold(), genre) for genre in made)
        return [known[name.casefold()] for name in names]

    # --- people, characters, works ---

    def _write_names(
        self,
        model: type[Any],
        register: Register,
        new: list[str],
        columns: Callable[[str, Any], dict[str, Any]],
        entries: Iterable[Entry | WorkEntry],
    ) -> dict[str, int]:
        """Make the new ones; the records of all names, old and new, by canonical name."""
        by_name = {entry.name: entry for entry in entries}
        taken = model.objects.filter(film=self.film) if model is Character else model.objects.all()
        slugs = make_slugs(taken, new, fallback=register.kind) if new else []
        made = [
            model(slug=slug, status=self.status, **columns(name, by_name[name]))
            for name, slug in zip(new, slugs, strict=True)
        ]
        model.objects.bulk_create(made, batch_size=BULK)
        self.history.add(model, [each.pk for each in made])
        found = {name: pk for name, pk in register.found.items() if pk is not None}
        found.update((name, each.pk) for name, each in zip(new, made, strict=True))
        self._remember_entries(register, new, made, by_name)
        return found

    def _remember_entries(
        self, register: Register, new: list[str], made: list[Any], by_name: dict[str, Any]
    ) -> None:
        """So that the names in new facts can be marked with the addresses that they have now."""
        for name, each in zip(new, made, strict=True):
            aliases = getattr(by_name[name], "aliases", ())
            register.keys[each.pk] = Entry(register.kind, name, aliases, each.slug)

    def _person(self, name: str) -> int | None:
        return self.people.get(self.plan.people.canonical(name))

    def _character(self, name: str) -> int | None:
        return self.characters.get(self.plan.characters.canonical(name)) if name else None

    # --- facts ---

    def _write_facts(self, new: list[RowPlan], first: int) -> None:
        names = {each.line: each for each in self.plan.spotted.facts}
        facts = [
            self._new_fact(row.theirs, names[row.theirs.line], number, row.as_written)
            for number, row in enumerate(new, first)
            if isinstance(row.theirs, FactText)
        ]
        Fact.objects.bulk_create(facts, batch_size=BULK)
        self.history.add(Fact, [fact.pk for fact in facts])
        self._link_facts([(fact.pk, names[fact.origin_line or 0]) for fact in facts])
        self.made_facts = {fact.origin_line or 0: fact.number for fact in facts}
        self._update_rows(Fact, self.plan.facts)
        changed = [(row.pk, names[row.theirs.line]) for row in self.plan.facts if "text" in row.updates]
        if changed:
            self._link_facts(changed)
            Fact.derive(pk for pk, _names in changed)

    def _new_fact(self, fact: FactText, names: FactNames, number: int, written: str) -> Fact:
        entries = [
            register.keys[pks[name]]
            for register, pks, said in (
                (self.plan.people, self.people, names.people),
                (self.plan.characters, self.characters, names.characters),
                (self.plan.works, self.works, names.works),
            )
            for name in said
            if name in pks and pks[name] in register.keys
        ]
        return Fact(
            film=self.film,
            number=number,
            position=number,
            text=fact.text,
            spoiler="major" if fact.spoiler else "none",
            status=self.status,
            origin_document=self.document,
            origin_line=fact.line,
            origin_text=written,
            suggested=self._suggested(names),
            marks=[[each.start, each.end, each.kind, each.key] for each in mark(fact.text, entries)],
        )

    def _suggested(self, names: FactNames) -> dict[str, list[Any]]:
        found = suggest(self.plan, names)
        credits = [
            [credit.character, credit.person]
            for credit in self.plan.spotted.credits
            if credit.line == names.line
        ]
        said = {**found, "credits": credits}
        return {kind: each for kind, each in said.items() if each}

    def _link_facts(self, facts: list[tuple[Any, FactNames]]) -> None:
        for relation, column, pks, kind in (
            (Fact.people, "person_id", self.people, "people"),
            (Fact.characters, "character_id", self.characters, "characters"),
            (Fact.works, "work_id", self.works, "works"),
        ):
            links = [
                relation.through(fact_id=fact, **{column: pk})
                for fact, names in facts
                for pk in dict.fromkeys(pks[name] for name in getattr(names, kind) if name in pks)
            ]
            if links:
                relation.through.objects.bulk_create(links, batch_size=BULK, ignore_conflicts=True)

    # --- quotes ---

    def _write_quotes(self, new: list[RowPlan], first: int) -> None:
        quotes = [
            Quote(
                film=self.film,
                number=number,
                position=number,
                status=self.status,
                origin_document=self.document,
                origin_line=row.theirs.line,
                origin_text=row.as_written,
            )
            for number, row in enumerate(new, first)
            if row.theirs is not None
        ]
        Quote.objects.bulk_create(quotes, batch_size=BULK)
        self.history.add(Quote, [quote.pk for quote in quotes])
        self.made_quotes = {quote.origin_line or 0: quote.number for quote in quotes}
        changed = [row for row in self.plan.quotes if "speeches" in row.updates]
        self._update_rows(Quote, self.plan.quotes)
        kept = (
            {
                (quote, position): (character, work)
                for quote, position, character, work in Speech.objects.filter(
                    quote__in=[row.pk for row in changed]
                ).values_list("quote_id", "position", "character_id", "quoted_work_id")
            }
            if changed
            else {}
        )
        if changed:
            Speech.objects.filter(quote__in=[row.pk for row in changed]).delete()
        blocks = [(quote.pk, row.theirs) for quote, row in zip(quotes, new, strict=True)]
        blocks += [(row.pk, row.theirs) for row in changed]
        Speech.objects.bulk_create(
            [
                Speech(
                    quote_id=pk,
                    position=position,
                    speaker_as_written=speech.speaker,
                    text=speech.text,
                    direction_before=speech.direction_before,
                    direction_after=speech.direction_after,
                    character_id=self._character(speech.speaker) or kept.get((pk, position), (None, None))[0],
                    quoted_work_id=kept.get((pk, position), (None, None))[1],
                )
                for pk, block in blocks
                if isinstance(block, QuoteBlock)
                for position, speech in enumerate(block.speeches, 1)
            ],
            batch_size=BULK,
        )

    # --- rows that were there ---

    def _update_rows(self, model: type[Any], plans: Iterable[RowPlan]) -> None:
        """Write what the page moved, and remember how it has the row now."""
        plans = [row for row in plans if row.pk and row.theirs and (row.updates or row.moves_origin)]
        self.history.change(model, [row.pk for row in plans if row.pk])
        rows = model.objects.in_bulk([row.pk for row in plans])
        columns = {"origin_document", "origin_line", "origin_text", "version", "updated_at"}
        for plan in plans:
            row = rows[plan.pk]
            for name, value in plan.updates.items():
                if name != "speeches":
                    setattr(row, name, value)
                    columns.add(name)
            row.origin_document, row.origin_line = self.document, plan.theirs.line  # type: ignore[union-attr]
            row.origin_text = plan.as_written
            row.version += 1
            row.updated_at = timezone.now()
            self.proposals += [(row, clash) for clash in plan.clashes]
        if rows:
            model.objects.bulk_update(rows.values(), sorted(columns), batch_size=200)

    def _publish(self) -> None:
        """Publish the film, the people that its page names, and its facts and quotes."""
        rows = (*self.plan.facts, *self.plan.quotes)
        there = {row.pk for row in rows if row.theirs}
        self._publish_rows(Film, [self.film.pk])
        self._publish_rows(Person, self.people.values())
        self._publish_rows(Fact, [row.pk for row in self.plan.facts if row.pk in there])
        self._publish_rows(Quote, [row.pk for row in self.plan.quotes if row.pk in there])

    def _publish_rows(self, model: type[Any], pks: Iterable[int | None]) -> None:
        waiting = model.objects.waiting().filter(pk__in=[pk for pk in pks if pk])
        found = list(waiting.values_list("pk", flat=True))
        if found:
            self.history.change(model, found)
            model.objects.filter(pk__in=found).update(
                status=Status.PUBLISHED, version=models.F("version") + 1, updated_at=timezone.now()
            )

    # --- what is left to people ---

    def _propose(self) -> None:
        """Keep the page's value for an editor where both sides moved. A newer one takes the older's place."""
        for record, clash in self.proposals:
            Proposal.objects.update_or_create(
                record_type=ContentType.objects.get_for_model(record),
                record_id=record.pk,
                field=clash.name,
                decision=Decision.OPEN,
                defaults={
                    "base": clash.base,
                    "proposed": clash.theirs,
                    "via": Via.IMPORT,
                    "batch": self.history.batch,
                    "reason": f"{self.document.name} has changed here, and so has an editor.",
                    "made_at": timezone.now(),
                },
            )

    def _ledger(self) -> list[list[Any]]:
        targets: dict[int, str] = {}
        for row in self.plan.facts:
            if row.theirs:
                targets[row.theirs.line] = f"fact {row.number or self.made_facts[row.theirs.line]}"
        for row in self.plan.quotes:
            if isinstance(row.theirs, QuoteBlock):
                number = row.number or self.made_quotes[row.theirs.line]
                targets.update((speech.line, f"quote {number}") for speech in row.theirs.speeches)
        return [
            [
                line.number,
                line.verdict.value,
                line.record,
                targets.get(line.record, "film") if line.record else "",
            ]
            for line in self.plan.page.lines
        ]


def _aliases(entry: Entry) -> dict[str, str]:
    return {"also_known_as": "\n".join(entry.aliases)}


def suggest(plan: Plan, names: FactNames) -> dict[str, list[str]]:
    """What an editor is asked about a fact: the uncertain names, and the certain ones that several
    records share."""
    unsure = set(plan.people.ambiguous)
    return {
        "people": [*names.suggested_people, *(name for name in names.people if name in unsure)],
        "characters": list(names.suggested_characters),
        "works": list(names.suggested_works),
    }
