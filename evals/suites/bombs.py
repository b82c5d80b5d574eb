"""Bombs: files that are far more than they look like. Each must end within the limits, as a document or in one line.

They are made one at a time and put into a library of their own; beside the reader's, the memory of the process that has
it read is watched, and whether anything is written outside the folders that are meant for it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import errors
from corpus.bibliography.sidecar import SUFFIXES as SIDECARS
from corpus.bibliography.sidecar import Sidecars, read_sidecar
from corpus.document import Document
from corpus.reading.limits import Limits
from corpus.reading.workers.worker import ReadingWorker
from evals.hostile.bomb_archives import bomb_archives
from evals.hostile.bomb_pdfs import bomb_pdfs
from evals.hostile.bomb_scans import bomb_scans
from evals.hostile.bomb_texts import NAMES, bomb_bibliographies, bomb_texts
from evals.machine import machine
from evals.read_cost import Cost, memory_held, read_at_cost
from evals.report import aligned
from indexer.intake import take
from indexer.library import Library
from service import bootstrap
from service.naming import file_name
from service.settings import Settings

BOUNDS = Limits(seconds=20.0, memory_bytes=2_048 * 2**20, ocr_seconds=60.0)
GRACE_SECONDS = 3.0
"""What the process that reads may take to be ended."""

MOST_GROWN = 600 * 2**20
"""Bytes by which the process that has files read may grow: a document of the largest size, and its passages."""

KINDS: dict[str, Callable[[], Iterator[tuple[str, Callable[[], bytes]]]]] = {
    "pdf": bomb_pdfs,
    "scan": bomb_scans,
    "docx": bomb_archives,
    "text": bomb_texts,
    "bibliography": bomb_bibliographies,
}
_PATIENCE = 3.0
"""How many times as long anything may take where others keep the processor busy, as the reader's own clock has it."""

_RECOGNISED = "scan"
"""The kind for which text is recognised in images: a page of it has the time that such a page may take."""

_ENCODER = "hashing-64"


@dataclass(frozen=True)
class Fall:
    """How one bomb ended: the seconds, the most that the reader held and the parent grew by, and what was told.

    `fault` says in a few words what should not have been, and is empty where all was well.
    """

    name: str
    size: int
    ended: str
    seconds: float
    reader_bytes: int
    grown_bytes: int
    told: str
    fault: str


