"""The header of a page: one `Label: value` per line, each to its field or kept as a detail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trivia.documents.cast import read_member
from trivia.documents.labels import Labelled, look_up_label, split_label
from trivia.documents.ledger import Ledger
from trivia.documents.records import (
    CastMember,
    Certificate,
    CrewCredit,
    Detail,
    NoteKind,
    PageLink,
    Release,
    Verdict,
)
from trivia.documents.rows import Row, clean, join_lines, protect, restore
from trivia.documents.values import (
    read_certificate,
    read_codes,
    read_link,
    read_releases,
    read_runtime,
    read_year,
    split_list,
    split_names,
)

# 'and' parts the members of a cast only where a name follows: 'as Man and Wife' is one character.
_BETWEEN_MEMBERS = re.compile(
    r",\s*(?:(?:and|et|und)\s+|&\s*)?(?!(?:Jr|Sr)\b)|\s+(?:&|and|et|und)\s+(?=[^\W\d_a-z]\S*\s+(?:(?:the|de|di|von|van|al|el|la|le)\s+)?[^\W\d_a-z])"
)

_TEXT_FIELDS = ("original_title", "tagline")


def read_header_item(ledger: Ledger, rows: Sequence[Row], label: str = "") -> bool:
    """Read one header line (and the lines it wraps on to). False where it has no label.

    `label` is the label of a list whose items stand on lines of their own.
    """
    body = join_lines([row.body if not row.literal else row.text for row in rows])
    labelled = look_up_label(label, protect(body)) if label else split_label(body)
    if labelled is None or not labelled.value:
        return False
    number = rows[0].number
    ledger.field_lines.add(number)
    cast_line = labelled.field == "cast"
    if labelled.literal or not _read_known(ledger, number, labelled):
        ledger.details.append(Detail(number, restore(labelled.label), restore(labelled.value)))
    ledger.enter(rows, Verdict.CAST if cast_line else Verdict.HEADER)
    return True


def _read_known(ledger: Ledger, line: int, labelled: Labelled) -> bool:
    """Put a value where its label says; False where the value makes no sense there."""
    value, name = labelled.value, labelled.field
    if labelled.jobs:
        return _read_crew(ledger, line, labelled)
    if name in ("link", "parents-guide", "box-office", "official-site", "imdb", ""):
        return _read_link(ledger, line, labelled)
    if name == "title":
        return read_title(ledger, value)
    if name in _TEXT_FIELDS:
        return ledger.set_field(name, clean(restore(value)))
    if name == "synopsis":
        ledger.paragraphs.append(clean(restore(value)))
        return True
    if name == "year":
        year = read_year(value)
        return year is not None and ledger.set_field("year", year)
    if name == "runtime":
        runtime = read_runtime(value)
        # What a value says beyond its minutes is kept as a detail.
        return runtime is not None and ledger.set_field("runtime_minutes", runtime[0]) and not runtime[1]
    if name == "certificate":
        certificate = read_certificate(labelled.label, labelled.aside, value)
        return certificate is not None and ledger.set_field("certificate", Certificate(line, *certificate))
    if name in ("countries", "languages"):
        codes = read_codes(value, name)
        return codes is not None and ledger.set_field(name, codes)
    if name == "genre":
        return _read_genres(ledger, line, value)
    if name == "release":
        releases = read_releases(value, labelled.aside or labelled.label.partition(" ")[0])
        ledger.releases += [Release(line, *release) for release in releases]
        return bool(releases)
    return _read_members(ledger, line, value)


def read_title(ledger: Ledger, text: str) -> bool:
    """A title, with the year where it ends in one: 'Amélie (2001)'."""
    title, _, last = text.rpartition(" ")
    year = read_year(last) if last.startswith(("(", "[")) else None
    title = clean(restore(title if year and title else text))
    if not title or not ledger.set_field("title", title):
        return False
    if year and text != last:
        ledger.set_field("year", year)
    return True


def _read_genres(ledger: Ledger, line: int, value: str) -> bool:
    genres = split_list(value)
    for genre, count in Counter(genres).items():
        if count > 1:
            ledger.note(
                line, NoteKind.REPEATED_NAME, f"“{genre}” stands here more than once; it was taken once."
            )
    return bool(genres) and ledger.set_field("genres", tuple(dict.fromkeys(genres)))


def _read_crew(ledger: Ledger, line: int, labelled: Labelled) -> bool:
    names = split_names(labelled.value)
    understood = bool(names)
    for name, remark in names:
        narrowed = look_up_label(remark, "").jobs if remark else labelled.jobs
        understood = understood and bool(narrowed)
        for department, job in narrowed or labelled.jobs:
            ledger.add_credit(CrewCredit(line, name, department, job))
    return understood


def _read_members(ledger: Ledger, line: int, value: str) -> bool:
    """Names in one line, each with its character where one is given."""
    sign = next((sign for sign in ";|" if sign in value), "")
    items = value.split(sign) if sign else _BETWEEN_MEMBERS.split(value)
    members = [member for item in items if item.strip(" .,") and (member := read_member(item.strip(" ,")))]
    for name, character in members:
        ledger.add_member(CastMember(line, name, character))
    return bool(members)


def _read_link(ledger: Ledger, line: int, labelled: Labelled) -> bool:
    kind = labelled.aside if labelled.field == "link" else labelled.field
    if labelled.field == "link":
        text, _, url = labelled.value.removesuffix(">").rpartition("<")
        found: tuple[str, str] | None = (clean(restore(text)), restore(url))
    else:
        found = read_link(labelled.value)
    if kind == "imdb":
        number = re.search(r"\btt\d{7,10}\b", labelled.value)
        if number and ledger.set_field("imdb_id", number[0]):
            return True
        kind = "other"
    if found is None:
        return False
    text, url = found
    ledger.links.append(PageLink(line, kind or "other", restore(labelled.label), text, url))
    if not url:
        ledger.note(
            line,
            NoteKind.LOST_LINK,
            f"“{restore(labelled.label)}” points somewhere, but its address is lost.",
        )
    return True
