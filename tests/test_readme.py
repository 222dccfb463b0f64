"""What the documents say exists does exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING, "docs/operations.md": OPERATIONS}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
MAP = re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)
#: Paths in backticks: `films/models/`, `docs/operations.md`; not addresses, which start with a slash.
PATHS = re.compile(r"`((?:eternal|films|trivia|templates|fixtures|tests|requirements|docs)/[\w./-]*)`")


def test_the_map_has_an_entry_for_every_part_of_the_house() -> None:
    parts = {path.name + "/" for path in ROOT.iterdir() if path.is_dir() and any(path.rglob("*.*"))}
    hidden = {"data/", "staticfiles/", "docs/"} | {part for part in parts if part.startswith((".", "__"))}
    assert parts - hidden <= set(MAP)


@pytest.mark.parametrize("path", MAP)
def test_a_path_in_the_map_exists(path: str) -> None:
    assert (ROOT / path).exists()
    assert (ROOT / path).is_dir() == path.endswith("/")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_path_in_a_document_exists(name: str) -> None:
    assert [path for path in PATHS.findall(DOCUMENTS[name]) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_link_in_a_document_leads_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", DOCUMENTS[name])
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_make_target_in_a_document_exists(name: str) -> None:
    said = set(re.findall(r"(?:^\s*|`|&& )make ([a-z]+)\b", DOCUMENTS[name], re.MULTILINE))
    said |= set(re.findall(r"REDIS_URL=\S+ make ([a-z]+)", DOCUMENTS[name]))
    assert said
    assert said - TARGETS == set()


def test_every_make_target_is_listed_by_help() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z]+)", listed, re.MULTILINE)) == TARGETS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_command_in_a_document_exists(name: str) -> None:
    assert set(re.findall(r"manage\.py ([a-z_]+)", DOCUMENTS[name])) - set(get_commands()) == set()


def test_every_variable_is_documented_and_no_other() -> None:
    source = (ROOT / "eternal" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    assert "DATABASE_URL" in read
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE)) == read