@dataclass(frozen=True)
class BombReport:
    """Every bomb's end, and what was wrong besides."""

    machine: str
    falls: tuple[Fall, ...]
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything ended as it must."""
        return not self.faults and not any(fall.fault for fall in self.falls)


class _Range:
    """Where bombs are let off: a folder with the one that is tried, and a library."""

    def __init__(
        self, settings: Settings, folder: Path, library: Library, worker: ReadingWorker, page_seconds: float = 0.0
    ) -> None:
        self._read = bootstrap.read_function(settings)
        self._most_seconds = 2 * BOUNDS.seconds + page_seconds + GRACE_SECONDS
        self._folder, self._library, self._worker = folder, library, worker
        self._cost: Cost | None = None

    def tried(self, name: str, data: bytes) -> Fall:
        """Put the file into the library, and take it out again."""
        path = self._folder / name
        path.write_bytes(data)
        size = len(data)
        before, begin = memory_held(), time.perf_counter()
        self._cost = None
        if path.suffix in SIDECARS:
            beside = Sidecars.load(self._folder, partial(self._worker.read, read_sidecar))
            told, ended = "; ".join(beside.notices), "bibliography"
        else:
            (outcome,) = take(self._library, {path: name}, self._metered)
            told, ended = outcome.detail, "read" if outcome.holding else self._error_name()
            if outcome.holding:
                self._library.remove(outcome.holding.digest)
        seconds, grown = time.perf_counter() - begin, max(0, memory_held() - before)
        path.unlink()
        reader = self._cost.peak_bytes if self._cost else 0
        fault = _fault(ended, told, seconds > self._most_seconds * _crowding(), grown)
        return Fall(name, size, ended, seconds, reader, grown, told, fault)

    def _error_name(self) -> str:
        return type(self._cost.outcome).__name__ if self._cost else "refused"

    def _metered(self, path: Path) -> Document:
        try:
            self._cost = self._worker.read(partial(read_at_cost, self._read), path)
        except errors.ReadError as error:
            self._cost = Cost.of(error, 0.0, BOUNDS.memory_bytes if isinstance(error, errors.MemoryExceeded) else 0)
        if isinstance(self._cost.outcome, errors.ReadError):
            raise self._cost.outcome
        return self._cost.outcome


def _crowding() -> float:
    """How many times as long things take because more processes want to work than there are processors."""
    wanting = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return min(_PATIENCE, max(1.0, wanting / (os.cpu_count() or 1)))


def _fault(ended: str, told: str, late: bool, grown: int) -> str:
    if ended == "ReaderCrashed":
        return "the reader crashed"
    if late:
        return "over the limit on time"
    if grown > MOST_GROWN:
        return f"the process that has it read grew by {grown / 1e6:,.0f} MB"
    return "told in several lines" if "\n" in told else ""


def measure(settings: Settings, kinds: Sequence[str] = tuple(KINDS), only: str = "") -> BombReport:
    """Let off the bombs of these kinds, or those whose name holds `only`."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="pincite-bombs-")))
        folder = scratch / "a" / "b" / "given"
        folder.mkdir(parents=True)
        chosen = replace(settings, library=scratch / "a" / "library", encoder=_ENCODER, limits=BOUNDS, ocr="off")
        library = stack.enter_context(Library(chosen.library, bootstrap.encoder(chosen), create=True))
        worker = stack.enter_context(ReadingWorker(BOUNDS))
        plain = _Range(chosen, folder, library, worker)
        recognising = _Range(replace(chosen, ocr=settings.ocr), folder, library, worker, BOUNDS.ocr_seconds)
        falls = tuple(
            (recognising if kind == _RECOGNISED else plain).tried(name, made())
            for kind in kinds
            for name, made in KINDS[kind]()
            if only in f"{kind}/{name}"
        )
        faults = (*_name_faults(folder), *_strays(scratch))
        return BombReport(machine(), falls, faults)


def _name_faults(folder: Path) -> Iterator[str]:
    """Names of uploads that would lead elsewhere, or that no file can have."""
    taken: list[str] = []
    for given in NAMES:
        name = file_name(given, taken)
        taken.append(name)
        path = folder / name
        if path.resolve().parent != folder.resolve():
            yield f"{given!r} would be written outside of its folder, as {name!r}"
            continue
        try:
            path.write_bytes(b"x")
            path.unlink()
        except (OSError, ValueError) as error:
            yield f"{given!r} can't be written as {name!r}: {error}"


def _strays(scratch: Path) -> Iterator[str]:
    """Files that stand beside the folders that were meant to be written to."""
    for path in sorted(scratch.rglob("*")):
        place = path.relative_to(scratch).parts
        if path.is_file() and place[:2] not in (("a", "library"),):
            yield f"{'/'.join(place)} was written outside of the library"


def to_text(report: BombReport) -> str:
    """Each bomb, the costliest first, and what was wrong."""
    rows = [
        [
            fall.name,
            f"{fall.size / 1e6:,.2f}",
            fall.ended,
            f"{fall.seconds:.1f}",
            f"{fall.seconds / BOUNDS.seconds:.2f}",
            f"{fall.reader_bytes / 1e6:,.0f}",
            f"{fall.grown_bytes / 1e6:,.0f}",
            fall.fault,
        ]
        for fall in sorted(report.falls, key=lambda fall: (-fall.seconds, fall.name))
    ]
    heads = ["Bomb", "MB", "ended", "seconds", "of the limit", "reader's MB", "grown by MB", "fault"]
    verdict = "every bomb ended as it must" if report.passed else "Not every bomb ended as it must"
    limits = f"{BOUNDS.seconds:g} s and {BOUNDS.memory_bytes / 1e6:,.0f} MB to read one"
    return "\n\n".join([report.machine, aligned([heads, *rows]), "\n".join([f"{verdict} ({limits})", *report.faults])])


def told(report: BombReport) -> str:
    """What the user is told of each bomb that was not simply read."""
    return "\n".join(f"{fall.ended}\t{fall.name}\t{fall.told}" for fall in report.falls if fall.told)
