from __future__ import annotations

from django.apps import AppConfig


class EternalConfig(AppConfig):
    name = "eternal"
    verbose_name = "Eternal"

    def ready(self) -> None:
        from eternal import checks  # noqa: F401  (registers itself)
