"""Speed: ratios against bare libraries in one run on one machine, so that they mean something on any other."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.document import Document
from evals import process_meter
from evals.baselines import BareEncoder, pdfium_text, pypdf_text
from evals.errors import MaterialError
from evals.machine import machine
from evals.report import aligned
from evals.resampling import grow, originals
from evals.suites import speed_by_size
from evals.suites.speed_systems import Asked
from indexer.encoder import Encoder, Vectors, query_vector
from indexer.intake import files_in
from indexer.library import Library
from indexer.passages import passages
from service import bootstrap
from service.ask.answer import Question
from service.settings import Settings
from service.words.content import content_words

ROUNDS = 3
"""Each time is the best of as many rounds, if nothing else is asked for: what slows one down isn't the code's doing."""

LIBRARY_PASSAGES = 10_000
Encode = Callable[[Sequence[str]], Vectors]

_CLI = "import sys; from service.cli import main; sys.exit(main())"


@dataclass(frozen=True)
class Line:
    """One figure; where it has a bare library beside it, that one's figure and ours over it."""

    name: str
    value: float
    unit: str
    against: str = ""
    bare: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the bare library's."""
        return self.value / self.bare if self.bare else None


@dataclass(frozen=True)
class SpeedReport:
    """All figures of a run, and the machine they were taken on."""

    machine: str
    encoder: str
    lines: tuple[Line, ...]
    sizes: tuple[speed_by_size.SizeFigures, ...] = ()


def measure(
    settings: Settings,
    sources: Sequence[Path],
    questions: Sequence[Question],
    size: int = LIBRARY_PASSAGES,
    sizes: Sequence[int] = (),
    *,
    only_sizes: bool = False,
    rounds: int = ROUNDS,
    bare: Encode | None = None,
) -> SpeedReport:
    """Everything, over the documents in `sources`; raises MaterialError where there is no PDF among them.

    The library that is asked is grown to at least `size` passages; adding and asking are measured at each of `sizes`.
    Reading and indexing are the best of so many `rounds`. `bare` encodes what ours is set against: the packaged model
    called with its defaults, if nothing else is given.
    """
    files = files_in(sources)
    pdfs = [path for path in files if path.suffix.lower() == ".pdf"]
    if not pdfs:
        raise MaterialError(f"no PDF in {', '.join(str(source) for source in sources)}: speed is measured on PDFs")
    encoder = bootstrap.encoder(settings)
    with bootstrap.reader(settings) as read:
        reading = () if only_sizes else reading_lines(pdfs, read, rounds)
        documents = [(path, read(path)) for path in files]
    asked = [Asked(query_vector(encoder, q.text), content_words(q.text)) for q in questions]
    made = originals([document for _, document in documents], encoder) if sizes else ()
    by_size = speed_by_size.measure(made, encoder.name, asked, sizes)
    if only_sizes:
        return SpeedReport(machine(), encoder.name, (), by_size)
    bare = bare or BareEncoder().encode
    lines = [
        *process_lines(sources, questions[0].text),
        *reading,
        *indexing_lines(documents, encoder, bare, rounds),
        *asking_lines([document for _, document in documents], questions, encoder, bare, size),
    ]
    return SpeedReport(machine(), encoder.name, tuple(lines), by_size)


def reading_lines(pdfs: Sequence[Path], read: Callable[[Path], Document], rounds: int = ROUNDS) -> tuple[Line, ...]:
    """Pages a second: the whole reading with all its layers, against text alone from the bare libraries."""
    pages = sum(len(read(path).pages) for path in pdfs)
    extractors = (read, pdfium_text, pypdf_text)
    works = [partial(_each, extract, pdfs) for extract in extractors]
    ours, pdfium, pypdf = (pages / best for best in _bests(works, rounds))
    return (
        Line("reading PDFs", ours, "pages/s", "pdfium text alone", pdfium),
        Line("reading PDFs", ours, "pages/s", "pypdf text alone", pypdf),
    )


