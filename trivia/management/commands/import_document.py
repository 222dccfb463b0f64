from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from rich.console import Console

from trivia.documents.apply import apply_document, read_document
from trivia.documents.plan import make_plan
from trivia.documents.records import DocumentError
from trivia.documents.report import describe, report_plan


class Command(BaseCommand):
    help = "Bring a film page in: films, people, facts and quotes, each line accounted for."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="the page, as plain text")
        parser.add_argument("--title", help="which film it is about, where the page does not say")
        parser.add_argument("--film", metavar="SLUG", help="the film to update, by its address")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument(
            "--publish", action="store_true", help="publish the film, people, facts and quotes of this run"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        # a status line on a terminal, nothing in a pipe; always on stderr, so that stdout stays clean
        for name in ("title", "film"):
            if options[name] is not None and not options[name].strip():
                raise CommandError(f"--{name} was given without a value: leave it out, or say which film.")
        title, slug = options["title"] or "", options["film"] or ""
        console = Console(stderr=True, quiet=not sys.stderr.isatty())
        try:
            with console.status(f"Reading {file.name}"):
                data = _read(file)
                document, page = read_document(data, file.name)
            with console.status(f"Comparing {len(page.facts)} facts and {len(page.quotes)} quotes"):
                if options["dry_run"]:
                    plan, run = make_plan(page, title=title, slug=slug), None
                else:
                    applied = apply_document(
                        document,
                        page,
                        title=title,
                        slug=slug,
                        publish=options["publish"],
                    )
                    plan, run = applied.plan, applied.run
        except DocumentError as error:
            where = f"{file}, line {error.line}" if error.line else str(file)
            raise CommandError(f"{where}: {error}") from error
        except Error as error:
            raise CommandError(f"The database refused, nothing was written: {_first_line(error)}") from error
        if options["json"]:
            self.stdout.write(json.dumps(report_plan(plan, run), ensure_ascii=False, indent=1))
            return
        for line in describe(plan, run):
            self.stdout.write(line)
        if run is None:
            self.stdout.write("Nothing was written: this was a dry run.")
        else:
            self.stdout.write(f"Run {run.pk}. Take it back with: manage.py undo_import {run.pk}")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror}. Name a plain text file.") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
