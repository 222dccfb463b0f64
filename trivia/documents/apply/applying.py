"""From a document to rows and an `ImportRun`, step by step: each needs the rows of the steps before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from eternal.curation.history import recording
from eternal.curation.models import Decision, Proposal, Status, Via
from films.models import Film, Person
from trivia.documents.apply.facts import write_facts
from trivia.documents.apply.film import write_film, write_film_rows
from trivia.documents.apply.names import write_names
from trivia.documents.apply.quotes import write_quotes
from trivia.documents.apply.writing import Writing
from trivia.documents.parse import parse
from trivia.documents.plan import Plan, State, count_states, make_plan
from trivia.documents.read import decode
from trivia.documents.records import DocumentError, Page, QuoteBlock
from trivia.models import Document, Fact, ImportRun, Numbering, Quote


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
        status = Status.PUBLISHED if publish else Status.DRAFT
        return _write(Writing(plan, document, history, status), publish, by)


def _write(writing: Writing, publish: bool, by: Any) -> Applied:
    plan = writing.plan
    film = writing.film = write_film(writing, publish)
    write_names(writing)
    write_film_rows(writing)
    new_facts = [row for row in plan.facts if row.state is State.NEW]
    new_quotes = [row for row in plan.quotes if row.state is State.NEW]
    fact, quote = Numbering.objects.take(film.pk, facts=len(new_facts), quotes=len(new_quotes))
    facts = write_facts(writing, new_facts, fact)
    quotes = write_quotes(writing, new_quotes, quote)
    if publish:
        _publish(writing)
    batch = writing.history.write()
    _propose(writing)
    run = ImportRun(
        document=writing.document,
        film=film,
        film_title=film.title,
        by=by if by and by.pk else None,
        batch=batch,
        ledger=_make_ledger(plan, facts, quotes),
        counts={"facts": count_states(plan.facts), "quotes": count_states(plan.quotes)},
    )
    run.save()
    return Applied(run, plan)


def _publish(writing: Writing) -> None:
    """Publish the film, the people that its page names, and its facts and quotes."""
    rows = (*writing.plan.facts, *writing.plan.quotes)
    there = {row.pk for row in rows if row.theirs}
    _publish_rows(writing, Film, [writing.film.pk])
    _publish_rows(writing, Person, writing.people.values())
    _publish_rows(writing, Fact, [row.pk for row in writing.plan.facts if row.pk in there])
    _publish_rows(writing, Quote, [row.pk for row in writing.plan.quotes if row.pk in there])


def _publish_rows(writing: Writing, model: type[Any], pks: Iterable[int | None]) -> None:
    waiting = model.objects.waiting().filter(pk__in=[pk for pk in pks if pk])
    found = list(waiting.values_list("pk", flat=True))
    if found:
        writing.history.change(model, found)
        model.objects.filter(pk__in=found).update(
            status=Status.PUBLISHED, version=models.F("version") + 1, updated_at=timezone.now()
        )


def _propose(writing: Writing) -> None:
    """Keep the page's value for an editor where both sides moved. A newer one takes the older's place."""
    for record, clash in writing.proposals:
        Proposal.objects.update_or_create(
            record_type=ContentType.objects.get_for_model(record),
            record_id=record.pk,
            field=clash.name,
            decision=Decision.OPEN,
            defaults={
                "base": clash.base,
                "proposed": clash.theirs,
                "via": Via.IMPORT,
                "batch": writing.history.batch,
                "reason": f"{writing.document.name} has changed here, and so has an editor.",
                "made_at": timezone.now(),
            },
        )


def _make_ledger(plan: Plan, facts: dict[int, int], quotes: dict[int, int]) -> list[list[Any]]:
    """What became of each line; `facts` and `quotes` are the numbers of new ones by line."""
    targets: dict[int, str] = {}
    for row in plan.facts:
        if row.theirs:
            targets[row.theirs.line] = f"fact {row.number or facts[row.theirs.line]}"
    for row in plan.quotes:
        if isinstance(row.theirs, QuoteBlock):
            number = row.number or quotes[row.theirs.line]
            targets.update((speech.line, f"quote {number}") for speech in row.theirs.speeches)
    return [
        [
            line.number,
            line.verdict.value,
            line.record,
            targets.get(line.record, "film") if line.record else "",
        ]
        for line in plan.page.lines
    ]
