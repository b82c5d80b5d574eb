"""The parts of `python -m evals reading`: each thing that is read, against gold of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.errors import MaterialError
from evals.gold.archives import DOCLING, unpacked
from evals.suites import (
    callout_resolution,
    metadata,
    ocr,
    reading,
    reference_parsing,
    reference_splitting,
    table_reading,
    text_order,
    text_tables,
)
from service import bootstrap
from service.settings import Settings


@dataclass(frozen=True)
class Material:
    """What there is to measure on: the samples always, public gold data and pairs of a text and its PDF where given."""

    settings: Settings
    samples: Path
    benchmarks: Path | None = None
    texts: Path | None = None
    pdfs: Path | None = None

    @property
    def gold(self) -> Path:
        """The folder of the public gold data; raises MaterialError where none was named."""
        if self.benchmarks is None:
            raise MaterialError("this part needs the public gold data: name their folder with --benchmarks DIR")
        return self.benchmarks


Measured = tuple[object, str]
"""A report, and how it is printed."""


@dataclass(frozen=True)
class Part:
    """One part by its name on the command line; a `public` one needs the public gold data."""

    name: str
    asks: str
    public: bool
    measure: Callable[[Material], Measured]


def _passages(material: Material) -> Measured:
    pairs = reading.pairs_in(material.texts, material.pdfs) if material.texts and material.pdfs else ()
    report = reading.measure(material.settings, pairs, [material.samples])
    return report, reading.to_text(report)


def _order(material: Material) -> Measured:
    with bootstrap.reader(material.settings) as read:
        report = text_order.measure(material.gold, lambda path: read(path).text)
    return report, text_order.to_text(report)


def _tables(material: Material) -> Measured:
    with unpacked(material.gold / DOCLING) as folder:
        report = table_reading.measure(folder)
    return report, table_reading.to_text(report)


def _text_tables(material: Material) -> Measured:
    report = text_tables.measure(material.gold)
    return report, text_tables.to_text(report)


def _references(material: Material) -> Measured:
    report = reference_parsing.measure(material.gold)
    return report, reference_parsing.to_text(report)


def _splitting(material: Material) -> Measured:
    report = reference_splitting.measure(material.gold)
    return report, reference_splitting.to_text(report)


def _callouts(material: Material) -> Measured:
    with bootstrap.reader(material.settings) as read:
        report = callout_resolution.measure(read, material.samples, material.texts, material.benchmarks)
    return report, callout_resolution.to_text(report)


def _metadata(material: Material) -> Measured:
    report = metadata.measure(material.benchmarks, material.samples)
    return report, metadata.to_text(report)


def _scans(material: Material) -> Measured:
    report = ocr.measure(material.settings, material.benchmarks)
    return report, ocr.to_text(report)


PARTS = (
    Part("passages", "words of a text that its PDF yields, and passages on their page", False, _passages),
    Part("order", "words of docling's PDFs in order, beside PDFium and pypdf", True, _order),
    Part("tables", "cells of tables on pages, and tables where there are none", True, _tables),
    Part("text-tables", "tables in texts, Markdown and HTML", True, _text_tables),
    Part("references", "fields of reference entries", True, _references),
    Part("splitting", "reference lists cut into entries", True, _splitting),
    Part("callouts", "in-text citations and the entries that they mean", False, _callouts),
    Part("metadata", "what the first page says of the work", False, _metadata),
    Part("scans", "words of images of pages (needs the `ocr` extra or Tesseract)", False, _scans),
)
"""In the order in which they are printed."""
