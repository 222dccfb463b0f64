"""Spots the people, the characters and the works that the facts of a page speak of.

Rules, not lists: what the page itself proves (its header, its cast, who speaks its quotes) and what the
prose says around a name. What is certain is linked; what is not is a suggestion for an editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trivia.documents.evidence import (
    CERTAIN,
    Candidate,
    Span,
    find_runs,
    is_conjoined,
    is_listed,
    is_real_name,
    read_credit,
    weigh,
)
from trivia.documents.lexicon import ARTICLES, CONNECTORS, HONORIFICS, JOBS, NOBODY, SUFFIXES
from trivia.documents.marks import Entry, Hit, Index, Mention, list_short_forms, mark, settle, split_name
from trivia.documents.records import Page
from trivia.documents.titles import Title, find_titles
from trivia.documents.words import Text, read_words

__all__ = ["Entry", "FactNames", "Mention", "Spotted", "SuggestedCredit", "WorkEntry", "mark", "spot"]


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A work, with what the prose says of it: '', '' and None where it says nothing."""

    name: str
    kind: str = ""
    creator: str = ""
    year: int | None = None
    key: str = ""


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


@dataclass(slots=True)
class _Name:
    """A certain name while the page is being read."""

    kind: str
    name: str
    aliases: list[str] = field(default_factory=list)
    key: str = ""
    short: bool = True
    principal: bool = False

    def add_alias(self, alias: str) -> None:
        if alias and alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)

    @property
    def entry(self) -> Entry:
        return Entry(self.kind, self.name, tuple(self.aliases), self.key)


def spot(page: Page, known: Sequence[Entry] = ()) -> Spotted:
    """The names in every fact of a page.

    `known` are the people whom the database has, and the characters and works of this film. People's full
    names match exactly, their short forms only when the page has the full name somewhere. Takes
    time linear in the page and in `known`.
    """
    texts = [read_words(fact.text) for fact in page.facts]
    names = _gather(page, known)
    _open_short_forms(names, texts)
    candidates, works = _discover(page, texts, names)
    unsure = _decide(names, candidates)
    return _link(page, texts, names, works, unsure)


def _gather(page: Page, known: Sequence[Entry]) -> list[_Name]:
    """The names that the page's header, cast and speakers give, and the known ones."""
    names: list[_Name] = []
    seen: dict[tuple[str, tuple[str, ...]], _Name] = {}

    def add(
        kind: str,
        name: str,
        key: str = "",
        aliases: Iterable[str] = (),
        short: bool = True,
        principal: bool = True,
    ) -> None:
        identity = (kind, split_name(name))
        if not identity[1]:
            return
        if identity not in seen:
            seen[identity] = _Name(kind, name, key=key, short=short)
            names.append(seen[identity])
        existing = seen[identity]
        existing.short = existing.short or short
        existing.principal = existing.principal or principal
        for alias in aliases:
            existing.add_alias(alias)

    for entry in known:
        add(
            entry.kind, entry.name, entry.key, entry.aliases, short=entry.kind == "character", principal=False
        )
    for credit in page.crew:
        add("person", credit.name)
    for member in page.cast:
        add("person", member.name)
        for character in re.split(r"\s+/\s+", member.character):
            if _is_somebody(character):
                add("character", character)
    for detail in page.details:
        if any(word.fold in JOBS for word in read_words(detail.label).words):
            for name in re.split(r"\s*[,;/|]\s*|\s+and\s+|\s+&\s+", detail.value):
                if _is_shaped_like_a_name(name):
                    add("person", name)
    for quote in page.quotes:
        for speech in quote.speeches:
            speaker = speech.speaker.title() if speech.speaker.isupper() else speech.speaker
            if _is_somebody(speaker):
                add("character", speaker)
    return names


def _is_somebody(character: str) -> bool:
    """Whether a part or a speaker is named, not only described ('Man in Hat', 'Both')."""
    words = read_words(character).words
    folds = [word.fold for word in words if word.fold not in ARTICLES | HONORIFICS]
    return bool(folds) and len(folds) < 5 and any(fold not in NOBODY | JOBS | CONNECTORS for fold in folds) and (
        words[0].upper and not words[-1].text[0].isdigit()
    )  # fmt: skip


def _is_shaped_like_a_name(name: str) -> bool:
    words = read_words(name).words
    return 1 < len(words) < 5 and words[0].upper and words[-1].upper


def _open_short_forms(names: list[_Name], texts: list[Text]) -> None:
    """Known people may be called by their surname as soon as one fact names them in full."""
    closed = [name for name in names if name.kind == "person" and not name.short]
    if not closed:
        return
    index = Index([name.entry for name in closed], short=())
    for text in texts:
        for hit in index.find(text):
            if hit.last - hit.first > 1 and len(hit.entries) == 1:
                closed[hit.entries[0]].short = True


