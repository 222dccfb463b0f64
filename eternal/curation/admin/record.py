"""The admin classes that records inherit: whatever an editor does leaves its `Change`s."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models, router, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eternal.curation.admin.reading import read_changes
from eternal.curation.history import Recorder, recording, referrers
from eternal.curation.models import Batch, Change, Record, Tracked, Via

REFUSED_LOOKUPS = {"regex", "iregex", "password"}
CHANGES_A_PAGE = 50
PROTECTED_SHOWN = 10
LONGEST_KEY = 18  # digits that every database holds


def read_key(text: str | None) -> int | None:
    """The primary key that an address names, or None where it can be no such thing."""
    if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY:
        return int(text)
    return None


class SafeLookups:
    """Filters in an address may not run patterns over the database, nor guess at passwords, nor name
    keys that no database holds."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        for name, value in request.GET.items():
            if str(value).isdecimal() and len(value) > LONGEST_KEY and name != SEARCH_VAR:
                raise BadRequest(f"{name} names no record")
        return super().changelist_view(request, extra_context)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        if REFUSED_LOOKUPS & set(lookup.split("__")):
            return False
        return super().lookup_allowed(lookup, value, request)


class HistoryAdmin(SafeLookups, admin.ModelAdmin):
    """The admin of a tracked model. Saving, deleting and deleting the selected each write one batch,
    with many-to-many and inline rows and with what referred to the deleted; no change, no batch."""

    save_on_top = True
    show_full_result_count = False
    object_history_template = "admin/record_history.html"
    delete_confirmation_template = "admin/record_delete.html"

    # --- writing history ---

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        self._refuse_strange_keys(request)
        with _recording(request) as history:
            request.history = history  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _refuse_strange_keys(self, request: HttpRequest) -> None:
        """No form of ours sends a key that is no number; Django would look it up to show it again."""
        kinds = [self.model, *(inline.model for inline in self.inlines)]
        relations = {
            each.name
            for kind in kinds
            for each in (*kind._meta.fields, *kind._meta.many_to_many)
            if each.is_relation
        }
        for name, values in request.POST.lists():
            if name.rpartition("-")[2] in relations and any(
                each and read_key(each) is None for each in values
            ):
                raise BadRequest(f"{name} names no record")

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if change:
            request.history.change(self.model, [obj.pk])
        super().save_model(request, obj, form, change)
        request.history.add(self.model, [obj.pk])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with _deleting(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with _deleting(request, queryset):
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """As Django finds them, but naming only the first few of those that stand in the way."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        more = len(protected) - PROTECTED_SHOWN
        protected = sorted(protected)[:PROTECTED_SHOWN]
        if more > 0:
            protected.append(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
        return deleted, counts, lacking, protected

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The records that the address says a new one is to belong to: `?film=7`."""
        asked = {
            each.name: read_key(request.GET.get(each.name)) for each in self.opts.fields if each.is_relation
        }
        return {name: key for name, key in asked.items() if key is not None}

    # --- reading history ---

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed this record, when, through what and why, with each part before and after."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        changes = (
            Change.objects.filter(
                record_type=ContentType.objects.get_for_model(self.model), record_id=record.pk
            )
            .select_related("batch__by")
            .order_by("-id")
        )
        paginator = self.get_paginator(request, changes, CHANGES_A_PAGE)
        page = paginator.get_page(request.GET.get(PAGE_VAR, "1"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(record),
            "entries": read_changes(self.model, page.object_list),
            "page": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "object": record,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)


@contextmanager
def _recording(request: HttpRequest) -> Iterator[Recorder]:
    """One batch for what this request changes, or none where nothing moved."""
    with transaction.atomic():
        with recording(Via.ADMIN, by=request.user) as history:
            yield history
        Batch.objects.filter(pk=history.batch.pk, changes=None).delete()


@contextmanager
def _deleting(request: HttpRequest, rows: Sequence[Tracked] | models.QuerySet[Any]) -> Iterator[None]:
    """One batch for these rows, for what goes with them, and for what only loses its link to them."""
    collector = NestedObjects(using=router.db_for_write(Change), origin=rows)
    collector.collect(rows)
    going = {
        model: [row.pk for row in found]
        for model, found in collector.data.items()
        if issubclass(model, Tracked)
    }
    losing: dict[type[Tracked], set[int]] = defaultdict(set)
    for model, pks in going.items():
        for owner, pk in referrers(model, pks):
            losing[owner].add(pk)
    with _recording(request) as history:
        for model, found in (*going.items(), *losing.items()):
            history.change(model, found)
        yield
        for owner, others in losing.items():
            owner.derive(others)


class RecordAdmin(HistoryAdmin):
    """The admin of a record: it has a standing, dates, and a page on the site while it is public.

    `slugged` names the field that the slug follows while the record is being added; `fixed_fields`
    are chosen when it is added and never again, because its address is made of them.
    """

    slugged = ""
    slug_field = "slug"
    fixed_fields: tuple[str, ...] = ()
    readonly_fields: Sequence[str] = ("version", "created_at", "updated_at")
    standing_fieldset = (
        gettext_lazy("Standing and dates"),
        {"fields": ("status", "notes", ("version", "created_at", "updated_at"))},
    )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {self.slug_field: (self.slugged,)} if self.slugged and obj is None else {}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[Any]:
        fixed = self.fixed_fields if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def view_on_site(self, obj: Record) -> str | None:
        """Its page, straight and not by way of a redirect to a site's domain; none that visitors lack."""
        return obj.get_absolute_url() if obj.public and hasattr(obj, "get_absolute_url") else None


class ReadOnlyAdmin(SafeLookups, admin.ModelAdmin):
    """For what the machinery writes: editors look, and change nothing."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
