"""Where facts, and lists of them, are found."""

from __future__ import annotations

from urllib.parse import urlencode

from films.pages.words import link_to


def link_to_list(*chosen: tuple[str, str]) -> str:
    """The list of facts with these filters: `link_to_list(("topic", "music"))`."""
    path = link_to("fact_list")
    return f"{path}?{urlencode(chosen, safe='/')}" if chosen else path


def link_to_character(film: str, character: str) -> str:
    return link_to_list(("character", f"{film}/{character}"))
