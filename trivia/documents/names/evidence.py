"""What the prose says about capitalised words nobody knows yet: a person, somebody in the story, or neither.

Every place where a name stands adds weights. A weight of `CERTAIN` makes a name certain; less makes it a
suggestion. The making of a film is told in the past tense and its story in the present, and that is
the strongest witness there is: 'X Y wanted', 'X opens the door'.
"""

from __future__ import annotations

import re

from trivia.documents.names.lexicon import (
    ADVERBS,
    ARTICLES,
    AUTHORED,
    AUXILIARIES,
    CREDITED_PRESENT,
    FICTIONAL,
    FUNCTION,
    HONORIFICS,
    JOBS,
    KIN,
    KINDS,
    LINKS_SOMEBODY,
    MONTHS,
    NOBODY,
    NOT_PERSON,
    OF_SOMEBODY,
    OF_THINGS_TOO,
    OWNED_BY_SOMEBODY,
    PLACE_LEADS,
    SHARED_PRESENT,
    SUBJECT_LEADS,
    SUFFIXES,
    SURNAMES_TOO,
    TAKES_SOMEBODY,
    TOLD_BASE,
    TOLD_PAST,
    UNDERGONE,
    is_adverb,
    word_set,
)
from trivia.documents.names.relations import Candidate, Span, is_conjoined, weigh_neighbours
from trivia.documents.names.words import Text, Word

CERTAIN = 2.0
_NEVER = -100.0

_LIFE = re.compile(
    r"\s*\((?:born|b\.|died|d\.|c\.)?[^()]{0,40}?\b1\d{3}\s*[-–—]\s*(?:\d{4}|\d\d)?[^()]{0,30}\)|\s*\(born\b"
)


def weigh(text: Text, span: Span, neighbours: tuple[Span | None, Span | None]) -> tuple[float, float]:
    """What one place says for its being a person, and for its being a character."""
    candidate = span.candidate
    if candidate is None:
        return 0.0, 0.0
    form = _weigh_form(text, span, candidate)
    if form <= _NEVER:
        return _NEVER, _NEVER
    left = neighbours[0]
    shared = left is not None and left.candidate is not None and is_conjoined(text, left, span)
    before = _weigh_before(text, Span(left.first, span.last) if left and shared else span, candidate)
    after = _weigh_after(text, span, candidate)
    pair = weigh_neighbours(text, span, neighbours, candidate)
    if not candidate.full:  # one word is a person's name only right after a job: 'singer X'
        return before[0] if before[0] >= CERTAIN else 0.0, min(form, 0) + before[1] + after[1] + pair[1]
    person = form + before[0] + after[0] + pair[0] + _weigh_pronoun(text, span, neighbours[1])
    character = min(form, 0) + before[1] + after[1] + pair[1]
    return person, character


def _weigh_pronoun(text: Text, span: Span, following: Span | None) -> float:
    """Whether the next sentence goes on with 'he' or 'she', before anybody else is named."""
    end = min(following.first if following else len(text.words), span.last + 20)
    for word in text.words[span.last : end]:
        if word.opens:
            return 1.0 if word.fold in ("he", "she", "his", "her") else 0.0
    return 0.0


def _weigh_form(text: Text, span: Span, candidate: Candidate) -> float:
    words = text.words[span.first : span.last]
    before = text.words[span.first - 1] if span.first and words[0].joined else None
    after = text.words[span.last] if span.last < len(text.words) and text.words[span.last].joined else None
    if len(candidate.words) > 4 or any(word.fold in MONTHS for word in words if len(words) == 1):
        return _NEVER
    if any(_is_initialism(word) for word in words) or any(word.text[0].isdigit() for word in words):
        return _NEVER
    if before is not None and before.upper and before.fold in FUNCTION and not before.opens:
        return _NEVER
    if after is not None and not words[-1].possessive and after.upper and after.fold != "i":
        return _NEVER
    gap_before, gap_after = text.gap(span.first), text.after(span.last - 1)
    if "&" in gap_before or gap_after.lstrip().startswith("&") or gap_after[:1] in ("@", "/", "_"):
        return _NEVER
    if after is not None and after.text[0].isdigit() and not words[-1].possessive:
        return -1.5
    folds = [word.fold for word in words]
    if any(fold in NOT_PERSON and fold not in SURNAMES_TOO for fold in folds):
        return _NEVER
    if len(folds) == 1:
        return _NEVER if folds[0] in SURNAMES_TOO | NOBODY or len(folds[0]) < 2 else 0.0
    weight = 0.0 if any(fold in SURNAMES_TOO for fold in folds) else 0.5
    if any(word.initial for word in words) or folds[-1] in SUFFIXES:
        weight += 1.0
    return weight


