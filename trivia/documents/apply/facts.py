"""Write facts and their links."""

from __future__ import annotations

from typing import Any

from trivia.documents.apply.writing import BULK, Writing, update_rows
from trivia.documents.names import FactNames, mark
from trivia.documents.plan import Plan, RowPlan
from trivia.documents.records import FactText
from trivia.models import Fact


def write_facts(writing: Writing, new: list[RowPlan], first: int) -> dict[int, int]:
    """Write new and changed facts with their links. Returns the numbers of the new ones by line."""
    names = {each.line: each for each in writing.plan.spotted.facts}
    facts = [
        _new_fact(writing, row.theirs, names[row.theirs.line], number, row.as_written)
        for number, row in enumerate(new, first)
        if isinstance(row.theirs, FactText)
    ]
    Fact.objects.bulk_create(facts, batch_size=BULK)
    writing.history.add(Fact, [fact.pk for fact in facts])
    _link_facts(writing, [(fact.pk, names[fact.origin_line or 0]) for fact in facts])
    update_rows(writing, Fact, writing.plan.facts)
    changed = [
        (row.pk, names[row.theirs.line])
        for row in writing.plan.facts
        if row.pk and row.theirs and "text" in row.updates
    ]
    if changed:
        _link_facts(writing, changed)
        Fact.derive(pk for pk, _names in changed)
    return {fact.origin_line or 0: fact.number for fact in facts}


def _new_fact(writing: Writing, fact: FactText, names: FactNames, number: int, written: str) -> Fact:
    entries = [
        register.keys[pks[name]]
        for register, pks, said in (
            (writing.plan.people, writing.people, names.people),
            (writing.plan.characters, writing.characters, names.characters),
            (writing.plan.works, writing.works, names.works),
        )
        for name in said
        if name in pks and pks[name] in register.keys
    ]
    return Fact(
        film=writing.film,
        number=number,
        position=number,
        text=fact.text,
        spoiler="major" if fact.spoiler else "none",
        status=writing.status,
        origin_document=writing.document,
        origin_line=fact.line,
        origin_text=written,
        suggested=_suggested(writing.plan, names),
        marks=[[each.start, each.end, each.kind, each.key] for each in mark(fact.text, entries)],
    )


def _suggested(plan: Plan, names: FactNames) -> dict[str, list[Any]]:
    credits = [
        [credit.character, credit.person] for credit in plan.spotted.credits if credit.line == names.line
    ]
    said: dict[str, list[Any]] = {**suggest(plan, names), "credits": credits}
    return {kind: each for kind, each in said.items() if each}


def _link_facts(writing: Writing, facts: list[tuple[Any, FactNames]]) -> None:
    relations: tuple[tuple[Any, str, dict[str, int], str], ...] = (
        (Fact.people, "person_id", writing.people, "people"),
        (Fact.characters, "character_id", writing.characters, "characters"),
        (Fact.works, "work_id", writing.works, "works"),
    )
    for relation, column, pks, kind in relations:
        links = [
            relation.through(fact_id=fact, **{column: pk})
            for fact, names in facts
            for pk in dict.fromkeys(pks[name] for name in getattr(names, kind) if name in pks)
        ]
        if links:
            relation.through.objects.bulk_create(links, batch_size=BULK, ignore_conflicts=True)


def suggest(plan: Plan, names: FactNames) -> dict[str, list[str]]:
    """What an editor is asked about a fact: the uncertain names, and the certain ones that several
    records share."""
    unsure = set(plan.people.ambiguous)
    return {
        "people": [*names.suggested_people, *(name for name in names.people if name in unsure)],
        "characters": list(names.suggested_characters),
        "works": list(names.suggested_works),
    }
