"""Find facts by words: FTS5 on SQLite, a `tsvector` column on PostgreSQL.

Both fold case and accents and match word forms ("film" finds "filming"); neither needs an extension.
The index is made by migration 0002. On SQLite it follows the table by the triggers below, on
PostgreSQL it is a generated column.
"""

from __future__ import annotations

import re
import unicodedata

from django.db import connections
from django.db.models.expressions import RawSQL

from eternal.curation.triggers import Trigger
from trivia.models.fact import FactQuerySet

#: Words beyond these are passed over: nobody types them, and each costs a look into the index.
MOST_TERMS = 24
TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
WORD = re.compile(r"[^\W_]+")
MARK = re.compile("[\u0300-\u036f]")  # an accent, once a text is decomposed


def search(facts: FactQuerySet, words: str) -> FactQuerySet:
    """The facts whose text has every one of the words, and what stands in quotation marks as it stands
    there. Any text may be asked; one without a word in it finds nothing. No query of its own."""
    phrases = find_phrases(words)
    if not phrases:
        return facts.none()
    if connections[facts.db].vendor == "sqlite":
        match = " ".join(f'"{phrase}"' for phrase in phrases)
        found = RawSQL("SELECT rowid FROM trivia_fact_search WHERE trivia_fact_search MATCH %s", [match])
    else:
        each = " && ".join(["phraseto_tsquery('trivia_words', %s)"] * len(phrases))
        found = RawSQL(f"SELECT id FROM trivia_fact WHERE search @@ ({each})", phrases)  # noqa: S611
    return facts.filter(pk__in=found)


def find_phrases(text: str) -> list[str]:
    """The distinct phrases of a search, accents folded: 'half-baked "New York"' → half baked, New York."""
    folded = unicodedata.normalize("NFC", MARK.sub("", unicodedata.normalize("NFKD", text)))
    phrases: dict[str, None] = {}
    for quoted, bare in TERM.findall(folded):
        phrase = " ".join(WORD.findall(quoted or bare))
        if phrase:
            phrases[phrase] = None
        if len(phrases) == MOST_TERMS:
            break
    return list(phrases)


def search_triggers() -> list[Trigger]:
    """Keep SQLite's index true to the texts; put in place anew, they build it anew."""
    take = (
        "INSERT INTO trivia_fact_search (trivia_fact_search, rowid, text) VALUES ('delete', OLD.id, OLD.text)"
    )
    give = "INSERT INTO trivia_fact_search (rowid, text) VALUES (NEW.id, NEW.text)"
    rebuild = "INSERT INTO trivia_fact_search (trivia_fact_search) VALUES ('rebuild')"
    return [
        Trigger(
            name=f"trivia_fact_search_{name}",
            table="trivia_fact",
            event=event,
            body=body,
            vendor="sqlite",
            writes="trivia_fact_search",
            mend=rebuild,
        )
        for name, event, body in (
            ("insert", "INSERT", [give]),
            ("update", "UPDATE OF text", [take, give]),
            ("delete", "DELETE", [take]),
        )
    ]
