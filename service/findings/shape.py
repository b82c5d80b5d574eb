"""The JSON of a finding, the same for the review of a manuscript and the audit of a library."""

from __future__ import annotations

from corpus.document import Document
from service.findings.finding import Finding
from service.shapes import Json, place_json


def finding_json(finding: Finding, document: Document) -> Json:
    """A finding about `document`, with the passage that it is about and the places that it rests on."""
    page = document.page_at(finding.span.start)
    path = document.section_path(finding.span.start)
    return {
        "type": finding.type,
        "verdict": finding.verdict,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.span.of(document.text),
        "page": page.number if page else None,
        "page_label": None if page is None else page.label or str(page.number),
        "section": path[-1].title if path else None,
        "message": finding.message,
        "related": [place_json(place) for place in finding.related],
        "steps": list(finding.steps),
    }
