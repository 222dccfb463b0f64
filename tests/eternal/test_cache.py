from __future__ import annotations

import logging
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eternal.cache import REST, TIMEOUT, FailOpenClient, FailOpenRedisCache


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    FailOpenClient.rests_until = 0.0
    yield
    FailOpenClient.rests_until = 0.0


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers, as a stopped Redis does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def absent() -> str:
    """The address of a server that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"redis://127.0.0.1:{port}/0"


def test_every_operation_is_answered_as_by_an_empty_cache(absent: str) -> None:
    cache = FailOpenRedisCache(absent, {})

    def answer(operation: str, *arguments: object) -> object:
        FailOpenClient.rests_until = 0.0  # so that each one meets the failure itself
        return getattr(cache, operation)(*arguments)

    assert answer("get", "key") is None
    assert answer("get", "key", "default") == "default"
    assert answer("set", "key", 1) is None
    assert answer("add", "key", 1) is False
    assert answer("touch", "key") is False
    assert answer("delete", "key") is False
    assert answer("has_key", "key") is False
    assert answer("get_many", ["key", "other"]) == {}
    assert answer("set_many", {"key": 1}) == []
    assert answer("delete_many", ["key"]) is None
    assert answer("clear") is False
    assert answer("get_or_set", "key", lambda: "made") == "made"
    with pytest.raises(ValueError, match="not found"):
        answer("incr", "key")


def test_a_server_that_hangs_costs_one_short_wait(silent: str, caplog: pytest.LogCaptureFixture) -> None:
    cache = FailOpenRedisCache(silent, {})
    started = time.monotonic()
    with caplog.at_level(logging.WARNING, "eternal.cache"):
        assert [cache.get("key") for _ in range(100)] == [None] * 100
    assert time.monotonic() - started < 4 * TIMEOUT
    assert len(caplog.records) == 1


def test_another_thread_does_not_wait_again(silent: str) -> None:
    FailOpenRedisCache(silent, {}).get("key")
    started = time.monotonic()
    assert FailOpenRedisCache(silent, {}).get("key") is None
    assert time.monotonic() - started < TIMEOUT


def test_the_server_is_asked_again_after_a_rest(absent: str, caplog: pytest.LogCaptureFixture) -> None:
    cache = FailOpenRedisCache(absent, {})
    cache.get("key")
    caplog.clear()
    assert 0 < FailOpenClient.rests_until - time.monotonic() <= REST
    FailOpenClient.rests_until = time.monotonic() - 0.001
    with caplog.at_level(logging.WARNING, "eternal.cache"):
        cache.get("key")
    assert len(caplog.records) == 1


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A Redis of the test's own."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("needs Redis: apt install redis-server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    running = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        running.kill()
        running.wait()


def test_a_server_that_is_there_is_used(server: str) -> None:
    cache = FailOpenRedisCache(server, {})
    cache.set("film", {"title": "終", "year": 2004})
    assert cache.get("film") == {"title": "終", "year": 2004}
    assert cache.add("film", "another") is False
    assert cache.get_many(["film", "missing"]) == {"film": {"title": "終", "year": 2004}}
    cache.set("count", 1)
    assert cache.incr("count") == 2
    with pytest.raises(ValueError, match="not found"):
        cache.incr("missing")
    assert cache.delete("film") is True
    assert cache.get("film", "gone") == "gone"
    assert FailOpenClient.rests_until == 0.0
