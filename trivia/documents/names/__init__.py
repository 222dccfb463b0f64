"""Names in the facts of a page: who and what they speak of, and where the names stand.

`spot` reads a whole page; `mark` finds names that are already linked in one text. Neither knows a film.
words → marks (known names) → titles (works) → evidence and discovery (new names) → register → spotting.
"""

from trivia.documents.names.marks import Entry, Mention, mark
from trivia.documents.names.spotting import FactNames, Spotted, SuggestedCredit, WorkEntry, spot

__all__ = ["Entry", "FactNames", "Mention", "Spotted", "SuggestedCredit", "WorkEntry", "mark", "spot"]
