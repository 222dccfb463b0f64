"""Every address of the site. Slugs may be in any script; numbers have at most nine digits, so that
none overflows a column."""

from __future__ import annotations

from importlib import import_module

from django.contrib import admin
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from eternal import health, views


class Slug(StringConverter):
    regex = r"[-\w]{1,120}"


class Number(StringConverter):
    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)


register_converter(Slug, "word")
register_converter(Number, "number")

public = [
    path("", views.home, name="home"),
    path("films/<word:slug>/", views.film_detail, name="film_detail"),
    path("people/<word:slug>/", views.person_detail, name="person_detail"),
    *import_module("trivia.urls").urlpatterns,  # which needs the converters above
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
for page in public:
    # Read only, and answered so (405) where the check of forms would come first with a 403.
    page.callback = csrf_exempt(require_safe(page.callback))

urlpatterns = [*public, path("admin/", admin.site.urls)]

# A database that is away is said so (503); any other error is a 500.
handler500 = "eternal.outage.answer_error"
