"""The manuscript's PDF with its findings marked on their pages, as notes that any PDF reader shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from threading import Lock

from corpus.document import Box, Document
from corpus.errors import (
    CorpusError,
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileMissing,
    FileTooLarge,
    MemoryExceeded,
    OutputExceeded,
    TimeExceeded,
)
from corpus.reading.limits import Limits
from corpus.reading.media import PDF
from corpus.reading.pdf_notes import PageNote, with_notes
from corpus.reading.workers.worker import ReadingWorker
from service.errors import ReportError
from service.findings.finding import Finding, FindingVerdict
from service.findings.labels import LABELS, VERDICTS
from service.review.decisions import NO_DECISIONS, Decisions, decision_on

COLOURS: Mapping[FindingVerdict, str] = {"problem": "ff8a80", "doubt": "ffe082"}
"""What is in order is not marked."""

LONGEST_QUOTE = 400
"""Characters of a source that a note repeats."""

_AUTHOR = "Pincite"
_DEFAULT = Limits()
_ONE_AT_A_TIME = Lock()
"""Each may take as much memory as a file that is read."""

_REASONS: Mapping[type[CorpusError], str] = {
    FileMissing: "its file is gone",
    FileEmpty: "its file is empty",
    FileEncrypted: "it is protected by a password",
    FileTooLarge: "it is too large, or nests its parts too deeply",
    TimeExceeded: "it takes too long",
    MemoryExceeded: "it needs too much memory",
    OutputExceeded: "it becomes too long",
}


def annotated_pdf(
    source: Path,
    document: Document,
    findings: Iterable[Finding],
    decisions: Decisions = NO_DECISIONS,
    limits: Limits = _DEFAULT,
) -> bytes:
    """The bytes of the PDF at `source`, which `document` was read from, with each problem and doubt as a note.

    What has no place on a page is told in a note on the first, and so is what was dismissed, with its reason, which is
    marked nowhere. The file's own text and notes stay as they are; its scripts, actions and embedded files are left
    out. It is made in a process of its own, within the limits. Raises ReportError where it is no PDF, or one that
    can't be written again.
    """
    check_annotatable(document)
    notes = tuple(_notes(document, [finding for finding in findings if finding.verdict in COLOURS], decisions))
    try:
        with _ONE_AT_A_TIME, ReadingWorker(limits) as worker:
            return worker.read(partial(with_notes, notes=notes), source)
    except CorpusError as error:
        reason = _reason(error)
        raise ReportError(
            f"{document.name} can't be given back with notes ({reason}): take the HTML report (--html) instead"
        ) from error


def check_annotatable(document: Document) -> None:
    """Raise ReportError for a document that can't be given back with notes."""
    if document.media_type != PDF:
        raise ReportError(
            f"{document.name} is no PDF, and only a PDF can be given back with notes: take the HTML report (--html)"
            " instead"
        )


def _reason(error: CorpusError) -> str:
    """Why it failed, without the path of a file that the server keeps for a moment."""
    known = next((reason for kind, reason in _REASONS.items() if isinstance(error, kind)), None)
    return known or (str(error) if isinstance(error, FileDamaged) else "what writes it failed on this file")


def _notes(document: Document, findings: Iterable[Finding], decisions: Decisions) -> Iterator[PageNote]:
    first = []
    for finding in findings:
        boxes: tuple[Box, ...] = () if _is_dismissed(finding, decisions) else document.boxes(finding.span)
        if boxes:
            yield PageNote(boxes, COLOURS[finding.verdict], _told(finding, decisions), _AUTHOR)
        else:
            first.append(finding)
    if first:
        first.sort(key=lambda finding: _is_dismissed(finding, decisions))
        text = "\n\n".join(_told(finding, decisions) for finding in first)
        yield PageNote((), COLOURS["doubt"], text, _AUTHOR)


def _is_dismissed(finding: Finding, decisions: Decisions) -> bool:
    return decision_on(finding, decisions).status == "dismissed"


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
