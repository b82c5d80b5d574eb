"""The faults planted in the sample papers that a paper shows by itself, and its places that are in order."""

import json
from functools import cache
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read
from service.checks.paragraphs import duplicate_passages
from service.checks.references.cited import missing_references
from service.checks.references.listed_twice import duplicate_references
from service.checks.references.uncited import uncited_references
from service.checks.references.years import year_mismatches
from service.checks.secondary import secondary_citations
from service.checks.uncited import uncited_claims

ROOT = Path(__file__).resolve().parents[3]
CHECKS = {
    "missing_reference": missing_references,
    "year_mismatch": year_mismatches,
    "uncited_reference": uncited_references,
    "duplicate_reference": duplicate_references,
    "duplicate_paragraph": duplicate_passages,
    "duplicate_claim": duplicate_passages,
    "uncited_claim": uncited_claims,
    "secondary_citation": secondary_citations,
}
CASES = [json.loads(line) for line in (ROOT / "evals/cases/faults.jsonl").read_text("utf-8").splitlines()]
BY_ITSELF = [
    case
    for case in CASES
    if case["type"] in CHECKS
    and all(place["doc"] == case["doc"] for place in case["related"])
    and not (case["verdict"] == "ok" and case["type"] == "secondary_citation")
]


@cache
def sample(name: str) -> Document:
    return read(ROOT / "corpus/samples" / name)


def place(document: Document, case: dict) -> tuple[int, int]:
    """Where the anchor stands, in a text with single spaces."""
    words = case["anchor"].split()
    at, start = 0, 0
    for _ in range(case.get("occurrence") or 1):
        start = document.text.index(" ".join(words[:6]), at)
        at = start + 1
    return start, start + len(case["anchor"])


def flagged(case: dict) -> list[str]:
    document = sample(case["doc"])
    start, end = place(document, case)
    found = [f for f in CHECKS[case["type"]](document) if f.verdict != "ok" and f.type == case["type"]]
    return [f.verdict for f in found if f.span.start < end and start < f.span.end]


@pytest.mark.parametrize("case", BY_ITSELF, ids=lambda case: case["id"])
def test_planted_faults_are_found_and_places_in_order_left_alone(case):
    assert flagged(case) == (["problem"] if case["verdict"] == "problem" else [])
