from __future__ import annotations

from typing import Any

import pytest

from trivia.filters import Chosen
from trivia.pages.sentence import join, say


def choose(*names: str) -> tuple[Chosen, ...]:
    return tuple(Chosen(n, name.lower(), name) for n, name in enumerate(names))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Facts"),
        (
            {"topic": choose("Music"), "person": choose("Kate Winslet"), "standing": ("confirmed",)},
            "Music facts about Kate Winslet, confirmed",
        ),
        ({"topic": choose("Deleted scenes", "CGI", "Sound")}, "Deleted scenes, CGI or sound facts"),
        ({"character": choose("Joel", "Clementine")}, "Facts about Joel or Clementine"),
        ({"person": choose("Jim"), "character": choose("Joel")}, "Facts about Jim with Joel"),
        ({"film": choose("Eternal", "Adaptation.")}, "Facts in Eternal or Adaptation."),
        (
            {"spoiler": ("none",), "standing": ("disputed", "debunked")},
            "Facts, disputed or debunked, without spoilers",
        ),
        ({"spoiler": ("mild", "major")}, "Facts, mild spoilers or major spoilers"),
        ({"q": "red train", "sort": "oldest"}, "Facts, with the words “red train”"),
    ],
)
def test_a_selection_is_said_in_words(asked: dict[str, Any], sentence: str) -> None:
    assert say(asked) == sentence


def test_a_long_search_is_not_said_whole() -> None:
    assert say({"q": "word " * 2000}) == "Facts, with the words “" + "word " * 11 + "word…”"


def test_names_are_joined_by_or() -> None:
    assert [join([]), join(["a"]), join(["a", "b"]), join(["a", "b", "c"])] == [
        "",
        "a",
        "a or b",
        "a, b or c",
    ]
