from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eternal.vault import VaultError
from eternal.vault.backup import make_backup


class Command(BaseCommand):
    help = "Write the database and the media, as they are at this moment, into one checksummed file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "directory", metavar="DIR", type=Path, help="where the file goes; made if missing"
        )

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        try:
            self.stdout.write(str(make_backup(directory)))
        except VaultError as error:
            raise CommandError(str(error)) from error
