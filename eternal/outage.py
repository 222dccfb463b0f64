"""When the database cannot answer: 503 and a word to come back, instead of 500."""

from __future__ import annotations

import sqlite3
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

RETRY_AFTER = 5  # seconds

# SQLite says OperationalError for a missing table too, which is a fault of ours and no outage.
SQLITE_OUTAGES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}

# Whole in itself: it is sent when there is no database, no cache and maybe no disk.
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Back in a moment</title>
<h1>Back in a moment</h1>
<p>The site cannot reach its records just now. Nothing is lost. Please try again in a few seconds.</p>
</html>
"""


def is_outage(error: BaseException | None) -> bool:
    """Whether an error means that the database is locked, full or out of reach, rather than asked wrongly."""
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is None or code & 0xFF in SQLITE_OUTAGES


def answer_error(request: HttpRequest) -> HttpResponse:
    """The site's `handler500`: it sees errors from every layer, middleware's own included."""
    if is_outage(sys.exc_info()[1]):
        return HttpResponse(PAGE, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return server_error(request)
