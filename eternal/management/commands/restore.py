from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eternal.vault import VaultError
from eternal.vault.restore import restore_backup


class Command(BaseCommand):
    help = "Verify a backup and put it in the place of the database and the media."
    requires_system_checks = []  # a database that needs restoring may not pass them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
        parser.add_argument("--force", action="store_true", help="replace a database that is not empty")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        try:
            manifest = restore_backup(file, force=force)
        except VaultError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored {file}: {len(manifest.members) - 1} media files and the database of {manifest.made}"
        )
