"""A selection of facts, said in words: 'Music facts about Kate Winslet, confirmed'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from films.pages.words import shorten
from trivia.models import Spoiler, Standing

LONGEST_WORDS = 60


def say(asked: Mapping[str, Any]) -> str:
    """The sentence for what `FactFilter` cleaned: records for films, people, characters and topics,
    words of the address for standings and spoilers."""
    names = {
        field: [record.name for record in asked.get(field) or ()]
        for field in ("film", "person", "character", "topic")
    }
    topics = join([_lower_first(name) for name in names["topic"]])
    said = _("%(topics)s facts") % {"topics": _raise_first(topics)} if topics else _("Facts")
    if names["person"]:
        said = _("%(facts)s about %(people)s") % {"facts": said, "people": join(names["person"])}
        if names["character"]:
            said = _("%(facts)s with %(characters)s") % {
                "facts": said,
                "characters": join(names["character"]),
            }
    elif names["character"]:
        said = _("%(facts)s about %(people)s") % {"facts": said, "people": join(names["character"])}
    if names["film"]:
        said = _("%(facts)s in %(films)s") % {"facts": said, "films": join(names["film"])}
    parts = [said, join([str(Standing(value).label).lower() for value in asked.get("standing") or ()])]
    parts.append(join([_say_spoiler(value) for value in asked.get("spoiler") or ()]))
    if words := asked.get("q"):
        parts.append(_("with the words “%(words)s”") % {"words": shorten(words, LONGEST_WORDS)})
    return ", ".join(part for part in parts if part)


def join(names: Sequence[str]) -> str:
    """'Joel, Clementine or Mary'."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s or %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _say_spoiler(value: str) -> str:
    return {
        Spoiler.NONE: pgettext("facts", "without spoilers"),
        Spoiler.MILD: pgettext("facts", "mild spoilers"),
        Spoiler.MAJOR: pgettext("facts", "major spoilers"),
    }[Spoiler(value)]


def _lower_first(name: str) -> str:
    """'Deleted scenes' as 'deleted scenes', but 'CGI' as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _raise_first(text: str) -> str:
    return text[:1].upper() + text[1:]
