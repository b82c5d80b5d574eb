"""Repair of a library: everything that can be made again without losing anything, told step by step.

Nothing that was put in is deleted. What can't be mended stays as it is, with what to do about it.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.reading.media import SUFFIXES, media_type
from indexer.catalogue import Holding
from indexer.checking.catalogue_repair import (
    delete_unowned,
    index_words_again,
    repairing,
    restore_summary,
    seal_unsealed,
    set_dimension,
    set_encoder,
)
from indexer.checking.catalogue_salvage import salvage_catalogue
from indexer.checking.check import check
from indexer.checking.faults import CheckReport, Fault, FaultKind, Tell, silent
from indexer.checking.files import MODELS, SOURCES
from indexer.checking.mending import Mending
from indexer.checking.turn import repair_turn
from indexer.encoder import Encoder
from indexer.errors import DocumentUnknown, IndexerError, LibraryUnusable
from indexer.intake import Read, read_again
from indexer.library import Library
from indexer.source_store import DRAFT, SourceStore, digest_of
from indexer.vector_store import VECTORS

_log = logging.getLogger("pincite.indexer")

OpenLibrary = Callable[[], Library]
"""Opens the library that is being repaired, with its encoder."""

RECOVERED = "recovered-"
"""Begins the name of a document whose own name is lost."""


@dataclass
class Repair:
    """What was done, and what couldn't be, a sentence each."""

    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)


def repair(folder: Path, found: CheckReport, open_library: OpenLibrary, read: Read, tell: Tell = silent) -> Repair:
    """Mend what `check` has found in the library's folder; raises LibraryUnusable or EncoderMismatch.

    Others may read and write meanwhile; a document that they remove needs no mending any more.
    """
    with repair_turn(folder):
        return _Mender(folder, open_library, read, tell).mend(found)


