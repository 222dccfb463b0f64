from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CurationConfig(AppConfig):
    name = "eternal.curation"
    label = "curation"
    verbose_name = "Curation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from eternal.curation import triggers

        pre_migrate.connect(triggers.remove_before_migrate, dispatch_uid="eternal.curation.triggers")
        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="eternal.curation.triggers")
