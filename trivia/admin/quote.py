"""Quotes in the admin, with their speeches and citations inline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from eternal.curation.admin import RecordAdmin
from films.admin import CharacterInline, RowsOfFilm
from trivia.admin.source import CitationInline
from trivia.models import Quote, Speech

OUT_OF_THE_WAY = 10_000  # where positions wait while speeches change places


class SpeechForm(forms.ModelForm):
    position = forms.IntegerField(
        label=gettext_lazy("Position"),
        required=False,
        min_value=1,
        max_value=OUT_OF_THE_WAY - 1,
        help_text=gettext_lazy("Left empty, it comes last."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["position"] = None


class Speeches(RowsOfFilm):
    """The speeches of one quote, in order."""

    def clean(self) -> None:
        rows = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        last = max((form.cleaned_data.get("position") or 0 for form in rows), default=0)
        for form in rows:
            if form.cleaned_data.get("position") is None and "position" not in form.errors:
                last += 1
                form.cleaned_data["position"] = form.instance.position = last
        super().clean()

    def refuse_trades(self, names: list[str]) -> None:
        """They may change places: see `QuoteAdmin.save_formset`."""


class SpeechInline(CharacterInline, admin.StackedInline):
    model = Speech
    form = SpeechForm
    formset = Speeches
    autocomplete_fields = ("quoted_work",)
    fields = (
        ("position", "speaker_as_written", "character"),
        "direction_before",
        "text",
        "direction_after",
        "quoted_work",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("character", "quoted_work")


@admin.register(Quote)
class QuoteAdmin(RecordAdmin):
    inlines = (SpeechInline, CitationInline)
    fixed_fields = ("film",)
    autocomplete_fields = ("film",)
    readonly_fields = (
        *RecordAdmin.readonly_fields,
        "number",
        "origin_document",
        "origin_line",
        "origin_text",
    )
    list_display = ("first_words", "number", "film", "spoiler", "status", "public")
    list_filter = ("status", "spoiler", ("film", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("film",)
    search_fields = ("speeches__text", "speeches__speaker_as_written", "context", "film__title")
    fieldsets = (
        (gettext_lazy("Quote"), {"fields": (("film", "number"), "context", "spoiler")}),
        (gettext_lazy("Where it stands in the film"), {"fields": (("position", "timecode"),)}),
        RecordAdmin.standing_fieldset,
        (
            gettext_lazy("Where it came from"),
            {"fields": (("origin_document", "origin_line"), "origin_text")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        return super().get_queryset(request).prefetch_related("speeches")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Speeches step out of the way of one another while they take their new places."""
        if formset.model is not Speech:
            super().save_formset(request, form, formset, change)
            return
        rows = Speech.objects.filter(quote=form.instance)
        rows.update(position=F("position") + OUT_OF_THE_WAY)
        super().save_formset(request, form, formset, change)
        rows.filter(position__gt=OUT_OF_THE_WAY).update(position=F("position") - OUT_OF_THE_WAY)

    @admin.display(description=gettext_lazy("first words"))
    def first_words(self, quote: Quote) -> str:
        first = next(iter(quote.speeches.all()), None)
        return Truncator(f"{first.speaker_as_written}: {first.text}").chars(100) if first else str(quote)