def _index(names: list[_Name]) -> Index:
    """An index of the names; single known names that the page does not vouch for stay out."""
    return Index([name.entry for name in names], short=[n for n, name in enumerate(names) if name.short])


def _read_titles(text: Text, hits: list[Hit], index: Index) -> tuple[list[Title], list[Hit]]:
    """The works of a text and the hits that are not inside them."""
    titles = []
    starts = {hit.first: hit for hit in hits if index.entries[hit.entries[0]].kind != "work"}
    known = bytearray(len(text.words))
    for hit in starts.values():
        known[hit.last - 1] = 1
    for title in find_titles(text, known):
        quoted = text.words[title.first].quote >= 0
        hit = starts.get(title.first)
        if not quoted and hit and hit.last >= title.last:
            continue
        titles.append(title)
    covered = bytearray(len(text.words))
    for title in titles:
        if title.certain or title.kind == "magazine":
            covered[title.first : title.last] = b"\1" * (title.last - title.first)
    outside = [
        hit
        for hit in hits
        if index.entries[hit.entries[0]].kind == "work" or not any(covered[hit.first : hit.last])
    ]
    return titles, outside


def _discover(
    page: Page, texts: list[Text], names: list[_Name]
) -> tuple[dict[tuple[str, ...], Candidate], list[Title]]:
    """The names nobody knows yet, weighed over the whole page, and the works."""
    index = _index(names)
    lower = {word.fold for text in texts for word in text.words if not word.upper}
    lower |= {word.fold for word in read_words(page.synopsis).words if not word.upper}
    own = {split_name(title) for title in (page.title, page.original_title) if title}
    candidates: dict[tuple[str, ...], Candidate] = {}
    works: list[Title] = []
    pages: list[tuple[Text, list[Span]]] = []
    for number, text in enumerate(texts):
        if text.text.isupper():
            continue
        titles, hits = _read_titles(text, list(index.find(text)), index)
        works += [title for title in titles if title.certain and split_name(title.name) not in own]
        taken = bytearray(len(text.words))
        spans = []
        for hit in hits:
            taken[hit.first : hit.last] = b"\1" * (hit.last - hit.first)
            spans.append(Span(hit.first, hit.last, index.entries[hit.entries[0]].kind))
        for title in titles:
            taken[title.first : title.last] = b"\1" * (title.last - title.first)
        for first, last in find_runs(text, taken, lower):
            span = _propose(text, first, last, number, candidates, own)
            if span:
                spans.append(span)
        pages.append((text, sorted(spans, key=lambda span: span.first)))
    for text, spans in pages:
        for at, span in enumerate(spans):
            if span.candidate:
                before = spans[at - 1] if at else None
                after = spans[at + 1] if at + 1 < len(spans) else None
                person, character = weigh(text, span, (before, after))
                span.candidate.person += person
                span.candidate.character += character
    _weigh_together(pages, candidates)
    return candidates, works


def _propose(
    text: Text,
    first: int,
    last: int,
    fact: int,
    candidates: dict[tuple[str, ...], Candidate],
    own: set[tuple[str, ...]],
) -> Span | None:
    """A candidate for the words first..last-1; none for the film's own title."""
    words = text.words
    if last - first > 2 and words[first].fold in HONORIFICS:
        first += 1
    folds = [word.fold for word in words[first:last]]
    key = tuple(fold for n, fold in enumerate(folds) if n in (0, len(folds) - 1) or len(fold) > 1)
    while len(key) > 2 and key[-1] in SUFFIXES:
        key = key[:-1]
    if key in own or len(key) > 6:
        return None
    candidate = candidates.setdefault(key, Candidate(key))
    end = words[last - 1].end
    if words[last - 1].fold in SUFFIXES and text.text[end : end + 1] == ".":
        end += 1
    candidate.surfaces[text.text[words[first].start : end]] += 1
    candidate.honorific = len(key) == 2 and key[0] in HONORIFICS
    candidate.facts.add(fact)
    return Span(first, last, "", candidate)


def _weigh_together(
    pages: list[tuple[Text, list[Span]]], candidates: dict[tuple[str, ...], Candidate]
) -> None:
    """What names say for each other: lists, shared surnames, real names, surnames standing alone."""
    for candidate in candidates.values():
        if (
            candidate.full
            and candidate.person > 0
            and candidates.get(candidate.words[-1:], candidate) is not candidate
        ):
            alone = candidates[candidate.words[-1:]]
            if alone.person > -2:
                candidate.person += 1.5
    for _ in range(2):
        for text, spans in pages:
            for left, right in [
                *pairwise(spans),
                *((right, left) for left, right in pairwise(reversed(spans))),
            ]:
                _weigh_pair(text, left, right)
    for text, spans in pages:
        for left, right in pairwise(spans):
            if right.candidate and is_real_name(text, left, right):
                right.candidate.person = right.candidate.character = -100.0
                if left.candidate:
                    left.candidate.real_names.append(right.candidate.name)
            if left.candidate and right.candidate and is_conjoined(text, left, right):
                _lend_surname(left, right, candidates)


