"""What a fact, a speech and a direction must look like, so that a page written from them reads the same."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError

from trivia.documents import write


def _refuse(check: Callable[[str], str | None], value: str) -> None:
    message = check(value)
    if message:
        raise ValidationError(message, code="unwritable")


def validate_fact_text(value: str) -> None:
    """One paragraph without control characters."""
    _refuse(write.check_fact_text, value)


def validate_speech_text(value: str) -> None:
    """Lines of speech; none holds the mark that separates verse on a page."""
    _refuse(write.check_speech_text, value)


def validate_speaker(value: str) -> None:
    """A name without a colon."""
    _refuse(write.check_speaker, value)


def validate_direction(value: str) -> None:
    """A stage direction without brackets of its own."""
    _refuse(write.check_direction, value)
