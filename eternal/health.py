"""Is the process alive, and is the site ready to serve?"""

from __future__ import annotations

import functools
import logging
import tempfile
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

from eternal.curation import triggers

logger = logging.getLogger(__name__)


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so that a slow database never gets a process killed."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Everything a page needs stands: `{"ready": true, "checks": {"database": "ok", …}}`, or 503."""
    checks = {name: _run(name, check) for name, check in CHECKS.items()}
    ready = all(said == "ok" for said in checks.values())
    return JsonResponse(
        {"ready": ready, "checks": checks},
        status=200 if ready else 503,
        headers={"Cache-Control": "no-store"},
    )


def _run(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except (DatabaseError, OSError):  # the text may name hosts and paths: for the log, not for the world
        logger.exception("readiness check failed: %s", name)
        return "failing"


def check_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


@functools.cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def check_migrations() -> str:
    waiting = _last_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    return f"not applied: {', '.join(sorted('.'.join(one) for one in waiting))}" if waiting else "ok"


def check_data_directory() -> str:
    tempfile.TemporaryFile(dir=settings.DATA_DIR).close()
    return "ok"


def check_triggers() -> str:
    gone = triggers.missing(connection)
    return f"missing: {', '.join(sorted(gone))}" if gone else "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": check_database,
    "migrations": check_migrations,
    "data_directory": check_data_directory,
    "triggers": check_triggers,
}
