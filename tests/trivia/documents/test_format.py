"""FORMAT.md tells the truth: each example, read, says what stands under it."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import trivia.documents
from trivia.documents.headings import Section, look_up
from trivia.documents.parse import parse
from trivia.documents.read import MAX_BYTES, decode
from trivia.documents.records import Note, NoteKind, Page, Verdict
from trivia.documents.rows import MAX_LINES
from trivia.documents.write import write

FORMAT = (Path(trivia.documents.__file__).parent / "FORMAT.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"^```text\n(?P<page>.*?)^```\n+```json\n(?P<said>.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    pytest.param(found["page"], found["said"], id=f"{n}")
    for n, found in enumerate(_EXAMPLE.finditer(FORMAT), 1)
]


def tell(value: Any) -> Any:
    """A record as JSON has it: what is empty is left out, and so are lines but for those of notes."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {field.name: tell(getattr(value, field.name)) for field in fields(value)}
        left_out = () if isinstance(value, Note) else ("line", "lines")
        return {
            name: each
            for name, each in kept.items()
            if name not in left_out and each not in ("", None, [], False)
        }
    return [tell(each) for each in value] if isinstance(value, tuple) else value


def read(text: str) -> Page:
    return parse(decode(text.encode(), "FORMAT.md").text)


def test_every_fence_is_an_example_or_what_it_says() -> None:
    assert len(re.findall(r"^```(?:text|json)$", FORMAT, re.MULTILINE)) == 2 * len(EXAMPLES)
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize(("page", "said"), EXAMPLES)
def test_example_says_what_stands_under_it(page: str, said: str) -> None:
    read_page = read(page)
    lost = [line.text for line in read_page.lines if line.verdict is Verdict.NOT_UNDERSTOOD]
    assert tell(read_page) | ({"not_understood": lost} if lost else {}) == json.loads(said)


@pytest.mark.parametrize(("page", "said"), EXAMPLES)
def test_example_written_out_says_the_same(page: str, said: str) -> None:
    said_again, expected = tell(read(write(read(page)))), tell(read(page))
    for told in (said_again, expected):
        told.pop("notes", None)
    assert said_again == expected


def test_every_kind_of_note_is_told_of() -> None:
    told = re.findall(r"^\| `([a-z-]+)` \|", FORMAT, re.MULTILINE)
    assert sorted(told) == sorted(kind.value for kind in NoteKind)


def test_every_heading_named_is_one() -> None:
    (row,) = re.findall(r"^Headings: (.*)$", FORMAT, re.MULTILINE)
    named = re.findall(r"`([^`]+)`", row)
    sections = [look_up(words, guess=False)[0] for words in named]
    assert sections == [
        Section.HEADER, Section.CAST, Section.SYNOPSIS, Section.FACTS, Section.QUOTES, Section.LINKS
    ]  # fmt: skip


def test_limits_are_the_reader_s() -> None:
    assert f"{MAX_BYTES / 1e6:.0f} MB" in FORMAT
    assert f"{MAX_LINES:,} lines" in FORMAT
