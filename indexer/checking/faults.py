"""Faults: what can be wrong with a library's folder, what each means for its reader, and what repair does about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Tell = Callable[[str, int, int], None]
"""Told what is being looked at, how many of it are done, and of how many."""

FaultKind = Literal[
    "file", "lost", "unlisted", "keys", "record", "vectors", "words", "facts", "source", "unsealed", "leftover",
    "terms", "nearest", "index", "model", "workspace",
]  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; `subject` is what repair goes by: a digest, a table or a file's name."""

    kind: FaultKind
    subject: str
    what: str

    @property
    def means(self) -> str:
        """What it means for whoever reads in this library."""
        return _KNOWN[self.kind][0]

    @property
    def repair(self) -> str:
        """What `pincite check --repair` does about it."""
        return _KNOWN[self.kind][1]

    @property
    def is_harmless(self) -> bool:
        """Whether nothing that is held is touched by it: what an interrupted command leaves over, or a copy."""
        return self.kind in _HARMLESS


_HARMLESS = frozenset({"leftover", "index", "model", "unsealed"})

_KNOWN: dict[FaultKind, tuple[str, str]] = {
    "file": (
        "documents may be missing from answers, or can't be opened",
        "copies all that can be read into a new file, keeps the damaged one beside it, and reads the rest again",
    ),
    "lost": (
        "nothing can be asked, though the files are still there",
        "makes the catalogue anew by reading the library's copies of the files",
    ),
    "unlisted": (
        "these files are kept, but no document of theirs is held",
        "reads them and takes them in",
    ),
    "keys": (
        "something is kept of a document that is no longer held",
        "deletes what belongs to no document",
    ),
    "record": (
        "its quotations, places or searches may be wrong",
        "reads it again from the library's copy of its file",
    ),
    "vectors": (
        "passages of it may not be found by their meaning",
        "computes their vectors again",
    ),
    "nearest": (
        "passages of it may not be found by their meaning",
        "puts it together again",
    ),
    "words": (
        "passages may not be found by their words",
        "makes the full-text index again from the passages",
    ),
    "terms": (
        "a word of a question may be said to stand nowhere, or not be told from one that was mistyped",
        "counts the words again",
    ),
    "facts": (
        "questions may be compared with passages in the wrong way, or refused",
        "takes the missing facts from what is held, where it can be told",
    ),
    "source": (
        "its pages can't be shown, and it can't be read again",
        "copies the file back from where it came from, if its bytes are still the same",
    ),
    "unsealed": (
        "nothing is wrong; but damage to it by the disk would not be noticed",
        "seals it as it is now",
    ),
    "leftover": (
        "nothing: it only takes up room",
        "deletes it",
    ),
    "index": (
        "nothing but a slower start: it is put together again at the next question",
        "puts it together again now",
    ),
    "model": (
        "nothing but a slower start: it is made again when it is next used",
        "deletes it, to be made again when it is next used",
    ),
    "workspace": (
        "conversations and reviews may be missing or can't be opened; the documents are not touched by it",
        "copies all that can be read into a new file, and keeps the damaged one beside it",
    ),
}


@dataclass(frozen=True)
class CheckReport:
    """How many documents, passages and files were looked at, and what is wrong, the worst first.

    `encoder` is the one that made the library's vectors; None where it doesn't say so (any more).
    """

    documents: int
    passages: int
    files: int
    faults: tuple[Fault, ...]
    encoder: str | None = None

    @property
    def is_sound(self) -> bool:
        """Whether all that is held is as it was put in; what is left over does no harm."""
        return all(fault.is_harmless for fault in self.faults)


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""
