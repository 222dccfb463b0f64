from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from eternal.vault.restore import find_filled_table


class Command(BaseCommand):
    help = "Make ready to serve: migrate, put the samples into an empty database, gather the static files."
    requires_system_checks = []  # migrate runs them

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if find_filled_table() is None:
            call_command("load_samples")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write(f"Eternal is ready for {settings.ETERNAL_URL}")
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self.stdout.write(
                "The first editor: .venv/bin/python manage.py createsuperuser, then sign in at /admin/"
            )
