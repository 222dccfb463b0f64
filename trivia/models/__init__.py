from trivia.models.document import Document, ImportRun
from trivia.models.fact import Fact, Relation, Spoiler, Standing
from trivia.models.numbering import Numbering
from trivia.models.quote import Quote, Speech
from trivia.models.source import Citation, Source
from trivia.models.subject import Topic, Work

__all__ = [
    "Citation",
    "Document",
    "Fact",
    "ImportRun",
    "Numbering",
    "Quote",
    "Relation",
    "Source",
    "Speech",
    "Spoiler",
    "Standing",
    "Topic",
    "Work",
]
