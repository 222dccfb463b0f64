from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from films.models import Film
from trivia.samples import make_samples


class Command(BaseCommand):
    help = "Make fixtures/*.json anew from the sample page and its curation. Needs a site without films."

    def handle(self, *args: Any, **options: Any) -> None:
        if Film.objects.exists():
            raise CommandError("There are films here; run this with DATABASE_URL naming an empty database.")
        folder = settings.BASE_DIR / "fixtures"
        documents = folder / "documents"
        texts = make_samples(documents / "eternal-sunshine.txt", documents / "eternal-sunshine.curation.json")
        for name, text in texts.items():
            (folder / name).write_text(text + "\n", encoding="utf-8")
            self.stdout.write(f"Wrote fixtures/{name}")
