"""What pages show of a person."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from films.models import Credit, Person
from films.models.credit import Department
from films.models.person import split_aliases
from films.pages.words import Particular, Words, link_outside, link_to, write_date


class PersonHead(NamedTuple):
    """What a person's page says of the person."""

    id: int
    name: str
    slug: str
    href: str
    bio: str
    particulars: tuple[Particular, ...]


class FilmCredit(NamedTuple):
    """What one person did in one film: 'Director', 'plays Joel Barish (uncredited)'."""

    title: str
    year: int | None
    href: str
    jobs: tuple[str, ...]


def read_person(slug: str) -> PersonHead | None:
    """The head of a public person, or None. One query."""
    row = (
        Person.objects.published()
        .filter(slug=slug)
        .values("id", "name", "slug", "bio", "born", "died", "also_known_as", "imdb_id", "wikidata_id")
        .first()
    )
    if row is None:
        return None
    particulars = [
        Particular(label, (write_date(row[column]),))
        for label, column in ((_("Born"), "born"), (_("Died"), "died"))
        if row[column]
    ]
    if aliases := split_aliases(row["also_known_as"]):
        particulars.append(Particular(_("Also known as"), tuple(Words(name) for name in aliases)))
    if links := link_outside("https://www.imdb.com/name/%s/", row["imdb_id"], row["wikidata_id"]):
        particulars.append(Particular(_("Elsewhere"), tuple(links)))
    href = link_to("person_detail", row["slug"])
    return PersonHead(row["id"], row["name"], row["slug"], href, row["bio"], tuple(particulars))


def list_filmography(person_id: int) -> tuple[FilmCredit, ...]:
    """A person's credits in public films, a film at a time, the latest first. One query."""
    rows = (
        Credit.objects.filter(person_id=person_id, film__public=True)
        .order_by(F("film__year").desc(nulls_last=True), "film__sort_title", "film_id", "billing", "id")
        .values_list(
            "film__title",
            "film__year",
            "film__slug",
            "department",
            "job",
            "note",
            "character__name",
            "character__public",
        )
    )
    films: dict[tuple[str, int | None, str], list[str]] = {}
    for title, year, slug, department, job, note, character, character_public in rows:
        if department == Department.ACTING:
            job = _("plays %(character)s") % {"character": character} if character_public else _("acts")
        films.setdefault((title, year, slug), []).append(f"{job} ({note})" if note else job)
    return tuple(
        FilmCredit(title, year, link_to("film_detail", slug), tuple(dict.fromkeys(jobs)))
        for (title, year, slug), jobs in films.items()
    )
