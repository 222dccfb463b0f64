"""What becomes of each fact and each quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eternal.curation.models import Status
from films.models import Film
from trivia.documents.facts import read_fact, write_fact
from trivia.documents.gather import gather_quotes
from trivia.documents.likeness import pair
from trivia.documents.plan.sides import Clash, State, judge
from trivia.documents.records import FactText, Page, QuoteBlock
from trivia.documents.write import write_quote
from trivia.models import Fact, Quote, Spoiler


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


def plan_facts(page: Page, film: Film | None) -> tuple[RowPlan, ...]:
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
            judge("text", fact.text, base.text if base else None, row["text"], updates, clashes)
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


def plan_quotes(page: Page, film: Film | None) -> tuple[RowPlan, ...]:
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
            judge("speeches", text, row["origin_text"] or None, now[row["pk"]], updates, clashes)
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
