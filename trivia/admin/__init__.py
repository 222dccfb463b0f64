"""Facts, quotes, sources, what they are about, and where they came from, in the admin."""

from trivia.admin import document, fact, quote, source, subject

__all__ = ["document", "fact", "quote", "source", "subject"]
