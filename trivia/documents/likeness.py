"""How alike two texts are, which texts belong together, and which facts have one subject.

Everything here is bounded: no function compares every text with every other once there are many of
them. Rare words say which texts are worth comparing; a word that hundreds of texts share says nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

THRESHOLD = 0.6

# Up to this many comparisons are simply made; above it rare words choose the candidates.
_ALL_PAIRS = 10_000
_CANDIDATES = 12
_RARE_WORDS = 8
_RARE_IN = 40

# Two facts have one subject when they share this many rare stems and their cosine reaches this.
_SUBJECT_COSINE = 0.12
_SUBJECT_STEMS = 3
_STEM_LENGTH = 6
# Words of grammar, and those that any page about films is full of.
_COMMON_WORDS = set(
    """about after also although another away back because been before being both could does done during each even ever
    every film films first from gets give given goes have having here himself into just know last later like little long
    made make many more most movie much must never next none only onto other over same scene scenes seen she should
    show shows since some still such take taken than that their them then there these they thing this those though
    three through time under until upon used very wanted well went were what when where which while whole whom
    whose will with within without would your""".split()
)

_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_SIGNS = str.maketrans(dict.fromkeys('‘’‚‛′`´“”„‟″«»‹›"', "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."})


def normalise(text: str) -> str:
    """The text as far as its meaning goes: case, accents of Latin letters, kinds of quotation mark and
    dash, spacing and the punctuation at its end are folded away."""
    if text.isascii():
        folded = text.lower().replace('"', "'").replace("`", "'")
    else:
        decomposed = unicodedata.normalize("NFKD", text)
        folded = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).casefold().translate(_SIGNS)
    return " ".join(folded.split()).rstrip(" .,;:!?'-")


def similarity(a: str, b: str) -> float:
    """How alike two texts are after `normalise`: 1.0 the same, 0.0 nothing in common.

    The share of characters that stay when one text is turned into the other by insertions and
    deletions, in order (rapidfuzz's `ratio`): the same words in another order are not the same text.
    """
    return fuzz.ratio(normalise(a), normalise(b)) / 100


def pair(theirs: Sequence[str], ours: Sequence[Sequence[str]]) -> list[int | None]:
    """For each of `theirs` the index in `ours` of the text that it is, or None where it is new.

    Each of `ours` has one or more wordings (as it reads now, as it was imported); a match on any counts.
    First the same normalised text, identical ones by order; then, of what is left, the best similarity
    first, at least THRESHOLD, one to one; ties by order. About 10,000 against 10,000 in seconds: beyond
    a hundred squared only texts that share rare words, or stand at the same place, are compared.
    """
    theirs_folded = [normalise(text) for text in theirs]
    ours_folded = [[normalise(text) for text in wordings] for wordings in ours]
    result: list[int | None] = [None] * len(theirs)
    taken = _pair_identical(theirs_folded, ours_folded, result)
    left = [index for index, match in enumerate(result) if match is None]
    free = [index for index in range(len(ours)) if index not in taken]
    scored = []
    for i, j in _candidates(left, free, theirs_folded, ours_folded):
        score = max(
            fuzz.ratio(theirs_folded[i], text, score_cutoff=THRESHOLD * 100) for text in ours_folded[j]
        )
        if score:
            scored.append((-score, i, j))
    for _, i, j in sorted(scored):
        if result[i] is None and j not in taken:
            result[i] = j
            taken.add(j)
    return result


def _pair_identical(theirs: list[str], ours: list[list[str]], result: list[int | None]) -> set[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(ours))):
        for text in dict.fromkeys(ours[index]):
            places[text].append(index)
    taken: set[int] = set()
    for index, text in enumerate(theirs):
        waiting = places.get(text, [])
        while waiting and waiting[-1] in taken:
            waiting.pop()
        if waiting:
            result[index] = waiting.pop()
            taken.add(result[index])  # type: ignore[arg-type]
    return taken


def _candidates(
    left: list[int], free: list[int], theirs: list[str], ours: list[list[str]]
) -> list[tuple[int, int]]:
    """Pairs worth comparing: all of them while they are few, then those that share rare words, and
    those at the same place of the list (a page of look-alikes has no rare words)."""
    if len(left) * len(free) <= _ALL_PAIRS:
        return [(i, j) for i in left for j in free]
    places: dict[str, list[int]] = defaultdict(list)
    for j in free:
        for word in {word for text in ours[j] for word in _WORD.findall(text)}:
            places[word].append(j)
    pairs = []
    for position, i in enumerate(left):
        words = {
            word for word in _WORD.findall(theirs[i]) if word in places and len(places[word]) <= _RARE_IN
        }
        rarest = sorted(words, key=lambda word: (len(places[word]), word))[:_RARE_WORDS]
        shared = Counter(j for word in rarest for j in places[word])
        chosen = {j for j, _ in shared.most_common(_CANDIDATES)}
        chosen.update(free[max(0, position - 1) : position + 2])
        pairs += [(i, j) for j in sorted(chosen)]
    return pairs


@dataclass(frozen=True, slots=True)
class SameSubject:
    """Two texts, by index, that seem to tell of one thing; `shared` are the words that say so."""

    first: int
    second: int
    cosine: float
    shared: tuple[str, ...]


def find_same_subject(texts: Sequence[str]) -> list[SameSubject]:
    """The pairs of texts that share rare words, most alike first; at most one pair per six texts.

    Names do not count: that two facts mention the same actress is no common subject. Words are cut to
    their first six letters, which joins 'lacuna', 'lacunae' and 'lacunar' in any language; each weighs by how few texts have it (IDF), and two texts are compared by the cosine of
    those weights, over the stems that one text in eight has at most: what more texts share is the
    film's own subject. No stem opens more than a handful of comparisons, so the work is linear in
    the number of words. Identical texts are another matter ('repeated-text') and are left out.
    """
    folded = [normalise(text) for text in texts]
    # A word that never occurs in lower case is a name.
    words = {word for text in texts for word in _WORD.findall(text)}
    plain = {normalise(word)[:_STEM_LENGTH] for word in words if word[0].islower()}
    bags = [_read_stems(text, plain) for text in folded]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(bags):
        for stem in bag:
            holders[stem].append(index)
    weights = {stem: math.log(len(texts) / len(places)) for stem, places in holders.items()}
    lengths = [math.sqrt(sum((n * weights[stem]) ** 2 for stem, n in bag.items())) for bag in bags]
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    most = min(12, max(3, len(texts) // 8))
    for stem, places in holders.items():
        if len(places) <= most:
            for pair_of_places in combinations(places, 2):
                shared[pair_of_places].append(stem)
    found = []
    for (i, j), stems in shared.items():
        if len(stems) < _SUBJECT_STEMS or folded[i] == folded[j]:
            continue
        strength = {stem: bags[i][stem] * bags[j][stem] * weights[stem] ** 2 for stem in stems}
        cosine = sum(strength.values()) / (lengths[i] * lengths[j] or 1.0)
        if cosine >= _SUBJECT_COSINE:
            strongest = sorted(stems, key=lambda stem: (-strength[stem], stem))[:3]
            found.append(SameSubject(i, j, cosine, tuple(_spell(folded[i], stem) for stem in strongest)))
    found.sort(key=lambda match: (-match.cosine, match.first, match.second))
    return found[: len(texts) // 6]


def _read_stems(folded: str, plain: set[str]) -> Counter[str]:
    words = (word for word in _WORD.findall(folded) if len(word) >= 4 and word not in _COMMON_WORDS)
    return Counter(stem for word in words if (stem := word[:_STEM_LENGTH]) in plain)


def _spell(folded: str, stem: str) -> str:
    return next(word for word in _WORD.findall(folded) if word.startswith(stem))
