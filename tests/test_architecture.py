"""What may know what. A newcomer can rely on these directions, so they are tested, not only drawn."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("eternal", "films", "trivia")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}
WITHOUT_DJANGO = ("records", "read", "parse", "names", "likeness", "write")


def name_module(path: Path) -> str:
    """eternal/curation/apps.py -> eternal.curation.apps; a package goes by its own name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(path: Path) -> set[str]:
    """Every module that a file names in an import, wherever in the file; relative ones made absolute."""
    found = set()
    package = name_module(path) if path.name == "__init__.py" else name_module(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            found.update({start, *(f"{start}.{alias.name}" for alias in node.names)})
    return found


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def find_trespasses(inside: str, *forbidden: str, but: str = "-") -> list[str]:
    """Imports of forbidden packages by modules inside a package."""
    return [
        f"{name_module(path)} imports {name}"
        for path in MODULES
        if is_within(name_module(path), inside)
        for name in sorted(find_imports(path))
        if any(is_within(name, package) for package in forbidden)
        and not is_within(name, but)
        and not is_within(but, name)
    ]


def test_curation_knows_neither_films_nor_trivia_nor_the_site() -> None:
    assert find_trespasses("eternal.curation", "films", "trivia", "eternal", but="eternal.curation") == []


def test_films_knows_nothing_of_trivia() -> None:
    assert find_trespasses("films", "trivia") == []


@pytest.mark.parametrize("app", ["films", "trivia"])
def test_an_app_knows_nothing_of_the_site_but_curation(app: str) -> None:
    assert find_trespasses(app, "eternal", but="eternal.curation") == []


def test_a_trespass_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = tmp_path / "films" / "models.py"
    module.parent.mkdir()
    module.write_text(
        "from eternal.curation import history\ndef late():\n    from trivia.models import Fact\n"
    )
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    monkeypatch.setattr(sys.modules[__name__], "MODULES", [module])
    assert find_trespasses("films", "trivia") == [
        "films.models imports trivia.models",
        "films.models imports trivia.models.Fact",
    ]
    assert find_trespasses("films", "eternal", but="eternal.curation") == []


@pytest.mark.parametrize("name", WITHOUT_DJANGO)
def test_a_part_of_the_parser_imports_no_django(name: str) -> None:
    program = f"import json, sys, trivia.documents.{name}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    assert [module for module in json.loads(done.stdout) if is_within(module, "django")] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {part for path in MODULES for part in name_module(path).split(".")}
    assert parts & FORBIDDEN_NAMES == set()


def test_nothing_is_marked_safe() -> None:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".xml", ".txt"}]
    escapes = re.compile(r"\|\s*safe\b|\bmark_safe\b|\bautoescape\s+(?:off|false)\b|\bMarkup\(")
    assert [
        str(path.relative_to(ROOT)) for path in (*MODULES, *templates) if escapes.search(path.read_text())
    ] == []


def test_every_test_directory_is_a_package() -> None:
    directories = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [str(directory) for directory in directories if not (directory / "__init__.py").exists()] == []


#: Not imported by name: the server, and what Django loads by a path in the settings.
RUN_BY_NAME = {"gunicorn", "whitenoise"}


def test_what_the_site_imports_is_what_it_installs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[\[<>=]", line)[0] for line in project["dependencies"]}
    tops = {name.partition(".")[0] for path in MODULES for name in find_imports(path)}
    others = tops - set(sys.stdlib_module_names) - set(PACKAGES)
    homes = packages_distributions()
    imported = {homes[top][0].lower().replace("_", "-") for top in others}
    assert imported | RUN_BY_NAME == declared
