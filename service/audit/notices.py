"""Notices: what the last audit knows of the passages that an answer quotes.

Only what is kept is looked up, so that an answer never waits for an audit; without one there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Span
from indexer.catalogue import Holding
from indexer.library import Library
from service.audit.keeping import Told, unpacked
from service.findings.finding import TYPES, Finding, FindingType
from service.phrasing import capital
from service.quotes.notice import Notice
from service.tables.computation import Disagreement

Chosen = tuple[Holding, Span]
"""A run of a held document that an answer quotes."""

MOST_NOTICES = 3
"""More would bury the answer; the gravest come first."""

_OF_THE_TABLE: dict[FindingType, str] = {
    "shares_not_100": "The table this row stands in gives parts and totals that don’t add up",
    "percentage_mismatch": "The table this row stands in gives percentages that don’t fit its counts",
    "placeholder_cell": "The table this row stands in has cells that were never filled in",
    "duplicate_row": "The table this row stands in has a row twice",
    "duplicate_table": "The table this row stands in is given twice",
}
"""What is known of a whole table, and concerns each row that is quoted from it."""

_OF_THE_PASSAGE: dict[FindingType, str] = {
    "table_conflict": "Another table says otherwise",
    "number_table_mismatch": "Text and table disagree",
    "percentage_mismatch": "The percentages quoted don’t fit the counts",
    "shares_not_100": "The parts quoted don’t add up",
    "altered_quotation": "The quotation in it isn’t exact",
    "fabricated_quotation": "The quotation in it isn’t found in its source",
    "unsupported_citation": "See the citation behind it",
    "year_mismatch": "A citation in it has another year than its entry",
    "missing_reference": "A citation in it has no entry in the list",
    "secondary_citation": "It cites at second hand",
    "misattribution": "The quotation in it stands in another source",
    "uncited_claim": "",
    "duplicate_paragraph": "",
    "duplicate_claim": "",
    "placeholder_cell": "It has cells that were never filled in",
    "duplicate_row": "The row is given twice",
}
"""What is known of the very passage that is quoted; empty where the message itself says it."""

_ALSO_TOLD = frozenset({"table_conflict", "number_table_mismatch"})
"""What an answer works out for itself of the passages that it found."""


class KnownFindings:
    """Looks up what the last audit of a library found of passages."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def of(self, holding: Holding, span: Span) -> tuple[Told, ...]:
        """The problems and doubts that concern the characters under `span`, the gravest first; none without an audit.

        Those of other documents that rest on this passage are among them.
        """
        with self._library.audits() as store:
            kept = store.known(holding.digest, span.start, span.end)
        found = (unpacked(blob, Told) for blob in kept)
        return tuple(sorted(found, key=lambda told: (TYPES.index(told.finding.type), told.doc, told.finding.span)))

    def notices(self, chosen: Sequence[Chosen], told: Sequence[Disagreement] = ()) -> tuple[Notice, ...]:
        """What a reader of these quotations should know, each once, the gravest first.

        `told` are the disagreements that the answer names already.
        """
        found: dict[str, tuple[int, Notice]] = {}
        for holding, span in chosen:
            for finding, text in self._texts(holding, span):
                if not _is_told(finding, holding, told):
                    found.setdefault(finding.message, (TYPES.index(finding.type), Notice(finding.type, text)))
        ordered = sorted(found.values(), key=lambda entry: entry[0])
        return tuple(notice for _, notice in ordered)[:MOST_NOTICES]

    def _texts(self, holding: Holding, span: Span) -> Iterator[tuple[Finding, str]]:
        here = self.of(holding, span)
        for told in here:
            if told.finding.type in _OF_THE_PASSAGE:
                of = "" if told.document_id == holding.id else f"found of {told.doc}"
                yield told.finding, _with_lead(_OF_THE_PASSAGE[told.finding.type], of, told.finding.message)
        table = self._library.document(holding).table_at(span.start)
        for told in self.of(holding, table.span) if table else ():
            if told.finding.type in _OF_THE_TABLE and told not in here:
                yield told.finding, f"{_OF_THE_TABLE[told.finding.type]}: {told.finding.message}"


def _with_lead(lead: str, of: str, message: str) -> str:
    """The message behind what it comes to for the passage, and the document that it was found of."""
    shown = f"{lead} ({of})" if lead and of else lead or capital(of)
    return f"{shown}: {message}" if shown else message


def _is_told(finding: Finding, holding: Holding, told: Sequence[Disagreement]) -> bool:
    """Whether the answer names one of the finding's places among its own disagreements."""
    if finding.type not in _ALSO_TOLD:
        return False
    places = {(finding_place.document_id, finding_place.start) for finding_place in finding.related}
    disputed = [(place.digest[:12], place.span) for each in told for place in each.places]
    return any((name, span.start) in places or span.overlaps(finding.span) for name, span in disputed)
