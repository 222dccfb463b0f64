"""Backups: one file that holds the whole site, and the way back from it.

An archive is a zip with the database as its own engine writes it, every media file, and `manifest.json`: the
format, the version of Eternal, the engine, the migrations applied and the SHA-256 of each member. The zip's
comment is the SHA-256 of every byte before it, so that no bit of the file can change unseen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error


class VaultError(Exception):
    """Why a backup or a restore was refused, in one line for people."""


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Say in one line what the disk or the database would not do."""
    try:
        yield
    except OSError as error:
        raise VaultError(f"{what}: {error.strerror} ({error.filename})") from error
    except (Error, sqlite3.Error) as error:
        raise VaultError(f"{what}: {str(error).strip().splitlines()[0]}") from error
