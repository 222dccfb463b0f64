from __future__ import annotations

import logging
import sys

from eternal.logs import OneLineFormatter


def write(message: str, *arguments: object, error: bool = False) -> str:
    record = logging.LogRecord(
        "x", logging.INFO, __file__, 1, message, arguments, sys.exc_info() if error else None
    )
    return OneLineFormatter("{levelname} {message}", style="{").format(record)


def test_an_ordinary_line_stays_as_it_is() -> None:
    assert write("Read %s, café and 終", "page.txt") == "INFO Read page.txt, café and 終"


def test_what_a_visitor_sends_cannot_start_a_line_or_colour_a_terminal() -> None:
    assert write("Not Found: %s", "/a\r\nINFO forged\x1b[31m\u2028\x85") == (
        r"INFO Not Found: /a\r\nINFO forged\x1b[31m\u2028\x85"
    )


def test_a_traceback_is_one_line() -> None:
    try:
        raise ValueError("lost")
    except ValueError:
        line = write("failed", error=True)
    assert line.startswith(r"INFO failed\nTraceback (most recent call last):\n")
    assert line.endswith("ValueError: lost")
    assert "\n" not in line
