from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from eternal.headers import HeadersMiddleware

pytestmark = pytest.mark.urls("tests.eternal.urls")

ON_EVERYTHING = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def parse_policy(policy: str) -> set[str]:
    return {directive.strip() for directive in policy.split(";")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/page/", 200),
        ("/nowhere/", 404),
        ("/?q=%00", 400),
        ("/fail/", 500),
        (f"/fail/sqlite/{sqlite3.SQLITE_BUSY}/", 503),
        ("/healthz", 200),
        ("/admin/login/", 200),
        ("/admin/", 302),
    ],
)
def test_every_response_carries_the_headers(visitor: Client, path: str, status: int) -> None:
    response = visitor.get(path)
    assert response.status_code == status
    found = {name: response.headers.get(name) for name in ON_EVERYTHING}
    assert parse_policy(found.pop("Content-Security-Policy")) == parse_policy(
        ON_EVERYTHING["Content-Security-Policy"]
    )
    assert found == {
        name: value for name, value in ON_EVERYTHING.items() if name != "Content-Security-Policy"
    }
    assert "Strict-Transport-Security" not in response.headers  # the address is http


def test_a_static_file_carries_the_headers_and_no_leave_for_others(
    visitor: Client, settings, tmp_path: Path
) -> None:
    (tmp_path / "site.0123456789ab.css").write_text("p { margin: 0 }")
    settings.STATIC_ROOT = tmp_path
    response = visitor.get("/static/site.0123456789ab.css")
    assert response.status_code == 200
    assert {name: response.headers.get(name) for name in ON_EVERYTHING}.keys() == ON_EVERYTHING.keys()
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response.headers


def test_whitenoise_stands_below_the_headers(settings) -> None:
    order = settings.MIDDLEWARE
    whitenoise = order.index(f"{WhiteNoiseMiddleware.__module__}.{WhiteNoiseMiddleware.__name__}")
    assert order.index("eternal.headers.HeadersMiddleware") == 0
    assert order.index("csp.middleware.CSPMiddleware") < whitenoise
    assert order.index("django.middleware.security.SecurityMiddleware") < whitenoise
    assert order.index("eternal.guard.GuardMiddleware") < whitenoise


def test_a_public_page_is_kept_and_asked_about(visitor: Client) -> None:
    first = visitor.get("/page/")
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in first.headers
    assert not first.cookies
    assert "Vary" not in first.headers
    again = visitor.get("/page/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_sets_a_cookie_is_not_kept(visitor: Client) -> None:
    assert visitor.get("/cookie/").headers["Cache-Control"] == "no-store"


def test_an_error_is_not_kept(visitor: Client) -> None:
    assert visitor.get("/fail/").headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_the_admin_is_never_kept(visitor: Client, admin_client: Client) -> None:
    assert visitor.get("/admin/login/").headers["Cache-Control"] == "no-store"
    assert admin_client.get("/admin/").headers["Cache-Control"] == "no-store"


def test_answer_to_head_tells_the_length_and_has_no_body() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(b"abc", headers={"Content-Length": "3"})

    response = HeadersMiddleware(answer)(RequestFactory().head("/"))

    assert (response.content, response["Content-Length"]) == (b"", "3")
