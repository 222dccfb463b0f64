from __future__ import annotations

import io
import logging
import sqlite3
import sys

import pytest
from django.core.exceptions import DisallowedHost
from django.test import Client

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


def write_request(path: str, **options: str) -> str:
    """The line that the site's own handler writes for a request that fails."""
    handler = logging.StreamHandler(stream := io.StringIO())
    handler.setFormatter(OneLineFormatter("{asctime} {levelname} {name}: {message}", style="{"))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        Client(raise_request_exception=False).get(path, **options)
    finally:
        root.removeHandler(handler)
    return stream.getvalue()


def test_an_unknown_host_costs_one_short_line() -> None:
    lines = write_request("/trivia/", HTTP_HOST="a" * 8000 + ".example").splitlines()
    assert len(lines) == 1
    assert " WARNING django.security.DisallowedHost: Invalid HTTP_HOST header: 'aaaa" in lines[0]
    assert "Traceback" not in lines[0]
    assert len(lines[0]) == 200


@pytest.mark.urls("tests.eternal.urls")
def test_a_locked_database_costs_one_line_that_says_so() -> None:
    lines = write_request(f"/fail/sqlite/{sqlite3.SQLITE_BUSY}/").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith(" ERROR django.request: as Django says it: Service Unavailable: /fail/sqlite/5/")


@pytest.mark.urls("tests.eternal.urls")
def test_a_fault_of_ours_keeps_its_traceback() -> None:
    (line,) = write_request("/fail/").splitlines()
    assert r"Internal Server Error: /fail/\nTraceback (most recent call last):" in line
    assert line.endswith("RuntimeError: a secret of the house")


def test_a_record_stays_whole_for_whoever_else_reads_it() -> None:
    error = DisallowedHost("no")
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "%s", ("no",), (type(error), error, None))
    assert OneLineFormatter("{levelname} {message}", style="{").format(record) == "WARNING no"
    assert (record.levelname, record.exc_info) == ("ERROR", (DisallowedHost, error, None))
