"""The data directory and the secret key kept in it."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def open_data_directory(path: Path) -> Path:
    """Make the directory if need be and prove that it can be written to, or raise ImproperlyConfigured."""
    path = path.expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=path).close()
    except OSError as error:
        raise ImproperlyConfigured(
            f"the data directory {path} cannot be written to ({error.strerror}): "
            "make it writable, or name another one with ETERNAL_DATA_DIR"
        ) from error
    return path


def read_or_make_key(given: str, directory: Path, *, required: bool) -> str:
    """Return the key that was given, else the one kept in `directory`, made on first use.

    Where a key is required (the site is public), none is made: a key that comes and goes with a disk
    would sign everybody out. The file is linked into place whole, so two first starts agree on one key.
    """
    if given:
        return given
    if required:
        raise ImproperlyConfigured(
            "an https ETERNAL_URL needs SECRET_KEY: set it to a long random text, and keep it"
        )
    path = directory / "secret-key"
    try:
        if not path.exists():
            descriptor, draft = tempfile.mkstemp(dir=directory, prefix=".secret-key-")  # O_EXCL, 0600
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
            Path(draft).unlink()
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"the secret key {path} cannot be read: {error.strerror}") from error
