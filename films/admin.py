"""Films, people, characters and genres in the admin. Credits, releases and links are rows of their film."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eternal.curation.admin import CodesField, HistoryAdmin, InlineRows, ListField, RecordAdmin, read_key
from films.models import Character, Credit, Film, Genre, Link, Person, Release

EARLIEST_YEAR, LATEST_YEAR = 1870, 2200


# --- characters belong to their film --------------------------------------------------------------


class OfFilm:
    """An autocomplete of characters that offers those of `film` only, once the film is known."""

    film: int | None = None

    def get_url(self) -> str:
        url: str = super().get_url()
        return f"{url}?film={self.film}" if self.film else url


class CharacterSelect(OfFilm, AutocompleteSelect):
    pass


class CharacterSelectMultiple(OfFilm, AutocompleteSelectMultiple):
    pass


def offer_characters_of(film: int | None, field: forms.Field) -> None:
    """Narrow a field that has one of these widgets, inside the admin's wrapper with its links."""
    field.widget.widget.film = film


class RowsOfFilm(InlineRows):
    """Rows with a character, which must be in the film that the record is about. The model says so
    too, but cannot before a new record has its key."""

    def clean(self) -> None:
        super().clean()
        film = self.instance.pk if isinstance(self.instance, Film) else self.instance.film_id
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data.get("DELETE") and (character := data.get("character")) and character.film_id != film:
                form.add_error("character", _("This character is in another film."))


class CharacterInline(InlineModelAdmin):
    """Rows that name a character. Stands before the kind of inline that they are."""

    formset = RowsOfFilm
    extra = 0

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "character":
            kwargs["widget"] = CharacterSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None and "character" in formset.form.base_fields:  # who may only read has no fields
            film: int = obj.pk if isinstance(obj, Film) else obj.film_id
            offer_characters_of(film, formset.form.base_fields["character"])
        return formset


# --- films ----------------------------------------------------------------------------------------


class DetailsField(ListField):
    """`label: value`, one a line."""

    def split(self, text: str) -> list[list[str]]:
        pairs = []
        for number, line in enumerate(text.splitlines(), 1):
            label, colon, value = line.partition(":")
            if not line.strip():
                continue
            if not colon or not label.strip():
                raise forms.ValidationError(
                    _("Line %(n)d: write a label, a colon and a value, like “Budget: 20 million dollars”."),
                    params={"n": number},
                )
            pairs.append([label.strip(), value.strip()])
        return pairs

    def join(self, value: list[Any]) -> str:
        return "\n".join(": ".join(pair) for pair in value)


class FilmForm(forms.ModelForm):
    countries = CodesField(
        case=str.upper,
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy("Of origin, as ISO 3166-1 codes: US, FR."),
    )
    languages = CodesField(
        case=str.lower,
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy("Spoken, as ISO 639 codes: en, fr."),
    )
    details = DetailsField(
        label=gettext_lazy("Other details"),
        help_text=gettext_lazy("What has no field of its own, one “label: value” a line."),
    )

    class Meta:
        model = Film
        fields = "__all__"  # noqa: DJ007 — the admin names them, in its fieldsets

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise forms.ValidationError(_("Write a year of film, like 2004."))
        return year

    def clean_runtime_minutes(self) -> int | None:
        minutes: int | None = self.cleaned_data["runtime_minutes"]
        if minutes == 0:
            raise forms.ValidationError(_("Write the minutes, or leave it empty."))
        return minutes


class CreditForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        if not data.get("name_as_written") and data.get("person"):
            data["name_as_written"] = data["person"].name  # before the rules about names are checked
        return data


class CreditInline(CharacterInline, admin.TabularInline):
    model = Credit
    form = CreditForm
    autocomplete_fields = ("person",)
    fields = ("person", "name_as_written", "department", "job", "character", "billing", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("person", "character")


class ReleaseInline(admin.TabularInline):
    model = Release
    formset = InlineRows
    fields = ("country", "date", "note")
    extra = 0


class LinkInline(admin.TabularInline):
    model = Link
    formset = InlineRows
    fields = ("kind", "label", "text", "url")
    extra = 0


@admin.register(Film)
class FilmAdmin(RecordAdmin):
    form = FilmForm
    inlines = (CreditInline, ReleaseInline, LinkInline)
    autocomplete_fields = ("genres",)
    slugged = "title"
    list_display = ("title", "year", "directors", "status", "public", "updated_at")
    list_filter = ("status", "public", "genres")
    search_fields = ("title", "original_title", "slug", "imdb_id")
    fieldsets = (
        (None, {"fields": ("title", "original_title", "year", "synopsis", "tagline", "genres")}),
        (
            gettext_lazy("Particulars"),
            {
                "fields": (
                    "runtime_minutes",
                    ("certificate_system", "certificate", "certificate_reason"),
                    "countries",
                    "languages",
                    "details",
                )
            },
        ),
        RecordAdmin.standing_fieldset,
        (
            gettext_lazy("Address and other catalogues"),
            {"fields": ("slug", "sort_title", "imdb_id", "wikidata_id")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        directing = Credit.objects.filter(department="Directing", job="Director")
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("credits", directing, to_attr="directing"))
        )

    @admin.display(description=gettext_lazy("directed by"))
    def directors(self, film: Film) -> str:
        return ", ".join(each.name_as_written for each in film.directing)  # type: ignore[attr-defined]


@admin.register(Genre)
class GenreAdmin(HistoryAdmin):
    list_display = ("name", "slug", "film_count")
    search_fields = ("name",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Genre]:
        return super().get_queryset(request).annotate(film_count=Count("films"))

    @admin.display(description=gettext_lazy("films"), ordering="film_count")
    def film_count(self, genre: Genre) -> int:
        return genre.film_count  # type: ignore[attr-defined]


# --- people and characters ------------------------------------------------------------------------


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    slugged = "name"
    list_display = ("name", "sort_name", "born", "died", "credit_count", "status", "public")
    list_filter = ("status", "public")
    search_fields = ("name", "also_known_as", "sort_name", "imdb_id")
    fieldsets = (
        (None, {"fields": ("name", "also_known_as", ("born", "died"), "bio")}),
        RecordAdmin.standing_fieldset,
        (
            gettext_lazy("Address and other catalogues"),
            {"fields": ("slug", "sort_name", "imdb_id", "wikidata_id")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).annotate(credit_count=Count("credits"))

    @admin.display(description=gettext_lazy("credits"), ordering="credit_count")
    def credit_count(self, person: Person) -> int:
        return person.credit_count  # type: ignore[attr-defined]


@admin.register(Character)
class CharacterAdmin(RecordAdmin):
    slugged = "name"
    fixed_fields = ("film",)
    view_on_site = False  # the site has no page of a character yet
    autocomplete_fields = ("film",)
    list_display = ("name", "film", "played_by", "status", "public")
    list_filter = ("status", "public", ("film", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("film",)
    search_fields = ("name", "also_known_as", "film__title")
    fieldsets = (
        (None, {"fields": ("film", "name", "also_known_as")}),
        RecordAdmin.standing_fieldset,
        (gettext_lazy("Address"), {"fields": ("slug",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Character]:
        return super().get_queryset(request).prefetch_related("credits")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Those of one film only where the form that asks is about one (`OfFilm`)."""
        if film := read_key(request.GET.get("film")):
            queryset = queryset.filter(film=film)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=gettext_lazy("played by"))
    def played_by(self, character: Character) -> str:
        return ", ".join(each.name_as_written for each in character.credits.all())
