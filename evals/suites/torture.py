"""Torture: files of every kind, broken ones above all; each must end in text or in one clear reason, within bounds."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import errors
from corpus.document import Document
from corpus.reading.limits import Limits
from corpus.reading.workers.worker import ReadingWorker
from evals.errors import MaterialError
from evals.gold.archives import unpacked
from evals.read_cost import Cost, read_at_cost
from evals.report import aligned
from evals.suites.hostile_files import BOMBS, hostile_files
from indexer.intake import Outcome, take
from indexer.library import Library
from indexer.passages import passages
from service import bootstrap
from service.settings import Settings

BOUNDS = Limits(seconds=20.0, memory_bytes=1_500_000_000)
MADE = "made here"
SHOWN = 5
_ENCODER = "hashing-64"
_READ, _DOUBTED, _COPY = "read", "read, with doubts on a page", "a copy of one that is held"
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (errors.FileMissing, "refused: no file, or not to be opened"),
    (errors.FileEmpty, "refused: empty"),
    (errors.FileEncrypted, "refused: under a password"),
    (errors.FileDamaged, "refused: damaged"),
    (errors.FileUnsupported, "refused: another kind of file"),
    (errors.FileWithoutText, "refused: no text"),
    (errors.FileTooLarge, "refused: too large"),
    (errors.TimeExceeded, "TIMED OUT"),
    (errors.MemoryExceeded, "KILLED FOR MEMORY"),
    (errors.OutputExceeded, "KILLED FOR OUTPUT"),
    (errors.ReaderCrashed, "CRASHED THE READER"),
)
_ROWS = (_READ, _DOUBTED, _COPY, *(kind for _, kind in _KINDS))


@dataclass(frozen=True)
class Fate:
    """What became of one file: the row of the table that it counts in, and what its user is told.

    `bounded` says that it ended within the bounds and was told in one line.
    """

    name: str
    kind: str
    told: str
    seconds: float
    peak_bytes: int
    bounded: bool


@dataclass(frozen=True)
class TortureReport:
    """Every fate, by name, and what is wrong with the library that the files went into."""

    fates: tuple[Fate, ...]
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every file stayed within bounds and the library is whole."""
        return not self.faults and all(fate.bounded for fate in self.fates)


@dataclass(frozen=True)
class _Ending:
    """How one reading ended."""

    error: errors.ReadError | None = None
    doubts: tuple[str, ...] = ()
    seconds: float = 0.0
    peak_bytes: int = 0


class _Meter:
    """Reads files, and keeps how each reading ended."""

    def __init__(self, read_at_cost: Callable[[Path], Cost], bounds: Limits) -> None:
        self._read_at_cost, self._bounds = read_at_cost, bounds
        self.endings: dict[Path, _Ending] = {}

    def read(self, path: Path) -> Document:
        """The document at `path`; raises a ReadError."""
        begin = time.perf_counter()
        try:
            cost = self._read_at_cost(path)
        except errors.ReadError as error:
            needed = self._bounds.memory_bytes if isinstance(error, errors.MemoryExceeded) else 0
            cost = Cost.of(error, time.perf_counter() - begin, needed)
        outcome = cost.outcome
        if isinstance(outcome, errors.ReadError):
            self.endings[path] = _Ending(outcome, (), cost.seconds, cost.peak_bytes)
            raise outcome
        doubts = tuple(sorted({doubt for page in outcome.pages for doubt in page.doubts}))
        self.endings[path] = _Ending(None, doubts, cost.seconds, cost.peak_bytes)
        return outcome


def measure(settings: Settings, folders: Sequence[Path], bounds: Limits = BOUNDS) -> TortureReport:
    """Put every PDF in `folders` and in their .tar.xz archives, and files that are made here, into a library.

    Recognising images takes seconds a page and is measured elsewhere: here it is off.
    Raises MaterialError for a folder that isn't there.
    """
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="pincite-torture-")))
        files = {path: name for folder in folders for path, name in stack.enter_context(_pdfs(folder)).items()}
        files.update({path: f"{MADE}/{path.name}" for path in hostile_files(scratch / "made")})
        chosen = replace(settings, library=scratch / "library", encoder=_ENCODER, limits=bounds, ocr="off")
        library = stack.enter_context(Library(chosen.library, bootstrap.encoder(chosen), create=True))
        worker = stack.enter_context(ReadingWorker(bounds))
        meter = _Meter(partial(worker.read, partial(read_at_cost, bootstrap.read_function(chosen))), bounds)
        outcomes = list(take(library, files, meter.read))
        fates = [
            _fate(files[outcome.path], outcome, meter.endings.get(outcome.path, _Ending()), bounds)
            for outcome in outcomes
        ]
        return TortureReport(tuple(sorted(fates, key=lambda fate: fate.name)), tuple(_faults(library, outcomes)))


