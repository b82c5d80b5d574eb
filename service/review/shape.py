"""The JSON of a review."""

from __future__ import annotations

from corpus.document import Document
from service.findings.finding import Finding
from service.findings.shape import finding_json
from service.review.decisions import Decision, Decisions, decided, decision_on, finding_id
from service.review.review import Review
from service.shapes import Json


def review_json(
    review: Review, document: Document, *, everything: bool = True, decisions: Decisions | None = None
) -> Json:
    """A review of `document`; with `everything` what was checked and is in order stands among the findings.

    With `decisions` each finding has what was decided of it.
    """
    shown = [finding for finding in review.findings if everything or finding.verdict != "ok"]
    return {
        "document": review.document,
        "findings": [_finding_json(finding, document, decisions) for finding in shown],
        "checked": dict(review.checked),
        "counts": dict(review.verdicts),
        **({} if decisions is None else {"decided": dict(decided(review.findings, decisions))}),
        "notices": list(review.notices),
    }


def decision_json(decision: Decision) -> Json:
    """What was decided of a finding."""
    return {"status": decision.status, "reason": decision.reason, "note": decision.note}


def _finding_json(finding: Finding, document: Document, decisions: Decisions | None) -> Json:
    made = {} if decisions is None else {"decision": decision_json(decision_on(finding, decisions))}
    return {"id": finding_id(finding), **finding_json(finding, document), **made}
