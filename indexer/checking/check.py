"""The consistency check of a library's folder: what is wrong with it, if anything. It changes nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from indexer.checking.catalogue import NOTHING, check_catalogue, held_in
from indexer.checking.faults import CheckReport, Fault, FaultKind, Tell, silent
from indexer.checking.files import SOURCES, check_files
from indexer.source_store import SourceStore
from indexer.sqlite_file import CATALOGUE, damaged_files, library_file

_ORDER: tuple[FaultKind, ...] = (
    "file", "lost", "keys", "facts", "record", "vectors", "nearest", "words", "terms", "source", "unlisted",
    "workspace", "unsealed", "index", "model", "leftover",
)  # fmt: skip


def check(folder: Path, tell: Tell = silent) -> CheckReport:
    """Look at everything in the library's folder.

    Raises LibraryMissing, LibraryTooNew, or LibraryUnusable where it can't even be looked at.
    """
    kept = len(SourceStore(folder / SOURCES).digests())
    if not (folder / CATALOGUE).exists() and (kept or damaged_files(folder)):
        return CheckReport(0, 0, kept, (Fault("lost", CATALOGUE, f"{CATALOGUE} is gone"),))
    path = library_file(folder, create=False)
    held, faults = check_catalogue(path, tell)
    if held is not NOTHING:
        faults += check_files(folder, held, partial(held_in, path), tell)
    faults.sort(key=lambda fault: (_ORDER.index(fault.kind), fault.what))
    return CheckReport(len(held.names), held.passages, kept, tuple(faults), held.facts.get("encoder"))
