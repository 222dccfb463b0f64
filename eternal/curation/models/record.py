"""What every curated record has: a standing, an address that lasts, a version and a natural key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a record is on its way to the public."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class NaturalKeyQuerySet(models.QuerySet[Any]):
    """Finds rows by the natural key that their model states."""

    def get_by_natural_key(self, *key: Any) -> Any:
        return self.get(**dict(zip(self.model.natural, key, strict=True)))


class RecordQuerySet(NaturalKeyQuerySet):
    """Speaks of records as editors do."""

    def published(self) -> Self:
        """What visitors may see. `public` is kept true by the database, so this never joins."""
        return self.filter(public=True)

    def waiting(self) -> Self:
        """What an editor has yet to publish."""
        return self.filter(status__in=[Status.DRAFT, Status.REVIEW])

    def current(self) -> Self:
        """What editors still work with: neither retired nor merged into another."""
        return self.exclude(status=Status.RETIRED).filter(merged_into=None)


class Tracked(models.Model):
    """A row whose every change is kept in history, together with the rows that are part of it.

    `natural` is the lookup path of each part of the natural key, so that fixtures need no primary
    keys. `inlines` names the reverse relations whose rows belong to this record (a film's credits):
    they travel in its snapshot. `derived` names columns that follow from others and are not history.
    """

    natural: ClassVar[tuple[str, ...]]
    inlines: ClassVar[tuple[str, ...]] = ()
    derived: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """The key that `get_by_natural_key` takes. Costs a query for each relation not loaded."""
        key = []
        for path in self.natural:
            value: Any = self
            for step in path.split("__"):
                value = None if value is None else getattr(value, step)
            key.append(value)
        return tuple(key)

    @classmethod
    def derive(cls, pks: Iterable[int]) -> None:
        """Make the `derived` columns of these rows anew, after history restored them."""


class MaintainedBoolean(models.BooleanField):
    """A boolean that the database keeps by trigger: saving a model instance never writes its own,
    possibly stale, idea of it, and fixtures leave it out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=False, editable=False, serialize=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("default", "editable", "serialize"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return False if add else models.F(self.attname)


class Record(Tracked):
    """A curated record: it has a standing, may be merged into another, and is public or not."""

    status = models.CharField(
        _("status"),
        max_length=9,
        choices=Status.choices,
        default=Status.DRAFT,
        db_index=True,
        help_text=_(
            "Visitors see published films, facts and quotes, and whatever those name. "
            "Retire a record rather than delete it."
        ),
    )
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True, editable=False)
    notes = models.TextField(
        _("notes to colleagues"), blank=True, help_text=_("Seen by editors only, never by visitors.")
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    public = MaintainedBoolean(_("public"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self.version += 1
            self.updated_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "version", "updated_at"}
        super().save(*args, **kwargs)


def make_slug(queryset: models.QuerySet[Any], text: str, *, fallback: str, max_length: int = 120) -> str:
    """A slug for `text` that no row of `queryset` has: 'joel', 'joel-2', … in any script.

    One query. `queryset` is what the slug must be unique in; leave the row itself out of it.
    """
    return make_slugs(queryset, [text], fallback=fallback, max_length=max_length)[0]


def make_slugs(
    queryset: models.QuerySet[Any], texts: Iterable[str], *, fallback: str, max_length: int = 120
) -> list[str]:
    """A slug for each text, all different and none of them in `queryset`.

    One query for every 500 texts, and one more for each that is taken already.
    """
    stems = [slugify(text, allow_unicode=True)[: max_length - 6].strip("-_") or fallback for text in texts]
    taken: set[str] = set()
    for start in range(0, len(stems), 500):
        taken.update(queryset.filter(slug__in=stems[start : start + 500]).values_list("slug", flat=True))
    for stem in sorted(taken):
        taken.update(queryset.filter(slug__startswith=f"{stem}-").values_list("slug", flat=True))
    slugs = []
    for stem in stems:
        slug, n = stem, 1
        while slug in taken:
            n += 1
            slug = f"{stem}-{n}"
        taken.add(slug)
        slugs.append(slug)
    return slugs
