"""Apply a document: one transaction, one batch of history, one `ImportRun`.

Everything is prepared first and written in bulk, so that readers and other writers wait as little as
they can. A crash leaves all of it or nothing; running it again completes it or finds nothing to do.
"""

from trivia.documents.apply.applying import Applied, StalePlan, apply_document, read_document
from trivia.documents.apply.facts import suggest

__all__ = ["Applied", "StalePlan", "apply_document", "read_document", "suggest"]
