"""Text in order: how much of each PDF's gold text is read, and in its order, beside the bare libraries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpus.errors import CorpusError
from evals.baselines import pdfium_text, pypdf_text
from evals.gold.docling_text import TextPair, text_pairs
from evals.report import aligned
from evals.suites.reading import READERS, Shares, share_in_order, tokens

_OURS, _, _PDFIUM = READERS


@dataclass(frozen=True)
class TextOrderReport:
    """The shares of every PDF, sorted by name; what none of its pages gave counts as 0."""

    shares: tuple[Shares, ...]

    @property
    def behind(self) -> tuple[str, ...]:
        """The PDFs of which plain PDFium gives more words in order."""
        return tuple(one.name for one in self.shares if one.shares[_OURS] < one.shares[_PDFIUM])

    def middle(self, reader: str) -> float:
        """The median share of `reader`."""
        return median(one.shares[reader] for one in self.shares)


def measure(benchmarks: Path, read: Callable[[Path], str]) -> TextOrderReport:
    """Compare the text that `read` gives with docling's ground truth, for each of its PDFs.

    Raises MaterialError where `benchmarks` has no such set.
    """
    with text_pairs(benchmarks) as pairs:
        return TextOrderReport(tuple(_shares(pair, read) for pair in pairs))


def to_text(report: TextOrderReport) -> str:
    """The figures as they are printed."""
    rows = [["Words of docling's gold text in order", "words", *READERS]]
    for one in report.shares:
        rows.append([one.name, f"{one.words:,}", *(f"{one.shares[reader]:.4f}" for reader in READERS)])
    rows.append(["median", "", *(f"{report.middle(reader):.4f}" for reader in READERS)])
    behind = ", ".join(report.behind) or "none"
    return f"{aligned(rows)}\n\nbehind plain PDFium: {behind}"


def _shares(pair: TextPair, read: Callable[[Path], str]) -> Shares:
    found = zip(READERS, (read, pypdf_text, pdfium_text), strict=True)
    shares = {reader: share_in_order(pair.text, _text(pair.pdf, by)) for reader, by in found}
    return Shares(pair.pdf.name, len(tokens(pair.text)), shares)


def _text(pdf: Path, read: Callable[[Path], str]) -> str:
    try:
        return read(pdf)
    except CorpusError:
        return ""
