"""Eternal, the site: what joins films and trivia into pages, and the house they live in."""

__version__ = "0.1.0"
