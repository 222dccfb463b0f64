from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from eternal.secret import open_data_directory, read_or_make_key


def test_sixteen_first_starts_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: read_or_make_key("", tmp_path, required=False), range(16)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_required_key_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="needs SECRET_KEY"):
        read_or_make_key("", tmp_path, required=True)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").mkdir()
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        read_or_make_key("", tmp_path, required=False)


def test_a_data_directory_is_made_with_its_parents(tmp_path: Path) -> None:
    path = open_data_directory(tmp_path / "one" / "two")
    assert path.is_dir()
    assert list(path.iterdir()) == []
