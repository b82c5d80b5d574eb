"""Baselines: bare libraries, as a person would use them without Pincite.

Everywhere else each of these libraries is known to one module only; this module is the exception, because a
comparison with a bare library must not pass through our own code.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2

from indexer.encoder import Vectors
from indexer.packaged_model import packaged_weights


def pypdf_text(path: Path) -> str:
    """The PDF's text as pypdf extracts it, its pages parted by a line end."""
    with _without_warnings(logging.getLogger("pypdf")), pypdf.PdfReader(path) as reader:
        return "\n".join(page.extract_text() for page in reader.pages)


@contextmanager
def _without_warnings(log: logging.Logger) -> Iterator[None]:
    """Keep what a library says of each odd font out of the report."""
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def pdfium_pages(path: Path) -> tuple[str, ...]:
    """The text of each page as PDFium extracts it."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return tuple(_pdfium_page(document, index) for index in range(len(document)))


def pdfium_text(path: Path) -> str:
    """The PDF's text as PDFium extracts it, its pages parted by a line end."""
    return "\n".join(pdfium_pages(path))


def pdfplumber_tables(path: Path) -> tuple[tuple[int, list[list[str]]], ...]:
    """Each table that pdfplumber finds in the PDF, with the number of its page; cells that it merges away are empty."""
    found = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for rows in page.extract_tables():
                found.append((page.page_number, [[cell or "" for cell in row] for row in rows]))
    return tuple(found)


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
