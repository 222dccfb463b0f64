"""What the parts of a page must be so that they can be written out and read back unchanged.

Each check answers None for a good value and otherwise a sentence that says what to change. They are
pure, so that forms and models can ask them too.
"""

from __future__ import annotations

import re

from trivia.documents.labels import DEPARTMENTS
from trivia.documents.records import Page
from trivia.documents.speeches import LONGEST_SPEAKER, looks_like_speaker

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_LABEL = 60


def _check_line(text: str, noun: str) -> str | None:
    if not text.strip():
        return f"{noun} cannot be empty."
    if "\n" in text or "\r" in text:
        return f"{noun} is one paragraph: take the line breaks out."
    if _CONTROL.search(text):
        return f"{noun} cannot hold tabs or control characters."
    if text != text.strip():
        return f"{noun} cannot begin or end with a space."
    return None


def check_fact_text(text: str) -> str | None:
    """A fact is one paragraph."""
    return _check_line(text, "A fact")


def check_speech_text(text: str) -> str | None:
    """A speech is one line, or several of verse; none has the sign that parts verse on a page."""
    for line in text.split("\n"):
        message = _check_line(line, "A speech" if "\n" not in text else "A line of verse")
        if message:
            return message
        if " / " in f" {line} ":
            return "“ / ” parts lines of verse: begin a new line instead."
    return None


def check_speaker(text: str) -> str | None:
    """A speaker is named as before a colon: 'Mary', 'Man in the hat'. Nobody named is ''."""
    if not text:
        return None
    message = _check_line(text, "A speaker") or _check_spacing(text, "A speaker")
    if message:
        return message
    if re.search(r"[:：()\[\]]", text):
        return "A speaker has no colon, parentheses or brackets: put what is in them into the direction."
    if text == "?":
        return "Leave the speaker empty where nobody knows who speaks."
    if not looks_like_speaker(text):
        return (
            f"A speaker begins with a capital letter and has at most eight words and {LONGEST_SPEAKER} letters, "
            "such as 'Mary' or 'Man in the hat'."
        )
    return None


def check_direction(text: str) -> str | None:
    """A direction stands between square brackets, so it has none."""
    if not text:
        return None
    message = _check_line(text, "A direction") or _check_spacing(text, "A direction")
    if message is None and ("[" in text or "]" in text):
        return "A direction cannot hold square brackets: they go around it."
    return message


def check_name(text: str) -> str | None:
    """The name of a person or a character."""
    message = _check_line(text, "A name") or _check_spacing(text, "A name")
    if message is None and not any(sign.isalnum() for sign in text):
        return "A name has at least one letter or digit."
    return message


def check_label(text: str) -> str | None:
    """The label of a detail or link."""
    message = _check_line(text, "A label") or _check_spacing(text, "A label")
    if message:
        return message
    if not text[0].isalnum() or len(text) > _LONGEST_LABEL or len(text.split()) > 8:
        return f"A label begins with a letter or digit and has at most eight words and {_LONGEST_LABEL} letters."
    return None


def check_value(text: str) -> str | None:
    """Any other value that stands behind a label: one line, spaced singly."""
    return _check_line(text, "A value") or _check_spacing(text, "A value")


def check_paragraphs(text: str) -> str | None:
    """A synopsis: paragraphs, with one empty line between two."""
    for paragraph in text.split("\n\n"):
        message = _check_line(paragraph, "A paragraph")
        if message:
            return message
    return None


def check_certificate(system: str, value: str, reason: str) -> str | None:
    """A rating: the board, its mark and the reason it gave."""
    message = check_value(value) or (check_value(system) if system else None) or (check_value(reason) if reason else None)
    if message:
        return message
    if not value[0].isalnum() or value[0].islower() or len(value) > 30 or re.search(r"[:()/\\\\,;–—]|\bfor\b|\brated\b|\.$", value, re.I):
        return "A rating is a short mark such as 'PG-13', '15' or 'Tous publics'; its reason is a field of its own."
    if re.search(r"\d[.,]\d|\bstars?\b|%|out of", value, re.I):
        return "A rating is an age mark, not a score."
    return None


def check_page(page: Page) -> str | None:
    """The first thing that keeps a page from being written out and read back, or None."""
    checks: list[str | None] = [check_value(text) for text in (page.title, page.original_title, page.tagline) if text]
    checks += [check_paragraphs(page.synopsis)] if page.synopsis else []
    checks += [check_value(genre) for genre in page.genres]
    if page.certificate:
        checks.append(check_certificate(page.certificate.system, page.certificate.value, page.certificate.reason))
    for credit in page.crew:
        checks += [check_name(credit.name), check_label(credit.job)]
        checks.append(None if credit.department in DEPARTMENTS else f"“{credit.department}” is no department.")
    for member in page.cast:
        checks += [check_name(member.name), check_name(member.character) if member.character else None]
    checks += [check_value(release.note) for release in page.releases if release.note]
    for link in page.links:
        checks += [check_label(link.label), *(check_value(text) for text in (link.text, link.url) if text)]
    for detail in page.details:
        checks += [check_label(detail.label), check_value(detail.value)]
    checks += [check_fact_text(fact.text) for fact in page.facts]
    for speech in (speech for quote in page.quotes for speech in quote.speeches):
        checks += [check_speaker(speech.speaker), check_speech_text(speech.text)]
        checks += [check_direction(speech.direction_before), check_direction(speech.direction_after)]
    return next(filter(None, checks), None)


def _check_spacing(text: str, noun: str) -> str | None:
    return f"{noun} has single spaces only." if text != " ".join(text.split()) else None
