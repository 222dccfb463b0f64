"""The sample page as tests bring it in, whole or with a line changed."""

from __future__ import annotations

from pathlib import Path

from trivia.documents.apply import Applied, apply_document, read_document
from trivia.documents.plan import Plan, make_plan

SAMPLE = Path(__file__).parents[3] / "fixtures" / "documents" / "eternal-sunshine.txt"
TITLE = "Eternal Sunshine of the Spotless Mind"

#: A page small enough to read whole in a test.
SMALL = """Title: The Third Man
Director: Carol Reed
Runtime: 104 min

Trivia
• Orson Welles wrote the cuckoo clock speech himself, according to Graham Greene.
• The zither score was recorded by Anton Karas, whom Carol Reed had heard in a Viennese wine garden.
• Much of the film was shot at night in the streets of Vienna.

Quotes
Harry Lime: Don't be so gloomy.
"""


def sample(**lines: str | None) -> str:
    """The sample page with lines replaced by number (`L24="  • New."`), or dropped (`L24=None`)."""
    text = SAMPLE.read_text(encoding="utf-8").split("\n")
    wanted = {int(name[1:]): line for name, line in lines.items()}
    return "\n".join(
        line for line in (wanted.get(number, old) for number, old in enumerate(text, 1)) if line is not None
    )


def plan_text(text: str, title: str = TITLE, slug: str = "") -> Plan:
    _document, page = read_document(text.encode(), "page.txt")
    return make_plan(page, title=title, slug=slug)


def apply_text(text: str, title: str = TITLE, slug: str = "", **options: object) -> Applied:
    document, page = read_document(text.encode(), "page.txt")
    return apply_document(document, page, title=title, slug=slug, **options)  # type: ignore[arg-type]
