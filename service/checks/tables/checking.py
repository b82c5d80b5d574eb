"""All checks of a document's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from service.checks.check import Check
from service.checks.tables.conflicts import check_conflicts
from service.checks.tables.percentages import check_percentages
from service.checks.tables.placeholders import check_placeholders
from service.checks.tables.prose_figures import check_prose_figures
from service.checks.tables.repeats import check_repeats
from service.checks.tables.row_counts import check_row_counts
from service.checks.tables.shares import check_shares
from service.checks.tables.stated_percentages import check_stated_percentages
from service.checks.tables.totals import check_totals
from service.findings.finding import Finding, in_order

table_checks: tuple[Check, ...] = (
    check_prose_figures,
    check_row_counts,
    check_percentages,
    check_stated_percentages,
    check_shares,
    check_totals,
    check_conflicts,
    check_repeats,
    check_placeholders,
)
"""Each looks for one kind of defect."""

_OF_NO_CELL = re.compile(r"\bnone of its figures is\b")


def check_tables(document: Document) -> Iterator[Finding]:
    """All that there is to say of a document's tables, by place, each finding once; `ok` ones included."""
    found = in_order(finding for check in table_checks for finding in check(document))
    yield from (finding for finding in found if not any(_is_told_by(other, finding) for other in found))


def _is_told_by(other: Finding, finding: Finding) -> bool:
    """Whether both are of one figure of the prose, and the other one tells the cell that it should be."""
    if other is finding or not (other.type == finding.type == "number_table_mismatch"):
        return False
    if other.verdict == "ok" or finding.verdict == "ok" or not _OF_NO_CELL.search(finding.message):
        return False
    return other.span.contains(finding.span) and _OF_NO_CELL.search(other.message) is None
