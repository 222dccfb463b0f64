"""The PostgreSQL database as pg_dump's custom format, out and in; needs PostgreSQL's client programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from psycopg.conninfo import make_conninfo

from eternal.vault import VaultError

#: Of what psycopg connects with, what a client program is told. Not the limits on statements, which are for
#: pages; not the password, for all to read in the list of processes; not what only a newer libpq knows.
ADDRESS = {"host", "port", "user", "dbname", "service", "sslmode", "sslrootcert", "sslcert", "sslkey"}


def _find(program: str, connection: BaseDatabaseWrapper) -> str:
    path = shutil.which(program)
    if path is None:
        raise VaultError(f"{program} is not installed: apt install postgresql-client")
    ours = int(re.findall(r"\d+", _call([path, "--version"]))[0])
    theirs = connection.pg_version // 10_000  # type: ignore[attr-defined]
    if ours < theirs:
        raise VaultError(
            f"{program} {ours} is older than the server ({theirs}): apt install postgresql-client-{theirs}"
        )
    return path


def _call(command: list[str], **environment: str) -> str:
    done = subprocess.run(  # noqa: S603  (a client program of ours, no shell)
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        complaint = (done.stderr.strip() or f"exit {done.returncode}").splitlines()[0]
        raise VaultError(f"{Path(command[0]).name} failed: {complaint}")
    return done.stdout


def _call_on(connection: BaseDatabaseWrapper, command: list[str]) -> None:
    connection.ensure_connection()
    info = connection.connection.info
    address = {key: value for key, value in info.get_parameters().items() if key in ADDRESS}
    _call([*command, f"--dbname={make_conninfo(**address)}"], PGPASSWORD=info.password)


def dump(connection: BaseDatabaseWrapper, target: Path) -> list[list[str]]:
    """Dump the database into `target` at one moment; returns the migrations applied at that moment."""
    program = _find("pg_dump", connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        rows = cursor.fetchall()
        options = ["--format=custom", "--compress=0", f"--snapshot={snapshot}", f"--file={target}"]
        _call_on(connection, [program, *options])
    return [list(row) for row in rows]


def verify(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    """Refuse a dump that pg_restore cannot read."""
    _call([_find("pg_restore", connection), "--list", str(dumped)])


def load(connection: BaseDatabaseWrapper, dumped: Path) -> None:
    """Put a dump in the place of the database, in one transaction: readers wait, a failure changes nothing.

    Our tables go first, with whatever hangs on them, because `--clean` knows only those in the dump, and a
    table younger than the dump may point at one of them.
    """
    script = dumped.with_suffix(".sql")
    pg_restore, psql = _find("pg_restore", connection), _find("psql", connection)
    clean = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
    _call([pg_restore, *clean, f"--file={script}", str(dumped)])
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    ours.add(MigrationRecorder.Migration._meta.db_table)
    names = ", ".join(connection.ops.quote_name(table) for table in sorted(ours))
    whole = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    drop = f"--command=DROP TABLE IF EXISTS {names} CASCADE"
    _call_on(connection, [psql, *whole, drop, f"--file={script}"])
