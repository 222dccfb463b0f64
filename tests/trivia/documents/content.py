"""What a page says, apart from where it says it: for comparing a page with itself read back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from trivia.documents.parse import parse
from trivia.documents.read import decode
from trivia.documents.records import Page

DOCUMENTS = Path(__file__).parents[2] / "documents"


def content(page: Page) -> Page:
    """The page without lines, notes and guesses, and with every record on line 0."""
    return _without_lines(replace(page, lines=(), notes=(), candidate=None))


def _without_lines(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        values = {field.name: _without_lines(getattr(value, field.name)) for field in fields(value)}
        return type(value)(**values | ({"line": 0} if "line" in values else {}))
    return tuple(map(_without_lines, value)) if isinstance(value, tuple) else value


def read_document(path: Path) -> Page:
    return parse(decode(path.read_bytes(), path.name).text)
