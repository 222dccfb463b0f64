"""Gunicorn's configuration: `gunicorn -c python:eternal.gunicorn eternal.wsgi`. Its options override."""

from __future__ import annotations

import socket
import struct
from pathlib import Path
from typing import Any

worker_class = "gthread"
workers = 2
threads = 4
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 2000
max_requests_jitter = 400
control_socket_disable = True  # it would stand in the home directory, which may be nobody's or shared
if Path("/dev/shm").is_dir():  # noqa: S108  (a heartbeat file on a slow disk gets workers killed)
    worker_tmp_dir = "/dev/shm"  # noqa: S108

SOCKET_WAIT = 5  # seconds


def when_ready(server: Any) -> None:
    """Put a deadline on reading a request, which gthread has not: accepted sockets inherit the listener's."""
    wait = struct.pack("ll", SOCKET_WAIT, 0)
    for listener in server.LISTENERS:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, option, wait)
