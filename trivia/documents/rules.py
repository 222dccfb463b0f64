"""What the parts of a page must be so that they can be written out and read back unchanged.

Each check answers None for a good value and otherwise a sentence that says what to change. They are
pure, so that forms and models can ask them too.
"""

from __future__ import annotations

import re

from films.wording import (
    check_certificate,
    check_label,
    check_line,
    check_name,
    check_paragraphs,
    check_spacing,
    check_value,
)
from trivia.documents.labels import DEPARTMENTS
from trivia.documents.records import Page
from trivia.documents.speeches import LONGEST_SPEAKER, looks_like_speaker


def check_fact_text(text: str) -> str | None:
    """A fact is one paragraph."""
    return check_line(text, "A fact")


def check_speech_text(text: str) -> str | None:
    """A speech is one line, or several of verse; none has the sign that parts verse on a page."""
    for line in text.split("\n"):
        message = check_line(line, "A speech" if "\n" not in text else "A line of verse")
        if message:
            return message
        if " / " in f" {line} ":
            return "“ / ” parts lines of verse: begin a new line instead."
    return None


def check_speaker(text: str) -> str | None:
    """A speaker is named as before a colon: 'Mary', 'Man in the hat'. Nobody named is ''."""
    if not text:
        return None
    message = check_line(text, "A speaker") or check_spacing(text, "A speaker")
    if message:
        return message
    if re.search(r"[:：()\[\]]", text):
        return "A speaker has no colon, parentheses or brackets: put what is in them into the direction."
    if text == "?":
        return "Leave the speaker empty where nobody knows who speaks."
    if not looks_like_speaker(text):
        return (
            "A speaker begins with a capital letter and has at most eight words and "
            f"{LONGEST_SPEAKER} letters, such as 'Mary' or 'Man in the hat'."
        )
    return None


def check_direction(text: str) -> str | None:
    """A direction stands between square brackets, so it has none."""
    if not text:
        return None
    message = check_line(text, "A direction") or check_spacing(text, "A direction")
    if message is None and ("[" in text or "]" in text):
        return "A direction cannot hold square brackets: they go around it."
    if message is None and text.endswith("\\"):
        return "A direction cannot end with a backslash."
    return message


def check_page(page: Page) -> str | None:
    """The first thing that keeps a page from being written out and read back, or None."""
    checks: list[str | None] = [
        check_value(text) for text in (page.title, page.original_title, page.tagline) if text
    ]
    checks += [check_paragraphs(page.synopsis)] if page.synopsis else []
    checks += [check_value(genre) for genre in page.genres]
    if page.certificate:
        checks.append(
            check_certificate(page.certificate.system, page.certificate.value, page.certificate.reason)
        )
    for credit in page.crew:
        checks += [check_name(credit.name), check_label(credit.job)]
        checks.append(
            None if credit.department in DEPARTMENTS else f"“{credit.department}” is no department."
        )
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
