from __future__ import annotations

from django.apps import AppConfig


class FilmsConfig(AppConfig):
    name = "films"
    verbose_name = "Films and people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from eternal.curation import triggers
        from films.models import Character, Credit, Film, Person

        triggers.keep_public(Film)
        triggers.keep_public(Person, naming=[(Credit, "person", "film")])
        triggers.keep_public(Character, naming=[(Credit, "character", "film")])
