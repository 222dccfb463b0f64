"""Triggers that keep columns true whatever writes: a form, a bulk update, a fixture, raw SQL.

Models say what makes them public (`keep_public`, called from `AppConfig.ready`); this module turns
that into triggers on SQLite and PostgreSQL. On SQLite a migration that remakes a table drops the
table's triggers without a word, and fails while any other trigger mentions the table: so they are
taken away before a migration and put back after it. A trigger's name ends in a digest of its
definition, so that a changed one counts as missing and is put in its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from eternal.curation.models.record import Record

PREFIX = "eternal_"

#: Rows that name a record: the model of the link, its field for the named and its field for the owner.
Naming = tuple[type[models.Model], str, str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """What happens after one kind of write to one table, for each row.

    `event` is `INSERT`, `DELETE` or `UPDATE [OF columns]`; `when` an optional condition on OLD and
    NEW without subqueries; `body` SQL statements that both databases understand, or those of `vendor`
    if it is named. `writes` is a table of its own that it needs; `mend` makes good, once the trigger
    is put in place, what was missed while it was gone.
    """

    name: str
    table: str
    event: str
    body: Sequence[str]
    when: str = ""
    vendor: str = ""
    writes: str = ""
    mend: str = ""

    @property
    def full_name(self) -> str:
        text = "\n".join([self.table, self.event, self.when, *self.body])
        return f"{PREFIX}{self.name[:44]}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"

    def sql(self, vendor: str) -> list[str]:
        """The statements that create it."""
        body = ";\n  ".join(self.body) + ";"
        when = f"WHEN ({self.when}) " if self.when else ""
        head = f"CREATE TRIGGER {self.full_name} AFTER {self.event} ON {self.table} FOR EACH ROW {when}"
        if vendor == "sqlite":
            return [f"{head}BEGIN\n  {body}\nEND"]
        return [
            f"CREATE OR REPLACE FUNCTION {self.full_name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN\n  {body}\n  RETURN NULL;\nEND$$",
            f"{head}EXECUTE FUNCTION {self.full_name}()",
        ]


@dataclass
class Rule:
    """When the rows of one model are public."""

    model: type[Record]
    within: str | None = None
    naming: list[Naming] = field(default_factory=list)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def condition(self) -> str:
        """SQL over one row of the model's table: is it public?"""
        table, naming = self.table, []
        for link, named, owner in self.naming:
            names = _columns(link, named, owner)
            naming.append(
                f"EXISTS (SELECT 1 FROM {names.link} INNER JOIN {names.owners} "
                f"ON {names.owners}.id = {names.link}.{names.owner} "
                f"WHERE {names.link}.{names.named} = {table}.id AND {names.owners}.public)"
            )
        return f"{self.own_condition} AND ({' OR '.join(naming)})" if naming else self.own_condition

    @property
    def own_condition(self) -> str:
        """What of the condition does not hang on others naming the row."""
        table = self.table
        parts = [f"{table}.status <> 'retired'" if self.naming else f"{table}.status = 'published'"]
        parts.append(f"{table}.merged_into_id IS NULL")
        if self.within:
            parent, column = self._parent()
            parts.append(
                f"EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = {table}.{column} AND {parent}.public)"
            )
        return " AND ".join(parts)

    def settle(self, which: str) -> str:
        """SQL that makes `public` true to its rule for the rows that `which` selects."""
        return (
            f"UPDATE {self.table} SET public = ({self.condition}) "
            f"WHERE {which} AND public <> ({self.condition})"
        )

    def show(self, which: str) -> str:
        """SQL that makes rows public which something public has just named. It looks at no other link:
        a person named in ten thousand drafts would be looked up ten thousand times."""
        return f"UPDATE {self.table} SET public = TRUE WHERE {which} AND NOT public AND {self.own_condition}"

    def hide(self, which: str) -> str:
        """SQL that hides public rows which nothing public names any more."""
        return f"UPDATE {self.table} SET public = FALSE WHERE {which} AND public AND NOT ({self.condition})"

    def triggers(self) -> list[Trigger]:
        """Everything that can change whether a row of this model is public."""
        table, one = self.table, self.settle("id = NEW.id")
        own = ["status", "merged_into_id", "public"]
        found = []
        if self.within:
            parent, column = self._parent()
            own.append(column)
            found.append(
                Trigger(
                    f"{table}_within",
                    parent,
                    "UPDATE OF public",
                    [self.settle(f"{column} = NEW.id")],
                    "OLD.public <> NEW.public",
                )
            )
        found.append(Trigger(f"{table}_insert", table, "INSERT", [one]))
        found.append(Trigger(f"{table}_update", table, f"UPDATE OF {', '.join(own)}", [one]))
        for link, named, owner in self.naming:
            names = _columns(link, named, owner)
            stem = f"{table}_by_{names.link}_{names.owner}"
            shown = (
                f"id = NEW.{names.named} AND EXISTS "
                f"(SELECT 1 FROM {names.owners} WHERE id = NEW.{names.owner} AND public)"
            )
            named = f"id IN (SELECT {names.named} FROM {names.link} WHERE {names.owner} = NEW.id)"
            gone = self.hide(f"id = OLD.{names.named}")
            moved = f"UPDATE OF {names.named}, {names.owner}"
            turned = "UPDATE OF public"
            on, off = "NEW.public AND NOT OLD.public", "OLD.public AND NOT NEW.public"
            show_all, hide_all = [self.show(named)], [self.hide(named)]
            found += [
                Trigger(f"{stem}_i", names.link, "INSERT", [self.show(shown)]),
                Trigger(f"{stem}_d", names.link, "DELETE", [gone]),
                Trigger(f"{stem}_u", names.link, moved, [gone, self.show(shown)]),
                Trigger(f"{stem}_s", names.owners, turned, show_all, on),
                Trigger(f"{stem}_h", names.owners, turned, hide_all, off),
            ]
        return found

    def _parent(self) -> tuple[str, str]:
        relation: Any = self.model._meta.get_field(str(self.within))
        return relation.related_model._meta.db_table, relation.column


