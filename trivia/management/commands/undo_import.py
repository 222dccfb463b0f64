from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from trivia.documents.records import DocumentError
from trivia.documents.undo import undo_run


class Command(BaseCommand):
    help = "Take an import back: everything is as it was before, but for what was edited since."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", metavar="RUN", type=int, help="the number of the run")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, run: int, **options: Any) -> None:
        try:
            inversion = undo_run(run)
        except DocumentError as error:
            raise CommandError(str(error)) from error
        except Error as error:
            raise CommandError(
                f"The database refused, nothing was undone: {error}".splitlines()[0]
            ) from error
        if options["json"]:
            kept = [{"record": each.label, "reason": each.reason} for each in inversion.kept]
            self.stdout.write(
                json.dumps(
                    {"run": run, "undone": inversion.undone, "kept": kept}, ensure_ascii=False, indent=1
                )
            )
            return
        self.stdout.write(f"Run {run} undone: {inversion.undone} records are as they were before.")
        for each in inversion.kept:
            self.stdout.write(f"Kept, {each.reason}: {each.label}")
