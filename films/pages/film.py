"""What pages show of a film."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Credit, Film, Link, Release
from films.models.credit import Department
from films.pages.words import Particular, Words, link_outside, link_to, write_date
from films.validators import COUNTRIES, LANGUAGES


class Billing(NamedTuple):
    """Who plays one part, or who does one job. `character` is the part's slug."""

    part: Words
    people: tuple[Words, ...]
    character: str = ""


class FilmHead(NamedTuple):
    """What a film's page says of the film itself."""

    id: int
    title: str
    slug: str
    year: int | None
    href: str
    original_title: str
    tagline: str
    synopsis: str
    particulars: tuple[Particular, ...]
    cast: tuple[Billing, ...]
    crew: tuple[Billing, ...]
    players: tuple[tuple[str, Words], ...]  # character's slug, who plays it


class FilmLine(NamedTuple):
    """One film in a list."""

    id: int
    title: str
    year: int | None
    slug: str
    href: str
    about: str


def read_film(slug: str) -> FilmHead | None:
    """The head of a public film, or None. Five queries."""
    row = (
        Film.objects.published()
        .filter(slug=slug)
        .values(
            "id",
            "title",
            "slug",
            "year",
            "original_title",
            "tagline",
            "synopsis",
            "runtime_minutes",
            "certificate_system",
            "certificate",
            "certificate_reason",
            "countries",
            "languages",
            "imdb_id",
            "wikidata_id",
            "details",
        )
        .first()
    )
    if row is None:
        return None
    billed = _read_credits(row["id"])
    return FilmHead(
        row["id"],
        row["title"],
        row["slug"],
        row["year"],
        link_to("film_detail", row["slug"]),
        row["original_title"],
        row["tagline"],
        row["synopsis"],
        tuple(_list_particulars(row, billed)),
        _list_cast(billed),
        _list_crew(billed),
        tuple((each.character_slug, each.who) for each in billed if each.character_slug),
    )


class _Credit(NamedTuple):
    department: str
    job: str
    note: str
    who: Words
    character: str
    character_slug: str


def _read_credits(film_id: int) -> list[_Credit]:
    rows = Credit.objects.filter(film_id=film_id).values_list(
        "department",
        "job",
        "note",
        "name_as_written",
        "person__slug",
        "person__name",
        "person__public",
        "character__name",
        "character__slug",
        "character__public",
    )
    found = []
    for (
        department,
        job,
        note,
        written,
        slug,
        name,
        person_public,
        character,
        character_slug,
        character_public,
    ) in rows:
        who = Words(name, link_to("person_detail", slug)) if person_public else Words(written)
        if not character_public:
            character = character_slug = ""
        found.append(_Credit(department, job, note, who, character, character_slug))
    return found


def _list_cast(billed: Iterable[_Credit]) -> tuple[Billing, ...]:
    """Parts in order of billing; players whose part is unknown come together at the end."""
    parts: dict[tuple[str, str], list[Words]] = {}
    without: list[Words] = []
    for each in billed:
        if each.department != Department.ACTING:
            continue
        who = each.who._replace(text=f"{each.who.text} ({each.note})") if each.note else each.who
        if each.character:
            parts.setdefault((each.character, each.character_slug), []).append(who)
        else:
            without.append(who)
    billings = [Billing(Words(name), tuple(people), slug) for (name, slug), people in parts.items()]
    if without:
        billings.append(Billing(Words(_("Also with") if billings else _("With")), tuple(without)))
    return tuple(billings)


def _list_crew(billed: Iterable[_Credit]) -> tuple[Billing, ...]:
    """Jobs in the order of their departments."""
    order = {value: n for n, value in enumerate(Department.values)}
    jobs: dict[str, list[Words]] = {}
    for each in sorted(billed, key=lambda credit: order.get(credit.department, len(order))):
        if each.department != Department.ACTING:
            who = each.who._replace(text=f"{each.who.text} ({each.note})") if each.note else each.who
            jobs.setdefault(each.job, []).append(who)
    return tuple(Billing(Words(job), tuple(people)) for job, people in jobs.items())


