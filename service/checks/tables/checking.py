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
from service.words.overlapping import PlacedSpans

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
    telling = [finding for finding in found if _is_fault(finding) and not _OF_NO_CELL.search(finding.message)]
    placed = PlacedSpans([finding.span for finding in telling])
    for finding in found:
        around = placed.overlapping(finding.span) if _is_of_no_cell(finding) else ()
        # The same figure of the prose, and the cell that it should be.
        if not any(telling[at].span.contains(finding.span) for at in around):
            yield finding


def _is_of_no_cell(finding: Finding) -> bool:
    """Whether it says only that a figure of the prose isn't in the table."""
    return _is_fault(finding) and _OF_NO_CELL.search(finding.message) is not None


def _is_fault(finding: Finding) -> bool:
    return finding.type == "number_table_mismatch" and finding.verdict != "ok"