def _weigh_pair(text: Text, left: Span, right: Span) -> None:
    """Who stands in one list with somebody certain is likely somebody, too."""
    if not (left.candidate or right.candidate) or not is_listed(text, left, right):
        return
    for one, other in ((left, right), (right, left)):
        if one.candidate is None or one.candidate is other.candidate:
            continue
        candidate = one.candidate
        if (
            candidate.full
            and other.candidate
            and other.candidate.full
            and candidate.person >= 1 <= other.candidate.person
        ):
            candidate.person = max(candidate.person, CERTAIN)
        if candidate.full and 0 <= candidate.person < CERTAIN and _is_kind(other, "person"):
            candidate.person += CERTAIN
        elif not candidate.full and 0 <= candidate.character < CERTAIN and _is_kind(other, "character"):
            candidate.character += 1.5


def _is_kind(span: Span, kind: str) -> bool:
    if span.candidate is None:
        return span.kind == kind
    weight, against = span.candidate.person, span.candidate.character
    if kind == "character":
        weight, against = against, weight
    return weight >= CERTAIN and weight > against


def _lend_surname(left: Span, right: Span, candidates: dict[tuple[str, ...], Candidate]) -> None:
    """'David and Ruth Laskin': the first has the second's surname."""
    given, full = left.candidate, right.candidate
    if (
        given is None
        or full is None
        or given.character >= CERTAIN
        or given.person <= -50
        or full.person <= -50
    ):
        return
    words = (*given.words, *full.words[1:])
    if words in candidates:
        return
    surname = full.name.split(" ", 1)[1]
    lent = Candidate(words, person=full.person, character=full.character, facts=set(full.facts))
    lent.surfaces[f"{given.name} {surname}"] += 1
    candidates[words] = lent


@dataclass(slots=True)
class _Unsure:
    """A candidate that is not certain: which kind it would be, and in which facts."""

    kind: str
    name: str
    facts: set[int]


def _decide(names: list[_Name], candidates: dict[tuple[str, ...], Candidate]) -> list[_Unsure]:
    """Add what is certain to `names`; return what is not."""
    undecided: list[Candidate] = []
    for candidate in candidates.values():
        kind = _judge(candidate)
        if candidate.full and kind:
            name = _Name(kind, candidate.name)
            for alias in (*candidate.surfaces, *candidate.real_names):
                name.add_alias(alias)
            names.append(name)
        else:
            undecided.append(candidate)
    parts = {
        form[0]
        for name in names
        if name.short
        for form in list_short_forms(name.kind, name.name)
        if len(form) == 1
    }
    shared = {form for name in names for form in [split_name(name.name)]}
    remaining = []
    singles = sorted(undecided, key=lambda candidate: -len(candidate.words[0]))
    for candidate in singles:
        kind = _judge(candidate)
        if kind == "character" and _shorten_character(names, candidate, candidates):
            continue
        if candidate.full or not kind or candidate.words in shared or candidate.words[-1] in parts:
            remaining.append(candidate)
        else:
            name = _Name(kind, candidate.name)
            names.append(name)
    remaining = [candidate for candidate in remaining if not _extend_character(names, candidate)]
    remaining = [candidate for candidate in remaining if not _shorten_character(names, candidate, candidates)]
    _merge_characters(names)
    return [
        _Unsure("person" if candidate.full and candidate.person >= candidate.character else "character",
                candidate.name, candidate.facts)
        for candidate in remaining
        if max(candidate.person, candidate.character) > (-0.5 if candidate.full else 0.5)
        and min(candidate.person, candidate.character) > -50
        and (candidate.full or candidate.words[-1] not in parts)
    ]  # fmt: skip


def _judge(candidate: Candidate) -> str:
    person = candidate.person
    character = candidate.character + (1.5 if candidate.honorific else 0)
    if character >= CERTAIN and character > person:
        return "character"
    return "person" if person >= CERTAIN else ""


def _extend_character(names: list[_Name], candidate: Candidate) -> bool:
    """'Joel Barish' is Joel, when the page has a Joel and says nothing else of the name."""
    if not candidate.full or candidate.person <= -50 or len(candidate.words) > 3:
        return False
    owners = [
        name for name in names
        if name.kind == "character" and split_name(name.name) in (candidate.words[:1], candidate.words[-1:])
    ]  # fmt: skip
    if len(owners) != 1:
        return False
    owners[0].add_alias(owners[0].name)
    owners[0].aliases.append(owners[0].name)
    owners[0].name = candidate.name
    return True


