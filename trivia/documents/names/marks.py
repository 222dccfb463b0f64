"""Finds known names in a text: whole words, longest match, short forms, never inside longer names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from trivia.documents.names.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CONNECTORS,
    FUNCTION,
    HONORIFICS,
    JOBS,
    KIN,
    KINDS,
    NOBODY,
    PARTICLES,
    SUFFIXES,
    TOLD_PAST,
    is_adverb,
)
from trivia.documents.names.words import Text, Word, read_words

_BEFORE_A_NAME = JOBS | KIN | HONORIFICS | KINDS.keys()
_TOO_MANY = 20  # people of one surname: so common a form says nothing
_IN_AN_ADDRESS = frozenset("@_\\")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name somebody already knows. `kind` is 'person', 'character' or 'work'; `key` is the
    caller's own and is carried through."""

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands: text[start:end] is its surface, without a possessive 's."""

    kind: str
    name: str
    start: int
    end: int
    key: str = ""


class Form(NamedTuple):
    """One way to say an entry. `exact`: its whole name or an alias, not a part of it."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    entry: int
    exact: bool


class Hit(NamedTuple):
    """Words first..last-1 of a text say one of `entries`; more than one when they share the form."""

    first: int
    last: int
    entries: tuple[int, ...]
    exact: bool


def split_name(name: str) -> tuple[str, ...]:
    """The folded words of a name, inner initials left out: 'Linda R. Chen' is ('linda', 'chen')."""
    folds = [word.fold for word in read_words(name).words]
    return tuple(fold for n, fold in enumerate(folds) if n in (0, len(folds) - 1) or len(fold) > 1)


def list_short_forms(kind: str, name: str) -> list[tuple[str, ...]]:
    """The given name and the surname of a name that is built like a person's, as folded words."""
    words = read_words(name).words
    while words and words[0].fold in HONORIFICS:
        words = words[1:]
    while words and words[-1].fold in SUFFIXES:
        words = words[:-1]
    folds = [word.fold for word in words if not word.initial or word is words[0]]
    if kind == "work" or not folds or not all(word.upper or word.fold in PARTICLES for word in words):
        return []
    if kind == "character" and any(
        fold in CONNECTORS | NOBODY | JOBS and fold not in PARTICLES for fold in folds
    ):
        return []
    surname = len(folds) - 1
    while surname > 1 and folds[surname - 1] in PARTICLES:
        surname -= 1
    forms = [tuple(folds[surname:])]
    if len(folds) > 1 and not words[0].initial:
        forms.append((folds[0],))
    if surname == len(folds) - 1 >= 2:
        forms.append(tuple(folds[-2:]))
    return [form for form in forms if len("".join(form)) > 1 and form[-1] not in PARTICLES]


