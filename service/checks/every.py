"""Every check of a document by itself, in the order in which they are run."""

from __future__ import annotations

from service.checks.check import Check
from service.checks.mentioned_parts import missing_parts
from service.checks.paragraphs import duplicate_passages
from service.checks.references.cited import missing_references
from service.checks.references.listed_twice import duplicate_references
from service.checks.references.uncited import uncited_references
from service.checks.references.years import year_mismatches
from service.checks.secondary import secondary_citations
from service.checks.tables.checking import check_tables
from service.checks.uncited import uncited_claims

CHECKS: tuple[Check, ...] = (
    missing_references,
    uncited_references,
    duplicate_references,
    year_mismatches,
    missing_parts,
    secondary_citations,
    check_tables,
    duplicate_passages,
    uncited_claims,
)
"""What a review of a manuscript and an audit of a library both run."""
