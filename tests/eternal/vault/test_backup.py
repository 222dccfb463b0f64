from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.contrib.redirects.models import Redirect
from django.db import connection, transaction

import eternal
from eternal.vault import VaultError
from eternal.vault.archive import verify_archive
from eternal.vault.backup import make_backup
from eternal.vault.restore import restore_backup

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]


def test_a_backup_says_what_it_is(vault: Path, media: Path) -> None:
    (media / "still.webp").write_bytes(b"picture")
    path = make_backup(vault)
    manifest = verify_archive(path)
    assert list(manifest.members) == ["database", "media/still.webp"]
    assert (manifest.eternal, manifest.engine) == (eternal.__version__, connection.vendor)
    assert ["films", "0001_initial"] in manifest.migrations
    assert [found.name for found in vault.iterdir()] == [path.name]


def test_a_backup_holds_every_write_answered_before_it_and_no_half_of_one(vault: Path) -> None:
    answered: list[str] = []
    stop = threading.Event()

    def write(writer: int) -> None:
        count = 0
        while not stop.is_set():
            with transaction.atomic():
                for half in "ab":
                    Redirect.objects.create(site_id=1, old_path=f"/{writer}/{count}/{half}", new_path="/")
            answered.append(f"/{writer}/{count}/")
            count += 1
        connection.close()

    writers = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for writer in writers:
        writer.start()
    backups = []
    try:
        for _ in range(3):
            time.sleep(0.3)
            before = list(answered)
            backups.append((before, make_backup(vault)))
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert 0 < len(backups[0][0]) < len(backups[-1][0]) < len(answered)
    for before, path in backups:
        restore_backup(path, force=True)
        kept = set(Redirect.objects.values_list("old_path", flat=True))
        assert {f"{pair}{half}" for pair in before for half in "ab"} - kept == set()
        assert {old[:-1] + "a" for old in kept} | {old[:-1] + "b" for old in kept} == kept


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(VaultError, match="no backup was made: Not a directory"):
        make_backup(file / "vault")


def test_a_database_that_was_never_migrated_is_refused(vault: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO put_away")
    try:
        with pytest.raises(VaultError, match="the database is empty"):
            make_backup(vault)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE put_away RENAME TO django_migrations")
