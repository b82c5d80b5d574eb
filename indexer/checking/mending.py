"""Mending: what repair does to single documents and files of a library, whose records may be damaged."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self, get_args

import numpy as np

from indexer.catalogue import Catalogue, Holding
from indexer.checking.files import SOURCES
from indexer.embedding import passage_vectors
from indexer.encoder import Encoder
from indexer.errors import DocumentUnknown, LibraryUnusable
from indexer.passages import Kind
from indexer.source_store import SourceStore
from indexer.sqlite_file import CATALOGUE
from indexer.vector_store import VECTORS

SAME = 0.99
"""The least cosine of two vectors of one text by one encoder, whatever it runs on."""

_ALL: tuple[Kind, ...] = get_args(Kind)


class _StillDifferent(Exception):
    """A document that has other faults than those which were mended."""


class Mending:
    """A library's catalogue and its copies of files, opened to be mended. Not safe for threads."""

    def __init__(self, folder: Path) -> None:
        """Open the library in `folder`; raises LibraryTooNew or LibraryUnusable."""
        self._folder = folder
        self._catalogue = Catalogue(folder / CATALOGUE)
        self.sources = SourceStore(folder / SOURCES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._catalogue.close()

    def bare(self, digest: str) -> Holding:
        """What can be told of a document without its record; raises DocumentUnknown."""
        return self._catalogue.bare(digest)

    def still_held(self, digest: str) -> Holding | None:
        """The same; None where it was removed in the meantime."""
        try:
            return self.bare(digest)
        except DocumentUnknown:
            return None

    def described(self, digest: str) -> Holding:
        """A document in brief, without its bibliographic record where that can't be read; raises DocumentUnknown."""
        try:
            return self._catalogue.holding_with(digest) or self.bare(digest)
        except LibraryUnusable:
            return self.bare(digest)

    def keep_source(self, digest: str, origin: Path) -> None:
        """Copy a document's file in from `origin`; raises FileDamaged where that is another one, or LibraryUnusable."""
        with self._catalogue.writing():
            self.sources.keep(origin, digest)

    def embed_again(self, digest: str, encoder: Encoder) -> bool:
        """Compute the vectors of a document anew; False, and nothing is done, where its seal shows other damage too.

        Raises LibraryUnusable where the document can't be read.
        """
        holding = self.described(digest)
        document = self._catalogue.document(digest, holding.state)
        found = [held.passage for held in self._catalogue.passages_of(holding, _ALL)]
        vectors = passage_vectors(encoder, found)
        try:
            with self._catalogue.writing():
                before = self._catalogue.seal(digest)
                self._catalogue.amend(holding, document, holding.state, (found, vectors))
                if before not in ("", self._catalogue.seal(digest)):
                    raise _StillDifferent
        except _StillDifferent:
            return False
        return True

    def count_words_again(self) -> None:
        """Count the words of all documents anew."""
        with self._catalogue.writing():
            self._catalogue.forget_words()
        with closing(Catalogue(self._folder / CATALOGUE)) as again, again.writing():
            pass

    def is_made_by(self, encoder: Encoder) -> bool:
        """Whether the encoder makes the vectors that are held, going by one passage; True where there are none."""
        held = self._catalogue.passages(self._catalogue.passage_ids()[:1].tolist())
        for number, one in held.items():
            vector = self._catalogue.vectors([number])[0]
            made = passage_vectors(encoder, [one.passage])[0]
            return made.shape == vector.shape and float(np.dot(made, vector)) > SAME
        return True

    def unlisted(self) -> tuple[str, ...]:
        """The digests by which files are kept of which no document is held."""
        return tuple(digest for digest in self.sources.digests() if self.still_held(digest) is None)

    def discard(self, digests: Iterable[str]) -> int:
        """Delete those kept files of which no document is held, and copies that were never finished; how many."""
        with self._catalogue.writing():
            unheld = [digest for digest in digests if self.still_held(digest) is None]
            drafts = self.sources.drafts()
            for digest in unheld:
                self.sources.discard(digest)
            for name in drafts:
                self.sources.discard_draft(name)
            unfinished = sorted(self._folder.glob(f"{VECTORS}*.draft"))
            for path in unfinished:
                path.unlink(missing_ok=True)
        return len(unheld) + len(drafts) + len(unfinished)
