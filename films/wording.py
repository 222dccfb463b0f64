"""How names, labels and lines of text must be worded, so that a page written from them reads the same.

Each check answers None for a good value and otherwise a sentence that says what to change. They are
pure: forms, models and the writer of documents ask them alike.
"""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_LABEL = 60
_NOT_A_MARK = re.compile(r"[:()/\\\\,;–—]|\bfor\b|\brated\b|\.$", re.IGNORECASE)
_SCORE = re.compile(r"\d[.,]\d|\bstars?\b|%|out of", re.IGNORECASE)


def check_line(text: str, noun: str) -> str | None:
    """One line without control characters; `noun` is how the sentence calls it."""
    if not text.strip():
        return f"{noun} cannot be empty."
    if "\n" in text or "\r" in text:
        return f"{noun} is one paragraph: take the line breaks out."
    if _CONTROL.search(text):
        return f"{noun} cannot hold tabs or control characters."
    if text != text.strip():
        return f"{noun} cannot begin or end with a space."
    return None


def check_spacing(text: str, noun: str) -> str | None:
    """Words with one space between two."""
    return f"{noun} has single spaces only." if text != " ".join(text.split()) else None


def check_name(text: str) -> str | None:
    """The name of a person or a character."""
    message = check_line(text, "A name") or check_spacing(text, "A name")
    if message is None and not any(sign.isalnum() for sign in text):
        return "A name has at least one letter or digit."
    return message


def check_label(text: str) -> str | None:
    """The label of a detail or link."""
    message = check_line(text, "A label") or check_spacing(text, "A label")
    if message:
        return message
    if not text[0].isalnum() or len(text) > _LONGEST_LABEL or len(text.split()) > 8:
        return (
            f"A label begins with a letter or digit and has at most eight words and {_LONGEST_LABEL} letters."
        )
    return None


def check_value(text: str) -> str | None:
    """Any other value that stands behind a label: one line, spaced singly."""
    return check_line(text, "A value") or check_spacing(text, "A value")


def check_paragraphs(text: str) -> str | None:
    """A synopsis: paragraphs, with one empty line between two."""
    for paragraph in text.split("\n\n"):
        message = check_line(paragraph, "A paragraph")
        if message:
            return message
    return None


def check_certificate(system: str, value: str, reason: str) -> str | None:
    """A rating: the board, its mark and the reason it gave."""
    message = next(filter(None, (check_value(text) for text in (value, system, reason) if text)), None)
    if message:
        return message
    if not value[:1].isalnum() or value[0].islower() or len(value) > 30 or _NOT_A_MARK.search(value):
        return "A rating is a short mark such as 'PG-13', '15' or 'Tous publics'; its reason goes elsewhere."
    if _SCORE.search(value):
        return "A rating is an age mark, not a score."
    return None
