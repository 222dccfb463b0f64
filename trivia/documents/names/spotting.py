"""Spots the people, the characters and the works that the facts of a page speak of.

Rules, not lists: what the page itself proves (its header, its cast, who speaks its quotes) and what the
prose says around a name. What is certain is linked; what is not is a suggestion for an editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from trivia.documents.names.discovery import discover, read_titles
from trivia.documents.names.marks import Entry, Hit, Index, settle, split_name
from trivia.documents.names.register import Name, Unsure, decide, gather, index_names, open_short_forms
from trivia.documents.names.relations import Span, read_credit
from trivia.documents.names.titles import Title
from trivia.documents.names.words import Text, read_words
from trivia.documents.records import Page


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A work, with what the prose says of it: '', '' and None where it says nothing."""

    name: str
    kind: str = ""
    creator: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SuggestedCredit:
    """'Stan (Mark Ruffalo)': who plays whom, as a fact has it; `line` is the fact's."""

    character: str
    person: str
    line: int


@dataclass(frozen=True, slots=True)
class FactNames:
    """The canonical names in one fact, each once, in order of appearance.

    The first three are certain: to be linked, and made where they are new. The others wait for an editor.
    """

    line: int
    people: tuple[str, ...]
    characters: tuple[str, ...]
    works: tuple[str, ...]
    suggested_people: tuple[str, ...]
    suggested_characters: tuple[str, ...]
    suggested_works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spotted:
    """Every certain name of a page, with what else it is called there, and the names of each fact."""

    facts: tuple[FactNames, ...]
    people: tuple[Entry, ...]
    characters: tuple[Entry, ...]
    works: tuple[WorkEntry, ...]
    credits: tuple[SuggestedCredit, ...]


def spot(page: Page, known: Sequence[Entry] = ()) -> Spotted:
    """The names in every fact of a page.

    `known` are the people whom the database has, and the characters and works of this film. People's full
    names match exactly, their short forms only when the page has the full name somewhere. Takes
    time linear in the page and in `known`.
    """
    texts = [read_words(fact.text) for fact in page.facts]
    names = gather(page, known)
    open_short_forms(names, texts)
    candidates, works = discover(page, texts, names)
    unsure = decide(names, candidates)
    return _link(page, texts, names, works, unsure)


def _link(
    page: Page, texts: list[Text], names: list[Name], works: list[Title], unsure: list[Unsure]
) -> Spotted:
    """Read every fact once more with all that is certain."""
    own = {split_name(title) for title in (page.title, page.original_title) if title}
    known_works = {split_name(name.name) for name in names if name.kind == "work"}
    found: dict[tuple[str, ...], WorkEntry] = {}
    for title in works:
        _add_work(found, title)
    for words, work in found.items():
        if len(words) > 1 and words not in known_works:
            names.append(Name("work", work.name))
    index = index_names(names)
    doubts: dict[int, list[Unsure]] = {}
    for doubt in unsure:
        for number in doubt.facts:
            doubts.setdefault(number, []).append(doubt)
    used: set[int] = {
        n for n, name in enumerate(names) if name.short and name.kind != "work" and not name.key
    }
    families: dict[str, list[Name]] = {}
    for name in names:
        if name.kind == "person" and name.short and name.name.count(" "):
            families.setdefault(split_name(name.name)[-1], []).append(name)
    billing = [name.billing for name in names]
    facts: list[FactNames] = []
    roles: list[SuggestedCredit] = []
    for at_fact, (fact, text) in enumerate(zip(page.facts, texts, strict=True)):
        titles, hits = read_titles(text, list(index.find(text)), index)
        certain: dict[str, list[tuple[int, str]]] = {"person": [], "character": [], "work": []}
        suggested: dict[str, list[tuple[int, str]]] = {"person": [], "character": [], "work": []}
        settled = list(settle(hits, billing))
        for hit, owner in settled:
            if owner is None:
                for entry in hit.entries:
                    suggested[index.entries[entry].kind].append((hit.first, index.entries[entry].name))
                continue
            used.add(owner)
            certain[index.entries[owner].kind].append((hit.first, index.entries[owner].name))
        for title in titles:
            words = split_name(title.name)
            if words in own:
                continue
            (certain if title.certain else suggested)["work"].append((title.first, _name_work(title, found)))
        for at, name in _find_families(text, families):
            certain["person"].append((at, name.name))
        for doubt in doubts.get(at_fact, ()):
            suggested[doubt.kind].append((len(text.words), doubt.name))
        facts.append(_list_names(fact.line, certain, suggested))
        roles += _suggest_credits(fact.line, text, settled, index)
    return Spotted(
        tuple(facts),
        tuple(names[n].entry for n in sorted(used) if names[n].kind == "person"),
        tuple(names[n].entry for n in sorted(used) if names[n].kind == "character"),
        tuple(found.values()),
        tuple(dict.fromkeys(roles)),
    )


def _add_work(found: dict[tuple[str, ...], WorkEntry], title: Title) -> None:
    words = split_name(title.name)
    known = found.get(words, WorkEntry(title.name))
    found[words] = WorkEntry(
        known.name, known.kind or title.kind, known.creator or title.creator, known.year or title.year
    )


def _name_work(title: Title, found: dict[tuple[str, ...], WorkEntry]) -> str:
    work = found.get(split_name(title.name))
    return work.name if work else title.name


def _find_families(text: Text, families: dict[str, list[Name]]) -> Iterator[tuple[int, Name]]:
    """'the Coens', 'the Coen brothers': everybody of that surname, when the page knows two or more."""
    for at, word in enumerate(text.words):
        family = families.get(word.fold, ()) if word.upper and word.quote < 0 else ()
        if not family and word.upper and at and text.words[at - 1].fold == "the" and word.fold.endswith("s"):
            family = families.get(word.fold[:-1], ())
        elif not (
            at + 1 < len(text.words)
            and text.words[at + 1].fold in ("brothers", "sisters", "siblings", "twins")
        ):
            continue
        if len(family) > 1:
            yield from ((at, name) for name in family)


def _list_names(
    line: int, certain: dict[str, list[tuple[int, str]]], suggested: dict[str, list[tuple[int, str]]]
) -> FactNames:
    lists: list[tuple[str, ...]] = []
    linked: set[str] = set()
    for kind in ("person", "character", "work"):
        lists.append(tuple(dict.fromkeys(name for _, name in sorted(certain[kind], key=itemgetter(0)))))
        linked.update(lists[-1])
    lists += [
        tuple(
            dict.fromkeys(
                name for _, name in sorted(suggested[kind], key=itemgetter(0)) if name not in linked
            )
        )
        for kind in suggested
    ]
    return FactNames(line, *lists)


def _suggest_credits(
    line: int, text: Text, settled: list[tuple[Hit, int | None]], index: Index
) -> Iterator[SuggestedCredit]:
    for (left, one), (right, other) in pairwise(settled):
        if one is None or other is None:
            continue
        first, second = index.entries[one], index.entries[other]
        spans = Span(left.first, left.last, first.kind), Span(right.first, right.last, second.kind)
        if {first.kind, second.kind} == {"person", "character"} and read_credit(text, *spans):
            character, person = (first, second) if first.kind == "character" else (second, first)
            yield SuggestedCredit(character.name, person.name, line)
