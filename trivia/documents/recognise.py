"""Whether a text is a page about a film at all, judged by what was found in it."""

from __future__ import annotations

import re

from trivia.documents.headings import Section
from trivia.documents.labels import split_label
from trivia.documents.ledger import Ledger
from trivia.documents.records import DocumentError

# Words that talk of films in the languages our labels know. Not 'shot' or 'set': cooks use them too.
_FILM_WORDS = re.compile(
    r"\b(film(?:s|ed|ing|maker|makers|s’|'s|’s)?|movies?|scenes?|act(?:or|ress|ors|resses)|directors?|directed|screenplay|"
    r"screenwriter|camera|sequel|prequel|soundtrack|box office|oscars?|academy awards?|premiered?|cameo|casting|"
    r"cinema\w*|hollywood|trailer|starring|stunt\w*|studio|producers?|protagonist|on[- ]screen|takes?|improvis\w+|"
    r"audition\w*|closing credits|opening credits|character|role|editor|composer|remake|"
    r"scène|tournage|acteurs?|actrices?|réalisateur|réalisatrice|cinéma|schauspieler\w*|regisseur\w*|szene|película|"
    r"escena|attore|attrice|regista|scena|映画|監督)\b",
    re.IGNORECASE,
)
_STRONG_LABELS = {"runtime", "release", "certificate", "genre", "imdb", "cast", "tagline", "synopsis", "original_title"}
_STRONG_DEPARTMENTS = {"Directing", "Writing", "Camera"}
_STRONG_HEADINGS = {Section.CAST, Section.QUOTES}

_EXPECTED = (
    "expected lines such as 'Director: …', a cast list, facts about a film under bullets, or quotes such as "
    "'Speaker: …' (trivia/documents/FORMAT.md shows the layout)"
)


def require_film_page(ledger: Ledger, headings: list[Section], has_year: bool) -> None:
    """Raise DocumentError where nothing in the text is like a film page.

    One sure sign is enough (a 'Director:' line, a cast under its heading, quotes, facts that talk of
    films); a text that is mostly not understood needs more than one.
    """
    points = _count_labels(ledger) + (1 if has_year else 0)
    if Section.CAST in headings and ledger.cast:
        points += 2
    if Section.QUOTES in headings and ledger.quotes:
        points += 2
    if Section.FACTS in headings and ledger.facts:
        points += 1
    points += _judge_facts(ledger) + _judge_quotes(ledger)
    understood = ledger.understood
    total = sum(not row.blank for row in ledger.rows)
    if points < 2 or (understood * 2 < total and points < 4):
        raise DocumentError(f"This is nothing like a film page: {_EXPECTED}.")


def _count_labels(ledger: Ledger) -> int:
    """Two points for a label that only films have, one for others, over distinct labels."""
    numbers = {record.line for record in (*ledger.crew, *ledger.releases, *ledger.links)} | ledger.field_lines
    points = {}
    for row in ledger.rows:
        if row.number not in numbers:
            continue
        labelled = split_label(row.body)
        if labelled and labelled.known:
            departments = {department for department, _ in labelled.jobs}
            strong = labelled.field in _STRONG_LABELS or departments & _STRONG_DEPARTMENTS
            points[labelled.field or labelled.jobs] = 2 if strong else 1
    return sum(points.values())


def _judge_facts(ledger: Ledger) -> int:
    texts = [fact.text for fact in ledger.facts]
    if ledger.paragraphs:
        texts.append(" ".join(ledger.paragraphs))
    speaking = 0
    words: set[str] = set()
    for text in texts:
        found = {word.casefold() for word in _FILM_WORDS.findall(text[:5000])}
        speaking += bool(found)
        words |= found
    few = len(texts) <= 3
    if not speaking or speaking * 5 < len(texts) or (len(words) < 2 and speaking < 3 and not few):
        return 0
    return 2


def _judge_quotes(ledger: Ledger) -> int:
    """Quotes speak for themselves where there are two at least, and they end like speech."""
    speeches = [speech for quote in ledger.quotes for speech in quote.speeches]
    ended = sum(speech.text.endswith((".", "!", "?", "…", "”", '"', "’", "-", "—", "。")) for speech in speeches)
    directed = any(speech.direction_before for speech in speeches)
    named = all(speech.speaker for speech in speeches)
    return 2 if named and ended * 2 > len(speeches) and (len(speeches) > 1 or directed) else 0