def _is_initialism(word: Word) -> bool:
    return (word.shouted and word.fold not in SUFFIXES and len(word.text) > 2) or (word.text.isupper() and (
        len(word.text) == 2 and word.fold not in SUFFIXES
    ))  # fmt: skip


def _weigh_before(text: Text, span: Span, candidate: Candidate) -> tuple[float, float]:
    words, first = text.words, span.first
    if not first or words[first].opens:
        return 0.0, 0.0
    before = words[first - 1]
    fold = before.fold
    earlier = words[first - 2].fold if first > 1 and words[first - 1].joined else ""
    full = candidate.full
    if words[first].comma:
        if fold in KIN | JOBS:
            return (2.0, 0.0) if full else (0.0, 1.0)
        played = any(word.fold in _PLAYS for word in words[max(0, first - 6) : first])
        return (0.0, 2.0) if played and not before.upper else (0.0, 0.0)
    if not words[first].joined:
        return 0.0, 0.0
    if fold in FICTIONAL or (earlier in FICTIONAL and fold in ("named", "called", "of")):
        return 0.0, 3.0
    works_in = earlier == "of" and first > 2 and words[first - 3].fold in JOBS and fold not in KINDS
    if fold in JOBS or (works_in and full):
        if before.upper and not before.opens and not full:
            return 0.0, 0.0
        return (3.0, 0.0) if full else (2.0, 0.0) if earlier != "the" else (1.0, 0.5)
    if fold in KIN:
        return (2.0, 1.0) if full else (0.5, 2.0 if first > 1 and words[first - 2].possessive else 1.0)
    if fold in ("a", "an", "the") and _is_maker(text, span):
        return 2.0, 0.0
    if fold in ("a", "an") and full and span.last < len(words) and words[span.last].fold in KINDS:
        return 0.0, 0.0
    if fold in ARTICLES and fold != "that":
        return -3.0, -2.0
    if before.text[0].isdigit():
        return -2.0, -1.0
    if fold == "named" and earlier in KIN | NOBODY | {"is", "are"}:
        return 0.0, 2.0
    if fold in _PLAYS and not words[span.last - 1].possessive:
        return 0.0, 2.0
    if fold == "for" and earlier in ("considered", "auditioned", "auditioning", "choice", "tested", "read"):
        return 0.0, 2.0
    if fold == "of" and earlier in ("role", "part", "roles", "character", "portrayal"):
        return 0.0, 2.0
    if fold == "as" and earlier in ("part", "role", "cameo", "debut", "cast"):
        return 0.0, 2.0
    if fold == "as" and earlier != "such":
        return 0.0, 1.0 if full else 1.5
    if fold == "by":
        return (2.0, 0.0) if full else (0.5, 0.5)
    if fold == "to" and earlier == "according":
        return (3.0, 0.0) if full else (1.0, 0.0)
    if fold in ("to", "after") and earlier in (
        "dedicated",
        "tribute",
        "named",
        "offered",
        "married",
        "thanks",
    ):
        return (2.0, 0.0) if full else (0.5, 0.5)
    if fold == "of" and earlier in OF_SOMEBODY:
        return (2.0 if earlier in _SURELY_OF else 1.0, 0.5) if full else (0.5, 0.5)
    if fold in TAKES_SOMEBODY:
        return (2.0, 0.0) if full else (0.5, 0.5)
    if words[span.last - 1].possessive:
        return 0.0, 0.0
    model = {word.fold for word in words[max(0, first - 5) : first - 1]}
    if fold in ("on", "after") and model & {"based", "modelled", "modeled", "patterned"}:
        return (1.5, 0.0) if full else (0.0, 0.0)
    if fold in PLACE_LEADS:
        return -2.0, -2.0
    if fold == "with" and full:
        return 1.5, 0.5
    if fold == "of" and full:
        return (2.0 if earlier in ("thought", "spoke", "dreamed", "that", "those") else 0.5), 0.5
    if fold == "to" and full and earlier in ("belongs", "belonged", "went", "given"):
        return 1.5, 0.0
    if fold in LINKS_SOMEBODY:
        return 0.5, 0.5
    if fold in ("sir", "dame") and full:
        return 1.5, 0.0
    if not before.upper and _follows_part(words, first):
        return 0.0, 2.0
    return 0.0, 0.0


