"""Works: what is known of files that hold one work, fact beside fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.catalogue import Holding
from service.naming import visible
from service.shapes import authors_of, title_of, year_of


@dataclass(frozen=True)
class Fact:
    """One fact of each work; `differs` where they aren't all the same."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the works differ in it, case and spaces aside."""
        return len({" ".join(value.casefold().split()) for value in self.values}) > 1


@dataclass(frozen=True)
class WorkFacts:
    """The works by their files' names, and the facts of each in their order."""

    holdings: tuple[Holding, ...]
    facts: tuple[Fact, ...]


def work_facts(holdings: Sequence[Holding]) -> WorkFacts:
    """What tells the works apart, or makes them one; facts that are known of none are left out."""
    rows = [
        ("Title", [title_of(holding) or "" for holding in holdings]),
        ("Authors", ["; ".join(authors_of(holding)) for holding in holdings]),
        ("Year", [str(year_of(holding) or "") for holding in holdings]),
        ("DOI", [holding.record.text("DOI") or "" for holding in holdings]),
        ("In", [holding.record.text("container-title") or "" for holding in holdings]),
        ("Pages", [str(holding.pages or "") for holding in holdings]),
        ("Kind of file", [holding.media_type for holding in holdings]),
        ("Passages", [f"{holding.passages:,}" for holding in holdings]),
    ]
    facts = (Fact(name, tuple(visible(value) for value in values)) for name, values in rows)
    return WorkFacts(tuple(holdings), tuple(fact for fact in facts if any(fact.values)))
