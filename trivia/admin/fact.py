"""Facts in the admin, by meaning: what it says, what it is about, how sure we are, where it came from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eternal.curation.admin import InlineRows, RecordAdmin, read_key
from films.admin import CharacterSelectMultiple, offer_characters_of
from trivia.admin.source import CitationInline
from trivia.models import Citation, Fact, Relation


class FactForm(forms.ModelForm):
    class Meta:
        model = Fact
        fields = "__all__"  # noqa: DJ007 — the admin names them, in its fieldsets

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        film = data.get("film") or (self.instance.film if self.instance.pk else None)
        strangers = [each for each in data.get("characters") or () if film and each.film_id != film.pk]
        if strangers:
            self.add_error(
                "characters",
                ValidationError(
                    _("Not in %(film)s: %(names)s. Choose characters of this film."),
                    code="another_film",
                    params={"film": film, "names": ", ".join(each.name for each in strangers)},
                ),
            )
        return data


class RelationForm(forms.ModelForm):
    def clean_other(self) -> Fact:
        other: Fact = self.cleaned_data["other"]
        if other.pk == self.instance.fact_id:
            raise ValidationError(_("A fact is not its own “see also”. Choose another."))
        return other


class RelationInline(admin.TabularInline):
    model = Relation
    form = RelationForm
    formset = InlineRows
    fk_name = "fact"
    autocomplete_fields = ("other",)
    fields = ("kind", "other")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("other")


@admin.register(Fact)
class FactAdmin(RecordAdmin):
    form = FactForm
    inlines = (CitationInline, RelationInline)
    fixed_fields = ("film",)
    autocomplete_fields = ("film", "topics", "people", "works")
    readonly_fields = (
        *RecordAdmin.readonly_fields,
        "number",
        "suggested_names",
        "origin_document",
        "origin_line",
        "origin_text",
    )
    list_display = (
        "short_text",
        "number",
        "film",
        "topic_names",
        "standing",
        "spoiler",
        "source_count",
        "status",
        "public",
    )
    list_filter = (
        "status",
        "standing",
        "spoiler",
        ("film", admin.RelatedOnlyFieldListFilter),
        "topics",
        "featured",
    )
    list_select_related = ("film",)
    search_fields = ("text", "film__title")
    search_help_text = gettext_lazy("Words of the text or of the film's title, or a fact's number.")
    fieldsets = (
        (gettext_lazy("Text"), {"fields": (("film", "number"), "text", "spoiler")}),
        (
            gettext_lazy("What it is about"),
            {"fields": ("topics", "people", "characters", "works", "suggested_names")},
        ),
        (gettext_lazy("How sure we are"), {"fields": ("standing", ("checked_on", "checked_by"))}),
        (gettext_lazy("Where it stands in the film"), {"fields": (("position", "timecode", "featured"),)}),
        RecordAdmin.standing_fieldset,
        (
            gettext_lazy("Where it came from"),
            {"fields": (("origin_document", "origin_line"), "origin_text")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fact]:
        cited = Citation.objects.filter(fact=OuterRef("pk")).order_by().values("fact")
        count = Coalesce(Subquery(cited.annotate(n=Count("pk")).values("n")), 0)
        return super().get_queryset(request).prefetch_related("topics").annotate(source_count=count)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if number := read_key(search_term):
            found |= queryset.filter(number=number)
        return found, duplicates

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "characters":
            kwargs["widget"] = CharacterSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        film = obj.film_id if obj else read_key(request.GET.get("film"))
        if "characters" in form.base_fields:  # who may only read has no fields
            offer_characters_of(film, form.base_fields["characters"])
        return form

    @admin.display(description=gettext_lazy("text"))
    def short_text(self, fact: Fact) -> str:
        return Truncator(fact.text).chars(120)

    @admin.display(description=gettext_lazy("topics"))
    def topic_names(self, fact: Fact) -> str:
        return ", ".join(topic.name for topic in fact.topics.all())

    @admin.display(description=gettext_lazy("sources"), ordering="source_count")
    def source_count(self, fact: Fact) -> int:
        return fact.source_count  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("suggested names"))
    def suggested_names(self, fact: Fact) -> str:
        """'People: Mary; Stan' and 'Credits: Stan (Mark Ruffalo)', each on a line."""
        kinds = {kind: fact.suggested.get(kind) or [] for kind in ("people", "characters", "works")}
        kinds["credits"] = [f"{part} ({person})" for part, person in fact.suggested.get("credits") or []]
        return "\n".join(f"{capfirst(kind)}: {'; '.join(names)}" for kind, names in kinds.items() if names)
