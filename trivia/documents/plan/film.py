"""What becomes of the film's own fields, and of the rows that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trivia.documents.plan.sides import Clash, judge
from trivia.documents.records import CastMember, CrewCredit, Page, PageLink, Release

PLAIN_FIELDS = ("original_title", "tagline", "synopsis", "runtime_minutes", "year", "imdb_id")
LIST_FIELDS = ("countries", "languages")


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


def plan_film(page: Page, base: Page, ours: Page, canonical: Callable[[str], str]) -> FilmPlan:
    """Judge the film's fields and rows. `canonical` gives the full name of a character."""
    updates: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name in PLAIN_FIELDS:
        theirs, was, now = (_value(each, name) for each in (page, base, ours))
        judge(name, theirs, was, now, updates, clashes)
    if page.certificate:
        theirs, was, now = (_certificate(each) for each in (page, base, ours))
        judge("certificate", theirs, was, now, updates, clashes)
    for name in LIST_FIELDS:
        theirs, was, now = (list(getattr(each, name)) for each in (page, base, ours))
        judge(name, theirs, was, now, updates, clashes)
    details = _plan_details(page, base, ours)
    if details is not None:
        updates["details"] = details
    cast, parts = _plan_cast(page, base, ours, canonical)
    ours_links = {(link.kind, link.label): link for link in ours.links}
    base_links = {(link.kind, link.label): link for link in base.links}
    return FilmPlan(
        updates=updates,
        clashes=tuple(clashes),
        genres=_added(page.genres, base.genres, ours.genres, str.casefold),
        crew=_added(page.crew, base.crew, ours.crew, lambda each: (each.name, each.department, each.job)),
        cast=cast,
        parts=parts,
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


def _plan_cast(
    page: Page, base: Page, ours: Page, canonical: Callable[[str], str]
) -> tuple[tuple[CastMember, ...], tuple[CastMember, ...]]:
    """The members to add, and those whose credit is there but without their character.

    One name may play several characters. A name without a character is there if it is there at all.
    """

    def pairs(cast: Iterable[CastMember]) -> set[tuple[str, str]]:
        return {(member.name, canonical(member.character)) for member in cast}

    was, now = pairs(base.cast), pairs(ours.cast)
    names = {member.name for member in (*base.cast, *ours.cast)}
    added: list[CastMember] = []
    parts: list[CastMember] = []
    for member in page.cast:
        pair = (member.name, canonical(member.character))
        if pair in was or pair in now or (not member.character and member.name in names):
            continue
        if (member.name, "") in now:
            now.discard((member.name, ""))
            parts.append(member)
        else:
            added.append(member)
        now.add(pair)
        names.add(member.name)
    return tuple(added), tuple(parts)


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
