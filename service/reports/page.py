"""The report as one HTML page that needs nothing else: no script, no other file, no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from service.findings.finding import TYPES, Finding
from service.findings.labels import LABELS, VERDICTS
from service.reports.entries import Entry, entries
from service.review.decisions import NO_DECISIONS, Decisions, decision_on
from service.templates import templates_in

HERE = Path(__file__).resolve().parent

Found = tuple[str, Document, Finding]
"""A finding with the name of its document, and that document."""


@dataclass(frozen=True)
class Heading:
    """What stands at the top: what was looked at, in a title and a sentence, and what was counted on the way."""

    title: str
    lead: str
    checked: Mapping[str, int]
    notices: Sequence[str] = ()
    ours: str = "Manuscript"
    names_documents: bool = False


def report_page(heading: Heading, found: Iterable[Found], decisions: Decisions = NO_DECISIONS) -> str:
    """The whole page, gravest findings first; the same findings and decisions give the same bytes.

    What was dismissed stands by itself at the end, and is counted nowhere else.
    """
    listed = _gravest_first(list(found))
    dismissed = [item for item in listed if item[2].verdict != "ok" and _status(item, decisions) == "dismissed"]
    standing = [item for item in listed if item not in dismissed] if dismissed else listed
    problems, doubts, in_order = (entries(verdict, standing) for verdict in ("problem", "doubt", "ok"))
    return (
        templates_in(HERE / "templates")
        .get_template("report.html")
        .render(
            heading=heading,
            parts=[("problem", problems), ("doubt", doubts)],
            in_order=in_order,
            dismissed=[entry for verdict in ("problem", "doubt") for entry in entries(verdict, dismissed)],
            decision_on=lambda finding: decision_on(finding, decisions),
            counts=_counts(problems, doubts),
            verdicts=VERDICTS,
        )
    )


def _status(item: Found, decisions: Decisions) -> str:
    return decision_on(item[2], decisions).status


def _gravest_first(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda item: (TYPES.index(item[2].type), item[0], item[2].span))


def _counts(problems: Sequence[Entry], doubts: Sequence[Entry]) -> list[tuple[str, int, int]]:
    """Each type that something was found of, with its problems and doubts, the gravest type first."""
    rows = [
        (LABELS[kind], sum(e.finding.type == kind for e in problems), sum(e.finding.type == kind for e in doubts))
        for kind in TYPES
    ]
    return [row for row in rows if row[1] or row[2]]
