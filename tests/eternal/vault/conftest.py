from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def media(settings, tmp_path: Path) -> Path:
    """The media directory, in a data directory of the test's own."""
    settings.DATA_DIR = tmp_path / "site"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings.MEDIA_ROOT


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "vault"
