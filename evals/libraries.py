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
from indexer.encoder import Encoder, Vectors, query_vector
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
        self._questions: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """The other encoder's."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The other encoder's."""
        return self._encoder.dimension

    @property
    def reads_only_english(self) -> bool:
        """The other encoder's."""
        return bool(getattr(self._encoder, "reads_only_english", False))

    def encode_query(self, text: str) -> Vectors:
        """The other encoder's vector of a question."""
        if text not in self._questions:
            self._questions[text] = query_vector(self._encoder, text)
        return self._questions[text]

    def remember(self, texts: Sequence[str]) -> None:
        """Encode all of these in one go, so that each is at hand later."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._encoder.encode(new), strict=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The other encoder's vectors."""
        if texts and all(text in self._vectors for text in texts):
            return np.array([self._vectors[text] for text in texts])
        return self._encoder.encode(texts)


def remember(library: Library, texts: Sequence[str]) -> None:
    """Have the encoder of a library that is measured on encode all of these in one go."""
    if isinstance(library.encoder, RememberingEncoder):
        library.encoder.remember(texts)


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
