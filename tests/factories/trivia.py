from __future__ import annotations

import hashlib
from typing import Any

import factory
from factory.django import DjangoModelFactory

from eternal.curation.models import Status
from tests.factories.films import FilmFactory
from trivia.models import Citation, Document, Fact, Quote, Source, Speech, Topic, Work
from trivia.models.fact import Relation


class TopicFactory(DjangoModelFactory[Topic]):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")


class WorkFactory(DjangoModelFactory[Work]):
    class Meta:
        model = Work

    title = factory.Sequence(lambda n: f"Work {n}")


class FactFactory(DjangoModelFactory[Fact]):
    """`topics`, `people`, `characters`, `works` take lists of rows."""

    class Meta:
        model = Fact
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(status=Status.PUBLISHED, film__published=True)

    film = factory.SubFactory(FilmFactory)
    text = factory.Sequence(lambda n: f"This is fact {n}.")

    @factory.post_generation
    def topics(self, create: bool, rows: Any, **kwargs: Any) -> None:
        if rows:
            self.topics.set(rows)  # type: ignore[attr-defined]

    @factory.post_generation
    def people(self, create: bool, rows: Any, **kwargs: Any) -> None:
        if rows:
            self.people.set(rows)  # type: ignore[attr-defined]

    @factory.post_generation
    def characters(self, create: bool, rows: Any, **kwargs: Any) -> None:
        if rows:
            self.characters.set(rows)  # type: ignore[attr-defined]

    @factory.post_generation
    def works(self, create: bool, rows: Any, **kwargs: Any) -> None:
        if rows:
            self.works.set(rows)  # type: ignore[attr-defined]


class RelationFactory(DjangoModelFactory[Relation]):
    class Meta:
        model = Relation

    fact = factory.SubFactory(FactFactory)
    other = factory.SubFactory(FactFactory)


class QuoteFactory(DjangoModelFactory[Quote]):
    """A quote without speeches: add them with `SpeechFactory(quote=…)`."""

    class Meta:
        model = Quote

    class Params:
        published = factory.Trait(status=Status.PUBLISHED, film__published=True)

    film = factory.SubFactory(FilmFactory)


class SpeechFactory(DjangoModelFactory[Speech]):
    """Comes after the speeches that its quote has."""

    class Meta:
        model = Speech

    quote = factory.SubFactory(QuoteFactory)
    position = factory.LazyAttribute(lambda speech: speech.quote.speeches.count() + 1)
    speaker_as_written = "Speaker"
    text = factory.Sequence(lambda n: f"Line {n}.")


class SourceFactory(DjangoModelFactory[Source]):
    """Becomes public by a public citation, so it has no `published`."""

    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"Source {n}")


class CitationFactory(DjangoModelFactory[Citation]):
    """Give `fact` or `quote`; without either it cites a new fact."""

    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)
    fact = factory.Maybe("quote", yes_declaration=None, no_declaration=factory.SubFactory(FactFactory))
    quote = None


class DocumentFactory(DjangoModelFactory[Document]):
    class Meta:
        model = Document

    name = factory.Sequence(lambda n: f"page-{n}.txt")
    text = factory.Sequence(lambda n: f"Document {n}\n")
    sha256 = factory.LazyAttribute(lambda document: hashlib.sha256(document.text.encode()).hexdigest())
