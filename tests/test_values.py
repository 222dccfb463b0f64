from __future__ import annotations

from typing import NamedTuple

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from tests.values import find_strangers


class Pair(NamedTuple):
    first: object
    second: object


def test_plain_values_are_no_strangers() -> None:
    assert find_strangers(Pair("a", (1, True, None, Pair("b", ())))) == []


def test_every_stranger_is_named_with_its_place() -> None:
    strangers = Pair(["list"], (gettext_lazy("lazy"), Pair(mark_safe("<b>"), {"a": 1})))
    assert find_strangers(strangers) == [
        "page.first is list",
        "page.second.0 is __proxy__",
        "page.second.1.first is SafeString",
        "page.second.1.second is dict",
    ]
