"""One line per event: what a visitor types cannot forge a line or colour a terminal."""

from __future__ import annotations

import logging
import re

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLineFormatter(logging.Formatter):
    """Writes control characters, the newlines of a traceback among them, as escapes."""

    def format(self, record: logging.LogRecord) -> str:
        return CONTROLS.sub(lambda found: ascii(found[0])[1:-1], super().format(record))
