"""System checks of the house: `manage.py check --database default`, and every `migrate`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as WarningMessage
from django.db import connections

SAFE_SQLITE = (3, 51, 3)


@register(Tags.database)
def check_sqlite_version(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of SQLite libraries in which two processes can race while resetting the write-ahead log."""
    in_use = any(connections[alias].vendor == "sqlite" for alias in databases or ())
    if not in_use or sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    return [
        WarningMessage(
            f"SQLite {sqlite3.sqlite_version} has a rare race in write-ahead logging, mended in 3.51.3.",
            hint="Keep backups, and take a newer libsqlite3 or PostgreSQL for a busy site.",
            id="eternal.W001",
        )
    ]