@dataclass(frozen=True, slots=True)
class _Columns:
    link: str
    named: str
    owner: str
    owners: str


def _columns(link: type[models.Model], named: str, owner: str) -> _Columns:
    to_named: Any = link._meta.get_field(named)
    to_owner: Any = link._meta.get_field(owner)
    return _Columns(
        link._meta.db_table, to_named.column, to_owner.column, to_owner.related_model._meta.db_table
    )


_rules: dict[type[Record], Rule] = {}
_others: list[Callable[[], list[Trigger]]] = []


def keep_public(model: type[Record], *, within: str | None = None, naming: Iterable[Naming] = ()) -> None:
    """Keep `model.public` true.

    A record with a parent (`within` names the relation) is public while it is published and its parent
    is public. A record that others name is public while it is not retired and something public names
    it. Any other is public while it is published. Apps may add namings to another app's model.
    """
    rule = _rules.setdefault(model, Rule(model))
    rule.within = within or rule.within
    rule.naming += [each for each in naming if each not in rule.naming]


def register(make: Callable[[], list[Trigger]]) -> None:
    """Add triggers of another purpose than `public`."""
    if make not in _others:
        _others.append(make)


def expected(vendor: str = "") -> dict[str, Trigger]:
    """Every trigger that should stand, by its full name; without a vendor, those that every one has."""
    triggers = [each for rule in _rules.values() for each in rule.triggers()]
    triggers += [each for make in _others for each in make()]
    return {each.full_name: each for each in triggers if each.vendor in ("", vendor)}


def standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Our triggers that the database has, with their tables."""
    catalogue = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
        if connection.vendor == "sqlite"
        else "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid) AND tgname LIKE %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue, [f"{PREFIX}%"])
        return dict(cursor.fetchall())


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should stand and do not. One query."""
    return sorted(expected(connection.vendor).keys() - standing(connection).keys())


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the missing triggers in place, take away the ones nobody asks for, and mend what went wrong
    while they were gone. Does nothing but look where all is well."""
    wanted, found = expected(connection.vendor), standing(connection)
    if wanted.keys() == found.keys():
        return
    _drop(connection, {name: table for name, table in found.items() if name not in wanted})
    with connection.cursor() as cursor:
        absent = [wanted[name] for name in sorted(wanted.keys() - found.keys())]
        for trigger in absent:
            for statement in trigger.sql(connection.vendor):
                cursor.execute(statement)
        for statement in dict.fromkeys(trigger.mend for trigger in absent if trigger.mend):
            cursor.execute(statement)
        for rule in _rules.values():
            cursor.execute(rule.settle("1 = 1"))


def _drop(connection: BaseDatabaseWrapper, found: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        for name, table in found.items():
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
                cursor.execute(f"DROP FUNCTION {name}()")


def remove_before_migrate(plan: Sequence[Any] = (), using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Clear the way for a migration that may remake tables: SQLite only, and only if there is one to run."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        _drop(connection, standing(connection))


def install_after_migrate(app_config: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Install once per migrate, after the last app: the triggers span the tables of several."""
    last = [each for each in apps.get_app_configs() if each.models_module is not None][-1]
    connection = connections[using]
    if app_config.label == last.label and _tables_stand(connection):
        install(connection)


def _tables_stand(connection: BaseDatabaseWrapper) -> bool:
    """Migrating to an early state ("migrate trivia zero") leaves tables out: then there is nothing to do."""
    needed = {rule.table for rule in _rules.values()}
    needed |= {each.writes for each in expected(connection.vendor).values() if each.writes}
    return needed <= set(connection.introspection.table_names())