def _follows_part(words: list[Word], first: int) -> bool:
    """'plays the croupier X': whether a part is being described when the name comes."""
    for at in range(first - 2, max(first - 6, -1), -1):
        if words[at].fold in _PLAYS:
            return words[at + 1].fold in ARTICLES
        if words[at + 1].comma or words[at].opens or words[at].fold in ("by", "with", "opposite", "in", "to"):
            return False
    return False


_PLAYS = word_set("play played playing plays portray portrays portrayed portraying")
_OWNERS = word_set("his her their its my our whose")
_SURELY_OF = word_set("""
    work works voice voices paintings poems poetry plays novels writings theories career widow son daughter
    wife husband brother sister father mother friend performance performances likeness casting talents help
""")


def _is_maker(text: Text, span: Span) -> bool:
    """'an X Y poem': the article belongs to the poem."""
    words = text.words
    if span.last >= len(words) or not words[span.last].joined or words[span.last - 1].possessive:
        return False
    return words[span.last].fold in AUTHORED and span.last - span.first > 1


def _weigh_after(text: Text, span: Span, candidate: Candidate) -> tuple[float, float]:
    words, last = text.words, span.last
    name = words[last - 1]
    full = candidate.full
    if _LIFE.match(text.text, words[last - 1].end):
        return 3.0, 0.0
    if last >= len(words):
        return 0.0, 0.0
    after = words[last]
    if name.possessive:
        return _weigh_owner(words, last, full)
    if after.opens:
        return 0.0, 0.0
    if after.comma:
        return _weigh_apposition(words, last, full)
    if not after.joined or _is_maker(text, span):
        return 0.0, 0.0
    if after.fold in ("who", "whose", "whom"):
        return (3.0, 1.0) if full else (0.5, 1.5)
    if full and [word.fold for word in words[last : last + 2]] == ["in", "mind"]:
        return 2.0, 0.0
    return _weigh_verb(text, span, full)


def _weigh_owner(words: list[Word], last: int, full: bool) -> tuple[float, float]:
    if not words[last].joined:
        return 0.0, 0.5
    owned = words[last].fold
    if owned in OWNED_BY_SOMEBODY:
        return (2.0, 0.5) if full else (0.5, 1.0)
    if owned in FUNCTION or words[last].upper:
        return 0.5, 0.5
    return (1.0, 0.5) if full else (0.5, 1.0)


def _weigh_apposition(words: list[Word], last: int, full: bool) -> tuple[float, float]:
    """', who …', ', the film's composer', ', his wife'."""
    first = words[last].fold
    if first in ("who", "whose", "whom"):
        return (3.0, 1.0) if full else (0.5, 1.5)
    if (
        first in ARTICLES | _OWNERS | {"one", "then", "best", "later", "also", "who's", "itself"}
        or first in JOBS
    ):
        for word in words[last : last + 7]:
            if word is not words[last] and not word.joined:
                break
            if word.fold in JOBS | KIN:
                return (3.0, 0.0) if full else (1.0, 0.5)
            if word.fold in FICTIONAL:
                return 0.0, 2.0
    for index in range(last + 1, min(len(words), last + 14)):
        if words[index].opens:
            break
        if words[index].comma:
            told = words[index].fold in TOLD_PAST | CREDITED_PRESENT and not words[index].upper
            return (2.0 if told and full else 0.0), 0.0
    return 0.0, 0.0


