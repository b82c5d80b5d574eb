"""OCR: how much of a text is read, in order, from images of its pages; each engine that is installed for itself."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Document
from corpus.errors import ReadError
from corpus.reading.pdfium import PdfiumFile
from corpus.reading.rapid_ocr import RapidOcr
from corpus.reading.tesseract import Tesseract
from corpus.reading.workers.worker import ReadingWorker
from evals.errors import MaterialError
from evals.gold.archives import unpacked
from evals.report import aligned
from evals.suites.reading import share_in_order, tokens
from service import bootstrap
from service.settings import Settings

RESOLUTIONS = (150, 300)
SAMPLES = 2
ENGINES = ("rapidocr", "tesseract")
_POINTS = 72
_GOLD_ENGINES = ("tesseract", "easyocr", "nemotron_ocr", "rapidocr")
_SKIPPED = "OCR: skipped, as no engine is installed (pip install 'pincite[ocr]', or install Tesseract)"


@dataclass(frozen=True)
class Scan:
    """What an engine made of one document: the `share` of the `words` of its text, in order.

    Where there is no text to compare with, `share` is None and `words` counts those that were read.
    `seconds` is the time for a page.
    """

    name: str
    engine: str
    pages: int
    words: int
    share: float | None
    confidence: float
    seconds: float
    told: str = ""


@dataclass(frozen=True)
class OcrReport:
    """Every scan by every engine, in three sets: our samples as images, docling's scans, and scans without a text."""

    samples: tuple[Scan, ...] = ()
    docling: tuple[Scan, ...] = ()
    others: tuple[Scan, ...] = ()


def measure(
    settings: Settings, benchmarks: Path | None = None, scans: Sequence[Path] = (), samples: int = SAMPLES
) -> OcrReport:
    """Read images of the first `samples` samples, the scans of docling's set in `benchmarks`, and the PDFs of `scans`.

    Docling's texts are themselves what an engine read. An empty report where no engine is
    installed.
    """
    imaged, docling, others = [], [], []
    for name in installed_engines():
        with _reader(replace(settings, ocr=name)) as reader:
            with _imaged_samples(samples) as images:
                imaged += [reader.scan(path, label, text) for path, label, text in images]
            with _docling_scans(benchmarks) as found:
                docling += [reader.scan(path, path.name, text) for path, text in found]
            others += [reader.scan(path, path.name, None) for path in scans]
    return OcrReport(*(tuple(sorted(each, key=lambda s: (s.name, s.engine))) for each in (imaged, docling, others)))


def installed_engines() -> tuple[str, ...]:
    """The engines that can be measured here."""
    there = {"rapidocr": RapidOcr.is_installed(), "tesseract": Tesseract.is_installed()}
    return tuple(name for name in ENGINES if there[name])


@dataclass(frozen=True)
class _Reader:
    worker: ReadingWorker
    settings: Settings

    def scan(self, path: Path, label: str, text: str | None) -> Scan:
        begin = time.perf_counter()
        try:
            document = self.worker.read(bootstrap.read_function(self.settings), path)
        except ReadError as error:
            return Scan(
                label,
                self.settings.ocr,
                0,
                len(tokens(text or "")),
                None if text is None else 0.0,
                0.0,
                0.0,
                str(error),
            )
        return self._scan(document, label, text, time.perf_counter() - begin)

    def _scan(self, document: Document, label: str, text: str | None, seconds: float) -> Scan:
        share = None if text is None else share_in_order(text, document.text)
        words = len(tokens(document.text if text is None else text))
        sure = sum(page.confidence for page in document.pages) / len(document.pages)
        return Scan(label, self.settings.ocr, len(document.pages), words, share, sure, seconds / len(document.pages))


@contextmanager
def _reader(settings: Settings) -> Iterator[_Reader]:
    with ReadingWorker(settings.limits) as worker:
        yield _Reader(worker, settings)


@contextmanager
def _imaged_samples(count: int) -> Iterator[list[tuple[Path, str, str]]]:
    """Samples as images at each resolution: the file, its name in the report and its text."""
    with TemporaryDirectory(prefix="pincite-ocr-") as folder, bootstrap.reader(Settings(ocr="off")) as read:
        found = []
        for sample in sorted(bootstrap.samples().glob("*.pdf"))[:count]:
            text = read(sample).text
            for dpi in RESOLUTIONS:
                path = Path(folder) / f"{sample.stem} {dpi}.pdf"
                _save_as_images(sample, path, dpi)
                found.append((path, f"{sample.stem}, {dpi} dpi", text))
        yield found


def _save_as_images(source: Path, target: Path, dpi: int) -> None:
    with PdfiumFile(source) as document:
        pages = [document.picture(number, dpi / _POINTS).convert("L") for number in range(1, len(document) + 1)]
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=dpi)


@contextmanager
def _docling_scans(benchmarks: Path | None) -> Iterator[list[tuple[Path, str]]]:
    """Docling's scanned PDFs with their texts; none where the folder does not hold them."""
    with ExitStack() as stack:
        folder = benchmarks / "docling" if benchmarks else None
        if folder is not None and not (folder / "ocr").is_dir():
            archives = sorted(folder.glob("*ocr*.tar.xz")) or sorted(folder.glob("*.tar.xz"))
            if not archives:
                raise MaterialError(f"{folder} holds neither a folder ocr nor an archive of one")
            folder = stack.enter_context(unpacked(archives[0]))
        sources = sorted(folder.rglob("ocr/sources/*.pdf")) if folder else []
        yield [(path, text) for path in sources if (text := _docling_text(path)) is not None]


def _docling_text(scan: Path) -> str | None:
    gold = scan.parent.parent / "groundtruth"
    named = (gold / name / "full_page" / f"{scan.stem}.{name}.full_page.md" for name in _GOLD_ENGINES)
    return next((path.read_text(encoding="utf-8") for path in named if path.is_file()), None)


def to_text(report: OcrReport) -> str:
    """The figures as they are printed."""
    sets = (
        ("Samples as images", report.samples),
        ("Docling's scans", report.docling),
        ("Scans without a text to compare with", report.others),
    )
    blocks = [_table(title, scans) for title, scans in sets if scans]
    return "\n\n".join(blocks) if blocks else _SKIPPED


def _table(title: str, scans: Sequence[Scan]) -> str:
    heads = [title, "engine", "pages", "words", "in order", "confidence", "s/page"]
    return aligned([heads, *map(_row, scans)])


def _row(scan: Scan) -> list[str]:
    share = "–" if scan.share is None else f"{scan.share:.4f}"
    figures = [str(scan.pages), f"{scan.words:,}", share, f"{scan.confidence:.2f}", f"{scan.seconds:.1f}"]
    return [scan.name, scan.engine, *figures]