class _Mender:
    """One repair of one library."""

    def __init__(self, folder: Path, open_library: OpenLibrary, read: Read, tell: Tell) -> None:
        self._folder, self._open, self._read, self._tell = folder, open_library, read, tell
        self._sources = SourceStore(folder / SOURCES)
        self._told = Repair()

    def mend(self, report: CheckReport) -> Repair:
        """Mend in the order in which each mending rests on those before it."""
        is_new = bool(_of(report, "file", "lost"))
        if is_new:
            report = self._salvage()
        for fault in _of(report, "keys"):
            self._delete_unowned(fault)
        self._copy_back(_of(report, "source"))
        if _of(report, "facts"):
            self._restore_facts()
        self._mend_documents(report, is_new)
        if _of(report, "unsealed"):
            with repairing(self._folder) as connection:
                self._did(f"sealed {seal_unsealed(connection)} documents as they are")
        self._delete_models(report)
        # What a document's new reading has brought into order needs no more of this.
        report = check(self._folder, self._tell)
        if _of(report, "words"):
            self._index_words()
        if _of(report, "terms"):
            with Mending(self._folder) as mending:
                mending.count_words_again()
            self._did("counted the words again")
        if _of(report, "nearest"):
            (self._folder / VECTORS).unlink(missing_ok=True)
        if _of(report, "nearest", "index"):
            with self._open() as library:
                library.refresh()
            self._did(f"put {VECTORS} together again")
        return self._told

    def _did(self, what: str) -> None:
        self._told.done.append(what)

    def _could_not(self, what: str) -> None:
        self._told.undone.append(what)

    def _salvage(self) -> CheckReport:
        saved = salvage_catalogue(self._folder)
        kept = (
            f"; the damaged file is kept as {saved.kept.name}, and a server that runs on it has to be started again"
            if saved.kept
            else ""
        )
        self._did(f"copied {saved.documents} documents and {saved.passages} passages into a new library.sqlite{kept}")
        return check(self._folder, self._tell)

    def _delete_unowned(self, fault: Fault) -> None:
        with repairing(self._folder) as connection:
            deleted = delete_unowned(connection, fault.subject)
        self._did(f"deleted {deleted} rows of the table {fault.subject} that belonged to no document")

    def _restore_facts(self) -> None:
        with repairing(self._folder) as connection:
            dimension = set_dimension(connection)
        with self._open() as library, Mending(self._folder) as mending:
            name, fits = library.encoder.name, mending.is_made_by(library.encoder)
        if not fits:
            self._could_not(f"the vectors, of dimension {dimension}, are not those of {name}: set PINCITE_ENCODER")
            return
        with repairing(self._folder) as connection:
            set_encoder(connection, name)
        self._did(f"noted again that {name} made the vectors")

    def _copy_back(self, faults: Sequence[Fault]) -> None:
        """Copy documents' files from where they were added; the bytes have to be the same."""
        if not faults:
            return
        with Mending(self._folder) as mending:
            for done, fault in enumerate(faults):
                self._tell("copying files back", done, len(faults))
                held = mending.still_held(fault.subject)
                if held is not None:
                    self._copy_one_back(mending, held)

    def _copy_one_back(self, mending: Mending, held: Holding) -> None:
        origin = Path(held.origin)
        try:
            mending.keep_source(held.digest, origin)
        except (LibraryUnusable, CorpusError):
            self._could_not(
                f"{held.name}: its file is not at {origin} as it was: put it back there and repair again, "
                f"or remove the document and add the file anew"
            )
        else:
            self._did(f"copied the file of {held.name} back from {origin}")

    def _mend_documents(self, report: CheckReport, is_new: bool) -> None:
        unread = self._unread([fault.subject for fault in _of(report, "record")])
        orphans = [fault.subject for fault in _of(report, "leftover") if not fault.subject.endswith(DRAFT)]
        with Mending(self._folder) as mending, self._open() as library:
            for fault in _of(report, "vectors"):
                self._embed(mending, library.encoder, fault.subject, unread)
            for done, digest in enumerate(sorted(unread)):
                self._tell("reading again", done, len(unread))
                if mending.still_held(digest) is not None:
                    self._read_again(library, mending.described(digest))
            if is_new or _of(report, "unlisted"):
                self._take_in(library, mending.unlisted())
                orphans = []
            deleted = mending.discard(orphans)
        if deleted:
            self._did(f"deleted {deleted} files that interrupted commands had left over")

    def _unread(self, damaged: Sequence[str]) -> set[str]:
        """Those of the damaged records that have to be read again; of the others the summary alone was damaged."""
        restored = []
        for digest in damaged:
            with repairing(self._folder) as connection:
                if restore_summary(connection, digest):
                    restored.append(digest)
        if restored:
            self._did(f"wrote the summaries of {len(restored)} documents again")
        return set(damaged) - set(restored)

    def _embed(self, mending: Mending, encoder: Encoder, digest: str, unread: set[str]) -> None:
        """Compute a document's vectors again; where its seal then fits, nothing else was wrong with it."""
        held = mending.still_held(digest)
        if held is None:
            return
        try:
            is_whole = mending.embed_again(digest, encoder)
        except (LibraryUnusable, DocumentUnknown):
            is_whole = False
        if is_whole:
            unread.discard(digest)
            self._did(f"computed the vectors of {held.name} again")
        else:
            unread.add(digest)

    def _read_again(self, library: Library, held: Holding) -> None:
        try:
            if digest_of(library.source(held)) != held.digest:
                raise FileNotFoundError
            read_again(library, held, self._read)
        except DocumentUnknown:
            _log.info("%s was removed before it could be read again", held.name)
        except (CorpusError, IndexerError, OSError) as error:
            why = "the library's copy of its file is gone" if isinstance(error, OSError) else str(error)
            self._could_not(f"{held.name} stays as it is ({why}): remove it, and add its file again")
        else:
            self._did(f"read {held.name} again from the library's copy of its file")

    def _take_in(self, library: Library, digests: Sequence[str]) -> None:
        """Read kept files of which the catalogue knows nothing any more."""
        for done, digest in enumerate(digests):
            self._tell("reading the kept files", done, len(digests))
            with tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True) as folder:
                self._take_one(library, digest, Path(folder))

    def _take_one(self, library: Library, digest: str, folder: Path) -> None:
        try:
            if digest_of(self._sources.path(digest)) != digest:
                raise OSError("it is no longer what it was")
            content = self._sources.path(digest).read_bytes()
            endings = {kind: ending for ending, kind in reversed(SUFFIXES.items())}
            copy = folder / f"{RECOVERED}{digest[:12]}{endings[media_type(content, digest)]}"
            copy.write_bytes(content)
            document: Document = self._read(copy)
            if document.digest != digest:
                raise OSError("it is no longer what it was")
            held, _ = library.put(document, copy, state="")
        except (CorpusError, OSError) as error:
            self._could_not(f"files/{digest} can't be taken in again ({str(error).replace(f'{folder}/', '')})")
        else:
            self._did(f"took files/{digest[:12]}… in again as {held.name}; add its own file again to give it its name")

    def _index_words(self) -> None:
        try:
            with repairing(self._folder) as connection:
                index_words_again(connection)
        except LibraryUnusable:
            # What FTS5 keeps is damaged in a way that it can't even be dropped.
            self._salvage()
        self._did("made the full-text index again")

    def _delete_models(self, report: CheckReport) -> None:
        for fault in _of(report, "model"):
            shutil.rmtree(self._folder / MODELS / fault.subject, ignore_errors=True)
            self._did(f"deleted models/{fault.subject}, which is made again when it is next used")


def _of(report: CheckReport, *kinds: FaultKind) -> list[Fault]:
    return [fault for fault in report.faults if fault.kind in kinds]
