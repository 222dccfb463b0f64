"""Making a backup while the site goes on working."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

import eternal
from eternal.vault import VaultError, archive, postgresql, refusing, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def make_backup(directory: Path) -> Path:
    """Write the site as it is now into a new file in `directory`, and return its path.

    Holds every change that was answered before the call, and none by half; blocks nobody.
    """
    made = datetime.now(UTC).replace(microsecond=0)
    with refusing("no backup was made"):
        if "django_migrations" not in connection.introspection.table_names():
            raise VaultError("the database is empty: there is nothing to back up before `manage.py migrate`")
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".eternal-", dir=directory) as name:
            scratch = Path(name)
            dumped = scratch / archive.DATABASE
            migrations = ENGINES[connection.vendor].dump(connection, dumped)
            manifest = archive.Manifest(eternal.__version__, made.isoformat(), connection.vendor, migrations)
            return archive.write_archive(directory, scratch, manifest, dumped, Path(settings.MEDIA_ROOT))
