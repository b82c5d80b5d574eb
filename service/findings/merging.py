"""Merging: one fault is told once, however many checks came upon it.

The rules, in the order in which they are used:
1. Of one type about overlapping passages, one finding stays: the surest, then the one about the shorter passage.
2. Of several types about the words of one passage (`WORDS`), the surest stays, of equally sure ones the gravest.
3. A quotation that stands word for word in a held work that it is credited to isn't without a source.
4. A fault in a passage that repeats another (`REPEATS`) is told where it first stands.
5. What is in order about a passage of which the same group tells a fault isn't listed.
The places that a dropped finding rests on go to the one that stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

from corpus.document import Document, Span
from service.findings.finding import TYPES, Finding, FindingType, FindingVerdict, in_order
from service.quotes.quote import Place

WORDS: frozenset[FindingType] = frozenset(
    {
        "fabricated_quotation",
        "altered_quotation",
        "contradicted_citation",
        "misattribution",
        "unsupported_citation",
        "copied_text",
        "secondary_citation",
        "uncited_claim",
    }
)
"""What is said of a passage's words and of whose they are: of these, one fault a passage."""

REPEATS: frozenset[FindingType] = frozenset(
    {"duplicate_paragraph", "duplicate_claim", "duplicate_table", "duplicate_row"}
)
"""Findings about a passage that stands before, which `related` names."""

ONCE: frozenset[FindingType] = frozenset({*WORDS, *REPEATS})
"""Types of which overlapping passages tell one fault; two cells of a row may each have their own."""

_SURENESS: tuple[FindingVerdict, ...] = get_args(FindingVerdict)


def merged(findings: Iterable[Finding], document: Document) -> tuple[Finding, ...]:
    """The findings about a document in their order, each fault once."""
    ordered = in_order(findings)
    kept = _each_once(_first_only(_sourced(ordered), document))
    return in_order(kept)


def _sourced(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that ask for the source of a quotation which was found in one."""
    found = [one for one in findings if one.type == "altered_quotation" and one.verdict == "ok" and one.related]
    return [
        finding
        for finding in findings
        if finding.type != "uncited_claim"
        or finding.verdict == "ok"
        or not any(finding.span.overlaps(one.span) for one in found)
    ]


def _first_only(findings: Sequence[Finding], document: Document) -> list[Finding]:
    """The findings without those about a repeated passage that are told of its first place as well."""
    repeats = [finding for finding in findings if finding.type in REPEATS and finding.verdict != "ok"]
    return [finding for finding in findings if not any(_is_told(finding, one, findings, document) for one in repeats)]


def _is_told(finding: Finding, repeat: Finding, findings: Sequence[Finding], document: Document) -> bool:
    if finding is repeat or finding.verdict == "ok" or not _covers(repeat.span, finding.span):
        return False
    sureness = _SURENESS.index(finding.verdict)
    if finding.type in REPEATS:
        # A sentence of a paragraph, or a row of a table, that is repeated with it.
        wider = _rank(repeat) < _rank(finding) and len(repeat.span) > len(finding.span)
        return wider and _SURENESS.index(repeat.verdict) <= sureness
    first = [Span(place.start, place.end) for place in repeat.related if _is_of(place, document)]
    return any(
        other.type == finding.type
        and _SURENESS.index(other.verdict) <= sureness
        and any(_covers(span, other.span) for span in first if span.end <= repeat.span.start)
        for other in findings
        if other.span.end <= repeat.span.start
    )


def _rank(finding: Finding) -> int:
    return ("duplicate_table", "duplicate_paragraph", "duplicate_row", "duplicate_claim").index(finding.type)


def _is_of(place: Place, document: Document) -> bool:
    return bool(place.document_id) and document.digest.startswith(place.document_id)


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that tell again of a passage what a graver one tells."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=_gravity):
        at = next((i for i, other in enumerate(kept) if _tells(other, finding)), None)
        if at is None:
            kept.append(finding)
        elif finding.verdict != "ok":
            kept[at] = _joined(kept[at], finding)
    return kept


def _gravity(finding: Finding) -> tuple[int, int, int, Span, str]:
    """Surest, then gravest; of one type, the one that marks its words most closely."""
    return (
        _SURENESS.index(finding.verdict),
        TYPES.index(finding.type),
        len(finding.span),
        finding.span,
        finding.message,
    )


def _tells(graver: Finding, finding: Finding) -> bool:
    same_matter = graver.type == finding.type and graver.type in ONCE
    same_words = graver.type in WORDS and finding.type in WORDS
    if not (same_matter or same_words):
        return False
    if graver.verdict == "ok" and graver.type != finding.type:
        return False
    return _share(graver.span, finding.span)


def _share(one: Span, other: Span) -> bool:
    """Whether one of the two lies in the other by half or more of its length."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common > 0 and 2 * common >= min(len(one), len(other))


def _covers(outer: Span, inner: Span) -> bool:
    common = min(outer.end, inner.end) - max(outer.start, inner.start)
    return common > 0 and 10 * common >= 9 * len(inner)


def _joined(kept: Finding, dropped: Finding) -> Finding:
    added = tuple(place for place in dropped.related if not any(_is_same(place, other) for other in kept.related))
    return replace(kept, related=(*kept.related, *added)) if added else kept


def _is_same(place: Place, other: Place) -> bool:
    return place.document_id == other.document_id and place.start < other.end and other.start < place.end
