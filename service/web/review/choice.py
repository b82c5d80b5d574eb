"""Choice: which findings of a review are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args
from urllib.parse import urlencode

from service.findings.finding import TYPES, Finding, FindingType
from service.review.decisions import STATUSES, Status

Standing = Literal["problem", "doubt", "ok", "unchecked"]
"""A finding's verdict; `unchecked` where nothing was held that it could have been checked against."""

Word = TypeVar("Word", bound=str)

STANDINGS: tuple[Standing, ...] = get_args(Standing)

TOLD: tuple[Standing, ...] = ("problem", "doubt")
"""What is shown unless something else is chosen."""


@dataclass(frozen=True)
class Choice:
    """The findings chosen by verdict, type and decision; "" where every one will do."""

    verdict: Standing | Literal["", "all"] = ""
    type: FindingType | Literal[""] = ""
    decision: Status | Literal[""] = ""

    @classmethod
    def of(cls, verdict: str, type: str, decision: str) -> Choice:
        """The choice that an address names; what it names that there is not is left open."""
        standing: Standing | Literal["", "all"] = "all" if verdict == "all" else _one_of(verdict, STANDINGS)
        return cls(standing, _one_of(type, TYPES), _one_of(decision, STATUSES))

    def has(self, standing: Standing, type: FindingType, status: Status) -> bool:
        """Whether such a finding is among the chosen ones."""
        wanted = TOLD if not self.verdict else STANDINGS if self.verdict == "all" else (self.verdict,)
        return standing in wanted and self.type in ("", type) and self.decision in ("", status)

    @property
    def query(self) -> str:
        """The choice as the query of an address, with its question mark; "" where all is left open."""
        given = {"verdict": self.verdict, "type": self.type, "decision": self.decision}
        chosen = urlencode({name: value for name, value in given.items() if value})
        return f"?{chosen}" if chosen else ""


def _one_of(given: str, known: Sequence[Word]) -> Word | Literal[""]:
    return next((word for word in known if word == given), "")


def standing_of(finding: Finding) -> Standing:
    """The finding's verdict, as the page tells it apart."""
    # What says only that the cited work isn't held has nothing that it rests on.
    is_unheld = finding.type == "unsupported_citation" and finding.verdict == "ok" and not finding.related
    return "unchecked" if is_unheld else finding.verdict
