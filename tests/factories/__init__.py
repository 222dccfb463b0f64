"""One factory for each model: the least that the database takes, as a draft.

`published=True` makes a record that visitors see, and where no film is given, its film with it. Links
and rows that belong to a record are given by name: `FactFactory(people=[kate], topics=[music])`.
"""

from __future__ import annotations

from tests.factories.films import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    GenreFactory,
    LinkFactory,
    PersonFactory,
    ReleaseFactory,
)
from tests.factories.trivia import (
    CitationFactory,
    DocumentFactory,
    FactFactory,
    QuoteFactory,
    RelationFactory,
    SourceFactory,
    SpeechFactory,
    TopicFactory,
    WorkFactory,
)

__all__ = [
    "CharacterFactory",
    "CitationFactory",
    "CreditFactory",
    "DocumentFactory",
    "FactFactory",
    "FilmFactory",
    "GenreFactory",
    "LinkFactory",
    "PersonFactory",
    "QuoteFactory",
    "RelationFactory",
    "ReleaseFactory",
    "SourceFactory",
    "SpeechFactory",
    "TopicFactory",
    "WorkFactory",
]
