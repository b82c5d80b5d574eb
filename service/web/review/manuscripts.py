"""Manuscripts: kept for the reader who brought them, checked in the background, and shown by their pages."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Document
from corpus.errors import PageMissing
from corpus.reading.media import PDF
from service.findings.finding import Finding
from service.naming import file_name
from service.progress import Course, Progress
from service.review.decisions import Decisions, Status, decided, finding_id
from service.review.review import Review
from service.review.reviewer import STEPS
from service.web.desk import CHECKING, Desk
from service.web.jobs.awaited import Awaited
from service.web.jobs.board import Teller, Work
from service.web.jobs.job import Job
from service.web.library.uploads import Upload
from service.web.problems import UploadRefused
from service.web.review.bibliographic import refuse_data
from service.workspace.packing import Checked
from service.workspace.reviews import ReviewEntry

LARGEST = 100_000_000
"""Bytes of a manuscript; a thesis with photographs has fewer."""


@dataclass(frozen=True)
class Opened:
    """A kept review with everything that is shown of it."""

    entry: ReviewEntry
    document: Document
    review: Review
    decisions: Decisions

    @property
    def address(self) -> str:
        """The page that shows it."""
        return address_of(self.entry.id)

    @property
    def decided(self) -> Mapping[Status, int]:
        """How many problems and doubts have each status."""
        return decided(self.review.findings, self.decisions)

    def finding(self, id: str) -> Finding | None:
        """The finding with this id, if there is one."""
        return next((finding for finding in self.review.findings if finding_id(finding) == id), None)


def address_of(id: str) -> str:
    """The page of the review with this id."""
    return f"/review/{id}"


def opened(desk: Desk, reader: str, id: str) -> Opened:
    """The review as it is kept; raises NotKept and ReviewOutdated."""
    reviews = desk.workspace.reviews
    entry, checked = reviews.entry(id, reader), reviews.checked(id, reader)
    return Opened(entry, checked.document, checked.review, reviews.decisions(id, reader))


def started(desk: Desk, reader: str, upload: Upload) -> tuple[str, Job]:
    """Keep an uploaded manuscript and put its checking in the queue: the review's id and the job.

    Raises UploadRefused.
    """
    name, content = _received(upload)
    kept = desk.workspace.reviews.keep(reader, name, content)
    return kept.id, _queued(desk, reader, kept.id, name, kept.former_name)


def checked(desk: Desk, reader: str, upload: Upload) -> Awaited[Checked]:
    """Put the checking of an uploaded manuscript in the queue, for somebody who waits for it: it isn't kept.

    Raises UploadRefused.
    """
    name, content = _received(upload)
    return Awaited(desk.board, CHECKING, reader, _title(name), lambda teller: _checked(desk, name, content, teller))


def started_again(desk: Desk, reader: str, id: str) -> Job:
    """Put a kept manuscript's checking in the queue once more; raises NotKept."""
    return _queued(desk, reader, id, desk.workspace.reviews.entry(id, reader).name)


def deleted(desk: Desk, reader: str, id: str) -> None:
    """Delete a review and everything about it, and stop its checking; raises NotKept."""
    desk.workspace.reviews.delete(id, reader)
    desk.board.cancel_about(id, reader)


def page_image(desk: Desk, reader: str, id: str, number: int, scale: float) -> bytes:
    """A page of a kept PDF as PNG; raises NotKept, PageMissing or a ReadError."""
    entry = desk.workspace.reviews.entry(id, reader)
    if entry.media_type != PDF:
        raise PageMissing("this manuscript is a text without pages: it has no page images")
    content = desk.workspace.reviews.content(id, reader)
    with tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "manuscript.pdf"
        path.write_bytes(content)
        return desk.render(path, number, scale)


def _queued(desk: Desk, reader: str, id: str, name: str, former_name: str = "") -> Job:
    def discard() -> None:
        desk.workspace.reviews.forget_unchecked(id, reader)

    return desk.board.submit(
        CHECKING, reader, _title(name), _work(desk, reader, id, former_name), discard=discard, about=id
    )


def _work(desk: Desk, reader: str, id: str, former_name: str) -> Work:
    def work(teller: Teller) -> str:
        reviews = desk.workspace.reviews
        teller("reading the manuscript", 0, 0)
        name = reviews.entry(id, reader).name
        made = _checked(desk, name, reviews.content(id, reader), teller)
        reviews.put(id, reader, made.document, _with_former_name(made.review, former_name))
        return address_of(id)

    return work


def _checked(desk: Desk, name: str, content: bytes, teller: Teller) -> Checked:
    desk.metrics.uploads(1)
    return desk.labour.review(name, content, _telling(teller))


def _title(name: str) -> str:
    return f"Review of {name}"


def _with_former_name(review: Review, former_name: str) -> Review:
    """The review, saying that the same text was reviewed under another name before."""
    if not former_name:
        return review
    told = f"The same text was reviewed before as {former_name}: this is that review, now called {review.document}."
    return replace(review, notices=(told, *review.notices))


def _telling(teller: Teller) -> Progress:
    """Tells how far the review is in its step, and in all."""
    course = Course(STEPS)
    return lambda step, done, total: teller(f"checking {step}", done, total, course.share(step, done, total))


def _received(upload: Upload) -> tuple[str, bytes]:
    """The name and the bytes of an uploaded manuscript; raises UploadRefused for what is none, or too large."""
    name = file_name(upload.name)
    content = _content(upload, name)
    refuse_data(name, content)
    return name, content


def _content(upload: Upload, name: str) -> bytes:
    size = upload.content.seek(0, os.SEEK_END)
    upload.content.seek(0)
    if size > LARGEST:
        most = LARGEST // 1_000_000
        raise UploadRefused(f"{name} has {size / 1_000_000:,.0f} MB: the most for a manuscript is {most} MB")
    return upload.content.read()
