"""The site's addresses and some that fail or answer in one known way, to try the layers around every page."""

from __future__ import annotations

import sqlite3

import psycopg_pool
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from eternal import urls as site

handler500 = "eternal.outage.answer_error"


def show_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>a page</p>")


def set_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("<p>a page</p>")
    response.set_cookie("seen", "1")
    return response


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the house")


def fail_on_sqlite(request: HttpRequest, code: int) -> HttpResponse:
    cause = sqlite3.OperationalError("as SQLite says it")
    cause.sqlite_errorcode = code
    raise OperationalError("as Django says it") from cause


def fail_on_pool(request: HttpRequest) -> HttpResponse:
    raise OperationalError("no connection after 3 s") from psycopg_pool.PoolTimeout("no connection after 3 s")


urlpatterns = [
    path("page/", show_page),
    path("cookie/", set_cookie),
    path("fail/", fail),
    path("fail/sqlite/<int:code>/", fail_on_sqlite),
    path("fail/pool/", fail_on_pool),
    *site.urlpatterns,
]
