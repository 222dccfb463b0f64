"""The names of a page set against the people, characters and works that the database has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from films.models import Film, Person
from films.models.person import split_aliases
from trivia.documents.likeness import normalise
from trivia.documents.names import Entry, Spotted, WorkEntry
from trivia.documents.records import Page
from trivia.models import Work


@dataclass
class Register:
    """Records of one kind by every name they go by, and the ones a document adds.

    `found` says for each canonical name of the document which record it is (None: a new one);
    `ambiguous` are the names that several records share; `called` leads from every form of a name on
    the page to the canonical one.
    """

    kind: str
    names: dict[str, set[int]]
    keys: dict[int, Entry]
    found: dict[str, int | None] = field(default_factory=dict)
    ambiguous: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)

    def resolve(self, entries: Iterable[Entry | WorkEntry], prefer: AbstractSet[int] = frozenset()) -> None:
        """Find each entry by its name, else by an alias. Several of the same name: the one in
        `prefer` (who has a credit in this film), else nobody, and the name is ambiguous."""
        for entry in entries:
            aliases = entry.aliases if isinstance(entry, Entry) else ()
            for name in (entry.name, *aliases):
                self.called.setdefault(normalise(name), entry.name)
            pks: AbstractSet[int] = set()
            for name in (entry.name, *(alias for alias in aliases if " " in alias)):
                pks = self.names.get(normalise(name), set())
                pks = (pks & prefer) or pks
                if pks:
                    break
            if len(pks) > 1:
                self.ambiguous.append(entry.name)
            else:
                self.found[entry.name] = next(iter(pks), None)

    def canonical(self, name: str) -> str:
        """What the record that the page calls `name` is called."""
        return self.called.get(normalise(name), name)

    def known(self) -> list[Entry]:
        return list(self.keys.values())


def complete(spotted: Spotted, page: Page) -> Spotted:
    """With every name of the header and the cast list, whatever the prose makes of it: what a page
    declares is kept. 'Ellen Brody / Mrs. Brody' is one part with two names."""
    billed = [credit.name for credit in page.crew] + [member.name for member in page.cast]
    people = _add_missing("person", spotted.people, billed)
    parts = [member.character for member in page.cast if member.character]
    characters = _add_missing("character", spotted.characters, parts)
    return replace(spotted, people=people, characters=characters)


def _add_missing(kind: str, entries: tuple[Entry, ...], names: Iterable[str]) -> tuple[Entry, ...]:
    found = list(entries)
    called = {normalise(form): n for n, entry in enumerate(found) for form in (entry.name, *entry.aliases)}
    for name in names:
        if normalise(name) in called:
            continue
        parts = name.split(" / ")
        at = called.get(normalise(parts[0])) if len(parts) > 1 else None
        if at is None:
            at = len(found)
            found.append(Entry(kind, name))
        else:
            others = [form for form in (*parts[1:], name) if normalise(form) not in called]
            found[at] = replace(found[at], aliases=(*found[at].aliases, *others))
        called[normalise(name)] = at
    return tuple(found)


def register_people() -> Register:
    """Everybody in the database, retired and merged ones too, so that nobody is made twice; a merged
    person's names lead to the keeper. One query."""
    rows = Person.objects.values_list("pk", "name", "also_known_as", "slug", "merged_into")
    return _register("person", rows)


def register_characters(film: Film | None) -> Register:
    """The characters of one film. One query, none for a new film."""
    if film is None:
        return _register("character", [])
    rows = film.characters.values_list("pk", "name", "also_known_as", "slug", "merged_into")
    return _register("character", rows)


def register_works() -> Register:
    """Every work in the database. One query."""
    rows = Work.objects.values_list("pk", "title", "slug", "merged_into")
    return _register("work", ((pk, title, "", slug, keeper) for pk, title, slug, keeper in rows))


def _register(kind: str, rows: Iterable[tuple[int, str, str, str, int | None]]) -> Register:
    names: dict[str, set[int]] = defaultdict(set)
    keys = {}
    for pk, name, also_known_as, slug, keeper in rows:
        aliases = split_aliases(also_known_as)
        for each in (name, *aliases):
            names[normalise(each)].add(keeper or pk)
        if keeper is None:
            keys[pk] = Entry(kind, name, aliases, slug)
    return Register(kind, names, keys)


def credited(film: Film | None) -> set[int]:
    """The people with a credit in this film. One query, none for a new film."""
    if film is None:
        return set()
    return set(film.credits.filter(person__isnull=False).values_list("person", flat=True))
