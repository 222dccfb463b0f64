"""The SQLite database as a file of its own, out and in, while others read and write."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from eternal.vault import VaultError

PATIENCE = 30  # seconds that a restore waits for writers to let go


def _open(connection: BaseDatabaseWrapper) -> sqlite3.Connection:
    return sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)


def dump(connection: BaseDatabaseWrapper, target: Path) -> list[list[str]]:
    """Copy the database into `target` at one moment; returns the migrations applied at that moment.

    All pages in one step: in smaller steps every commit by another process starts the copy again.
    """
    with closing(_open(connection)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        rows = copy.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return [list(row) for row in rows]


def verify(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    """Refuse a dump that SQLite itself finds fault with."""
    try:
        with closing(sqlite3.connect(dumped)) as database:
            said = database.execute("PRAGMA integrity_check").fetchone()[0]
            orphan = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise VaultError(f"the database in the backup cannot be read: {error}") from error
    if said != "ok":
        raise VaultError(f"the database in the backup is damaged: {said}")
    if orphan:
        raise VaultError(f"the database in the backup is damaged: a row of {orphan[0]} points at nothing")


def load(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    """Put a verified dump in the place of the database, in one transaction of SQLite's own.

    The file is not replaced: processes that have it open see the old content until the commit and the new
    one after, and a crash in between leaves the old.
    """
    deadline = time.monotonic() + PATIENCE

    def watch(status: int, remaining: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > deadline:
            raise VaultError("the database stays locked: stop what is writing to it, and restore again")

    connection.close()
    with closing(sqlite3.connect(dumped)) as source, closing(_open(connection)) as target:
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=FULL")
        source.backup(target, pages=-1, progress=watch)
