"""Writing history, and taking it back.

Everything that changes curated records does it inside `recording(...)`, telling the recorder which
rows it is about to change and which it made. The recorder compares whole snapshots before and after,
so that forms, bulk writes and raw updates are all seen alike, many-to-many and inline rows included.
`invert` undoes a batch, keeps what has moved since, and names it.
"""

from eternal.curation.history.recording import Recorder, recording
from eternal.curation.history.references import referrers
from eternal.curation.history.snapshots import Snapshot, restore_snapshots, take_snapshots
from eternal.curation.history.undoing import Inversion, Kept, invert

__all__ = [
    "Inversion",
    "Kept",
    "Recorder",
    "Snapshot",
    "invert",
    "recording",
    "referrers",
    "restore_snapshots",
    "take_snapshots",
]
