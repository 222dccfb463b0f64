"""The Jinja2 environment of the public pages.

Templates get plain values (see `pages.py` of each app) and three tools: `static()`, `url()` and gettext.
A name a page does not provide is an error, never an empty string.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

DJANGO_ONLY = ("admin/", "registration/")


class PublicLoader(FileSystemLoader):
    """Finds every template but those that Django's own engine renders, which live in the same directory."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        if template.startswith(DJANGO_ONLY):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a named address: `url("films:detail", slug)`. NoReverseMatch when there is none."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Build the environment from what the template backend passes on; it has autoescape on for every name."""
    options["loader"] = PublicLoader(options["loader"].searchpath)
    options["undefined"] = StrictUndefined
    options |= {"trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.i18n"]}
    made = Environment(**options)  # noqa: S701  (the backend sets autoescape)
    made.globals.update(static=static, url=url, site_name=settings.ETERNAL_NAME)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    return made
