from __future__ import annotations

import sqlite3

import pytest
from django.core import checks
from django.db import connection

from eternal.checks import check_sqlite_version


def run(databases: list[str] | None) -> list[str]:
    return [f"{message.id} {message.level}" for message in check_sqlite_version(databases=databases)]


def test_an_old_sqlite_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    assert run(["default"]) == ([f"eternal.W001 {checks.WARNING}"] if connection.vendor == "sqlite" else [])


def test_a_mended_sqlite_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert run(["default"]) == []


def test_a_command_that_checks_no_database_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert run(None) == []
    assert [message.id for message in checks.run_checks() if message.id == "eternal.W001"] == []
