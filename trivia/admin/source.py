"""Sources, and the citations of them that stand inside a fact or a quote."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from eternal.curation.admin import InlineRows, ListField, RecordAdmin
from trivia.models import Citation, Source


class AuthorsField(ListField):
    """One author a line: 'Pope, Alexander', or a name as it stands: 'Focus Features', '{Pope, Inc.}'."""

    def split(self, text: str) -> list[dict[str, str]]:
        authors = []
        for line in filter(None, map(str.strip, text.splitlines())):
            family, comma, given = (part.strip() for part in line.partition(","))
            if re.fullmatch(r"\{.*\}", line):
                authors.append({"literal": line[1:-1]})
            elif not comma:
                authors.append({"literal": line})
            elif not family:
                raise forms.ValidationError(_missing_family, code="family", params={"line": line})
            else:
                authors.append({"family": family, "given": given} if given else {"family": family})
        return authors

    def join(self, value: list[Any]) -> str:
        return "\n".join(_write_author(author) for author in value)


_missing_family = gettext_lazy(
    "“%(line)s” has no family name. Write “Family, Given”, or the name as it stands."
)


def _write_author(author: dict[str, str]) -> str:
    literal = author.get("literal")
    if literal is not None:
        return f"{{{literal}}}" if "," in literal or literal.startswith("{") else literal
    return f"{author['family']}, {author.get('given', '')}".strip()


class SourceForm(forms.ModelForm):
    author = AuthorsField(
        label=gettext_lazy("Authors"),
        help_text=gettext_lazy(
            "One a line: “Family, Given”, or the name of a group as it stands; in braces if it has a comma."
        ),
    )

    class Meta:
        model = Source
        fields = "__all__"  # noqa: DJ007 — the admin names them, in its fieldsets


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    form = SourceForm
    slugged = "title"
    slug_field = "key"
    list_display = (
        "title",
        "type",
        "container_title",
        "issued",
        "reliability",
        "citation_count",
        "status",
        "public",
    )
    list_filter = ("reliability", "type", "status", "public")
    search_fields = ("title", "container_title", "publisher", "author", "url")
    fieldsets = (
        (None, {"fields": ("type", "title", "author", "reliability")}),
        (
            gettext_lazy("Published"),
            {"fields": ("container_title", "publisher", "issued", ("volume", "issue", "page"))},
        ),
        (gettext_lazy("On the web"), {"fields": ("url", "accessed", "archive_url")}),
        RecordAdmin.standing_fieldset,
        (gettext_lazy("Address"), {"fields": ("key",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(citation_count=Count("citations"))

    @admin.display(description=gettext_lazy("cited"), ordering="citation_count")
    def citation_count(self, source: Source) -> int:
        return source.citation_count  # type: ignore[attr-defined]


class CitationInline(admin.TabularInline):
    model = Citation
    formset = InlineRows
    autocomplete_fields = ("source",)
    fields = ("source", "supports", "locator", "quoted")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source")
