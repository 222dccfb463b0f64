from __future__ import annotations

from django.apps import AppConfig


class EternalConfig(AppConfig):
    name = "eternal"
    verbose_name = "Eternal"
