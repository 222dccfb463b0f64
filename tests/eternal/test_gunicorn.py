"""The site as it is served: prepared by command, in gunicorn's processes, over a socket."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eternal.gunicorn import SOCKET_WAIT, threads, workers

ROOT = Path(__file__).parent.parent.parent


def ask(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A site of its own with the samples in it; its process and its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = {"PATH": os.environ["PATH"], "ETERNAL_DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=own, check=True, capture_output=True
    )
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "python:eternal.gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    process = subprocess.Popen(
        [*command, "eternal.wsgi"], cwd=ROOT, env=own, stderr=subprocess.PIPE, text=True
    )
    try:
        for _ in range(100):
            try:
                ask(port, "/healthz")
                break
            except OSError:
                time.sleep(0.1)
        yield process, port
    finally:
        process.kill()
        process.communicate()


def test_the_site_is_ready_and_shows_its_samples(served: tuple[subprocess.Popen[str], int]) -> None:
    _, port = served
    response, body = ask(port, "/readyz")
    assert (response.status, json.loads(body)["ready"]) == (200, True)
    response, body = ask(port, "/")
    assert response.status == 200
    assert b"Eternal Sunshine of the Spotless Mind" in body
    assert response.headers["Set-Cookie"] is None


def test_style_sheets_are_small_and_kept_for_ever(served: tuple[subprocess.Popen[str], int]) -> None:
    _, port = served
    found = re.findall(rb'href="(/static/css/[^"]+\.css)"', ask(port, "/")[1])
    assert found
    for path in found:
        assert re.search(rb"\.[0-9a-f]{12}\.css$", path)
        response, _ = ask(port, path.decode(), **{"Accept-Encoding": "br, gzip"})
        assert (response.status, response.headers["Content-Encoding"]) == (200, "br")
        assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_host_that_is_not_ours_is_refused(served: tuple[subprocess.Popen[str], int]) -> None:
    _, port = served
    assert ask(port, "/", Host="evil.example")[0].status == 400


def test_clients_that_never_finish_hold_nobody_up_for_long(served: tuple[subprocess.Popen[str], int]) -> None:
    _, port = served
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(workers * threads)]
    try:
        for one in held:
            one.sendall(b"GET / HTTP/1.1\r\nHost: 127")
        started = time.monotonic()
        assert ask(port, "/healthz")[0].status == 200
        assert time.monotonic() - started < 4 * SOCKET_WAIT
    finally:
        for one in held:
            one.close()


def test_a_reload_and_an_end_are_orderly(served: tuple[subprocess.Popen[str], int]) -> None:
    process, port = served
    process.send_signal(signal.SIGHUP)
    for _ in range(20):
        assert ask(port, "/healthz")[0].status == 200
        time.sleep(0.05)
    process.terminate()
    assert process.wait(timeout=40) == 0
