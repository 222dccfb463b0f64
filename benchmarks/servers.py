"""A server under gunicorn, the requests sent to it, and the processor time that it took for them."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """One round: milliseconds of processor time per request (all processes of the server), and requests
    per second of one client on one kept connection."""

    cpu: float
    rate: float


@dataclass(frozen=True)
class Server:
    pid: int
    port: int

    def fetch(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return body

    def measure(self, path: str, requests: int) -> Measured:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        spent, start = self._processor_seconds(), time.perf_counter()
        for _ in range(requests):
            connection.request("GET", path)
            connection.getresponse().read()
        took = time.perf_counter() - start
        return Measured((self._processor_seconds() - spent) * 1000 / requests, requests / took)

    def _processor_seconds(self) -> float:
        """Of the master, its workers and the workers that it has replaced."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        total = 0
        for pid in (self.pid, *children):
            utime, stime, cutime, cstime = (
                Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]
            )
            total += sum(map(int, (utime, stime, cutime, cstime)))
        return total / TICKS


@contextmanager
def serve(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """The application under the site's own gunicorn settings, with one worker so that the rounds compare."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "python:eternal.gunicorn", "--workers", "1"]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", application],
        cwd=ROOT,
        env={**os.environ, **environment, "ETERNAL_URL": f"http://127.0.0.1:{port}"},
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=0.1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(timeout=40)
