"""The sample film: what the importer makes of a page, and what an editor then adds to it.

`fixtures/documents/*.curation.json` holds the editor's part, keyed by the lines of the page. The result
is serialised with natural keys and fixed timestamps, so that making it again gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core import serializers
from django.db import models, transaction

from films.models import Character, Credit, Film, Genre, Link, Person, Release
from trivia.documents.apply import apply_document, read_document
from trivia.models import (
    Citation,
    Document,
    Fact,
    Quote,
    Relation,
    Source,
    Speech,
    Topic,
    Work,
)

FILES: dict[str, tuple[type[models.Model], ...]] = {
    "1-films.json": (Genre, Person, Film, Character, Release, Link, Credit),
    "2-trivia.json": (Topic, Work, Source, Document, Fact, Relation, Quote, Speech, Citation),
}


class _RollBack(Exception):
    """Raised to leave the database as it was."""


def make_samples(page: Path, curation: Path) -> dict[str, str]:
    """The fixture files' texts by name. Needs a database without films, and leaves it so."""
    said = json.loads(curation.read_text(encoding="utf-8"))
    texts: dict[str, str] = {}
    try:
        with transaction.atomic():
            document, parsed = read_document(page.read_bytes(), page.name)
            apply_document(document, parsed, title=said["film"]["title"], publish=True)
            _Curation(Film.objects.get(), said).apply()
            _fix_times(datetime.fromisoformat(said["at"]))
            for name, kinds in FILES.items():
                rows = [row for kind in kinds for row in sorted(kind._default_manager.all(), key=_order)]
                texts[name] = serializers.serialize(
                    "json",
                    rows,
                    indent=1,
                    use_natural_foreign_keys=True,
                    use_natural_primary_keys=True,
                    ensure_ascii=False,
                )
            raise _RollBack
    except _RollBack:
        return texts


def _order(row: Any) -> list[tuple[str, Any]]:
    """By natural key, the same whatever keys the database gave and wherever it puts what is empty."""
    return [(type(part).__name__, "" if part is None else part) for part in row.natural_key()]


def _fix_times(at: datetime) -> None:
    for kinds in FILES.values():
        for kind in kinds:
            columns = {each.name for each in kind._meta.concrete_fields}
            known = {"created_at": at, "updated_at": at, "received_at": at, "version": 1}
            fixed = {name: value for name, value in known.items() if name in columns}
            if fixed:
                kind._default_manager.update(**fixed)


class _Curation:
    """One curation file applied to the film that its page made."""

    def __init__(self, film: Film, said: dict[str, Any]) -> None:
        self.film = film
        self.said = said
        self.facts = {str(fact.origin_line): fact for fact in film.facts.all()}
        self.quotes = {str(quote.origin_line): quote for quote in film.quotes.all()}

    def apply(self) -> None:
        self._set(self.film, self.said["film"])
        self.topics = {
            row["slug"]: self._make(Topic, {"slug": row["slug"]}, {**row, "position": position})
            for position, row in enumerate(self.said["topics"], 1)
        }
        self.people = {
            row["name"]: self._make(Person, {"name": row["name"]}, row) for row in self.said["people"]
        }
        self.works = {
            row["title"]: self._make(Work, {"title": row["title"]}, row) for row in self.said["works"]
        }
        self.sources = {
            row["key"]: self._make(Source, {"key": row["key"]}, row) for row in self.said["sources"]
        }
        self.characters = {row["name"]: self._find_character(row) for row in self.said["characters"]}
        for row in self.said["credits"]:
            self._credit(row)
        for line, row in self.said["facts"].items():
            self._curate_fact(self.facts[line], row)
        for line, row in self.said["quotes"].items():
            self._curate_quote(self.quotes[line], row)
        self._drop_unused()

    def _set(self, record: models.Model, row: dict[str, Any]) -> None:
        for name, value in row.items():
            setattr(record, name, "\n".join(value) if name == "also_known_as" else value)
        record.full_clean()
        record.save()

    def _make(self, kind: type[Any], key: dict[str, Any], row: dict[str, Any]) -> Any:
        record = kind.objects.filter(**key).first() or kind(**key)
        record.status = "published"
        self._set(record, row)
        return record

    def _find_character(self, row: dict[str, Any]) -> Character:
        """The imported character who goes by one of these names takes the full one, and its address."""
        names = {row["name"], *row["also_known_as"]}
        known = [each for each in self.film.characters.all() if names & {each.name, *each.aliases}]
        character = known[0] if known else Character(film=self.film)
        for other in known[1:]:
            other.delete()
        character.status, character.slug = "published", ""
        self._set(character, row)
        return character

    def _credit(self, row: dict[str, Any]) -> None:
        person = self.people[row["person"]]
        same = {"department": row["department"], "job": row["job"], "name_as_written": row["person"]}
        credit = self.film.credits.filter(**same).first() or Credit(film=self.film, **same)
        character = self.characters[row["character"]] if row.get("character") else None
        self._set(
            credit,
            {
                "person": person,
                "character": character,
                "billing": row["billing"],
                "note": row.get("note", ""),
            },
        )

    def _curate_fact(self, fact: Fact, row: dict[str, Any]) -> None:
        fact.suggested = {}
        plain = ("spoiler", "standing", "featured", "notes")
        self._set(fact, {**{name: row[name] for name in plain}, "checked_on": row["checked_on"] or None})
        fact.topics.set(self.topics[slug] for slug in row["topics"])
        fact.people.set(self.people[name] for name in row["people"])
        fact.characters.set(self.characters[name] for name in row["characters"])
        fact.works.set(self.works[title] for title in row["works"])
        self._cite(row["citations"], fact=fact)
        for other in row["see_also"]:
            Relation.objects.create(fact=fact, other=self.facts[str(other["line"])], kind=other["kind"])

    def _curate_quote(self, quote: Quote, row: dict[str, Any]) -> None:
        self._set(quote, {name: row[name] for name in ("context", "spoiler", "notes")})
        self._cite(row["citations"], quote=quote)
        for speech, said in zip(quote.speeches.order_by("position"), row["speeches"], strict=True):
            self._set(
                speech,
                {
                    "character": self.characters[said["character"]],
                    "quoted_work": self.works[said["quoted_work"]] if said["quoted_work"] else None,
                },
            )

    def _cite(self, rows: Iterable[dict[str, Any]], **owner: Any) -> None:
        for row in rows:
            self._set(Citation(**owner), {**row, "source": self.sources[row["source"]]})

    def _drop_unused(self) -> None:
        """What the importer saw and the editor did not want: people, characters and works nobody names."""
        Person.objects.filter(credits=None, facts=None).delete()
        Work.objects.filter(facts=None, speeches=None).delete()
        wanted = [character.pk for character in self.characters.values()]
        self.film.characters.exclude(pk__in=wanted).delete()
