"""How well names are spotted: precision and recall against pages that people have read and marked."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from trivia.documents.names import spot
from trivia.documents.names.lexicon import ARTICLES, HONORIFICS
from trivia.documents.names.marks import split_name
from trivia.documents.parse import parse
from trivia.documents.read import decode

SAMPLES = sorted((Path(__file__).parents[2] / "documents").glob("good_*.mentions.json"))
KINDS = ("people", "characters", "works")

# Names of the page that a careful reader may call either way: neither missed nor wrongly found.
DEBATABLE = {"David Laskin", "Ruth Laskin", "Empire"}


class Figures:
    """Counts of names found, wrongly found and missed, per kind."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, kind: str, spotted: tuple[str, ...], truth: list[str]) -> None:
        truth = [name for name in truth if name not in DEBATABLE]
        missed = [name for name in truth if not any(is_same(name, other) for other in spotted)]
        wrong = [name for name in spotted if not any(is_same(name, other) for other in truth)]
        self.found[kind] += len(truth) - len(missed)
        self.missed[kind] += len(missed)
        self.wrong[kind] += len([name for name in wrong if name not in DEBATABLE])

    def precision(self, kind: str) -> float:
        return self.found[kind] / ((self.found[kind] + self.wrong[kind]) or 1)

    def recall(self, kind: str) -> float:
        return self.found[kind] / ((self.found[kind] + self.missed[kind]) or 1)

    def __str__(self) -> str:
        return "; ".join(
            f"{kind} precision {self.precision(kind):.3f} recall {self.recall(kind):.3f}"
            f" ({self.found[kind]} found, {self.wrong[kind]} wrong, {self.missed[kind]} missed)"
            for kind in KINDS
        )


def is_same(name: str, other: str) -> bool:
    """Whether one is the other, or a shorter form of it."""
    words, others = (set(split_name(each)) - HONORIFICS - ARTICLES for each in (name, other))
    return bool(words and others) and (words <= others or others <= words)


def measure(page: Path, mentions: Path, figures: Figures) -> None:
    truth = {fact["line"]: fact for fact in json.loads(mentions.read_text(encoding="utf-8"))}
    spotted = spot(parse(decode(page.read_bytes(), page.name).text))
    assert {fact.line for fact in spotted.facts} == set(truth)
    for fact in spotted.facts:
        for kind in KINDS:
            figures.add(kind, getattr(fact, kind), truth[fact.line].get(kind, []))


def test_names_of_the_page_are_found_as_often_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    if not os.environ.get("ETERNAL_PAGE"):
        pytest.skip("ETERNAL_PAGE does not name the page")
    page = Path(os.environ["ETERNAL_PAGE"])
    figures = Figures()
    measure(page, page.with_name("mentions.json"), figures)
    with capsys.disabled():
        print(f"\nthe page: {figures}")
    assert figures.precision("people") >= 0.95
    assert figures.recall("people") >= 0.95
    assert figures.precision("characters") >= 0.90
    assert figures.recall("characters") >= 0.90


@pytest.mark.skipif(not SAMPLES, reason="tests/documents has no good_*.mentions.json")
def test_names_of_the_sample_pages_are_found_as_often_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    figures = Figures()
    for mentions in SAMPLES:
        own = Figures()
        page = mentions.with_name(mentions.name.replace(".mentions.json", ".txt"))
        for each in (own, figures):
            measure(page, mentions, each)
        with capsys.disabled():
            print(f"\n{page.name}: {own}")
    with capsys.disabled():
        print(f"\nall samples: {figures}")
    assert figures.precision("people") >= 0.90
    assert figures.recall("people") >= 0.85


def test_a_shorter_form_of_a_name_counts_as_the_name() -> None:
    assert is_same("Dr. Holly Martins", "Holly")
    assert not is_same("Holly Martins", "Holly Golightly")
    assert not is_same("", "Holly")
