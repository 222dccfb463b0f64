"""Finds the names on a page that nobody knows yet, and lets them speak for each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from trivia.documents.names.evidence import CERTAIN, weigh
from trivia.documents.names.lexicon import (
    AUXILIARIES,
    FUNCTION,
    HONORIFICS,
    JOBS,
    KIN,
    KINDS,
    MONTHS,
    PARTICLES,
    SUFFIXES,
    TOLD_PAST,
    is_adverb,
)
from trivia.documents.names.marks import Hit, Index, split_name
from trivia.documents.names.register import Name, index_names
from trivia.documents.names.relations import Candidate, Span, is_conjoined, is_listed, is_real_name
from trivia.documents.names.titles import Title, find_titles
from trivia.documents.names.words import Text, Word, read_words
from trivia.documents.records import Page


def read_titles(text: Text, hits: list[Hit], index: Index) -> tuple[list[Title], list[Hit]]:
    """The works of a text and the hits that are not inside them."""
    titles = []
    starts = {hit.first: hit for hit in hits if index.entries[hit.entries[0]].kind != "work"}
    known = bytearray(len(text.words))
    for hit in starts.values():
        known[hit.last - 1] = 1
    for title in find_titles(text, known):
        quoted = text.words[title.first].quote >= 0
        known_hit = starts.get(title.first)
        if not quoted and known_hit and known_hit.last >= title.last:
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


def discover(
    page: Page, texts: list[Text], names: list[Name]
) -> tuple[dict[tuple[str, ...], Candidate], list[Title]]:
    """The names nobody knows yet, weighed over the whole page, and the works."""
    index = index_names(names)
    lower = {word.fold for text in texts for word in text.words if not word.upper}
    lower |= {word.fold for word in read_words(page.synopsis).words if not word.upper}
    own = {split_name(title) for title in (page.title, page.original_title) if title}
    candidates: dict[tuple[str, ...], Candidate] = {}
    works: list[Title] = []
    pages: list[tuple[Text, list[Span]]] = []
    for number, text in enumerate(texts):
        if text.text.isupper():
            continue
        titles, hits = read_titles(text, list(index.find(text)), index)
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
            if alone.person > 0 or alone.character >= 0.5:
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


def find_runs(text: Text, taken: bytearray, lower: set[str]) -> Iterator[tuple[int, int]]:
    """Phrases of capitalised words outside quotations: first word and the word after the last.

    `taken` marks the words of known names and titles; `lower` holds the words that the page writes small,
    by which the first word of a sentence is known for an ordinary one.
    """
    words, index = text.words, 0
    while index < len(words):
        word = words[index]
        if not word.upper or taken[index] or word.quote >= 0 or word.fold in FUNCTION:
            index += 1
            continue
        first, last = index, index + 1
        while last < len(words) and words[last].joined and not taken[last] and not words[last - 1].possessive:
            ahead = last
            while (
                ahead < len(words)
                and words[ahead].fold in PARTICLES
                and words[ahead].joined
                and not words[ahead].upper
            ):
                ahead += 1
            if ahead >= len(words) or not words[ahead].joined or not words[ahead].upper or taken[ahead]:
                break
            if words[ahead].fold in FUNCTION and not words[ahead].initial:
                break
            last = ahead + 1
        if (
            last < len(words)
            and words[last].comma
            and words[last].fold in SUFFIXES - {"ii", "iii"}
            and words[last].upper
        ):
            last += 1
        index = last
        first = _trim(words, first, last, lower)
        if first < last:
            yield first, last


def _trim(words: list[Word], first: int, last: int, lower: set[str]) -> int:
    """Where the name begins, after an opening word, a job and what stands before the job."""
    for at in range(first, min(last - 1, first + 6)):
        if words[at].fold in JOBS and (words[at].opens or words[at].fold not in ("star", "stars", "model")):
            first = at + 1
    while first < last and words[first].fold in KIN | JOBS and (words[first].opens or last - first > 2):
        first += 1
    if first >= last or not words[first].opens:
        return first
    opening = words[first].fold
    participle = opening.endswith(("ing", "ed")) and len(opening) > 5 and last - first > 2
    ordinary = opening in KINDS or opening in TOLD_PAST or opening in MONTHS or is_adverb(opening)
    ordinary = ordinary or participle or (opening in lower and opening not in AUXILIARIES)
    return first + 1 if ordinary else first
