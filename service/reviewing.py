"""Reviewing from outside: a manuscript's file is read and reviewed, and the reports are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.document import Document
from corpus.reading.limits import Limits
from indexer.errors import LibraryMissing
from indexer.intake import Read
from indexer.library import Library
from service import bootstrap
from service.errors import ReportError
from service.review.decisions import NO_DECISIONS, Decisions, decided
from service.review.review import Review
from service.settings import Settings

_DEFAULT = Limits()


@contextmanager
def library_if_any(settings: Settings) -> Iterator[Library | None]:
    """The library that the settings name; None where there is none yet: a manuscript can be checked by itself."""
    try:
        library = bootstrap.library(settings)
    except LibraryMissing:
        yield None
        return
    with library:
        yield library


def manuscript(path: Path, read: Read) -> Document:
    """The manuscript in the file at `path`; raises a ReadError with one line for what can't be read."""
    if path.is_dir():
        raise ReportError(f"{path} is a folder: name the manuscript's file")
    return read(path)


def html_report(review: Review, document: Document, decisions: Decisions = NO_DECISIONS) -> bytes:
    """The review as one HTML page that needs nothing else, with what was decided of its findings."""
    from service.reports.page import Heading, report_page
    from service.review.wording import summary

    heading = Heading(
        title=f"Review of {document.record.text('title') or document.name}",
        lead=" ".join([summary(review), *_decided_words(review, decisions)]),
        checked=review.checked,
        notices=review.notices,
    )
    found = [(review.document, document, finding) for finding in review.findings]
    return report_page(heading, found, decisions).encode("utf-8", errors="replace")


def _decided_words(review: Review, decisions: Decisions) -> Iterator[str]:
    settled = decided(review.findings, decisions)
    if settled["accepted"] or settled["dismissed"]:
        yield f"Of these {settled['accepted']:,} accepted and {settled['dismissed']:,} dismissed by the reviewer."


def pdf_report(
    review: Review, document: Document, source: Path, decisions: Decisions = NO_DECISIONS, limits: Limits = _DEFAULT
) -> bytes:
    """The manuscript's PDF with problems and doubts as notes, made within the limits on reading a file.

    Raises ReportError for another format, and for a PDF that can't be written again.
    """
    from service.reports.annotated_pdf import annotated_pdf

    return annotated_pdf(source, document, review.findings, decisions, limits)


def write_report(path: Path, content: bytes) -> None:
    """Put the report in place when it is whole; raises ReportError."""
    draft = path.with_name(f"{path.name}.draft")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise ReportError(f"{path} can't be written: {error.strerror}") from error
    finally:
        if draft.is_file():
            draft.unlink()
