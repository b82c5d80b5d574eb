"""What an audit is: what was found of the documents of a library, by themselves and beside each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from indexer.catalogue import Holding
from service.findings.finding import TYPES, Finding, FindingType


@dataclass(frozen=True, kw_only=True)
class AuditFinding(Finding):
    """A finding, and the held document that it is about."""

    holding: Holding


@dataclass(frozen=True)
class Audit:
    """What was found, by document and place; `documents` is how many were looked at."""

    findings: tuple[AuditFinding, ...] = field(default=())
    documents: int = 0

    @property
    def faults(self) -> tuple[AuditFinding, ...]:
        """What doesn't hold, or should be looked at."""
        return tuple(finding for finding in self.findings if finding.verdict != "ok")

    @property
    def counts(self) -> dict[FindingType, int]:
        """How many faults of each type there are, the gravest type first."""
        counted = Counter(finding.type for finding in self.faults)
        return {kind: counted[kind] for kind in TYPES if counted[kind]}
