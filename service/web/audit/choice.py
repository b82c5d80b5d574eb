"""Choice: which findings of an audit are shown, and how they are grouped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args
from urllib.parse import urlencode

from service.audit.audit import AuditFinding
from service.audit.headings import HEADINGS, Heading, heading_of

ADDRESS = "/audit"

Fault = Literal["problem", "doubt"]
"""The verdicts of an audit; what is in order isn't shown."""

FAULTS: tuple[Fault, ...] = get_args(Fault)

Grouping = Literal["type", "document"]

GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True)
class Choice:
    """The findings chosen by heading, verdict and document (its id), "" where every one will do; `by` groups them."""

    type: Heading | Literal[""] = ""
    verdict: Fault | Literal[""] = ""
    doc: str = ""
    by: Grouping = "type"

    @classmethod
    def of(cls, type: str, verdict: str, doc: str, by: str) -> Choice:
        """The choice that an address names; words that it doesn't know are left open."""
        return cls(_one_of(type, HEADINGS), _one_of(verdict, FAULTS), doc, "document" if by == "document" else "type")

    def has(self, finding: AuditFinding) -> bool:
        """Whether the finding is among the chosen ones."""
        return (
            self.type in ("", heading_of(finding))
            and self.verdict in ("", finding.verdict)
            and self.doc in ("", finding.holding.id)
        )

    @property
    def is_open(self) -> bool:
        """Whether all findings are chosen."""
        return not (self.type or self.verdict or self.doc)

    def address(self, start: int = 0) -> str:
        """The page with this choice, from the finding with that number (from 0) on."""
        by = self.by if self.by != "type" else ""
        given = {"type": self.type, "verdict": self.verdict, "doc": self.doc, "by": by, "from": start or ""}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{ADDRESS}?{query}" if query else ADDRESS

    def of_type(self, type: str) -> Choice:
        """The same with this heading, or every one."""
        return replace(self, type=_one_of(type, HEADINGS))

    def of_verdict(self, verdict: str) -> Choice:
        """The same with this verdict, or both."""
        return replace(self, verdict=_one_of(verdict, FAULTS))

    def of_document(self, doc: str) -> Choice:
        """The same for this document, or all of them."""
        return replace(self, doc=doc)

    def grouped(self, by: Grouping) -> Choice:
        """The same, grouped otherwise."""
        return replace(self, by=by)


def not_known(type: str, verdict: str, by: str) -> tuple[str, ...]:
    """A sentence for each word of an address that names no choice, with what is shown instead."""
    told = (
        (type, ("", *HEADINGS), "“{}” is no type of finding: findings of every type are shown."),
        (verdict, ("", *FAULTS), "“{}” is no verdict to choose: problems and doubts are shown."),
        (by, ("", *GROUPINGS), "Findings can’t be grouped by “{}”: they are grouped by type."),
    )
    return tuple(words.format(given[:MOST_SAID]) for given, known, words in told if given not in known)


MOST_SAID = 60
"""Characters of an unknown word that are said back."""


def _one_of(given: str, known: Sequence[Word]) -> Word | Literal[""]:
    return next((word for word in known if word == given), "")
