from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from eternal.vault import VaultError, postgresql

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def put_program(directory: Path, name: str, script: str) -> None:
    (directory / name).write_text(f"#!/bin/sh\n{script}\n")
    (directory / name).chmod(0o755)


def test_a_dump_and_its_migrations_are_of_one_moment(tmp_path: Path) -> None:
    migrations = postgresql.dump(connection, tmp_path / "database")
    assert ["sessions", "0001_initial"] in migrations
    postgresql.verify(connection, tmp_path / "database")


def test_a_missing_program_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VaultError, match=r"^pg_dump is not installed: apt install postgresql-client$"):
        postgresql.dump(connection, tmp_path / "database")


def test_a_program_older_than_the_server_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(tmp_path, "pg_dump", 'echo "pg_dump (PostgreSQL) 9.6.24"')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    server = connection.pg_version // 10_000
    with pytest.raises(
        VaultError,
        match=rf"^pg_dump 9 is older than the server \({server}\): apt install postgresql-client-{server}$",
    ):
        postgresql.dump(connection, tmp_path / "database")


def test_what_a_program_says_is_passed_on_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "database").write_text("no dump")
    with pytest.raises(VaultError) as raised:
        postgresql.verify(connection, tmp_path / "database")
    assert str(raised.value).startswith("pg_restore failed: pg_restore: error: ")
    assert "\n" not in str(raised.value)


def test_a_restore_that_fails_in_the_middle_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgresql.dump(connection, tmp_path / "database")
    User.objects.create_user("joel")
    real = postgresql._find("pg_restore", connection)
    for argument in ("--file=*", "*"):  # the script that it writes ends in a statement that cannot be
        put_program(
            tmp_path,
            "pg_restore",
            f'{real} "$@" && for word in "$@"; do case "$word" in --file={argument.removeprefix("--file=")})'
            ' echo "SELECT nothing_like_it();" >> "${word#--file=}";; esac; done',
        )
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(VaultError, match=r"psql failed: .*nothing_like_it"):
        postgresql.load(connection, tmp_path / "database")
    assert [user.username for user in User.objects.all()] == ["joel"]


def test_a_table_younger_than_the_backup_does_not_stand_in_the_way(tmp_path: Path) -> None:
    postgresql.dump(connection, tmp_path / "database")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE younger (film_id bigint REFERENCES films_film (id))")
    try:
        postgresql.load(connection, tmp_path / "database")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE younger")


def test_a_program_is_told_the_address_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(tmp_path, "pg_dump", f'echo "pg_dump (PostgreSQL) 99"; echo "$@" > {tmp_path / "said"}')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    postgresql.dump(connection, tmp_path / "database")
    address = (tmp_path / "said").read_text().partition("--dbname=")[2]
    names = {part.partition("=")[0] for part in address.split()}
    assert {"dbname", "user"} <= names <= postgresql.ADDRESS
