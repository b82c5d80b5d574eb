"""Baselines: bare libraries, as a person would use them without Pincite.

Everywhere else each of these libraries is known to one module only; this module is the exception, because a
comparison with a bare library must not pass through our own code.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdf
import pypdfium2

from indexer.encoder import Vectors
from indexer.sentence_encoder import packaged_weights


def pypdf_text(path: Path) -> str:
    """The PDF's text as pypdf extracts it, its pages parted by a line end."""
    with pypdf.PdfReader(path) as reader:
        return "\n".join(page.extract_text() for page in reader.pages)


def pdfium_pages(path: Path) -> tuple[str, ...]:
    """The text of each page as PDFium extracts it."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return tuple(_pdfium_page(document, index) for index in range(len(document)))


def pdfium_text(path: Path) -> str:
    """The PDF's text as PDFium extracts it, its pages parted by a line end."""
    return "\n".join(pdfium_pages(path))


def _pdfium_page(document: pypdfium2.PdfDocument, index: int) -> str:
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        return str(text.get_text_range())


class BareEncoder:
    """The packaged model called with nothing but its defaults."""

    def __init__(self) -> None:
        # Imported here: torch takes seconds, and no other baseline needs it.
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
        self._model = SentenceTransformer(str(packaged_weights()), device="cpu", local_files_only=True)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text."""
        return self._model.encode(list(texts), show_progress_bar=False)
