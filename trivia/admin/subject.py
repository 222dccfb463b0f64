"""What facts are about and what they mention: topics and works."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from eternal.curation.admin import RecordAdmin
from trivia.models import Topic, Work


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    slugged = "name"
    list_display = ("name", "group", "position", "fact_count", "status", "public")
    list_filter = ("group", "status", "public")
    search_fields = ("name", "description")
    fieldsets = (
        (None, {"fields": ("name", "description", "group", "position")}),
        RecordAdmin.standing_fieldset,
        (gettext_lazy("Address"), {"fields": ("slug",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).annotate(fact_count=Count("facts"))

    @admin.display(description=gettext_lazy("facts"), ordering="fact_count")
    def fact_count(self, topic: Topic) -> int:
        return topic.fact_count  # type: ignore[attr-defined]


@admin.register(Work)
class WorkAdmin(RecordAdmin):
    slugged = "title"
    list_display = ("title", "kind", "creator", "year", "status", "public")
    list_filter = ("kind", "status", "public")
    search_fields = ("title", "creator")
    fieldsets = (
        (None, {"fields": ("title", "kind", "creator", "year")}),
        RecordAdmin.standing_fieldset,
        (gettext_lazy("Address"), {"fields": ("slug",)}),
    )
