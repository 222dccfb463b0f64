"""Which film a document is about."""

from __future__ import annotations

from films.models import Film
from trivia.documents.records import DocumentError, Page

LONGEST_TITLE = Film._meta.get_field("title").max_length or 0


def find_film(page: Page, *, title: str = "", slug: str = "") -> tuple[Film | None, str]:
    """The film that this page updates (None: a new one) and its title.

    The film named by slug, else by the title given, else by the page's own title. Refuses, saying
    what to do, where there is none of these, no such slug, or several films of that title.
    """
    if slug:
        film = Film.objects.filter(slug=slug).first()
        if film is None:
            raise DocumentError(
                f"There is no film with the slug “{slug}”. Leave --film out to name it by --title."
            )
        return film, film.title
    title = " ".join((title or page.title).split())
    if not title:
        raise DocumentError(_ask_for_title(page))
    if len(title) > LONGEST_TITLE or not title.isprintable():
        raise DocumentError(f"A title is at most {LONGEST_TITLE} printable characters; give it with --title.")
    films = list(Film.objects.titled(title).order_by("year", "id")[:20])
    if len(films) > 1:
        named = ", ".join(f"{film.slug} ({film.year or 'no year'})" for film in films)
        raise DocumentError(f"Several films are called “{title}”. Say which with --film: {named}.")
    return (films[0], films[0].title) if films else (None, title)


def _ask_for_title(page: Page) -> str:
    message = "The page does not say which film it is about. Name it with --title"
    guess = page.candidate
    if guess is None:
        return f"{message} “…”."
    return f"{message}, perhaps --title “{guess.title}”: {guess.reason} (line {guess.line})."
