"""What a review of a manuscript tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from service.findings.finding import Finding, FindingVerdict


@dataclass(frozen=True)
class Review:
    """All that was found of the manuscript called `document`, in the order of its text, what is in order included.

    `checked` counts what was looked at: claims, citations, quotations, references, tables … `notices` tell what a
    reader should know of the review itself: that nothing was held to check citations against.
    """

    document: str
    findings: tuple[Finding, ...]
    checked: Mapping[str, int]
    notices: tuple[str, ...] = ()

    def of(self, verdict: FindingVerdict) -> tuple[Finding, ...]:
        """The findings with this verdict, in order."""
        return tuple(finding for finding in self.findings if finding.verdict == verdict)

    @property
    def verdicts(self) -> Mapping[FindingVerdict, int]:
        """How many findings each verdict has; what couldn't be checked isn't counted as in order."""
        counts = Counter(finding.verdict for finding in self.findings if not finding.is_unchecked)
        return {"problem": counts["problem"], "doubt": counts["doubt"], "ok": counts["ok"]}

    def told_alone(self, folder: Path) -> Review:
        """The review, its notice that there is no library naming the folder where none was found."""
        where = f"There is no library in {folder}"
        return replace(self, notices=tuple(each.replace(NO_LIBRARY, where, 1) for each in self.notices))


NO_LIBRARY = "There is no library yet"
"""How the notice opens that nothing was held against a manuscript."""
