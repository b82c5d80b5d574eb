"""What a finding is: something about a passage that holds or doesn't, with what that rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.document import Span
from service.quotes.quote import Place

FindingType = Literal[
    "fabricated_quotation",
    "altered_quotation",
    "contradicted_citation",
    "misattribution",
    "unsupported_citation",
    "copied_text",
    "number_table_mismatch",
    "percentage_mismatch",
    "shares_not_100",
    "table_conflict",
    "duplicate_row",
    "duplicate_table",
    "placeholder_cell",
    "missing_reference",
    "missing_part",
    "year_mismatch",
    "duplicate_reference",
    "uncited_reference",
    "secondary_citation",
    "uncited_claim",
    "duplicate_paragraph",
    "duplicate_claim",
    "duplicate_document",
]
"""What may be wrong, the gravest first."""

TYPES: tuple[FindingType, ...] = get_args(FindingType)

FindingVerdict = Literal["problem", "doubt", "ok"]
"""`problem`: it doesn't hold; `doubt`: a person should look; `ok`: checked, and in order."""


@dataclass(frozen=True)
class Finding:
    """What was found of the passage under `span` of the document that was checked.

    `message` is one sentence for a reader, with the values that it rests on; `related` are the places that it rests
    on, the strongest first: of the same document (another row, the entry of the list) or of the library (the passage
    that contradicts, the source that says it). `steps` tell how it was worked out, one short line each.
    """

    type: FindingType
    verdict: FindingVerdict
    span: Span
    message: str
    related: tuple[Place, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def is_unchecked(self) -> bool:
        """Whether it says only that the cited work isn't held, so that nothing could be checked."""
        return self.type == "unsupported_citation" and self.verdict == "ok" and not self.related


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by their place, each once.

    Of several of one type about the same passage, the surest stays (a problem before a doubt before `ok`), and of
    equally sure ones the one with more behind it.
    """
    best: dict[tuple[Span, FindingType], Finding] = {}
    for finding in findings:
        key = (finding.span, finding.type)
        if key not in best or _weight(finding) < _weight(best[key]):
            best[key] = finding
    return tuple(sorted(best.values(), key=lambda finding: (finding.span, TYPES.index(finding.type))))


def _weight(finding: Finding) -> tuple[int, int, str]:
    return get_args(FindingVerdict).index(finding.verdict), -len(finding.related), finding.message
