from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.redirects.models import Redirect
from django.core.management import call_command
from django.db import connection

from eternal.curation import triggers
from eternal.vault import VaultError, sqlite
from eternal.vault.archive import Manifest, verify_archive
from eternal.vault.backup import make_backup
from eternal.vault.restore import check_fit, find_filled_table, restore_backup

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]


def test_a_migrated_database_is_empty_until_people_fill_it() -> None:
    assert find_filled_table() is None
    User.objects.create_user("clementine")
    assert find_filled_table() == "auth_user"


def test_an_empty_site_becomes_what_was_saved(vault: Path, media: Path, settings) -> None:
    (settings.DATA_DIR / ".restoring").mkdir()  # as a restore that was killed leaves it
    (settings.DATA_DIR / ".restoring" / "database").write_bytes(b"half of it")
    (media / "stills").mkdir()
    (media / "stills" / "beach.webp").write_bytes(b"as it was")
    User.objects.create_user("clementine")
    path = make_backup(vault)
    User.objects.all().delete()
    (media / "stills" / "beach.webp").write_bytes(b"painted over")
    (media / "later.webp").write_bytes(b"new")

    manifest = restore_backup(path, force=False)

    assert manifest == verify_archive(path)
    assert [user.username for user in User.objects.all()] == ["clementine"]
    files = {
        found.relative_to(media).as_posix(): found.read_bytes()
        for found in media.rglob("*")
        if found.is_file()
    }
    assert files == {"stills/beach.webp": b"as it was"}
    assert not (media / ".restoring").exists()
    assert not (settings.DATA_DIR / ".restoring").exists()
    assert triggers.missing(connection) == []


def test_a_filled_site_is_left_alone_unless_forced(vault: Path, media: Path) -> None:
    path = make_backup(vault)
    User.objects.create_user("joel")
    (media / "later.webp").write_bytes(b"new")
    with pytest.raises(
        VaultError, match=r"the database is not empty \(auth_user has rows\): --force replaces"
    ):
        restore_backup(path, force=False)
    assert [user.username for user in User.objects.all()] == ["joel"]
    assert (media / "later.webp").exists()

    restore_backup(path, force=True)
    assert User.objects.count() == 0
    assert not (media / "later.webp").exists()


def test_a_damaged_backup_changes_nothing(vault: Path) -> None:
    path = make_backup(vault)
    User.objects.create_user("joel")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(VaultError, match="damaged"):
        restore_backup(path, force=True)
    assert User.objects.count() == 1


def test_an_older_backup_is_brought_up_to_date(vault: Path) -> None:
    call_command("migrate", "redirects", "zero", verbosity=0)
    try:
        path = make_backup(vault)
    finally:
        call_command("migrate", verbosity=0)
    Redirect.objects.create(site_id=1, old_path="/a/", new_path="/b/")
    restore_backup(path, force=True)
    assert Redirect.objects.count() == 0
    assert triggers.missing(connection) == []


@pytest.fixture
def manifest() -> Manifest:
    return Manifest("0.1.0", "2026-11-22T16:00:00+00:00", connection.vendor, [["films", "0001_initial"]])


def test_a_backup_of_another_engine_is_refused(manifest: Manifest) -> None:
    check_fit(manifest)
    with pytest.raises(VaultError, match=rf"of a mysql database and DATABASE_URL names {connection.vendor}"):
        check_fit(replace(manifest, engine="mysql"))


def test_a_backup_of_a_younger_eternal_is_refused(manifest: Manifest) -> None:
    check_fit(replace(manifest, migrations=[["an_app_since_removed", "0001_initial"]]))
    with pytest.raises(VaultError, match=r"newer than this one \(it has films.9999_colour\): upgrade first"):
        check_fit(replace(manifest, migrations=[["films", "9999_colour"]]))


@pytest.mark.sqlite
def test_a_site_that_never_stops_writing_is_not_half_restored(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_backup(vault)
    User.objects.create_user("joel")
    monkeypatch.setattr(sqlite, "PATIENCE", 0.2)
    connection.close()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(VaultError, match="locked"):
            restore_backup(path, force=True)
        other.rollback()
    assert [user.username for user in User.objects.all()] == ["joel"]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)


def test_a_backup_can_be_read_by_any_zip_program(vault: Path) -> None:
    with zipfile.ZipFile(make_backup(vault)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["database", "manifest.json"]