class Index:
    """Every form of the entries by its first word. Built in time linear in the entries.

    `short` says which entries may be said by a part of their name; None means all of them.
    """

    def __init__(self, entries: Sequence[Entry], short: Iterable[int] | None = None) -> None:
        self.entries = tuple(entries)
        self._forms: dict[tuple[str, str], list[Form]] = {}
        self._firsts: set[str] = set()
        self._seen: set[tuple[tuple[str, ...], int]] = set()
        for number, entry in enumerate(self.entries):
            for name in (entry.name, *entry.aliases):
                self._add_name(number, entry.kind, name)
        for number in range(len(self.entries)) if short is None else short:
            self.add_short_forms(number)
        for forms in self._forms.values():
            if len(forms) > _TOO_MANY:
                forms[:] = [form for form in forms if form.exact]
            forms.sort(key=lambda form: (-len(form.words), not form.exact))

    def _add_name(self, number: int, kind: str, name: str) -> None:
        words = read_words(name).words
        capitals = {word.fold: word.upper and word.fold not in CONNECTORS | PARTICLES for word in words}
        folds = split_name(name)
        variants = [folds]
        while len(variants[-1]) > 1 and variants[-1][-1] in SUFFIXES:
            variants.append(variants[-1][:-1])
        if kind == "work" and len(folds) > 2 and folds[0] in ARTICLES:
            variants.append(folds[1:])
        if kind == "person" and len(folds) > 2 and folds[0] in HONORIFICS:
            variants.append(folds[1:])
        for variant in variants:
            self._add(variant, tuple(capitals[fold] for fold in variant), number, exact=True)

    def add_short_forms(self, number: int) -> None:
        """Let an entry be said by its given name or surname alone."""
        entry = self.entries[number]
        for name in (entry.name, *entry.aliases):
            for words in list_short_forms(entry.kind, name):
                self._add(words, tuple(word not in PARTICLES for word in words), number, exact=False)

    def _add(self, words: tuple[str, ...], capitals: tuple[bool, ...], number: int, exact: bool) -> None:
        if words and (words, number) not in self._seen:
            self._seen.add((words, number))
            self._firsts.add(words[0])
            key = (words[0], words[1] if len(words) > 1 else "")
            self._forms.setdefault(key, []).append(Form(words, capitals, number, exact))

    def find(self, text: Text) -> Iterator[Hit]:
        """Hits from left to right, none overlapping. Linear in the words of the text."""
        words, position = text.words, 0
        lower: set[str] | None = None
        while position < len(words):
            if words[position].fold not in self._firsts:
                position += 1
                continue
            if lower is None:
                lower = {word.fold for word in words if not word.upper}
            hit = self._match(text, position, self._list_forms(words, position), lower)
            if hit:
                yield hit
            position = hit.last if hit else position + 1

    def _list_forms(self, words: list[Word], first: int) -> list[Form]:
        """The forms that may begin here, those of several words before those of one; initials are skipped."""
        forms: list[Form] = []
        for word in words[first + 1 : first + 4]:
            forms += self._forms.get((words[first].fold, word.fold), ())
            if len(word.fold) > 1:
                break
        return forms + self._forms.get((words[first].fold, ""), [])

    def _match(self, text: Text, first: int, forms: list[Form], lower: set[str]) -> Hit | None:
        longest, found = 0, []
        for form in forms:
            last = self._reach(text.words, first, form)
            if not last or last < longest:
                continue
            if last == longest:
                found.append(form)
            elif self._stands_alone(text, first, last, form, lower):
                longest, found = last, [form]
        if not found:
            return None
        exact = any(form.exact for form in found)
        entries = tuple(dict.fromkeys(form.entry for form in found if form.exact == exact))
        return Hit(first, longest, entries, exact)

    def _reach(self, words: list[Word], first: int, form: Form) -> int:
        """The word after the form's last one when the text says it from `first` on, else 0."""
        loose = self.entries[form.entry].kind == "work"
        at, expected = first, 0
        while expected < len(form.words):
            if at >= len(words):
                return 0
            word = words[at]
            if at > first:
                if words[at - 1].possessive and not loose:
                    return 0
                if not (word.joined or loose or (word.comma and word.fold in SUFFIXES)):
                    return 0
            if word.fold == form.words[expected] and (word.upper or not form.capitals[expected]):
                expected += 1
            elif not (at > first and word.upper and len(word.text) == 1):
                return 0
            at += 1
        return at

    def _stands_alone(self, text: Text, first: int, last: int, form: Form, lower: set[str]) -> bool:
        """Whether the words are this name and not a part of a longer one, or of a title."""
        words = text.words
        word, end = words[first], words[last - 1]
        if self.entries[form.entry].kind != "work" and word.quote >= 0 and text.quotations[word.quote].title:
            quotation = text.quotations[word.quote]
            if text.text[quotation.start : quotation.end].strip(" ,.?!") != text.text[word.start : end.end]:
                return False
        before, after = text.text[word.start - 1 : word.start], text.text[end.end : end.end + 2]
        if before in _IN_AN_ADDRESS or (before == "." and not word.joined and _is_glued(text, first)):
            return False
        if after[:1] in _IN_AN_ADDRESS or (after[:1] == "." and after[1:].islower()):
            return False
        alone = last - first == 1
        if (
            alone
            and word.opens
            and word.fold in FUNCTION | AUXILIARIES
            and not _is_followed_by_verb(words, last)
        ):
            return False
        if not form.exact and (word.shouted or (word.opens and alone and word.fold in lower)):
            return False
        return self._is_free_before(words, first, alone, form, lower) and _is_free_after(words, last)

    def _is_free_before(
        self, words: list[Word], first: int, alone: bool, form: Form, lower: set[str]
    ) -> bool:
        if not first or not words[first].joined:
            return True
        before = words[first - 1]
        if self.entries[form.entry].kind == "work":
            return True
        if alone and before.fold in ("the", "a", "an"):
            return False
        if not before.upper or before.possessive or before.fold in _BEFORE_A_NAME:
            return True
        if before.opens:
            return not alone or before.fold in FUNCTION or before.fold in lower or is_adverb(before.fold)
        return before.shouted and not words[first].shouted


def _is_glued(text: Text, index: int) -> bool:
    """Whether a word hangs on another by a mere full stop, as in an address of the web."""
    return bool(index) and text.gap(index) == "."


def _is_free_after(words: list[Word], last: int) -> bool:
    if last >= len(words) or not words[last].joined or words[last - 1].possessive:
        return True
    after = words[last]
    return not after.upper or after.fold == "i" or after.fold.startswith("i'")


def _is_followed_by_verb(words: list[Word], last: int) -> bool:
    if words[last - 1].possessive:
        return True
    if last >= len(words) or not words[last].joined or words[last].upper:
        return False
    after = words[last].fold
    return after in AUXILIARIES or after in TOLD_PAST or (after.endswith("s") and after not in FUNCTION)


def settle(hits: Sequence[Hit], billing: Sequence[int] = ()) -> Iterator[tuple[Hit, int | None]]:
    """Decide what shared short forms mean: the owner whom the text names in full, else the one whom the page
    bills highest (`billing` has a rank for every entry); else nobody (None)."""
    full = {hit.entries[0] for hit in hits if hit.exact and len(hit.entries) == 1}
    for hit in hits:
        owners = hit.entries
        if len(owners) > 1:
            highest = max((billing[entry] for entry in owners), default=0) if billing else 0
            named = tuple(entry for entry in owners if entry in full)
            billed = tuple(entry for entry in owners if highest and billing[entry] == highest)
            owners = named or billed
        yield hit, owners[0] if len(owners) == 1 else None


@lru_cache(maxsize=64)
def _index(entries: tuple[Entry, ...]) -> Index:
    return Index(entries)


def mark(text: str, entries: Sequence[Entry]) -> tuple[Mention, ...]:
    """Where the given names stand in a text, from left to right, never overlapping.

    Whole words and the longest match, accents and case of letters after the first folded; surnames and
    given names too, unless two entries share one. Never inside a longer name or a quoted title. Takes
    time linear in the text; the index of the entries is kept between calls.
    """
    index = _index(tuple(entries))
    read = read_words(text)
    mentions = []
    for hit, owner in settle(list(index.find(read))):
        if owner is not None:
            entry = index.entries[owner]
            start, end = read.words[hit.first].start, read.words[hit.last - 1].end
            mentions.append(Mention(entry.kind, entry.name, start, end, entry.key))
    return tuple(mentions)