def _shorten_character(
    names: list[_Name], candidate: Candidate, candidates: dict[tuple[str, ...], Candidate]
) -> bool:
    """'Clem' is Clementine, when nobody else on the page begins so and no fact has both."""
    if candidate.full or len(candidate.words) != 1 or len(candidate.words[0]) < 3 or candidate.character <= 0:
        return False
    short = candidate.words[0]
    owners = [
        name for name in names
        if name.kind == "character" and any(word.startswith(short) and word != short for word in split_name(name.name)[:1])
    ]  # fmt: skip
    if len(owners) != 1:
        return False
    longer = candidates.get(split_name(owners[0].name)[:1])
    if longer and longer.facts & candidate.facts:
        return False
    owners[0].add_alias(candidate.name)
    return True


def _merge_characters(names: list[_Name]) -> None:
    """Make one of two names of one character: 'Mary' and 'Mary Svevo', 'Dr. Mierzwiak' and 'Mierzwiak'."""
    characters = [name for name in names if name.kind == "character"]
    by_word: dict[str, list[_Name]] = {}
    for name in characters:
        for word in set(_weighty(name.name)):
            by_word.setdefault(word, []).append(name)
    for short in characters:
        words = set(_weighty(short.name))
        if not words:
            continue
        longer = [name for name in by_word[min(words)] if name is not short and _contains(name, short, words)]
        if len(longer) == 1 and short in names:
            if not longer[0].key:
                longer[0].key = short.key
            longer[0].add_alias(short.name)
            for alias in short.aliases:
                longer[0].add_alias(alias)
            names.remove(short)


def _contains(longer: _Name, shorter: _Name, words: set[str]) -> bool:
    own = set(_weighty(longer.name))
    return words <= own and (len(words) < len(own) or len(longer.name) > len(shorter.name))


def _weighty(name: str) -> list[str]:
    return [word for word in split_name(name) if word not in HONORIFICS | ARTICLES]


def _link(
    page: Page, texts: list[Text], names: list[_Name], works: list[Title], unsure: list[_Unsure]
) -> Spotted:
    """Read every fact once more with all that is certain."""
    own = {split_name(title) for title in (page.title, page.original_title) if title}
    known_works = {split_name(name.name) for name in names if name.kind == "work"}
    found: dict[tuple[str, ...], WorkEntry] = {}
    for title in works:
        _add_work(found, title)
    for words, work in found.items():
        if len(words) > 1 and words not in known_works:
            names.append(_Name("work", work.name))
    index = _index(names)
    doubts: dict[int, list[_Unsure]] = {}
    for doubt in unsure:
        for fact in doubt.facts:
            doubts.setdefault(fact, []).append(doubt)
    used: set[int] = {
        n for n, name in enumerate(names) if name.short and name.kind != "work" and not name.key
    }
    families: dict[str, list[_Name]] = {}
    for name in names:
        if name.kind == "person" and name.short and name.name.count(" "):
            families.setdefault(split_name(name.name)[-1], []).append(name)
    principals = frozenset(n for n, name in enumerate(names) if name.principal)
    facts, credits = [], []
    for number, (fact, text) in enumerate(zip(page.facts, texts, strict=True)):
        titles, hits = _read_titles(text, list(index.find(text)), index)
        certain: dict[str, list[tuple[int, str]]] = {"person": [], "character": [], "work": []}
        suggested: dict[str, list[tuple[int, str]]] = {"person": [], "character": [], "work": []}
        settled = list(settle(hits, principals))
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
        for doubt in doubts.get(number, ()):
            suggested[doubt.kind].append((len(text.words), doubt.name))
        facts.append(_list_names(fact.line, certain, suggested))
        credits += _suggest_credits(fact.line, text, settled, index)
    return Spotted(
        tuple(facts),
        tuple(names[n].entry for n in sorted(used) if names[n].kind == "person"),
        tuple(names[n].entry for n in sorted(used) if names[n].kind == "character"),
        tuple(found.values()),
        tuple(dict.fromkeys(credits)),
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


def _find_families(text: Text, families: dict[str, list[_Name]]) -> Iterator[tuple[int, _Name]]:
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
        lists.append(tuple(dict.fromkeys(name for _, name in sorted(certain[kind]))))
        linked.update(lists[-1])
    for kind in ("person", "character", "work"):
        lists.append(tuple(dict.fromkeys(name for _, name in sorted(suggested[kind]) if name not in linked)))
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
