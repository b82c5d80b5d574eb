"""The JSON of a review."""

from __future__ import annotations

from corpus.document import Document
from service.findings.shape import finding_json
from service.review.review import Review
from service.shapes import Json


def review_json(review: Review, document: Document, *, everything: bool = True) -> Json:
    """A review of `document`; with `everything` what was checked and is in order stands among the findings."""
    shown = [finding for finding in review.findings if everything or finding.verdict != "ok"]
    return {
        "document": review.document,
        "findings": [finding_json(finding, document) for finding in shown],
        "checked": dict(review.checked),
        "counts": dict(review.verdicts),
        "notices": list(review.notices),
    }