@contextmanager
def _pdfs(folder: Path) -> Iterator[dict[Path, str]]:
    """The PDFs of a folder and of the archives in it, with the names that they are shown by."""
    if not folder.is_dir():
        raise MaterialError(f"{folder} is no folder: name one that holds PDFs, or .tar.xz archives of them")
    with ExitStack() as stack:
        found = {path: str(path.relative_to(folder)) for path in _named_pdf(folder)}
        for archive in sorted(folder.rglob("*.tar.xz")):
            inside = stack.enter_context(unpacked(archive))
            found.update({path: str(path.relative_to(inside)) for path in _named_pdf(inside)})
        yield found


def _named_pdf(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf")


def _fate(name: str, outcome: Outcome, ending: _Ending, bounds: Limits) -> Fate:
    told = outcome.detail or "; ".join(ending.doubts)
    within = ending.seconds <= bounds.seconds and ending.peak_bytes <= bounds.memory_bytes
    stopped = isinstance(ending.error, errors.ReadingStopped) and not _may_be_stopped(name, ending.error)
    bounded = within and not stopped and "\n" not in told
    return Fate(name, _kind(outcome, ending), told, ending.seconds, ending.peak_bytes, bounded)


def _may_be_stopped(name: str, error: errors.ReadError) -> bool:
    return name.removeprefix(f"{MADE}/") in BOMBS and not isinstance(error, errors.ReaderCrashed)


def _kind(outcome: Outcome, ending: _Ending) -> str:
    if outcome.status == "failed":
        error = ending.error or errors.FileMissing()
        return next(kind for error_type, kind in _KINDS if isinstance(error, error_type))
    if outcome.detail:
        return _COPY
    return _DOUBTED if ending.doubts else _READ


def _faults(library: Library, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What shows that a document is held by halves, or one that was refused is held."""
    added = {outcome.holding.digest for outcome in outcomes if outcome.holding}
    held = {holding.digest for holding in library.holdings()}
    if added != held:
        yield f"{len(added)} documents were said to be held, {len(held)} are"
    for holding in library.holdings():
        document = library.document(holding)
        if len(document.pages) != holding.pages or len(passages(document)) != holding.passages:
            yield f"{holding.name} is held by halves"
        if not library.source(holding).is_file():
            yield f"{holding.name} is held without its file"


def to_text(report: TortureReport) -> str:
    """The table of outcomes, the costliest files, and all that went wrong."""
    counts = Counter(fate.kind for fate in report.fates)
    blocks = [
        aligned([["Outcome", "files"], *([row, str(counts[row])] for row in _ROWS), ["all", str(len(report.fates))]])
    ]
    slowest = sorted(report.fates, key=lambda fate: (-fate.seconds, fate.name))[:SHOWN]
    hungriest = sorted(report.fates, key=lambda fate: (-fate.peak_bytes, fate.name))[:SHOWN]
    blocks.append(aligned([["Slowest", "seconds"], *([fate.name, f"{fate.seconds:.2f}"] for fate in slowest)]))
    blocks.append(aligned([["Hungriest", "MB"], *([fate.name, f"{fate.peak_bytes / 1e6:,.0f}"] for fate in hungriest)]))
    wrong = [f"  {fate.name}: {fate.told or f'{fate.seconds:.1f} s'}" for fate in report.fates if not fate.bounded]
    wrong += [f"  {fault}" for fault in report.faults]
    verdict = "every file ended within bounds" if report.passed else "Out of bounds"
    blocks.append("\n".join([f"{verdict} ({BOUNDS.seconds:g} s, {BOUNDS.memory_bytes / 1e6:,.0f} MB)", *wrong]))
    return "\n\n".join(blocks)


def told(report: TortureReport) -> str:
    """What the user is told of each file that was not read without doubt."""
    return "\n".join(f"{fate.kind}\t{fate.name}\t{fate.told}" for fate in report.fates if fate.kind != _READ)
