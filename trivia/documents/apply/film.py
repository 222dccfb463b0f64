"""Write the film, and the rows that belong to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from eternal.curation.models import make_slugs
from films.models import Credit, Film, Genre, Link
from films.models import Release as ReleaseRow
from films.models.credit import Department
from films.models.film import make_sort_title
from trivia.documents.apply.writing import BULK, Writing
from trivia.documents.plan import FilmPlan


def write_film(writing: Writing, publish: bool) -> Film:
    """Make the film, or write the fields that the page moved."""
    plan = writing.plan.film_plan
    if writing.plan.film is None:
        film = Film(
            title=writing.plan.title,
            slug=writing.plan.new_slug,
            sort_title=make_sort_title(writing.plan.title),
        )
    else:
        film = writing.plan.film
        if publish or _film_moves(plan):
            writing.history.change(Film, [film.pk])
    for name, value in plan.updates.items():
        if name == "certificate":
            film.certificate_system, film.certificate, film.certificate_reason = value
        else:
            setattr(film, name, value)
    if writing.plan.film is None:
        film.status = writing.status
        film.save()
        writing.history.add(Film, [film.pk])
    elif plan.updates:
        film.save()
    writing.proposals += [(film, clash) for clash in plan.clashes]
    return film


def _film_moves(plan: FilmPlan) -> bool:
    return bool(
        plan.updates
        or plan.genres
        or plan.crew
        or plan.cast
        or plan.parts
        or plan.releases
        or plan.links
        or plan.targets
    )


def write_film_rows(writing: Writing) -> None:
    """Write credits, genres, releases and links. People and characters are there already."""
    plan, film = writing.plan.film_plan, writing.film
    if plan.genres:
        film.genres.add(*_write_genres(writing, plan.genres))
    credits = [
        Credit(
            film=film,
            person_id=writing.person(credit.name),
            name_as_written=credit.name,
            department=credit.department,
            job=credit.job,
        )
        for credit in plan.crew
    ]
    billed = film.credits.aggregate(last=models.Max("billing"))["last"] or 0 if plan.cast else 0
    credits += [
        Credit(
            film=film,
            person_id=writing.person(member.name),
            name_as_written=member.name,
            department=Department.ACTING,
            job="Actor",
            character_id=writing.character(member.character),
            billing=billing,
        )
        for billing, member in enumerate(plan.cast, billed + 1)
    ]
    Credit.objects.bulk_create(credits, batch_size=BULK)
    for member in plan.parts:
        film.credits.filter(department=Department.ACTING, name_as_written=member.name, character=None).update(
            character=writing.character(member.character)
        )
    ReleaseRow.objects.bulk_create(
        ReleaseRow(film=film, country=each.country, date=each.date, note=each.note[:120])
        for each in plan.releases
    )
    Link.objects.bulk_create(
        Link(film=film, kind=each.kind, label=each.label, text=each.text[:300], url=each.url)
        for each in plan.links
    )
    for link in plan.targets:
        film.links.filter(kind=link.kind, label=link.label).update(url=link.url, text=link.text[:300])


def _write_genres(writing: Writing, names: Iterable[str]) -> list[Genre]:
    names = list(names)
    known = {genre.name.casefold(): genre for genre in Genre.objects.all()}
    new = [name for name in names if name.casefold() not in known]
    slugs = make_slugs(Genre.objects.all(), new, fallback="genre", max_length=60)
    made = [Genre(name=name, slug=slug) for name, slug in zip(new, slugs, strict=True)]
    Genre.objects.bulk_create(made)
    writing.history.add(Genre, [genre.pk for genre in made])
    known.update((genre.name.casefold(), genre) for genre in made)
    return [known[name.casefold()] for name in names]
