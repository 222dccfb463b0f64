"""What pages show of quotes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from films.pages.words import Words
from trivia.models import Quote, Spoiler
from trivia.pages.addresses import link_to_character
from trivia.pages.facts import name_work


class ShownSpeech(NamedTuple):
    """`lines` holds one line of prose, or several of verse."""

    speaker: Words
    before: str
    lines: tuple[str, ...]
    after: str


class ShownQuote(NamedTuple):
    """One quote, set as a play. `summary` is that of a spoiler, and empty where there is none."""

    number: int
    anchor: str
    context: str
    summary: str
    speeches: tuple[ShownSpeech, ...]
    spoken_by: tuple[Words, ...]
    quoted_works: tuple[tuple[Words, ...], ...]


def show_quotes(
    film_id: int, players: Mapping[str, Words], with_facts: Collection[str]
) -> tuple[ShownQuote, ...]:
    """A film's public quotes in its order. One query.

    `players` says who plays a character, by slug; speakers among `with_facts` are links to theirs.
    """
    rows = (
        Quote.objects.published()
        .for_film(film_id)
        .order_by("position", "number", "speeches__position")
        .values_list(
            "number",
            "context",
            "spoiler",
            "film__slug",
            "speeches__speaker_as_written",
            "speeches__direction_before",
            "speeches__text",
            "speeches__direction_after",
            "speeches__character__slug",
            "speeches__character__public",
            "speeches__quoted_work__title",
            "speeches__quoted_work__creator",
            "speeches__quoted_work__kind",
            "speeches__quoted_work__public",
        )
    )
    quotes: dict[int, ShownQuote] = {}
    for (
        number,
        context,
        spoiler,
        film,
        speaker,
        before,
        text,
        after,
        character,
        known,
        *work,
        work_public,
    ) in rows:
        quote = quotes.get(number) or ShownQuote(
            number, f"quote-{number}", context, _summarise(spoiler, number), (), (), ()
        )
        if text is not None:
            href = link_to_character(film, character) if known and character in with_facts else ""
            speech = ShownSpeech(Words(speaker, href), before, tuple(text.split("\n")), after)
            quote = quote._replace(speeches=(*quote.speeches, speech))
        if known and character in players and players[character] not in quote.spoken_by:
            quote = quote._replace(spoken_by=(*quote.spoken_by, players[character]))
        if work_public and (credited := _credit_work(*work)) not in quote.quoted_works:
            quote = quote._replace(quoted_works=(*quote.quoted_works, credited))
        quotes[number] = quote
    return tuple(quotes.values())


def _summarise(spoiler: str, number: int) -> str:
    if spoiler == Spoiler.NONE:
        return ""
    which = _("quote %(n)s") % {"n": number}
    return (_("Spoiler: %s") if spoiler == Spoiler.MAJOR else _("Mild spoiler: %s")) % which


def _credit_work(title: str, creator: str, kind: str) -> tuple[Words, ...]:
    """'Alexander Pope, “Eloisa to Abelard”'."""
    named = name_work(title, kind)
    return (Words(f"{creator}, "), named) if creator else (named,)