def _list_particulars(row: dict[str, Any], billed: list[_Credit]) -> Iterable[Particular]:
    """Genres, releases and links: three queries."""
    for label, department in (
        (_("Directed by"), Department.DIRECTING),
        (_("Written by"), Department.WRITING),
    ):
        people = dict.fromkeys(each.who for each in billed if each.department == department)
        if people:
            yield Particular(label, tuple(people))
    if row["original_title"] and row["original_title"] != row["title"]:
        yield Particular(_("Original title"), (Words(row["original_title"], cite=True),))
    releases = tuple(
        Words(_describe_release(day.text, country, note), iso=day.iso)
        for day, country, note in (
            (write_date(iso), country, note)
            for iso, country, note in Release.objects.filter(film_id=row["id"]).values_list(
                "date", "country", "note"
            )
        )
    )
    if releases:
        yield Particular(_("Opened"), releases)
    if row["runtime_minutes"]:
        yield Particular(_("Runs"), (Words(_count_minutes(row["runtime_minutes"])),))
    genres = tuple(
        Words(name)
        for name in Film.genres.through.objects.filter(film_id=row["id"])
        .order_by("genre__name")
        .values_list("genre__name", flat=True)
    )
    for label, values in (
        (_("Genre"), genres),
        (_("From"), tuple(Words(COUNTRIES.get(code, code)) for code in row["countries"])),
        (_("Spoken in"), tuple(Words(LANGUAGES.get(code, code)) for code in row["languages"])),
        (_("Rated"), _describe_certificate(row)),
    ):
        if values:
            yield Particular(label, values)
    yield from (Particular(label, (Words(value),)) for label, value in row["details"] if value)
    elsewhere = [
        *link_outside("https://www.imdb.com/title/%s/", row["imdb_id"], row["wikidata_id"]),
        *(
            Words(label, url)
            for label, url in Link.objects.filter(film_id=row["id"])
            .exclude(url="")
            .values_list("label", "url")
        ),
    ]
    if elsewhere:
        yield Particular(_("Elsewhere"), tuple(elsewhere))


def _describe_release(day: str, country: str, note: str) -> str:
    place = COUNTRIES.get(country, country)
    return ", ".join(part for part in (day, place) if part) + (f" ({note})" if note else "")


def _describe_certificate(row: dict[str, Any]) -> tuple[Words, ...]:
    """'R (MPA) for language, some drug and sexual content'."""
    certificate, system, reason = row["certificate"], row["certificate_system"], row["certificate_reason"]
    if not certificate:
        return ()
    rated = f"{certificate} ({system})" if system else certificate
    if reason:
        reason = reason if reason.lower().startswith("for ") else _("for %(reason)s") % {"reason": reason}
    return (Words(f"{rated} {reason}".strip()),)


def _count_minutes(n: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}


def list_films(limit: int) -> tuple[FilmLine, ...]:
    """The latest public films: who directed them, how long they run, what kind they are. Three queries."""
    rows = list(
        Film.objects.published()
        .order_by(F("year").desc(nulls_last=True), "sort_title", "id")
        .values_list("id", "title", "year", "slug", "runtime_minutes")[:limit]
    )
    ids = [row[0] for row in rows]
    about: dict[int, list[str]] = {film_id: [] for film_id in ids}
    directors = Credit.objects.filter(film_id__in=ids, department=Department.DIRECTING)
    for film_id, name in directors.values_list("film_id", "name_as_written"):
        about[film_id].append(name)
    genres: dict[int, list[str]] = {film_id: [] for film_id in ids}
    kinds = Film.genres.through.objects.filter(film_id__in=ids).order_by("genre__name")
    for film_id, name in kinds.values_list("film_id", "genre__name"):
        genres[film_id].append(name)
    lines = []
    for film_id, title, year, slug, minutes in rows:
        parts = [", ".join(dict.fromkeys(about[film_id]))]
        parts.append(_count_minutes(minutes) if minutes else "")
        parts.append(", ".join(genres[film_id]))
        href = link_to("film_detail", slug)
        lines.append(FilmLine(film_id, title, year, slug, href, " · ".join(part for part in parts if part)))
    return tuple(lines)
