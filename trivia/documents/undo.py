"""Take an import back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from eternal.curation.history import Inversion, invert
from eternal.curation.models import Decision
from trivia.documents.records import DocumentError
from trivia.models import ImportRun


def undo_run(pk: int, *, by: Any = None) -> Inversion:
    """Make films, people, credits, genres, facts and quotes what they were before a run.

    Rows edited since are kept, with what they hang on, and named in the result. The document, the run
    and the history remain; open proposals of the run are withdrawn. Refuses (`DocumentError`) a run
    that does not exist or was undone before.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if run is None:
            raise DocumentError(f"There is no import run {pk}.")
        if run.undone_at:
            raise DocumentError(f"Run {pk} was undone already, on {run.undone_at:%Y-%m-%d at %H:%M} UTC.")
        inversion = invert(run.batch, by=by, why=f"Undid run {pk}, {run.document.name}"[:300])
        run.batch.proposals.filter(decision=Decision.OPEN).update(
            decision=Decision.WITHDRAWN, decided_at=timezone.now()
        )
        ImportRun.objects.filter(pk=pk).update(undone_at=timezone.now())
    return inversion
