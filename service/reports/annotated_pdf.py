"""The manuscript's PDF with its findings marked on their pages, as notes that any PDF reader shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, Text
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from corpus.document import Box, Document
from corpus.reading.media import PDF
from service.errors import ReportError
from service.findings.finding import Finding
from service.findings.labels import LABELS, VERDICTS

COLOURS = {"problem": "ff8a80", "doubt": "ffe082"}
"""What is in order is not marked."""

LONGEST_QUOTE = 400
"""Characters of a source that a note repeats."""

Point = tuple[float, float]


def annotated_pdf(source: Path, document: Document, findings: Iterable[Finding]) -> bytes:
    """The bytes of the PDF at `source`, which `document` was read from, with each problem and doubt as a note.

    What has no place on a page is told in a note on the first. The file's own text and notes stay as they are. Raises
    ReportError where it is no PDF, or one that can't be written again.
    """
    check_annotatable(document)
    told = [finding for finding in findings if finding.verdict in COLOURS]
    try:
        return _written(source, document, told)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        # pypdf raises what it meets inside of a file that it can't make out.
        raise ReportError(f"{source.name} can't be written with notes ({error}): use --html instead") from error


def check_annotatable(document: Document) -> None:
    """Raise ReportError for a document that can't be given back with notes."""
    if document.media_type != PDF:
        raise ReportError(f"{document.name} is no PDF: only a PDF can be given back with notes; use --html instead")


def _written(source: Path, document: Document, findings: Sequence[Finding]) -> bytes:
    reader = PdfReader(source)
    if reader.is_encrypted:
        reader.decrypt("")
    writer = PdfWriter(clone_from=reader)
    unplaced = []
    for finding in findings:
        boxes = document.boxes(finding.span)
        if not boxes:
            unplaced.append(finding)
        for number in sorted({box.page for box in boxes}):
            on_page = [box for box in boxes if box.page == number]
            writer.add_annotation(number - 1, _highlight(writer.pages[number - 1], on_page, finding))
    if unplaced:
        writer.add_annotation(0, _note(writer.pages[0], unplaced))
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _highlight(page: Any, boxes: Sequence[Box], finding: Finding) -> Highlight:
    corners = [_corners(page, box) for box in boxes]
    quads = [number for quad in corners for point in quad for number in point]
    across, along = [x for quad in corners for x, _ in quad], [y for quad in corners for _, y in quad]
    note = Highlight(
        rect=(min(across), min(along), max(across), max(along)),
        quad_points=ArrayObject(FloatObject(number) for number in quads),
        highlight_color=COLOURS[finding.verdict],
        printing=True,
    )
    note[NameObject("/Contents")] = TextStringObject(_told(finding))
    note[NameObject("/T")] = TextStringObject("Pincite")
    return note


def _note(page: Any, findings: Sequence[Finding]) -> Text:
    left, top = float(page.cropbox.left), float(page.cropbox.top)
    text = "\n\n".join(_told(finding) for finding in findings)
    note = Text(rect=(left + 12, top - 36, left + 36, top - 12), text=text, open=False)
    note[NameObject("/T")] = TextStringObject("Pincite")
    return note


def _told(finding: Finding) -> str:
    lines = [f"{VERDICTS[finding.verdict]}: {LABELS[finding.type]}", finding.message]
    lines += [f"“{_short(place.text)}” {place.citation}" for place in finding.related[:2]]
    return "\n".join(lines)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[:LONGEST_QUOTE].rpartition(" ")[0] + " …"


def _corners(page: Any, box: Box) -> tuple[Point, Point, Point, Point]:
    """Upper left, upper right, lower left and lower right, as readers take them (ISO 32000 names another order)."""
    return (
        _in_page(page, box.left, box.top),
        _in_page(page, box.right, box.top),
        _in_page(page, box.left, box.bottom),
        _in_page(page, box.right, box.bottom),
    )


def _in_page(page: Any, right: float, down: float) -> Point:
    """A point of the page as displayed, counted from its top left corner, in the page's own coordinates."""
    area = page.cropbox
    match page.rotation // 90 % 4:
        case 1:
            return float(area.left) + down, float(area.bottom) + right
        case 2:
            return float(area.right) - right, float(area.bottom) + down
        case 3:
            return float(area.right) - down, float(area.top) - right
    return float(area.left) + right, float(area.top) - down
