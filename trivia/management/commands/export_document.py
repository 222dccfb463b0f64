from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from films.models import Film
from trivia.documents.gather import gather_page
from trivia.documents.write import write


class Command(BaseCommand):
    help = "Write a film back out as a page: drafts too, retired rows not."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("film", metavar="FILM_SLUG", help="the film, by its address")
        parser.add_argument(
            "--output", metavar="FILE", type=Path, help="where to write (default: to the terminal)"
        )

    def handle(self, *args: Any, film: str, output: Path | None, **options: Any) -> None:
        try:
            found = Film.objects.filter(slug=film).first()
            if found is None:
                raise CommandError(f"There is no film with the slug “{film}”.")
            text = write(gather_page(found))
        except Error as error:
            raise CommandError(f"The database refused: {error}".splitlines()[0]) from error
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            _write_whole(output, text)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def _write_whole(path: Path, text: str) -> None:
    """Put the whole file in place, or leave the old one as it was."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        new = Path(file.name)
        try:
            file.write(text)
            file.close()
            new.chmod(path.stat().st_mode if path.exists() else 0o644)
            new.replace(path)
        except BaseException:
            new.unlink()
            raise
