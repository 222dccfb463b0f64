from __future__ import annotations

import os
import shutil

import pytest
from django.conf import settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
POSTGRESQL = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"

#: What a marked test needs, whether it is here, and how it comes to be.
NEEDS = {
    "browser": (bool(CHROMIUM), "needs Chromium: apt install chromium"),
    "postgresql": (
        POSTGRESQL,
        "needs PostgreSQL: apt install postgresql, and DATABASE_URL=postgres://user:password@127.0.0.1/eternal",
    ),
    "sqlite": (not POSTGRESQL, "needs SQLite: unset DATABASE_URL"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run, and say how it could."""
    for item in items:
        for name, (here, how) in NEEDS.items():
            if item.get_closest_marker(name) and not here:
                item.add_marker(pytest.mark.skip(reason=how))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """With ETERNAL_NO_SKIPS set, a test that was skipped has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("ETERNAL_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr[-1]}"
    return report
