"""The certain names of a page: those that its header, cast and speakers give, and those its prose proves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trivia.documents.names.evidence import CERTAIN
from trivia.documents.names.lexicon import ARTICLES, CONNECTORS, HONORIFICS, JOBS, NOBODY
from trivia.documents.names.marks import Entry, Index, list_short_forms, split_name
from trivia.documents.names.relations import Candidate
from trivia.documents.names.words import Text, fold, list_words, read_words
from trivia.documents.records import Page

_LONGEST_BEGINNING = 20  # letters of a given name that may be shortened


@dataclass(slots=True, eq=False)
class Name:
    """A certain name while the page is being read."""

    kind: str
    name: str
    aliases: list[str] = field(default_factory=list)
    key: str = ""
    short: bool = True
    billing: int = 0  # 2 for the crew, 1 for the cast and others whom the page bills
    cast: bool = False  # a part of the cast list: two of them are never one character

    def add_alias(self, alias: str) -> None:
        if alias and alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)

    @property
    def entry(self) -> Entry:
        return Entry(self.kind, self.name, tuple(self.aliases), self.key)


def gather(page: Page, known: Sequence[Entry]) -> list[Name]:
    """The names that the page's header, cast and speakers give, and the known ones."""
    names: list[Name] = []
    seen: dict[tuple[str, tuple[str, ...]], Name] = {}

    def add(
        kind: str,
        name: str,
        key: str = "",
        aliases: Iterable[str] = (),
        short: bool = True,
        billing: int = 1,
        cast: bool = False,
    ) -> None:
        identity = (kind, tuple(word.fold for word in read_words(name).words))
        if not identity[1]:
            return
        if identity not in seen:
            seen[identity] = Name(kind, name, key=key, short=short)
            names.append(seen[identity])
        existing = seen[identity]
        existing.short = existing.short or short
        existing.billing = max(existing.billing, billing)
        existing.cast = existing.cast or cast
        for alias in aliases:
            existing.add_alias(alias)

    vocabulary = _list_vocabulary(page)
    for entry in known:
        if entry.kind == "person" and not any(
            _may_stand(name, vocabulary) for name in (entry.name, *entry.aliases)
        ):
            continue
        add(entry.kind, entry.name, entry.key, entry.aliases, short=entry.kind == "character", billing=0)
    for credit in page.crew:
        add("person", credit.name, billing=2)
    for member in page.cast:
        add("person", member.name)
        character, *others = re.split(r"\s+/\s+", member.character)
        if _is_somebody(character):
            add("character", character, aliases=others, cast=True)
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


def _list_vocabulary(page: Page) -> set[str]:
    """Every folded word of the page that a known name could be made of."""
    texts = [fact.text for fact in page.facts]
    texts += [credit.name for credit in page.crew] + [member.name for member in page.cast]
    texts += [detail.value for detail in page.details]
    return {fold(word) for text in texts for word in set(list_words(text))}


def _may_stand(name: str, vocabulary: set[str]) -> bool:
    """Whether the longest word of a name is on the page: a cheap first sieve of a large database."""
    return fold(max(list_words(name), key=len, default="")) in vocabulary


def _is_somebody(character: str) -> bool:
    """Whether a part or a speaker is named, not only described ('Man in Hat', 'Both')."""
    words = read_words(character).words
    folds = [word.fold for word in words if word.fold not in ARTICLES | HONORIFICS]
    if not 0 < len(folds) < 5 or not words[0].upper or words[-1].text[0].isdigit():
        return False
    return any(fold not in NOBODY | JOBS | CONNECTORS for fold in folds)


def _is_shaped_like_a_name(name: str) -> bool:
    words = read_words(name).words
    return 1 < len(words) < 5 and words[0].upper and words[-1].upper


def open_short_forms(names: list[Name], texts: list[Text]) -> None:
    """Known people may be called by their surname as soon as one fact names them in full."""
    closed = [name for name in names if name.kind == "person" and not name.short]
    if not closed:
        return
    index = Index([name.entry for name in closed], short=())
    for text in texts:
        for hit in index.find(text):
            if hit.last - hit.first > 1 and len(hit.entries) == 1:
                closed[hit.entries[0]].short = True


def index_names(names: list[Name]) -> Index:
    """An index of the names; single known names that the page does not vouch for stay out."""
    return Index([name.entry for name in names], short=[n for n, name in enumerate(names) if name.short])


@dataclass(slots=True)
class Unsure:
    """A candidate that is not certain: which kind it would be, and in which facts."""

    kind: str
    name: str
    facts: set[int]


