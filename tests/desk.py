"""The admin as a browser meets it: read a form off its page, change some of it, send it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.db import models
from django.test import Client
from django.urls import reverse

Values = dict[str, list[str]]


def address(record: models.Model | type[models.Model], page: str, *args: Any) -> str:
    """Where an admin page is: `address(Fact, "changelist")`, `address(fact, "change")`."""
    if isinstance(record, models.Model):
        args = (record.pk,)
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=args)


class FormReader(HTMLParser):
    """What a browser would send if the form on the page were submitted untouched."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.values: Values = {}
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        elif not self.inside:
            return
        elif tag == "input" and given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self.values.setdefault(name, []).append(given.get("value") or "on")
        elif tag == "input" and given.get("type") != "submit" and name:
            self.values.setdefault(name, []).append(given.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self.values[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values.setdefault(self._select, []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            if self._area is not None:
                self.values[self._area] = [self.values[self._area][0].removeprefix("\n")]
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.values[self._area][0] += data


def read_form(client: Client, url: str) -> Values:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    reader = FormReader(f"{response.context['opts'].model_name}_form")
    reader.feed(response.content.decode())
    return reader.values


def submit(client: Client, url: str, **changes: Any) -> Any:
    """Open the form at `url`, change these values, send it. A list stands for several values."""
    values: dict[str, Any] = {**read_form(client, url), **changes}
    return client.post(url, values)


def save(client: Client, url: str, **changes: Any) -> None:
    """As `submit`, and it was taken."""
    response = submit(client, url, **changes)
    assert response.status_code == 302, errors_of(response)


def add_row(name: str, values: Values, **cells: Any) -> dict[str, Any]:
    """What to send for one more inline row: `add_row("credits", values, job="Actor")`."""
    count = int(values[f"{name}-TOTAL_FORMS"][0])
    row = {f"{name}-{count}-{cell}": value for cell, value in cells.items()}
    return {f"{name}-TOTAL_FORMS": str(count + 1), **row}


def errors_of(response: Any) -> dict[str, list[str]]:
    """What a refused form says, by the name of the field; '__all__' for the form as a whole."""
    found: dict[str, list[str]] = {}
    inlines = [each.formset for each in response.context["inline_admin_formsets"]]
    for form in [response.context["adminform"].form, *(form for each in inlines for form in each.forms)]:
        for name, messages in form.errors.items():
            found[form.add_prefix(name)] = list(messages)
    for formset in inlines:
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
    return found
