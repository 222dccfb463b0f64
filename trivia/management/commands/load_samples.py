from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, transaction

from films.models import Film
from trivia.models import Fact


class Command(BaseCommand):
    help = "Fill an empty site with the sample film. Refuses a site that has films."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                if Film.objects.exists():
                    raise CommandError(
                        "There are films here already; the samples go into an empty site only."
                    )
                fixtures = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))
                call_command("loaddata", *fixtures, verbosity=0)
        except Error as error:
            raise CommandError(f"The database refused: {error}".splitlines()[0]) from error
        self.stdout.write(f"Loaded {Film.objects.count()} film with {Fact.objects.count()} facts.")
