from __future__ import annotations

import inspect
import shutil
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import resolve

from eternal import health
from eternal.curation import triggers

pytestmark = pytest.mark.urls("tests.eternal.urls")

ALL_WELL = {"database": "ok", "migrations": "ok", "data_directory": "ok", "triggers": "ok"}


def ask(client: Client) -> tuple[int, bool, dict[str, str]]:
    response = client.get("/readyz")
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, response.json()["ready"], response.json()["checks"]


@pytest.fixture(autouse=True)
def data_directory(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


def test_a_living_process_says_so_without_asking_anything(client: Client) -> None:
    response = client.get("/healthz")  # no database mark: it may not ask it
    assert (response.status_code, response.text) == (200, "ok")


@pytest.mark.django_db
def test_a_whole_site_is_ready(client: Client) -> None:
    assert ask(client) == (200, True, ALL_WELL)


@pytest.mark.django_db
def test_a_migration_that_waits_is_named(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    assert ask(client) == (503, False, ALL_WELL | {"migrations": "not applied: sessions.0001_initial"})


@pytest.mark.django_db
def test_a_trigger_that_fell_is_named(client: Client) -> None:
    name, table = sorted(triggers.standing(connection).items())[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    assert ask(client) == (503, False, ALL_WELL | {"triggers": f"missing: {name}"})


@pytest.mark.django_db
def test_a_data_directory_that_is_gone_is_not_ready(client: Client, data_directory: Path) -> None:
    shutil.rmtree(data_directory)
    assert ask(client) == (503, False, ALL_WELL | {"data_directory": "failing"})


@pytest.mark.django_db(transaction=True)
def test_a_database_out_of_reach_is_not_ready(client: Client, tmp_path: Path) -> None:
    def point_at(name: str) -> None:
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()
        connection.settings_dict["NAME"] = name

    here = connection.settings_dict["NAME"]
    point_at("nowhere" if connection.vendor == "postgresql" else str(tmp_path / "nowhere" / "to.be"))
    try:
        status, ready, checks = ask(client)
    finally:
        point_at(here)
    assert (status, ready) == (503, False)
    assert checks == dict.fromkeys(("database", "migrations", "triggers"), "failing") | {
        "data_directory": "ok"
    }


def test_the_site_has_both_addresses() -> None:
    assert inspect.unwrap(resolve("/healthz", "eternal.urls").func) is health.healthz
    assert inspect.unwrap(resolve("/readyz", "eternal.urls").func) is health.readyz
