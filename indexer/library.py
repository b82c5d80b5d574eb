"""The library: a folder of documents that can be added to, searched and shown."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from corpus.bibliography.record import Record
from corpus.document import Document
from corpus.reading.path_text import path_text
from indexer.audit_store import AuditStore
from indexer.catalogue import Catalogue, HeldPassage, Holding
from indexer.corrections import Corrections
from indexer.embedding import Tell, VectorsAhead, embedded_anew, untold
from indexer.encoder import Encoder, Vectors
from indexer.errors import EncoderMismatch, LibraryUnusable
from indexer.lexical import CONTEXT_WEIGHT
from indexer.passages import Kind, Passage, passages
from indexer.shared_view import SharedView, WritingTurn
from indexer.source_store import SourceStore
from indexer.sqlite_file import library_file
from indexer.vector_index import VectorIndex
from indexer.vector_store import VectorStore
from indexer.vector_upkeep import VectorUpkeep
from indexer.vocabulary import Vocabulary

_log = logging.getLogger("pincite.indexer")

Change = Literal["added", "updated", "unchanged"]

DOCUMENTS_IN_MEMORY = 64


class Library:
    """A folder with `library.sqlite`, `vectors.faiss` and `files/`. Safe for threads; several processes may hold it.

    The catalogue alone decides what is held: vectors are brought into line with it when they are
    used, so that no crash between two files can leave a mixture.
    """

    def __init__(self, folder: Path, encoder: Encoder, *, create: bool = False) -> None:
        """Open the library in `folder`; with `create`, make it where there is none.

        Raises LibraryMissing, LibraryTooNew or LibraryUnusable.
        """
        self.folder = folder
        self.encoder = encoder
        path = library_file(folder, create)
        # Two connections: whoever reads never waits for a writer of this process or of another.
        self._catalogue, self._writer = Catalogue(path), Catalogue(path)
        self._lock = SharedView(self._catalogue.reading)
        self._writing = WritingTurn(self._lock.outdate)
        self._sources = SourceStore(folder / "files")
        self._ahead = VectorsAhead(encoder)
        self._vectors = VectorStore(folder, lambda: encoder.dimension)
        look_ups = self._lock, self._writing, self._catalogue
        self._upkeep = VectorUpkeep(path, self._vectors, *look_ups, lambda: self._writer)
        self._documents = lru_cache(maxsize=DOCUMENTS_IN_MEMORY)(self._catalogue.document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Save the vectors if they changed, and let go of the files."""
        self.save_vectors()
        with self._writing, self._lock:
            self._writer.close()
            self._catalogue.close()

    @contextmanager
    def view(self) -> Iterator[None]:
        """One unchanging view: all searches and look-ups inside see the same documents. Others may read meanwhile."""
        self._upkeep.save_lost()
        with self._lock.view():
            yield

    def holdings(self) -> tuple[Holding, ...]:
        """Every document held, by name."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.holdings()

    def holding(self, key: str) -> Holding:
        """The document called `key`: its name, its id, or an unmistakable part; else raises DocumentUnknown."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.holding(key)

    def document(self, holding: Holding) -> Document:
        """The document with all its layers."""
        with self._lock:
            return self._documents(holding.digest, holding.state)

    def source(self, holding: Holding) -> Path:
        """The library's copy of the document's file."""
        return self._sources.path(holding.digest)

    def keep_source(self, holding: Holding, source: Path) -> bool:
        """Copy a held document's file in once more, where the library's copy of it is gone; whether it was."""
        if self.source(holding).exists():
            return False
        with self._writing, self._writer.writing():
            is_held = self._writer.holding_with(holding.digest) is not None
            if is_held:
                self._sources.keep(source, holding.digest)
        return is_held

    def embed_ahead(self, documents: Sequence[Document]) -> None:
        """Make the vectors of documents that are about to be put in, in one go."""
        self._ahead.make(documents)

    def put(self, document: Document, source: Path, state: str, tell: Tell = untold) -> tuple[Holding, Change]:
        """Hold `document`, in the place of any earlier reading of the same bytes or the same path, in one step.

        What was corrected by hand of the same bytes stays so. Where another process has put in the very same in the
        meantime, nothing is written. `tell` is told how far a long one is embedded.
        """
        origin = origin_of(source)
        try:
            for by_hand, corrected, found, vectors in self._remade(document, tell):
                with self._writing, self._writer.writing():
                    self._agree_on_encoder(vectors)
                    if self._writer.corrections.of(document.digest) != by_hand:
                        continue
                    same = self._writer.holding_with(document.digest)
                    if same is not None and same.state == by_hand.state(state):
                        return same, "unchanged"
                    from_there = [holding for holding in self._writer.holdings_from(origin) if holding != same]
                    earlier = [*from_there, *([same] if same else [])]
                    for holding in earlier:
                        self._writer.delete(holding)
                    self._sources.keep(source, document.digest)
                    named = replace(corrected, name=self._free_name(source))
                    held = self._writer.insert(named, origin, by_hand.state(state), found, vectors)
                    self._writer.corrections.keep(document.digest, by_hand, document.record)
                break
        except LibraryUnusable:
            # The copy may have been made before the disk was full; it would take up the room that is missing.
            self._discard_sources([document.digest])
            raise
        self._discard_sources([holding.digest for holding in earlier])
        return held, "updated" if earlier else "added"

    def renew(self, holding: Holding, document: Document, state: str, tell: Tell = untold) -> Holding:
        """Hold another reading of a held file, with its name and what was corrected by hand; raises DocumentUnknown."""
        for by_hand, corrected, found, vectors in self._remade(document, tell):
            with self._writing, self._writer.writing():
                self._check_encoder(self._writer)
                if self._writer.corrections.of(document.digest) != by_hand:
                    continue
                now = self._writer.bare(holding.digest)
                self._writer.delete(now)
                named = replace(corrected, name=now.name)
                held = self._writer.insert(named, now.origin, by_hand.state(state), found, vectors, now.number)
                self._writer.corrections.keep(document.digest, by_hand, document.record)
            break
        return held

    def correct(
        self,
        key: str,
        changes: Mapping[str, object | None],
        taken_back: Collection[str] = frozenset(),
        tell: Tell = untold,
    ) -> Holding:
        """Put bibliographic fields in by hand, None for one that the work hasn't; `taken_back` ones are as read again.

        They outlast every new reading. What changes is embedded anew, all in one step. Raises DocumentUnknown.
        """
        while True:
            with self._lock, self._catalogue.reading():
                holding = self._catalogue.holding(key)
                before = self._catalogue.corrections.of(holding.digest)
                by_hand = before.with_changes(changes, frozenset(taken_back))
                as_read = self._catalogue.corrections.as_read(holding.digest) or holding.record
                document = self._documents(holding.digest, holding.state)
                earlier = self._catalogue.vectored(holding)
            if by_hand == before:
                return holding
            corrected = replace(document, record=by_hand.of(as_read))
            remade = embedded_anew(self.encoder, corrected, earlier, tell)
            with self._writing, self._writer.writing():
                self._check_encoder(self._writer)
                now = self._writer.holding_with(holding.digest)
                # Read anew, corrected or removed in the meantime: begin again with what is held now.
                if now is not None and now.state == holding.state:
                    self._writer.corrections.keep(holding.digest, by_hand, as_read)
                    return self._writer.amend(now, corrected, by_hand.state(holding.state_as_read), remade)

    def corrections(self, holding: Holding) -> Corrections:
        """What was corrected by hand of a document."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.corrections.of(holding.digest)

    def as_read(self, holding: Holding) -> Record:
        """The bibliographic record as it was read, before anything was corrected by hand."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.corrections.as_read(holding.digest) or holding.record

    def holding_with(self, digest: str) -> Holding | None:
        """The document whose file has that SHA-256, if it is held."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.holding_with(digest)

    def holdings_from(self, source: Path) -> tuple[Holding, ...]:
        """The documents that came from that path, by name."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.holdings_from(origin_of(source))

    def relocate(self, holding: Holding, source: Path) -> Holding:
        """Take note that a held document's file is now called `source`; nothing is read or embedded anew."""
        with self._writing, self._writer.writing():
            return self._writer.relocate(holding, origin_of(source), self._free_name(source, holding.name))

    def remove(self, key: str) -> Holding:
        """Forget a document, its passages and the copy of its file; raises DocumentUnknown."""
        with self._writing, self._writer.writing():
            holding = self._writer.holding(key)
            self._writer.delete(holding)
        self._discard_sources([holding.digest])
        return holding

    def nearest(self, vector: Vectors, k: int, among: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The ids of the `k` passages (of those `among`) nearest in meaning, with cosines, best first."""
        self._upkeep.save_lost()
        with self._lock, self._catalogue.reading():
            return self._current_vectors().search(vector, k, among)

    def matching(
        self, words: Sequence[str], k: int, context: float = CONTEXT_WEIGHT, among: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The ids of the `k` passages (of those `among`) that match the words best, with BM25 scores, best first."""
        with self._lock:
            return self._catalogue.words.search(words, k, context, among)

    def passage_ids_in(self, digests: Sequence[str]) -> tuple[int, ...]:
        """The ids of all passages of these documents, ascending."""
        with self._lock:
            return self._catalogue.works.passage_ids_in(digests)

    def document_frequency(self, words: Sequence[str], among: Sequence[int] | None = None) -> dict[str, int]:
        """In how many passages (of those `among`) each word stands."""
        with self._lock:
            return self._catalogue.words.document_frequency(words, among)

    def standing_in(self, word: str, ids: Sequence[int]) -> frozenset[int]:
        """Those of the passages `ids` in which the word stands."""
        with self._lock:
            return self._catalogue.words.standing_in(word, ids)

    def mentions(self, word: str) -> bool:
        """Whether the word stands anywhere in the library: in a text, a reference list or bibliographic data."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.works.mentions(word)

    def version(self) -> int:
        """A number that differs once anything has been added or removed: what was derived before is out of date."""
        with self._lock:
            return self._catalogue.changes()

    def vocabulary(self) -> Vocabulary:
        """The words of all passages; it takes a few ms for each ten thousand words, however often they stand there."""
        with self._lock, self._catalogue.reading():
            return self._catalogue.works.vocabulary()

    def works_with(self, word: str) -> dict[str, int]:
        """For each document (by digest), how many of its passages have the word in them, references aside."""
        with self._lock:
            return self._catalogue.works.works_with(word)

    def works_of(self, ids: Sequence[int]) -> dict[int, str]:
        """The document (by digest) that each of these passages stands in."""
        with self._lock:
            return self._catalogue.works.works_of(ids)

    def work_sizes(self) -> dict[str, int]:
        """For each document (by digest), how many words its passages have together, references aside."""
        with self._lock:
            return self._catalogue.works.work_sizes()

    def passages_with(self, prefix: str) -> dict[str, int]:
        """For each document (by digest), in how many of its passages a word stands that begins with `prefix`."""
        with self._lock:
            return self._catalogue.works.passages_with(prefix)

    def passages_of(self, holding: Holding, kinds: Sequence[Kind]) -> tuple[HeldPassage, ...]:
        """A document's passages of these kinds, in the order of its text."""
        with self._lock:
            return self._catalogue.passages_of(holding, kinds)

    def references_naming(self, word: str) -> tuple[HeldPassage, ...]:
        """The entries of reference lists in which the word (or a form with its stem) stands, by document and place."""
        with self._lock:
            return self._catalogue.references_naming(word)

    def passages(self, ids: Sequence[int]) -> dict[int, HeldPassage]:
        """The passages with these ids."""
        with self._lock:
            return self._catalogue.passages(ids)

    def vectors(self, ids: Sequence[int]) -> Vectors:
        """The vectors of these passages, in ascending order of id."""
        with self._lock:
            return self._catalogue.vectors(ids)

    def size(self) -> int:
        """How many passages are held."""
        with self._lock:
            return self._catalogue.size()

    @contextmanager
    def audits(self) -> Iterator[AuditStore]:
        """What audits have kept, in one unchanging view."""
        with self._lock, self._catalogue.reading():
            yield self._catalogue.audits

    @contextmanager
    def auditing(self) -> Iterator[AuditStore]:
        """What audits have kept, to be added to: all of it together, or nothing."""
        with self._writing, self._writer.writing():
            self._writer.audits.prepare()
            yield self._writer.audits

    def save_vectors(self) -> None:
        """Write the vectors down, where enough changed. A failure costs the next start some time, and nothing else."""
        self._upkeep.save()

    def refresh(self) -> None:
        """Bring the vectors into line with the catalogue, those on the disk too where enough changed.

        Whoever looks something up from now on sees what other processes had written by then.
        """
        self._lock.outdate()
        self._upkeep.save_due()
        with self._lock, self._catalogue.reading():
            self._current_vectors()

    def _remade(
        self, document: Document, tell: Tell
    ) -> Iterator[tuple[Corrections, Document, Sequence[Passage], Vectors]]:
        """The document as corrected by hand, its passages and their vectors: anew, as often as that is asked for."""
        while True:
            with self._lock, self._catalogue.reading():
                by_hand = self._catalogue.corrections.of(document.digest)
            corrected = replace(document, record=by_hand.of(document.record))
            found = passages(corrected)
            yield by_hand, corrected, found, self._ahead.of(found, tell)

    def _free_name(self, source: Path, own: str = "") -> str:
        """The file's name, with as many of its folders as it takes to tell it from the names of others held."""
        parts = Path(origin_of(source)).parts
        names = ("/".join(parts[-count:]) for count in range(1, len(parts) + 1))
        return next(name for name in names if name == own or not self._writer.is_name(name))

    def _agree_on_encoder(self, vectors: Vectors) -> None:
        if self._writer.fact("encoder") is None:
            self._writer.set_fact("encoder", self.encoder.name)
            self._writer.set_fact("dimension", str(vectors.shape[1]))
        self._check_encoder(self._writer)

    def _check_encoder(self, catalogue: Catalogue) -> None:
        made_with = catalogue.fact("encoder")
        if made_with not in (None, self.encoder.name):
            raise EncoderMismatch(
                f"{self.folder} was made with the encoder {made_with!r}, not {self.encoder.name!r}: "
                f"set PINCITE_ENCODER={made_with}, or choose another --library"
            )

    def _current_vectors(self) -> VectorIndex:
        self._check_encoder(self._catalogue)
        return self._vectors.current(self._catalogue)

    def _discard_sources(self, digests: Sequence[str]) -> None:
        """Delete the copies of those files that are held no more; what can't be deleted now is left over."""
        if not digests:
            return
        try:
            # Nobody else may write: another process may just have kept the same file, and not yet its document.
            with self._writing, self._writer.writing():
                for digest in digests:
                    if self._writer.holding_with(digest) is None:
                        self._sources.discard(digest)
        except LibraryUnusable as error:
            _log.info("copies of files are left over: %s", error)


def origin_of(source: Path) -> str:
    """A file's whole path as it is stored."""
    return path_text(source.absolute())