def _weigh_verb(text: Text, span: Span, full: bool) -> tuple[float, float]:
    words, at = text.words, span.last
    if words[at].fold in ("himself", "herself"):
        return (2.0, 0.5) if full else (0.5, 1.5)
    while at < min(len(words), span.last + 3) and words[at].joined and not words[at].upper:
        if words[at].fold not in ADVERBS - AUXILIARIES and not is_adverb(words[at].fold):
            break
        at += 1
    if at >= len(words) or not words[at].joined or words[at].upper:
        return 0.0, 0.0
    verb = words[at].fold
    if not full and verb == "the" and at + 1 < len(words) and not words[at + 1].upper:  # 'X the cat'
        return 0.0, 2.0
    follows = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
    subject = _is_subject(text, span)
    if full and any(word.fold in ("debut", "cameo", "uncredited") for word in words[at : at + 7]):
        return 3.0, 0.0
    if verb in AUXILIARIES:
        return _weigh_auxiliary(words, at, full, subject)
    owned = (
        1.0 if any(word.fold in ("his", "her", "himself", "herself") for word in words[at : at + 6]) else 0.0
    )
    if verb in OF_THINGS_TOO:
        return (0.5 + owned, 0.5) if full and subject else (0.0, 0.5)
    if verb in TOLD_PAST:
        if subject:
            return (2.0, 0.5) if full else (0.5, 0.5)
        return (1.0, 0.5) if full else (0.0, 0.0)
    if verb in CREDITED_PRESENT:
        return (2.0, 0.5) if full else (0.5, 0.5)
    if verb in SHARED_PRESENT:
        return (1.0, 1.0) if full else (0.0, 1.5)
    if verb in JOBS or verb in KINDS or verb in NOT_PERSON:
        return -2.0, -1.5
    if _is_present(verb) and (follows is None or follows.fold not in AUXILIARIES):
        return (0.0, 2.0) if subject else (0.0, 0.0)
    if verb.endswith("ed") and subject:
        return (1.5 + owned, 0.5) if full else (0.0, 0.5)
    if verb in FUNCTION or verb in SUBJECT_LEADS or verb.endswith(("ing", "ly", "ed")):
        return 0.0, 0.0
    return (0.0, 0.0) if full else (-0.5, -1.0)


def _is_present(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in FUNCTION
    )


def _is_subject(text: Text, span: Span) -> bool:
    first = text.words[span.first]
    if first.opens or not first.joined:
        return True
    before = text.words[span.first - 1]
    if before.fold in HONORIFICS and before.upper:
        return True
    return before.possessive or before.fold in SUBJECT_LEADS or is_adverb(before.fold) or before.fold in JOBS


def _weigh_auxiliary(words: list[Word], at: int, full: bool, subject: bool) -> tuple[float, float]:
    """'was considered', 'is the film's composer', 'would have played', 'has to'."""
    folds = [word.fold for word in words[at + 1 : at + 7]]
    if folds[1:2] == ["by"] and folds[0] in ("played", "portrayed", "voiced"):
        return 0.0, 3.0
    if full and "who" in folds and words[at].fold in ("is", "was"):
        return 1.5, 0.5
    copula = words[at].fold in ("is", "was", "were", "wasn't", "isn't")
    for index in range(at + 1, min(len(words), at + 8)):
        word = words[index]
        if not word.joined:
            break
        if word.fold in UNDERGONE:
            return (2.0, 0.0) if full else (0.5, 0.5)
        if copula and word.fold in JOBS:
            return (3.0, 0.0) if full else (1.0, 0.0)
        if not copula and index < at + 5 and (word.fold in TOLD_BASE or word.fold in TOLD_PAST):
            return (2.0, 0.0) if full else (0.5, 0.5)
    if not subject:
        return 0.0, 0.0
    return (0.5, 0.5) if full else (0.0, 0.5)
