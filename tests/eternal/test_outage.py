from __future__ import annotations

import sqlite3

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import get_resolver

from eternal.outage import is_outage

pytestmark = pytest.mark.urls("tests.eternal.urls")


@pytest.mark.parametrize(
    "path",
    [
        f"/fail/sqlite/{sqlite3.SQLITE_BUSY}/",
        f"/fail/sqlite/{sqlite3.SQLITE_BUSY_SNAPSHOT}/",  # an extended code of the same kind
        f"/fail/sqlite/{sqlite3.SQLITE_FULL}/",
        f"/fail/sqlite/{sqlite3.SQLITE_CANTOPEN}/",
        "/fail/pool/",
    ],
)
def test_a_database_that_cannot_answer_is_a_503_to_come_back_from(path: str) -> None:
    response = Client(raise_request_exception=False).get(path)  # no database mark: the page may not ask it
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "<title>Back in a moment</title>" in response.text


@pytest.mark.parametrize("path", ["/fail/", f"/fail/sqlite/{sqlite3.SQLITE_ERROR}/"])
def test_a_fault_of_ours_is_a_500_that_tells_nothing(path: str) -> None:
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == 500
    assert "Retry-After" not in response.headers
    assert "secret of the house" not in response.text
    assert "as Django says it" not in response.text


@pytest.mark.parametrize("error", [None, RuntimeError("no"), IntegrityError("no")])
def test_another_error_is_no_outage(error: Exception | None) -> None:
    assert is_outage(error) is False


def test_an_operational_error_of_postgresql_is_an_outage() -> None:
    assert is_outage(OperationalError("the connection is lost")) is True


def test_the_site_answers_errors_this_way() -> None:
    assert get_resolver("eternal.urls").resolve_error_handler(500).__name__ == "answer_error"
