"""What an import did, or would do, as plain values: the JSON that `import_document` prints."""

from __future__ import annotations

from typing import Any

from trivia.documents.apply import suggest
from trivia.documents.plan import Plan, State, count_states
from trivia.documents.records import Verdict
from trivia.models import ImportRun


def report_plan(plan: Plan, run: ImportRun | None) -> dict[str, Any]:
    """One object, whose keys are a contract. `run` is None for a dry run."""
    lines = plan.page.lines
    blank = sum(line.verdict is Verdict.BLANK for line in lines)
    lost = [line for line in lines if line.verdict is Verdict.NOT_UNDERSTOOD]
    new_people = plan.new_people
    return {
        "film": {
            "slug": _slug(plan, run),
            "title": plan.title,
            "created": plan.film is None,
        },
        "run": run.pk if run else None,
        "facts": count_states(plan.facts),
        "quotes": count_states(plan.quotes),
        "speeches": sum(len(block.speeches) for block in plan.page.quotes),
        "people": {
            "new": new_people,
            "matched": [name for name, pk in plan.people.found.items() if pk is not None],
            "ambiguous": plan.people.ambiguous,
        },
        "mentions": [
            {
                "line": names.line,
                "people": [name for name in names.people if name not in plan.people.ambiguous],
                "characters": list(names.characters),
                "works": list(names.works),
                "suggested": suggest(plan, names),
            }
            for names in plan.spotted.facts
        ],
        "lines": {
            "total": len(lines),
            "blank": blank,
            "understood": len(lines) - blank - len(lost),
            "not_understood": [{"line": line.number, "text": line.text} for line in lost],
        },
        "notes": [
            {"line": note.line, "kind": note.kind.value, "message": note.message} for note in plan.page.notes
        ],
    }


def describe(plan: Plan, run: ImportRun | None) -> list[str]:
    """The same for a person to read, a sentence a line."""
    told = report_plan(plan, run)
    film, lines, people = told["film"], told["lines"], told["people"]
    said = [
        f"{film['title']}: {'a new film' if film['created'] else 'already here'}, /films/{film['slug']}/",
        f"{lines['total']} lines: {lines['blank']} blank, {lines['understood']} understood, "
        f"{len(lines['not_understood'])} not understood",
        f"Facts: {_count(told['facts'])}",
        f"Quotes: {_count(told['quotes'])} ({told['speeches']} speeches)",
        "People: " + ", ".join(f"{len(people[each])} {each}" for each in ("new", "matched", "ambiguous")),
    ]
    if people["ambiguous"]:
        said.append(
            f"Several people of the same name, so nobody was linked: {', '.join(people['ambiguous'])}"
        )
    said += [
        f"Line {each['line']} was not understood: {each['text'][:100]}" for each in lines["not_understood"]
    ]
    said += [f"Line {each['line']}: {each['message']}" for each in told["notes"]]
    said += [
        f"Gone from the page, kept here: fact {row.number}"
        for row in plan.facts
        if row.state is State.MISSING
    ]
    said += [
        f"Gone from the page, kept here: quote {row.number}"
        for row in plan.quotes
        if row.state is State.MISSING
    ]
    for clash in plan.film_plan.clashes:
        said.append(f"The film's {clash.name} was changed by an editor and by the page: a proposal waits.")
    for kind, rows in (("fact", plan.facts), ("quote", plan.quotes)):
        said += [
            f"Changed by an editor and by the page, a proposal waits: {kind} {row.number}"
            for row in rows
            if row.state is State.CONFLICT
        ]
    return said


def _count(states: dict[str, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in states.items() if count) or "none"


def _slug(plan: Plan, run: ImportRun | None) -> str:
    film = run.film if run else plan.film
    return film.slug if film else plan.new_slug
