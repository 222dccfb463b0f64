"""The index that `trivia.search` looks into."""

from django.db import migrations

# Accents are decomposed and dropped, and marks that the parser would join words by become spaces:
# `half-baked` and `and/or` are two words each.
FOLD = (
    r"translate(normalize(regexp_replace(normalize(text, NFKD), '[\u0300-\u036f]', '', 'g'), NFC), "
    r"'-‐‑–—/\.:@_&#%+=~<>''’', repeat(' ', 21))"
)
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE trivia_fact_search USING fts5(text, content='trivia_fact', content_rowid='id', "
        "tokenize='porter unicode61 remove_diacritics 2')",
    ],
    "postgresql": [
        "CREATE TEXT SEARCH DICTIONARY trivia_stem (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION trivia_words (COPY = simple)",
        "ALTER TEXT SEARCH CONFIGURATION trivia_words ALTER MAPPING FOR asciiword, word WITH trivia_stem",
        "ALTER TABLE trivia_fact ADD COLUMN search tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('trivia_words', {FOLD})) STORED",
        "CREATE INDEX trivia_fact_search ON trivia_fact USING gin (search)",
    ],
}
REMOVE = {
    "sqlite": ["DROP TABLE trivia_fact_search"],
    "postgresql": [
        "ALTER TABLE trivia_fact DROP COLUMN search",
        "DROP TEXT SEARCH CONFIGURATION trivia_words",
        "DROP TEXT SEARCH DICTIONARY trivia_stem",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("trivia", "0001_initial")]

    operations = [migrations.RunPython(make, remove)]
