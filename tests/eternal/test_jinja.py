from __future__ import annotations

from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.backends.django import DjangoTemplates
from django.template.backends.jinja2 import Jinja2
from django.template.loader import get_template
from jinja2 import UndefinedError

from eternal.jinja import environment

pytestmark = pytest.mark.urls("tests.eternal.urls")


@pytest.fixture
def backend() -> Jinja2:
    return engines["jinja2"]


def render(backend: Jinja2, source: str, **values: object) -> str:
    return backend.from_string(source).render(values)


def test_values_are_escaped(backend: Jinja2) -> None:
    assert render(backend, "<p>{{ text }}</p>", text="<b>&\"'") == "<p>&lt;b&gt;&amp;&#34;&#39;</p>"


def test_a_name_that_the_page_lacks_is_an_error(backend: Jinja2) -> None:
    with pytest.raises(UndefinedError, match="'titel' is undefined"):
        render(backend, "{{ titel }}", title="Possession")


def test_a_block_leaves_no_line_behind(backend: Jinja2) -> None:
    source = "<ul>\n  {% for one in films %}\n  <li>{{ one }}</li>\n  {% endfor %}\n</ul>"
    assert render(backend, source, films=["Playtime"]) == "<ul>\n  <li>Playtime</li>\n</ul>"


def test_addresses_and_files_have_names(backend: Jinja2) -> None:
    assert render(backend, "{{ url('admin:login') }}") == "/admin/login/"
    assert render(backend, "{{ url('admin:app_list', app_label='films') }}") == "/admin/films/"
    assert render(backend, "{{ static('css/site.css') }}") == "/static/css/site.css"


def test_texts_can_be_translated(backend: Jinja2) -> None:
    source = "{% trans n=facts %}{{ n }} fact{% pluralize %}{{ n }} facts{% endtrans %}, {{ _('all') }}"
    assert render(backend, source, facts=1) == "1 fact, all"
    assert render(backend, source, facts=36) == "36 facts, all"


def test_admin_templates_are_djangos_own(tmp_path: Path) -> None:
    for name in ("page.html", "admin/page.html", "registration/page.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{% trans %}a page{% endtrans %}")
    options = {"NAME": "site", "DIRS": [tmp_path], "APP_DIRS": False}
    site = Jinja2(options | {"OPTIONS": {"environment": f"{environment.__module__}.environment"}})
    assert site.get_template("page.html").render() == "a page"
    for name in ("admin/page.html", "registration/page.html"):
        with pytest.raises(TemplateDoesNotExist):
            site.get_template(name)


def test_the_admin_falls_to_djangos_engine() -> None:
    assert isinstance(get_template("admin/base_site.html").backend, DjangoTemplates)
