"""The desk: what the pages and the HTTP API ask the library for, over one open library."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from threading import Event, Lock
from typing import Annotated

from fastapi import Depends, Request

from corpus.document import Document, Span
from corpus.errors import FileMissing, PageMissing
from corpus.reading.limits import Limits
from corpus.reading.media import PDF
from indexer.catalogue import Holding
from indexer.errors import DocumentUnknown
from indexer.intake import Outcome
from indexer.library import Library
from indexer.typed_fields import changes, variables
from service.ask.answer import Answer, Question
from service.ask.asker import Asker, Tell
from service.naming import visible
from service.phrasing import counted
from service.verify.claim import Claim
from service.verify.verdict import Verdict
from service.verify.verifier import Verifier
from service.web.ask.suggestions import Suggestions
from service.web.jobs.awaited import Awaited
from service.web.jobs.board import Board, Teller
from service.web.jobs.job import Job
from service.web.jobs.labour import Labour
from service.web.jobs_stopped import StoppedJobs
from service.web.library.taking import waiting
from service.web.library.uploads import Batch, Upload, stored
from service.web.library.waiting_room import WaitingRoom
from service.web.problems import NotReady, PassageOutside
from service.web.watching.metrics import Held, Metrics
from service.workspace.workspace import Workspace

LONGEST_PASSAGE = 20_000
"""Characters that are shown as one marked passage."""

IMAGES_IN_MEMORY = 32

READING, CORRECTING, CHECKING = "reading", "correcting", "checking"
"""The lanes of the board: a long review keeps no upload waiting, and a long upload no correction."""

Render = Callable[[Path, int, float], bytes]
"""Makes a PNG of a page of a PDF: the file, the page from 1, and pixels a point."""

_ID = re.compile(r"[0-9a-f]{12,64}")


@dataclass(frozen=True)
class Desk:
    """One library, and what answers, verifies and works over it. Safe for threads.

    `patience` is how many seconds whoever waits for work does so before it has begun.
    """

    library: Library
    asker: Asker
    verifier: Verifier
    labour: Labour
    render: Render
    workspace: Workspace
    board: Board
    waiting_room: WaitingRoom = field(default_factory=WaitingRoom)
    limits: Limits = field(default_factory=Limits)
    patience: float = 120
    _stopping: Event = field(default_factory=Event)
    _ended: Event = field(default_factory=Event)
    _ending: Lock = field(default_factory=Lock)
    _held: dict[int, Mapping[str, Holding]] = field(default_factory=dict)

    @property
    def is_stopping(self) -> bool:
        """Whether the server is about to stop."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Take no more work, let what runs stop at its next word of progress, and write down what was stopped."""
        self._stopping.set()
        with self._ending:  # Whoever comes second waits until it is done.
            if not self._ended.is_set():
                self.stopped_jobs.stop()
                self._ended.set()

    @cached_property
    def stopped_jobs(self) -> StoppedJobs:
        """What is kept of the work in the background for the server after this one."""
        return StoppedJobs(self.board, self.library.folder)

    def close(self) -> None:
        """Let the work in the background end, and let go of the workspace."""
        self.stop()
        self._suggestions.close()
        self.board.close()
        self.workspace.close()

    def ask(self, question: Question, tell: Tell | None = None) -> Answer:
        """The answer of the library; raises QuestionError."""
        answer = self.asker.ask(question, tell)
        self.metrics.answer(answer.abstained)
        return answer

    def verify(self, claim: Claim) -> Verdict:
        """The verdict of the library; raises ClaimError."""
        verdict = self.verifier.verify(claim)
        self.metrics.verdict()
        return verdict

    def holding(self, key: str) -> Holding:
        """The document with this id; a name or a path is no id. Raises DocumentUnknown."""
        unknown = "there is no such document in this library"
        if not _ID.fullmatch(key):
            raise DocumentUnknown(unknown)
        try:
            holding = self.library.holding(key)
        except DocumentUnknown as error:
            raise DocumentUnknown(unknown) from error
        if not holding.digest.startswith(key):
            raise DocumentUnknown(unknown)
        return holding

    def document(self, key: str) -> Document:
        """The document with this id, all layers; raises DocumentUnknown."""
        return self.library.document(self.holding(key))

    def page_image(self, key: str, number: int, scale: float) -> bytes:
        """Page `number` (from 1) as PNG, `scale` pixels a point; raises DocumentUnknown, PageMissing or a ReadError."""
        holding = self.holding(key)
        if holding.media_type != PDF:
            raise PageMissing("this document is a text without pages: it has no page images")
        if not 1 <= number <= holding.pages:
            raise PageMissing(f"there is no page {number}: the document has pages 1 to {holding.pages}")
        source = self.library.source(holding)
        if not source.is_file():
            raise FileMissing(f"{source} is gone from the library")
        return self._image(source, number, scale)

    @cached_property
    def _image(self) -> Render:
        """Images are kept by path, since the library's copies are named by their content."""
        return lru_cache(maxsize=IMAGES_IN_MEMORY)(self.render)

    def take(self, uploads: Sequence[Upload], reader: str) -> Awaited[tuple[Outcome, ...]]:
        """Put the uploaded files in, whether or not the reader waits; raises UploadRefused, WaitingFull or NotReady."""
        if self.is_stopping:
            raise NotReady("the server is about to stop: send the files again once it has been started")
        self.waiting_room.check(reader)
        batch = stored(uploads)
        discard = self._admitted(batch, reader)
        self.metrics.uploads(len(batch.documents))
        items = waiting(batch)
        title = f"Adding {items[0].name if len(items) == 1 else counted(len(items), 'document')}"
        return Awaited(
            self.board, READING, reader, title, partial(self.labour.add, batch), items=items, discard=discard
        )

    def _admitted(self, batch: Batch, reader: str) -> Callable[[], None]:
        """Let a batch wait; what clears up after it. Raises WaitingFull."""
        try:
            leave = self.waiting_room.enter(reader, batch.bytes)
        except BaseException:
            batch.discard()
            raise

        def discard() -> None:
            leave()
            batch.discard()

        return discard

    def read_again(self, key: str, reader: str) -> Job:
        """Read a document once more with today's readers, in the background; raises DocumentUnknown."""
        holding = self.holding(key)

        def work(teller: Teller) -> str:
            self.labour.read_again(holding.id, teller)
            return f"/library/{holding.id}"

        return self.board.submit(READING, reader, f"Reading {visible(holding.name)} again", work)

    def correct(
        self, key: str, texts: Mapping[str, str], reader: str, taken_back: Collection[str] = ()
    ) -> Awaited[Holding]:
        """Put bibliographic fields in by hand as they were typed; those taken back are as they were read.

        It is done even where whoever sent them doesn't wait for it. Raises DocumentUnknown, CorrectionRefused or
        NotReady.
        """
        if self.is_stopping:
            raise NotReady("the server is about to stop: send this again once it has been started")
        holding = self.holding(key)
        made, without = changes(holding.record, texts), variables(taken_back)

        def work(teller: Teller) -> Holding:
            return self.labour.correct(holding.id, made, without, teller)

        title = f"Correcting {visible(holding.name)}"
        return Awaited(self.board, CORRECTING, reader, title, work, address=f"/library/{holding.id}", goes_on=True)

    def remove(self, key: str) -> Holding:
        """Forget a document; raises DocumentUnknown."""
        return self.library.remove(self.holding(key).digest)

    def held(self) -> Mapping[str, Holding]:
        """Every document held, by its id; kept until the library changes."""
        version = self.library.version()
        held = self._held.get(version)
        if held is None:
            held = {holding.id: holding for holding in self.library.holdings()}
            self._held.clear()
            self._held[version] = held
        return held

    @cached_property
    def metrics(self) -> Metrics:
        """What is counted here."""
        return Metrics(self._held_now)

    def _held_now(self) -> Held:
        holdings = self.held().values()
        return Held(len(holdings), sum(holding.passages for holding in holdings), self.board.counts())

    def suggestions(self) -> tuple[str, ...]:
        """A few questions that this library answers."""
        return self._suggestions.current()

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions(self.library, self.asker)


def passage(document: Document, start: int, end: int) -> Span:
    """The span from `start` to `end`; raises PassageOutside where the document has none such."""
    if not 0 <= start <= end <= len(document.text):
        raise PassageOutside(
            f"there are no characters {start} to {end}: the document has 0 to {len(document.text)}, "
            "and the start comes first"
        )
    return Span(start, end)


def shown_passage(document: Document, start: int, end: int) -> Span:
    """A passage short enough to be marked on its pages; raises PassageOutside."""
    span = passage(document, start, end)
    if len(span) > LONGEST_PASSAGE:
        raise PassageOutside(f"{len(span):,} characters are too many to mark: the most is {LONGEST_PASSAGE:,}")
    return span


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
"""The desk of the application that a request came to."""
