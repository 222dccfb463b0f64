"""Facts: the items of a list, each one paragraph, with or without the mark of a spoiler."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trivia.documents.labels import split_label
from trivia.documents.ledger import Ledger
from trivia.documents.records import FactText, Verdict
from trivia.documents.rows import Row, join_lines

SPOILER_MARK = "SPOILER: "

_SPOILER = re.compile(
    r"(?:[\[(*]*spoilers?(?: (?:alert|warning))?[\])*]*\s*[:：!]+\**"  # 'Spoiler alert!', '**SPOILER:**'
    r"|[\[(]spoilers?(?: (?:alert|warning))?[\])]"  # '[SPOILER] …'
    r"|(?-i:SPOILERS?) [-–—](?= ))\s*(?=\S)",  # 'SPOILER - …'
    re.IGNORECASE,
)


def group_items(block: Sequence[Row], labelled: bool = False) -> list[list[Row]]:
    """The items of a list with the rows that each wraps on to.

    With bullets, a row without one goes on with the item above; a dash that opens a lower-case row under
    another kind of bullet is a dash. Without bullets each row is an item, but for indented ones.
    """
    bullets = next((row.marker for row in block if row.marker), "")
    groups: list[list[Row]] = []
    for row in block:
        dash = row.marker in ("-", "–", "—") and row.marker != bullets and row.body[:1].islower()
        wraps = (not row.marker or dash) if bullets else row.indent > block[0].indent
        if groups and wraps and labelled and not row.marker:
            label = split_label(row.body)
            # Under a line without a bullet any label begins a line of its own.
            wraps = not (label and (label.known or (row.indent == 0 and not groups[-1][0].marker)))
        if groups and wraps:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def join_item(rows: Sequence[Row]) -> str:
    bodies = [rows[0].body, *(row.text if row.marker else row.body for row in rows[1:])]
    return join_lines(bodies).replace("\t", " ")


def read_facts(ledger: Ledger, block: Sequence[Row]) -> None:
    """Make facts of a block: one per bullet; without bullets one per paragraph or per finished line."""
    items = group_items(block) if any(row.marker for row in block) else _group_paragraph(block)
    for item in items:
        if text := join_item(item):
            ledger.facts.append(read_fact(item[0].number, text))
            ledger.enter(item, Verdict.FACT)


def _group_paragraph(block: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in block:
        above = groups[-1][-1].text if groups else ""
        unfinished = len(above) >= 50 and not above.endswith((".", "!", "?", "…", "”", '"', "。", ")"))
        if groups and (unfinished or row.body[:1].islower()):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def read_fact(line: int, text: str) -> FactText:
    """A fact from its words on the page: 'SPOILER:' in front marks it and is taken off.

    A backslash before the word keeps it in the text, unmarked.
    """
    if text.startswith("\\") and _SPOILER.match(text.lstrip("\\")):
        return FactText(line, text[1:])
    mark = _SPOILER.match(text)
    return FactText(line, text[mark.end() :], spoiler=True) if mark else FactText(line, text)


def write_fact(fact: FactText) -> str:
    """A fact's words as a page has them, which `read_fact` reads back."""
    if fact.spoiler:
        return SPOILER_MARK + fact.text
    return "\\" + fact.text if _SPOILER.match(fact.text.lstrip("\\")) else fact.text
