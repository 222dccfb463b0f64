from films.models.credit import Character, Credit
from films.models.film import Film, Genre, Link, Release
from films.models.person import Person

__all__ = ["Character", "Credit", "Film", "Genre", "Link", "Person", "Release"]
