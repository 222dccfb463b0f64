from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from eternal.curation.models import Status
from films.models import Character, Credit, Film, Genre, Link, Person, Release


class GenreFactory(DjangoModelFactory[Genre]):
    class Meta:
        model = Genre

    name = factory.Sequence(lambda n: f"Genre {n}")


class FilmFactory(DjangoModelFactory[Film]):
    """`genres=[…]` links genres."""

    class Meta:
        model = Film
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(status=Status.PUBLISHED)

    title = factory.Sequence(lambda n: f"Film {n}")

    @factory.post_generation
    def genres(self, create: bool, rows: Any, **kwargs: Any) -> None:
        if rows:
            self.genres.set(rows)  # type: ignore[attr-defined]


class PersonFactory(DjangoModelFactory[Person]):
    """Becomes public by a public credit or fact, so it has no `published`."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Given{n} Family{n}")


class CharacterFactory(DjangoModelFactory[Character]):
    class Meta:
        model = Character

    film = factory.SubFactory(FilmFactory)
    name = factory.Sequence(lambda n: f"Character {n}")


class CreditFactory(DjangoModelFactory[Credit]):
    """An acting credit. For crew, give `department` and `job`."""

    class Meta:
        model = Credit

    film = factory.SubFactory(FilmFactory)
    person = factory.SubFactory(PersonFactory)
    department = "Acting"
    job = "Actor"


class ReleaseFactory(DjangoModelFactory[Release]):
    class Meta:
        model = Release

    film = factory.SubFactory(FilmFactory)
    country = "US"
    date = "2004-03-19"


class LinkFactory(DjangoModelFactory[Link]):
    class Meta:
        model = Link

    film = factory.SubFactory(FilmFactory)
    label = factory.Sequence(lambda n: f"Link {n}")
    url = factory.Sequence(lambda n: f"https://example.org/{n}")
