"""The OCR suite: what it compares, and what it says where it can't."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.reading.pdfium import PdfiumFile
from evals.errors import MaterialError
from evals.suites.ocr import OcrReport, Scan, installed_engines, measure, to_text
from service.settings import Settings

WORDS = "Coal made the harbour rich, and the town grew with it. "


def test_the_table_shows_each_scan_and_no_share_where_there_is_no_text() -> None:
    samples = (Scan("paper, 150 dpi", "rapidocr", 3, 1200, 0.9931, 0.97, 4.2),)
    others = (Scan("skew.pdf", "tesseract", 1, 300, None, 0.9, 2.0),)
    text = to_text(OcrReport(samples, (), others))
    assert "0.9931" in text and "–" in text and "Docling" not in text


def test_without_an_engine_it_says_that_it_was_skipped() -> None:
    assert to_text(OcrReport()).startswith("OCR: skipped")


@pytest.mark.slow
@pytest.mark.skipif(not installed_engines(), reason="needs pincite[ocr] or tesseract")
def test_scans_are_measured_against_their_text(tmp_path: Path) -> None:
    sources, gold = tmp_path / "docling" / "ocr" / "sources", tmp_path / "docling" / "ocr" / "groundtruth"
    full = gold / "tesseract" / "full_page"
    sources.mkdir(parents=True)
    full.mkdir(parents=True)
    page = tmp_path / "page.pdf"
    page.write_bytes(typst.compile(f"#set page(width: 12cm, height: 9cm)\n{WORDS * 4}".encode()))
    with PdfiumFile(page) as document:
        document.picture(1, 150 / 72).convert("L").save(sources / "page.pdf", resolution=150)
    (full / "page.tesseract.full_page.md").write_text(WORDS * 4)
    report = measure(Settings(), tmp_path, [sources / "page.pdf"], samples=0)
    assert [scan.engine for scan in report.docling] == list(installed_engines())
    assert all(scan.share is not None and scan.share > 0.9 for scan in report.docling)
    assert all(scan.share is None and scan.words > 40 for scan in report.others)
    assert report.samples == ()


@pytest.mark.skipif(not installed_engines(), reason="needs pincite[ocr] or tesseract")
def test_a_folder_without_the_scans_is_named(tmp_path: Path) -> None:
    (tmp_path / "docling").mkdir()
    with pytest.raises(MaterialError, match="docling"):
        measure(Settings(), tmp_path, samples=0)
