"""History and proposals, to read."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eternal.curation.admin.record import ReadOnlyAdmin
from eternal.curation.models import Batch, Proposal

CHANGES_SHOWN = 200


def link_to(record_type: Any, pk: int, label: str, page: str = "change") -> str:
    """A link to a record's admin page, or its label alone where it has none."""
    try:
        address = reverse(f"admin:{record_type.app_label}_{record_type.model}_{page}", args=[quote(pk)])
    except NoReverseMatch:
        return label
    return format_html('<a href="{}">{}</a>', address, label)


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "at", "by", "via", "changed", "inverts")
    list_display_links = ("__str__",)
    list_filter = ("via",)
    list_select_related = ("by", "inverts")
    search_fields = ("why", "changes__label")
    fields = ("at", "by", "via", "why", "inverts", "changes")
    readonly_fields = ("changes",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        return super().get_queryset(request).annotate(changed=Count("changes"))

    @admin.display(description=gettext_lazy("records"), ordering="changed")
    def changed(self, batch: Batch) -> int:
        return batch.changed  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("changes"))
    def changes(self, batch: Batch) -> str:
        """The first of them, each a link to its record's history."""
        changes = batch.changes.select_related("record_type")[:CHANGES_SHOWN]
        rows = format_html_join(
            "",
            "<li>{}: {}</li>",
            (
                (link_to(each.record_type, each.record_id, each.label, "history"), each.summary)
                for each in changes
            ),
        )
        more = batch.changed - len(changes)  # type: ignore[attr-defined]
        rest = format_html("<p>{}</p>", _("and %(n)d more") % {"n": more}) if more > 0 else ""
        return format_html('<ul class="changes">{}</ul>{}', rows, rest)


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = (
        "__str__",
        "record_link",
        "field",
        "base_text",
        "proposed_text",
        "via",
        "decision",
        "made_at",
    )
    list_filter = ("decision", "via")
    search_fields = ("field", "reason")
    fields = (
        "record_link",
        "field",
        "base_text",
        "proposed_text",
        "reason",
        "via",
        "made_at",
        "decision",
        "decided_by",
        "decided_at",
    )
    readonly_fields = ("record_link", "base_text", "proposed_text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        return super().get_queryset(request).select_related("record_type").prefetch_related("record")

    @admin.display(description=gettext_lazy("record"))
    def record_link(self, proposal: Proposal) -> str:
        if proposal.record is None:
            return _("deleted since")
        return link_to(proposal.record_type, proposal.record_id, str(proposal.record))

    @admin.display(description=gettext_lazy("base"))
    def base_text(self, proposal: Proposal) -> str:
        return _as_text(proposal.base)

    @admin.display(description=gettext_lazy("proposed"))
    def proposed_text(self, proposal: Proposal) -> str:
        return _as_text(proposal.proposed)


def _as_text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
