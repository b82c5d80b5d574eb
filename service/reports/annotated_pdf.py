"""The manuscript's PDF with its findings marked on their pages, as notes that any PDF reader shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from service.findings.finding import Finding, FindingVerdict
from service.findings.labels import LABELS, VERDICTS
from service.review.decisions import NO_DECISIONS, Decisions, decision_on

COLOURS: Mapping[FindingVerdict, str] = {"problem": "ff8a80", "doubt": "ffe082"}
"""What is in order is not marked."""

LONGEST_QUOTE = 400
"""Characters of a source that a note repeats."""

Point = tuple[float, float]


def annotated_pdf(
    source: Path, document: Document, findings: Iterable[Finding], decisions: Decisions = NO_DECISIONS
) -> bytes:
    """The bytes of the PDF at `source`, which `document` was read from, with each problem and doubt as a note.

    What has no place on a page is told in a note on the first, and so is what was dismissed, with its reason, which is
    marked nowhere. The file's own text and notes stay as they are. Raises ReportError where it is no PDF, or one that
    can't be written again.
    """
    check_annotatable(document)
    told = [finding for finding in findings if finding.verdict in COLOURS]
    try:
        return _written(source, document, told, decisions)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        # pypdf raises what it meets inside of a file that it can't make out.
        raise ReportError(f"{source.name} can't be written with notes ({error}): use --html instead") from error


def check_annotatable(document: Document) -> None:
    """Raise ReportError for a document that can't be given back with notes."""
    if document.media_type != PDF:
        raise ReportError(f"{document.name} is no PDF: only a PDF can be given back with notes; use --html instead")


def _written(source: Path, document: Document, findings: Sequence[Finding], decisions: Decisions) -> bytes:
    reader = PdfReader(source)
    if reader.is_encrypted:
        reader.decrypt("")
    writer = PdfWriter(clone_from=reader)
    first = []
    for finding in findings:
        boxes = () if _is_dismissed(finding, decisions) else document.boxes(finding.span)
        if not boxes:
            first.append(finding)
        for number in sorted({box.page for box in boxes}):
            on_page = [box for box in boxes if box.page == number]
            note = _highlight(writer.pages[number - 1], on_page, finding.verdict, _told(finding, decisions))
            writer.add_annotation(number - 1, note)
    if first:
        first.sort(key=lambda finding: _is_dismissed(finding, decisions))
        text = "\n\n".join(_told(finding, decisions) for finding in first)
        writer.add_annotation(0, _note(writer.pages[0], text))
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _is_dismissed(finding: Finding, decisions: Decisions) -> bool:
    return decision_on(finding, decisions).status == "dismissed"


def _highlight(page: Any, boxes: Sequence[Box], verdict: FindingVerdict, told: str) -> Highlight:
    corners = [_corners(page, box) for box in boxes]
    quads = [number for quad in corners for point in quad for number in point]
    across, along = [x for quad in corners for x, _ in quad], [y for quad in corners for _, y in quad]
    note = Highlight(
        rect=(min(across), min(along), max(across), max(along)),
        quad_points=ArrayObject(FloatObject(number) for number in quads),
        highlight_color=COLOURS[verdict],
        printing=True,
    )
    note[NameObject("/Contents")] = TextStringObject(told)
    note[NameObject("/T")] = TextStringObject("Pincite")
    return note


def _note(page: Any, text: str) -> Text:
    left, top = float(page.cropbox.left), float(page.cropbox.top)
    note = Text(rect=(left + 12, top - 36, left + 36, top - 12), text=text, open=False)
    note[NameObject("/T")] = TextStringObject("Pincite")
    return note


def _told(finding: Finding, decisions: Decisions) -> str:
    decision = decision_on(finding, decisions)
    lines = [f"{VERDICTS[finding.verdict]}: {LABELS[finding.type]}", finding.message]
    lines += [f"“{_short(place.text)}” {place.citation}" for place in finding.related[:2]]
    if decision.status == "dismissed":
        lines = [
            f"Dismissed: {LABELS[finding.type]}",
            finding.message,
            f"Because: {decision.reason or 'no reason given'}",
        ]
    elif decision.status == "accepted":
        lines.append("Accepted by the reviewer.")
    return "\n".join([*lines, *([f"Note: {decision.note}"] if decision.note else [])])


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
