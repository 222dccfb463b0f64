"""What the admin of every curated record has: one history, safe filters, pages to read what happened."""

from eternal.curation.admin.batch import BatchAdmin, ProposalAdmin
from eternal.curation.admin.fields import CodesField, ListField
from eternal.curation.admin.inlines import InlineRows
from eternal.curation.admin.record import HistoryAdmin, ReadOnlyAdmin, RecordAdmin, SafeLookups, read_key

__all__ = [
    "BatchAdmin",
    "CodesField",
    "HistoryAdmin",
    "InlineRows",
    "ListField",
    "ProposalAdmin",
    "ReadOnlyAdmin",
    "RecordAdmin",
    "SafeLookups",
    "read_key",
]