def indexing_lines(
    documents: Sequence[tuple[Path, Document]],
    encoder: Encoder,
    bare: Encode,
    rounds: int = ROUNDS,
) -> tuple[Line, ...]:
    """Passages a second, from documents to a library on disk, against encoding the same texts in one call."""
    found = [passage for _, document in documents for passage in passages(document)]
    texts = [text for passage in found for text in (passage.reading, passage.embedded)]
    alone, whole = _bests([partial(bare, texts), partial(_index, documents, encoder)], rounds)
    return (Line("indexing", len(found) / whole, "passages/s", "bare encode", len(found) / alone),)


def asking_lines(
    documents: Sequence[Document],
    questions: Sequence[Question],
    encoder: Encoder,
    bare: Encode,
    size: int,
) -> tuple[Line, ...]:
    """How long a warm question takes over a library of at least `size` passages."""
    with TemporaryDirectory(prefix="pincite-speed-") as folder:
        grow(Path(folder), originals(documents, encoder), encoder, size)
        with Library(Path(folder), encoder) as library:
            asker, held = bootstrap.asker(library), library.size()
            asker.ask(questions[0])
            # In turn, so that whatever else the machine does slows both.
            timed = [(_seconds(partial(asker.ask, q)), _seconds(partial(bare, [q.text]))) for q in questions]
    seconds, encoding = zip(*timed, strict=True)
    median, tail = (1000 * float(figure) for figure in np.quantile(seconds, [0.5, 0.95]))
    over = f"asking, {held:,} passages"
    return (
        Line(f"{over}: rate", len(seconds) / sum(seconds), "questions/s"),
        Line(f"{over}: median", median, "ms", "bare encode of it", 1000 * float(np.median(encoding))),
        Line(f"{over}: 95th percentile", tail, "ms"),
    )


def process_lines(sources: Sequence[Path], question: str) -> tuple[Line, ...]:
    """The commands as a person runs them, from a cold start."""
    with TemporaryDirectory(prefix="pincite-speed-") as folder:
        library = ["--library", str(Path(folder) / "library"), "--quiet"]
        add = _command("add", *map(str, sources), *library)
        ask = _command("ask", question, *library)
    return (
        Line("`pincite add`, cold: time", add["seconds"], "s"),
        Line("`pincite add`: peak memory of its largest process", add["peak_bytes"] / 2**20, "MiB"),
        Line("`pincite ask`, cold: time", ask["seconds"], "s"),
        Line("`pincite ask`: peak memory of its largest process", ask["peak_bytes"] / 2**20, "MiB"),
    )


def to_text(report: SpeedReport) -> str:
    """The figures as they are printed."""
    rows = [["", "value", "unit", "against", "value", "ratio"]]
    for line in report.lines:
        bare = "" if line.bare is None else _number(line.bare)
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
        rows.append([line.name, _number(line.value), line.unit, line.against, bare, ratio])
    parts = [f"{report.machine}; encoder {report.encoder}"]
    if report.lines:
        parts.append(aligned(rows))
    if report.sizes:
        parts.append(speed_by_size.to_text(report.sizes))
    return "\n\n".join(parts)


def _index(documents: Sequence[tuple[Path, Document]], encoder: Encoder) -> None:
    with TemporaryDirectory(prefix="pincite-speed-") as folder, Library(Path(folder), encoder, create=True) as library:
        for path, document in documents:
            library.put(document, path, document.digest)
        library.refresh()


def _command(*arguments: str) -> dict[str, float]:
    meter = [sys.executable, str(Path(process_meter.__file__)), sys.executable, "-c", _CLI, *arguments]
    done = subprocess.run(meter, capture_output=True, check=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    if figures["status"]:
        raise MaterialError(f"`pincite {' '.join(arguments)}` failed with status {figures['status']:.0f}")
    return figures


def _each(work: Callable[[Path], object], paths: Sequence[Path]) -> None:
    for path in paths:
        work(path)


def _bests(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """The seconds of each work's best round; the works take turns."""
    timed = [[_seconds(work) for work in works] for _ in range(rounds)]
    return [min(times) for times in zip(*timed, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