class _Characters:
    """The characters of a page by their first words, so that nobody is looked for one by one."""

    def __init__(self) -> None:
        self._alone: dict[str, list[Name]] = {}
        self._beginnings: dict[str, list[Name]] = {}

    def add(self, name: Name) -> None:
        words = split_name(name.name)
        if name.kind != "character" or not words:
            return
        if len(words) == 1:
            self._alone.setdefault(words[0], []).append(name)
        for length in range(3, min(len(words[0]), _LONGEST_BEGINNING)):
            self._beginnings.setdefault(words[0][:length], []).append(name)

    def extend(self, candidate: Candidate) -> bool:
        """'Joel Barish' is Joel, when the page has a Joel and says nothing else of the name."""
        if not candidate.full or candidate.person <= -50 or len(candidate.words) > 3:
            return False
        first, last = candidate.words[0], candidate.words[-1]
        owners = self._alone.get(first, []) + self._alone.get(last, [])
        if len(owners) != 1:
            return False
        owner = owners[0]
        for word in split_name(owner.name):
            self._alone.pop(word, None)
        owner.aliases.append(owner.name)
        owner.name = candidate.name
        return True

    def shorten(self, candidate: Candidate, candidates: dict[tuple[str, ...], Candidate]) -> bool:
        """'Clem' is Clementine, when nobody else on the page begins so and no fact has both."""
        if len(candidate.words) != 1 or candidate.character <= 0:
            return False
        owners = self._beginnings.get(candidate.words[0], [])
        if len(owners) != 1:
            return False
        longer = candidates.get(split_name(owners[0].name)[:1])
        if longer and longer.facts & candidate.facts:
            return False
        owners[0].add_alias(candidate.name)
        return True


def decide(names: list[Name], candidates: dict[tuple[str, ...], Candidate]) -> list[Unsure]:
    """Add what is certain to `names`; return what is not."""
    characters = _Characters()
    for name in names:
        characters.add(name)
    undecided: list[Candidate] = []
    for candidate in candidates.values():
        kind = _judge(candidate)
        if candidate.full and kind:
            name = Name(kind, candidate.name)
            for alias in (*candidate.surfaces, *candidate.real_names):
                name.add_alias(alias)
            names.append(name)
            characters.add(name)
        else:
            undecided.append(candidate)
    parts = _list_parts(names)
    whole = {split_name(name.name) for name in names}
    remaining = []
    for candidate in sorted(undecided, key=lambda candidate: -len(candidate.words[0])):
        kind = _judge(candidate)
        if kind == "character" and characters.shorten(candidate, candidates):
            continue
        if candidate.full or not kind or candidate.words in whole or candidate.words[-1] in parts:
            remaining.append(candidate)
        else:
            names.append(Name(kind, candidate.name))
            characters.add(names[-1])
    remaining = [candidate for candidate in remaining if not characters.extend(candidate)]
    remaining = [candidate for candidate in remaining if not characters.shorten(candidate, candidates)]
    _merge_characters(names)
    return [_doubt(candidate) for candidate in remaining if _is_worth_asking(candidate, parts)]


def _list_parts(names: list[Name]) -> set[str]:
    """The single words that stand for one of the names."""
    return {
        form[0]
        for name in names
        if name.short
        for form in list_short_forms(name.kind, name.name)
        if len(form) == 1
    }


def _doubt(candidate: Candidate) -> Unsure:
    person = candidate.full and candidate.person >= candidate.character
    return Unsure("person" if person else "character", candidate.name, candidate.facts)


def _is_worth_asking(candidate: Candidate, parts: set[str]) -> bool:
    """Whether an editor should see it: nothing speaks against a full name, something for a single word."""
    if candidate.person <= -50 or (not candidate.full and candidate.words[-1] in parts):
        return False
    return max(candidate.person, candidate.character) > (-0.5 if candidate.full else 0.4)


def _judge(candidate: Candidate) -> str:
    person = candidate.person
    character = candidate.character + (1.0 if candidate.honorific else 0)
    if character >= CERTAIN and character > person:
        return "character"
    return "person" if person >= CERTAIN else ""


def _merge_characters(names: list[Name]) -> None:
    """Make one of two names of one character: 'Mary' and 'Mary Svevo', 'Dr. Mierzwiak' and 'Mierzwiak'."""
    characters = [name for name in names if name.kind == "character"]
    by_word: dict[str, list[Name]] = {}
    gone: set[int] = set()
    for name in characters:
        for word in set(_weighty(name.name)):
            by_word.setdefault(word, []).append(name)
    for short in characters:
        words = set(_weighty(short.name))
        if not words:
            continue
        rarest = by_word[min(words, key=lambda word: len(by_word[word]))]
        longer = [
            name
            for name in rarest
            if name is not short and not (name.cast and short.cast) and _contains(name, short, words)
        ]
        if len(longer) == 1 and id(longer[0]) not in gone:
            gone.add(id(short))
            longer[0].key = longer[0].key or short.key
            for alias in (short.name, *short.aliases):
                longer[0].add_alias(alias)
    names[:] = [name for name in names if id(name) not in gone]


def _contains(longer: Name, shorter: Name, words: set[str]) -> bool:
    own = set(_weighty(longer.name))
    return words <= own and (len(words) < len(own) or len(longer.name) > len(shorter.name))


def _weighty(name: str) -> list[str]:
    return [word for word in split_name(name) if word not in HONORIFICS | ARTICLES]
