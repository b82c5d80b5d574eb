"""What comes of holding a manuscript against a library in one respect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.findings.finding import Finding


@dataclass(frozen=True)
class ComparisonResult:
    """The findings in the order of the text, what a reader should know beside them, and what was counted, by name."""

    findings: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()
    counted: Mapping[str, int] = field(default_factory=dict)
