from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
HTTPS = {"ETERNAL_URL": "https://films.example.org", "SECRET_KEY": "a key that somebody keeps"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start Python as an owner does, knowing nothing but these variables."""
    known = {"PATH": os.environ["PATH"], "ETERNAL_DATA_DIR": str(data)}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=known | environment, capture_output=True, text=True
    )


def read(data: Path, *names: str, **environment: str) -> list[Any]:
    values = ", ".join(f"settings.{name}" for name in names)
    program = f"import json; from eternal import settings; print(json.dumps([{values}], default=str))"
    done = run(data, "-c", program, **environment)
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_a_fresh_checkout_runs_on_a_local_address(data: Path) -> None:
    names = ["ETERNAL_URL", "ALLOWED_HOSTS", "DEBUG", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE"]
    assert read(data, *names, "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT") == [
        "http://127.0.0.1:8000",
        ["127.0.0.1", "localhost", "[::1]"],
        False,
        "sessionid",
        False,
        0,
        False,
    ]
    [directives] = read(data, 'CONTENT_SECURITY_POLICY["DIRECTIVES"]')
    assert directives["upgrade-insecure-requests"] is False


def test_an_https_address_turns_everything_safe(data: Path) -> None:
    names = ["ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    assert read(data, *names, **HTTPS) == [
        ["films.example.org"],
        ["https://films.example.org"],
        "__Host-sessionid",
        "__Host-csrftoken",
    ]
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    assert read(data, *names, **HTTPS) == [True, True, True, 63_072_000]
    [directives] = read(data, 'CONTENT_SECURITY_POLICY["DIRECTIVES"]', **HTTPS)
    assert directives["upgrade-insecure-requests"] is True


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("http://localhost:9000/", ["127.0.0.1", "localhost", "[::1]"]),
        ("http://[::1]:8000", ["127.0.0.1", "localhost", "[::1]"]),
        ("http://films.example.org:8080", ["films.example.org"]),
        ("http://[2001:db8::7]", ["[2001:db8::7]"]),
    ],
)
def test_the_hosts_follow_from_the_address(data: Path, url: str, hosts: list[str]) -> None:
    assert read(data, "ALLOWED_HOSTS", ETERNAL_URL=url) == [hosts]


def test_a_secret_key_is_made_once_and_for_its_owner_only(data: Path) -> None:
    first, again = read(data, "SECRET_KEY"), read(data, "SECRET_KEY")
    assert first == again
    assert len(first[0]) >= 50
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret-key"]
    assert read(data, "SECRET_KEY", SECRET_KEY="given") == ["given"]


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        (
            {"ETERNAL_URL": "https://films.example.org"},
            "eternal: an https ETERNAL_URL needs SECRET_KEY: set it to a long random text, and keep it\n",
        ),
        (
            {"ETERNAL_URL": "films.example.org"},
            "eternal: ETERNAL_URL is 'films.example.org'; it reads like https://films.example.org\n",
        ),
        (
            {"ETERNAL_URL": "https://example.org/films", "SECRET_KEY": "a key"},
            "eternal: ETERNAL_URL is 'https://example.org/films'; it reads like https://films.example.org\n",
        ),
        (
            {"DEBUG": "perhaps"},
            'eternal: Environment variable "DEBUG" invalid: Not a valid boolean.\n',
        ),
        (
            {"DATABASE_URL": "nonsense"},
            'eternal: Environment variable "DATABASE_URL" invalid: Not a valid database URL.\n',
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_one_line(
    data: Path, environment: dict[str, str], complaint: str
) -> None:
    done = run(data, "manage.py", "check", **environment)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", complaint)


@pytest.mark.parametrize("environment", [{}, HTTPS])
def test_a_data_directory_that_cannot_be_written_is_refused_in_one_line(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    file = tmp_path / "a-file"
    file.touch()
    done = run(file / "data", "manage.py", "check", **environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"eternal: the data directory {file / 'data'} cannot be written to (Not a directory): "
        "make it writable, or name another one with ETERNAL_DATA_DIR\n"
    )


def test_sqlite_is_opened_as_measured(data: Path) -> None:
    [database] = read(data, 'DATABASES["default"]')
    assert database["NAME"] == str(data / "eternal.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 5
    pragmas = {pragma.strip() for pragma in database["OPTIONS"]["init_command"].split(";")}
    assert {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"} < pragmas
    assert "mmap_size" not in database["OPTIONS"]["init_command"]


def test_postgresql_is_pooled_and_limited(data: Path) -> None:
    [database] = read(
        data, 'DATABASES["default"]', DATABASE_URL="postgres://u:p%40ss@db/eternal?sslmode=require"
    )
    assert (database["PASSWORD"], database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (
        "p@ss",
        0,
        True,
    )
    assert database["OPTIONS"] == {
        "sslmode": "require",
        "pool": {"min_size": 2, "max_size": 6, "timeout": 3},
        "connect_timeout": 3,
        "options": "-c statement_timeout=5000 -c lock_timeout=3000",
    }


def test_redis_is_a_matter_of_one_variable(data: Path) -> None:
    assert read(data, 'CACHES["default"]["BACKEND"]') == ["django.core.cache.backends.locmem.LocMemCache"]
    assert read(data, 'CACHES["default"]', REDIS_URL="redis://127.0.0.1/1") == [
        {"BACKEND": "eternal.cache.FailOpenRedisCache", "LOCATION": "redis://127.0.0.1/1"}
    ]
