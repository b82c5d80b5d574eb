"""The JSON shape of a verdict: a contract, to which fields may be added and from which none may be taken."""

from __future__ import annotations

from service.shapes import Json, place_json, quote_json
from service.verify.verdict import Evidence, Verdict


def verdict_json(verdict: Verdict) -> Json:
    """A verdict with its evidence, best first; each piece is a quotation with its side."""
    return {
        "id": verdict.id,
        "claim": verdict.claim,
        "verdict": verdict.verdict,
        "confidence": verdict.confidence,
        "reason": verdict.reason,
        "evidence": [_evidence_json(piece) for piece in verdict.evidence],
        "said_by": [place_json(place) for place in verdict.said_by],
        "unheld": list(verdict.unheld),
        "parts": [verdict_json(part) for part in verdict.parts],
        "steps": list(verdict.steps),
    }


def _evidence_json(evidence: Evidence) -> Json:
    return {
        **quote_json(evidence.quote),
        "stance": evidence.stance,
        "probability": evidence.probability,
        "decides": evidence.decides,
        "steps": list(evidence.steps),
    }
