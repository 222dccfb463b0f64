"""The site's settings, in a data directory of the run's own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

for name in ("DEBUG", "SECRET_KEY", "ETERNAL_URL", "ETERNAL_NAME", "ETERNAL_CONTACT", "ETERNAL_LICENCE"):
    os.environ.pop(name, None)
if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share the directory of the run that started them
    os.environ["ETERNAL_DATA_DIR"] = tempfile.mkdtemp(prefix="eternal-tests-")
    atexit.register(shutil.rmtree, os.environ["ETERNAL_DATA_DIR"], ignore_errors=True)

from eternal.settings import *  # noqa: E402, F403
from eternal.settings import DATA_DIR, STORAGES  # noqa: E402

# Static files by their own names, so that no test needs collectstatic; tests/eternal tries the real storage.
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
