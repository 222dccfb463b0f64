from eternal.curation.models.history import Batch, Change, Via
from eternal.curation.models.proposal import Decision, Proposal
from eternal.curation.models.record import (
    NaturalKeyQuerySet,
    Record,
    RecordQuerySet,
    Status,
    Tracked,
    make_slug,
    make_slugs,
)

__all__ = [
    "Batch",
    "Change",
    "Decision",
    "NaturalKeyQuerySet",
    "Proposal",
    "Record",
    "RecordQuerySet",
    "Status",
    "Tracked",
    "Via",
    "make_slug",
    "make_slugs",
]
