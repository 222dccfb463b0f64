from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from eternal.vault import VaultError, sqlite

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


def test_a_dump_is_one_whole_file(tmp_path: Path) -> None:
    dumped = tmp_path / "database"
    migrations = sqlite.dump(connection, dumped)
    assert ["sessions", "0001_initial"] in migrations
    assert [path.name for path in tmp_path.iterdir()] == ["database"]
    sqlite.verify(connection, dumped)


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    dumped = tmp_path / "database"
    sqlite.dump(connection, dumped)
    content = bytearray(dumped.read_bytes())
    content[4096 : 4096 * 8] = b"\xff" * 4096 * 7
    dumped.write_bytes(content)
    with pytest.raises(VaultError, match="the database in the backup"):
        sqlite.verify(connection, dumped)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "database").write_text("rows " * 1000)
    with pytest.raises(VaultError, match="cannot be read: file is not a database"):
        sqlite.verify(connection, tmp_path / "database")


def test_a_row_that_points_at_nothing_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "database")) as database:
        database.executescript(
            "CREATE TABLE film (id INTEGER PRIMARY KEY);"
            "CREATE TABLE fact (film REFERENCES film (id));"
            "INSERT INTO fact VALUES (7);"
        )
    with pytest.raises(VaultError, match="a row of fact points at nothing"):
        sqlite.verify(connection, tmp_path / "database")


def test_a_reader_with_the_file_open_sees_the_old_content_and_then_the_new(tmp_path: Path) -> None:
    dumped = tmp_path / "database"
    sqlite.dump(connection, dumped)
    with closing(sqlite3.connect(dumped)) as copy:
        copy.execute("INSERT INTO django_site (domain, name) VALUES ('restored', 'restored')")
        copy.commit()
    count = "SELECT count(*) FROM django_site WHERE name = 'restored'"
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute(count).fetchone() == (0,)
        sqlite.load(connection, dumped)
        assert reader.execute(count).fetchone() == (0,)  # still the moment at which it began
        reader.execute("COMMIT")
        assert reader.execute(count).fetchone() == (1,)
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
