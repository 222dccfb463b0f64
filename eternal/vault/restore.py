"""Putting a backup back: everything is verified and unpacked first, and the database changes in one step."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from eternal.curation import triggers
from eternal.vault import VaultError, archive, refusing
from eternal.vault.backup import ENGINES

FILLED_BY_PEOPLE = {"curation", "films", "trivia"}


def restore_backup(path: Path, *, force: bool) -> archive.Manifest:
    """Make the site what it was when the backup was made, and return the backup's manifest.

    Until the database has changed, in one transaction, a failure leaves everything as it was; after it only
    renames are left to do, and the same command again completes them. Older backups are migrated.
    """
    manifest = archive.verify_archive(path)
    check_fit(manifest)
    media = Path(settings.MEDIA_ROOT)
    staging = media / archive.STAGING
    scratch = Path(settings.DATA_DIR) / archive.STAGING
    names = [name.removeprefix(archive.MEDIA) for name in manifest.members if name != archive.DATABASE]
    engine = ENGINES[connection.vendor]
    try:
        with refusing("nothing was restored"):
            if not force and (table := find_filled_table()):
                raise VaultError(
                    f"the database is not empty ({table} has rows): --force replaces all there is"
                )
            for place in (scratch, staging):  # what a restore that was killed has left
                shutil.rmtree(place, ignore_errors=True)
            scratch.mkdir(mode=0o700)
            dumped = scratch / archive.DATABASE
            archive.extract(path, archive.DATABASE, dumped)
            engine.verify(connection, dumped)
            media.mkdir(parents=True, exist_ok=True)
            for name in names:
                archive.extract(path, archive.MEDIA + name, staging / name)
            engine.load(connection, dumped)
        with refusing("the database is restored, the media not yet; restore again"):
            replace_media(media, staging, names)
    finally:
        for place in (scratch, staging):
            shutil.rmtree(place, ignore_errors=True)
    with refusing("restored, but it could not be migrated"):
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        cache.clear()
        if gone := triggers.missing(connection):
            raise VaultError(f"restored, but the database lacks triggers: {', '.join(sorted(gone))}")
    return manifest


def check_fit(manifest: archive.Manifest) -> None:
    """Refuse a backup of another engine, or of an Eternal younger than this one."""
    if manifest.engine != connection.vendor:
        raise VaultError(
            f"the backup is of a {manifest.engine} database and DATABASE_URL names {connection.vendor}: "
            "restore it there"
        )
    known = MigrationLoader(None).disk_migrations
    installed = {config.label for config in apps.get_app_configs()}
    for app, name in manifest.migrations:
        if app in installed and (app, name) not in known:
            raise VaultError(
                f"the backup was made by Eternal {manifest.eternal}, which is newer than this one "
                f"(it has {app}.{name}): upgrade first"
            )


def find_filled_table() -> str | None:
    """Name a table in which people have put something, or None: what migrations put there does not count."""
    there = set(connection.introspection.table_names())
    ours = [model for model in apps.get_models() if model._meta.app_label in FILLED_BY_PEOPLE]
    for model in [get_user_model(), *ours]:
        table = model._meta.db_table
        if table in there and model._base_manager.exists():
            return table
    return None


def replace_media(media: Path, staging: Path, names: Iterable[str]) -> None:
    """Move staged files into place, each in one step, and remove the files that the backup does not have."""
    kept = {media / name for name in names}
    for target in kept:
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / target.relative_to(media)).replace(target)
        archive.flush_directory(target.parent)
    for extra in media.rglob("*"):
        if extra not in kept and staging not in extra.parents and (extra.is_symlink() or extra.is_file()):
            extra.unlink()
