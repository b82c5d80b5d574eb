"""What types of findings and their verdicts are called when a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

from service.findings.finding import FindingType, FindingVerdict

LABELS: Mapping[FindingType, str] = {
    "fabricated_quotation": "Quotation not found",
    "altered_quotation": "Altered quotation",
    "contradicted_citation": "Source says otherwise",
    "misattribution": "Credited to the wrong source",
    "unsupported_citation": "Source doesn’t say it",
    "copied_text": "Copied without quotation marks",
    "number_table_mismatch": "Text and table disagree",
    "percentage_mismatch": "Wrong percentage or rate",
    "shares_not_100": "Parts don’t add up",
    "table_conflict": "Tables disagree",
    "duplicate_row": "Row given twice",
    "duplicate_table": "Table given twice",
    "placeholder_cell": "Cell never filled in",
    "missing_reference": "Not in the reference list",
    "missing_part": "Points to nothing",
    "year_mismatch": "Years differ",
    "duplicate_reference": "Listed twice",
    "uncited_reference": "Listed, never cited",
    "secondary_citation": "Cited at second hand",
    "uncited_claim": "Needs a source",
    "duplicate_paragraph": "Passage given twice",
    "duplicate_claim": "Statement given twice",
    "duplicate_document": "Work held twice",
}
"""A few words for each type."""

VERDICTS: Mapping[FindingVerdict, str] = {
    "problem": "Problem",
    "doubt": "Doubt",
    "ok": "In order",
}
"""A word for each verdict."""
