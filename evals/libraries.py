"""Libraries to measure on: the sample literature, or any folder, put in by the product's own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.document import Document
from evals.errors import CaseError, MaterialError
from indexer.encoder import Encoder, Vectors
from indexer.errors import DocumentUnknown
from indexer.intake import files_in, take
from indexer.library import Library
from service import bootstrap
from service.settings import Settings


class RememberingEncoder:
    """Another encoder, asked only once for each text: a suite asks the same questions of several systems."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """The other encoder's."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The other encoder's."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The other encoder's vectors."""
        # One text alone is a question; passages come in batches and only once.
        if len(texts) != 1:
            return self._encoder.encode(texts)
        if texts[0] not in self._vectors:
            self._vectors[texts[0]] = self._encoder.encode(texts)
        return np.array(self._vectors[texts[0]])


@contextmanager
def filled_library(settings: Settings, sources: Sequence[Path], folder: Path | None = None) -> Iterator[Library]:
    """A library of all documents in `sources`, in `folder` or in a temporary one; what it holds already stays.

    Raises MaterialError if a document can't be added: figures over half the literature would mislead.
    """
    with TemporaryDirectory(prefix="pincite-evals-") as temporary:
        chosen = replace(settings, library=folder or Path(temporary))
        encoder = RememberingEncoder(bootstrap.encoder(chosen))
        with Library(chosen.library, encoder, create=True) as library:
            fill(library, sources, chosen)
            library.refresh()
            yield library


def fill(library: Library, sources: Sequence[Path], settings: Settings) -> None:
    """Put all documents in `sources` into the library; raises MaterialError for the first that can't be."""
    files = files_in(sources)
    if not files:
        raise MaterialError(f"no documents in {', '.join(str(source) for source in sources)}")
    with bootstrap.reader(settings) as read:
        for outcome in take(library, files, read):
            if outcome.status == "failed":
                raise MaterialError(outcome.detail)


def document_called(library: Library, name: str) -> Document:
    """The held document called `name`; raises CaseError."""
    try:
        return library.document(library.holding(name))
    except DocumentUnknown as error:
        raise CaseError(f"a case names a document that is not held: {error}") from error
