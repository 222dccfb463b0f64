"""Whether a text is a page about a film at all, judged by what was found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trivia.documents.cast import looks_like_name
from trivia.documents.headings import Heading, Section
from trivia.documents.ledger import Ledger
from trivia.documents.records import DocumentError
from trivia.documents.rows import fold

# Words that talk of films in the languages our labels know. Not 'shot' or 'set': cooks use them too.
_FILM_WORDS = re.compile(
    r"\b((?:the|this|that|le|der|il|el|la|o) film|film(?:s|ed|ing|maker|makers)|films?['’]s?|movies?|scenes?|act(?:or|ress|ors|resses)|directors?|directed|screenplay|"
    r"screenwriter|camera|sequel|prequel|soundtrack|box office|oscars?|academy awards?|premiered?|cameo|casting|"
    r"cinema\w*|hollywood|trailer|starring|stunt\w*|studio|producers?|protagonist|on[- ]screen|takes?|improvis\w+|"
    r"audition\w*|closing credits|opening credits|character|role|editor|composer|remake|"
    r"scène|tournage|acteurs?|actrices?|réalisateur|réalisatrice|cinéma|schauspieler\w*|regisseur\w*|szene|película|"
    r"escena|attore|attrice|regista|scena|映画|監督)\b",
    re.IGNORECASE,
)
# How sure each thing understood makes us, in points; two will do. What other texts have too (a recipe
# has a country and a category) needs company.
_SURE, _LIKELY, _WEAK = 2.0, 1.0, 0.5
_ENOUGH = 500
_CREW_POINTS = {"Directing": _SURE, "Camera": _SURE, "Writing": _LIKELY}
_FIELD_POINTS = {
    "imdb_id": _SURE,
    "tagline": _LIKELY,
    "original_title": _LIKELY,
    "runtime_minutes": _LIKELY,
    "genres": _LIKELY,
}
_LINK_POINTS = {"parents-guide": _SURE, "box-office": _SURE}

_EXPECTED = (
    "expected lines such as 'Director: …', a cast list, facts about a film under bullets, or quotes such as "
    "'Speaker: …' (trivia/documents/FORMAT.md shows the layout)"
)


def require_film_page(ledger: Ledger, headings: Sequence[Heading]) -> None:
    """Raise DocumentError where nothing in the text is like a film page.

    One sure sign is enough (a 'Director:' line, a cast under its heading, quotes, facts that talk of
    films); a text that is mostly not understood needs more than one.
    """
    points = (
        _judge_header(ledger)
        + _judge_headings(ledger, headings)
        + _judge_facts(ledger)
        + _judge_quotes(ledger)
    )
    points += _LIKELY * ("title" in ledger.fields and "year" in ledger.fields)
    understood = ledger.understood
    total = sum(not row.blank for row in ledger.rows)
    if points < _SURE or (understood * 2 < total and points < 2 * _SURE):
        raise DocumentError(f"This is nothing like a film page: {_EXPECTED}.")


def _judge_header(ledger: Ledger) -> float:
    """Points for the values that were understood, once for each kind."""
    points = sum(_CREW_POINTS.get(department, _WEAK) for department in {c.department for c in ledger.crew})
    points += sum(
        _FIELD_POINTS.get(name, _WEAK) for name in ledger.fields.keys() - {"title", "year", "certificate"}
    )
    points += sum(_LINK_POINTS.get(kind, 0) for kind in {link.kind for link in ledger.links})
    certificate = ledger.fields.get("certificate")
    if certificate:
        points += _SURE if certificate.system else _LIKELY
    if ledger.releases:
        points += _LIKELY
    if any(member.line in ledger.field_lines and looks_like_name(member.name) for member in ledger.cast):
        points += _LIKELY
    return points


def _judge_headings(ledger: Ledger, headings: Sequence[Heading]) -> float:
    """Points for headings that have their section under them; 'Trivia' says more than 'Notes'."""
    sections = {heading.section for heading in headings}
    points = _SURE * (Section.CAST in sections and bool(ledger.cast))
    points += _SURE * (Section.QUOTES in sections and bool(ledger.quotes))
    if Section.FACTS in sections and ledger.facts:
        points += (
            _SURE
            if any("trivia" in fold(heading.meant or heading.words) for heading in headings)
            else _LIKELY
        )
    return points


def _judge_facts(ledger: Ledger) -> float:
    """Points for talking of films: one text in five at least, and not always by the same word. A synopsis
    alone tells any story."""
    texts = ([fact.text for fact in ledger.facts] or ledger.paragraphs)[:_ENOUGH]
    speaking = 0
    words: set[str] = set()
    for text in texts:
        found = {word.casefold() for word in _FILM_WORDS.findall(text[:5000])}
        speaking += bool(found)
        words |= found
    few = len(texts) <= 3
    if not speaking or speaking * 5 < len(texts) or (len(words) < 2 and speaking < 3 and not few):
        return 0
    return _SURE if ledger.facts else _LIKELY


def _judge_quotes(ledger: Ledger) -> float:
    """Points for quotes that end like speech: two, or a longer one."""
    speeches = [speech for quote in ledger.quotes for speech in quote.speeches]
    ended = sum(
        speech.text.endswith((".", "!", "?", "…", "”", '"', "’", "-", "—", "。")) for speech in speeches
    )
    directed = any(speech.direction_before for speech in speeches)
    named = all(speech.speaker for speech in speeches)
    enough = len(speeches) > 1 or directed or any(len(speech.text.split()) >= 5 for speech in speeches)
    return _SURE if named and ended * 2 > len(speeches) and enough else 0
