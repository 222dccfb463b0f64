"""What a page may hand to a template."""

from __future__ import annotations

from typing import Any

PLAIN = (str, int, bool, type(None))


def find_strangers(value: Any, path: str = "page") -> list[str]:
    """Where in a page's values something stands that is not a NamedTuple, a tuple or plain: it could
    run a query in a template, or be lazy, or pass for safe markup."""
    if type(value) in PLAIN:
        return []
    if not isinstance(value, tuple):
        return [f"{path} is {type(value).__name__}"]
    names = getattr(value, "_fields", range(len(value)))
    found = []
    for name, part in zip(names, value, strict=True):
        found += find_strangers(part, f"{path}.{name}")
    return found
