"""Documents and import runs, to read: what came in, and what became of each line."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eternal.curation.admin import ReadOnlyAdmin
from trivia.models import Document, ImportRun

LINES_SHOWN = 1000


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ("name", "encoding", "run_count", "received_at")
    search_fields = ("name", "sha256")
    fields = ("name", "received_at", "encoding", "sha256", "page")
    readonly_fields = ("page",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).defer("text").annotate(run_count=Count("runs"))

    @admin.display(description=gettext_lazy("runs"), ordering="run_count")
    def run_count(self, document: Document) -> int:
        return document.run_count  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("text"))
    def page(self, document: Document) -> str:
        return format_html('<div class="page-text">{}</div>', document.text)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "document", "film", "by", "at", "undone_at")
    list_filter = (("film", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("document", "film", "by")
    search_fields = ("film_title", "document__name")
    fields = ("film", "film_title", "document", "by", "at", "undone_at", "batch", "report", "lines")
    readonly_fields = ("report", "lines")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).defer("document__text")

    @admin.display(description=gettext_lazy("report"))
    def report(self, run: ImportRun) -> str:
        """The counts, one a line: 'Facts: 36 new, 0 unchanged'."""
        rows = ((capfirst(name), _say(value)) for name, value in run.counts.items())
        return format_html('<dl class="report">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))

    @admin.display(description=gettext_lazy("lines"))
    def lines(self, run: ImportRun) -> str:
        """Each line of the document with its verdict and where it went; the first thousand."""
        text = run.document.text.split("\n")
        rows = [
            (number, text[number - 1] if 0 < number <= len(text) else "", str(verdict), target or "")
            for number, verdict, _record, target in run.ledger[:LINES_SHOWN]
        ]
        table = format_html(
            '<table class="lines"><thead><tr><th scope="col">{}</th><th scope="col">{}</th>'
            '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>',
            _("Line"),
            _("Text"),
            _("Verdict"),
            _("Became"),
            format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rows),
        )
        more = len(run.ledger) - LINES_SHOWN
        return format_html("{}<p>{}</p>", table, _("and %(n)d more") % {"n": more}) if more > 0 else table


def _say(value: Any) -> str:
    """A count, or counts by kind, or the names in a list, in one line of text."""
    if isinstance(value, dict):
        return ", ".join(f"{_say(part)} {name.replace('_', ' ')}" for name, part in value.items())
    if isinstance(value, list):
        return "; ".join(map(_say, value)) if value else "0"
    return "" if value is None else str(value)
