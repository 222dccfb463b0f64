from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from eternal.vault.restore import find_filled_table

GATHERED = ".gathered"


class Command(BaseCommand):
    help = "Make ready to serve: migrate, put the samples into an empty database, gather the static files."
    requires_system_checks = []  # migrate runs them

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if find_filled_table() is None:
            call_command("load_samples")
        gather_static_files(Path(settings.STATIC_ROOT))
        self.stdout.write(f"Eternal is ready for {settings.ETERNAL_URL}")
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self.stdout.write(
                "The first editor: .venv/bin/python manage.py createsuperuser, then sign in at /admin/"
            )


def gather_static_files(root: Path) -> None:
    """Run `collectstatic`, which compresses every file again, only when a file has changed since."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = root / GATHERED
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(digest.hexdigest())
