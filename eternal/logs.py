"""One line per event: what a visitor types cannot forge a line, colour a terminal or fill a disk."""

from __future__ import annotations

import copy
import logging
import re

from django.core.exceptions import SuspiciousOperation

from eternal.outage import is_outage

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


#: What no code of ours could mend is told in so many characters, however long its address or its Host.
LONGEST_BRIEF = 200


class OneLineFormatter(logging.Formatter):
    """Writes control characters, the newlines of a traceback among them, as escapes. A request that Django
    turned away as suspicious is a short warning, a database that is away a short error: no traceback."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        suspicious, away = isinstance(error, SuspiciousOperation), is_outage(error)
        if suspicious or away:
            record = copy.copy(record)  # other handlers get it whole
            record.exc_info = record.exc_text = None
        if suspicious:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        if away:
            record.msg, record.args = "%s: %s", (error, record.getMessage())
        line = CONTROLS.sub(lambda found: ascii(found[0])[1:-1], super().format(record))
        return (
            line
            if len(line) <= LONGEST_BRIEF or not (suspicious or away)
            else f"{line[: LONGEST_BRIEF - 1]}…"
        )
