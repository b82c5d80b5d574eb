"""Decisions: what a reviewer made of each finding, known by the finding itself and not by its place in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from service.findings.finding import Finding

Status = Literal["open", "accepted", "dismissed"]
"""`accepted`: the finding is right; `dismissed`: it isn't, or doesn't matter here; `open`: nothing is decided yet."""

STATUSES: tuple[Status, ...] = ("open", "accepted", "dismissed")

LONGEST_WORDS = 2000
"""Characters of a reason or a note."""

ID_DIGITS = 16


@dataclass(frozen=True)
class Decision:
    """What was decided of a finding: `reason` is why it was dismissed, `note` the reviewer's own words about it."""

    status: Status = "open"
    reason: str = ""
    note: str = ""


OPEN = Decision()

Decisions = Mapping[str, Decision]
"""Decisions by the ids of their findings; what isn't among them is open."""

NO_DECISIONS: Decisions = {}


def finding_id(finding: Finding) -> str:
    """The finding's id: the same in every review of the same text that finds something of that type there.

    What its message says of it may change with a work's bibliographic data; a review has one finding of a type about
    a passage (`in_order`).
    """
    facts = (finding.type, finding.span.start, finding.span.end)
    return sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def decision_on(finding: Finding, decisions: Decisions) -> Decision:
    """What was decided of the finding."""
    return decisions.get(finding_id(finding), OPEN)


def no_longer_apply(findings: Iterable[Finding], decisions: Decisions) -> tuple[Decision, ...]:
    """What was accepted or dismissed of findings that aren't among these any more, in a fixed order."""
    told = {finding_id(finding) for finding in findings if finding.verdict != "ok"}
    return tuple(made for id, made in sorted(decisions.items()) if id not in told and made.status != "open")


def decided(findings: Iterable[Finding], decisions: Decisions) -> Mapping[Status, int]:
    """How many of the problems and doubts have each status."""
    counts = Counter(decision_on(finding, decisions).status for finding in findings if finding.verdict != "ok")
    return {status: counts[status] for status in STATUSES}
