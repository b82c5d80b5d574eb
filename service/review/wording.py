"""Wording: a review as plain text, the gravest findings first, each with the manuscript's words and the source's."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from corpus.document import Document
from service.findings.finding import TYPES, Finding, FindingVerdict
from service.findings.labels import LABELS
from service.findings.wording import MOST_RELATED, filled, one_line, place_words, where
from service.naming import readable
from service.phrasing import counted
from service.quotes.quote import Place
from service.review.review import Review
from service.terminal import WIDTH

LONGEST = 320
"""Characters of a passage that are shown."""

HEADS: dict[FindingVerdict, str] = {"problem": "Problems", "doubt": "To be looked at", "ok": "In order"}

_COUNTED = ("claims", "citations", "quotations", "references", "tables")


def review_text(review: Review, document: Document, *, everything: bool = False) -> str:
    """The whole review: a summary line, notes, and the findings by severity; with `everything` what is in order too."""
    verdicts: Sequence[FindingVerdict] = ("problem", "doubt", "ok") if everything else ("problem", "doubt")
    blocks = [summary(review), *(textwrap.fill(f"Note: {notice}", WIDTH) for notice in review.notices)]
    for verdict in verdicts:
        blocks += _section(HEADS[verdict], review.of(verdict), document)
    return readable("\n\n".join(blocks))


def summary(review: Review) -> str:
    """`paper.md: 3 problems and 1 doubt; checked: 58 claims, 31 citations, 6 quotations, 14 references, 7 tables.`"""
    counts = review.verdicts
    found = f"{counted(counts['problem'], 'problem')} and {counted(counts['doubt'], 'doubt')}"
    checked = ", ".join(counted(review.checked.get(name, 0), name.removesuffix("s")) for name in _COUNTED)
    held = review.checked.get("citations_held_against_sources", 0)
    if not any(review.checked.get(name, 0) for name in _COUNTED) and not counts["problem"] + counts["doubt"]:
        return textwrap.fill(f"{review.document}: there was nothing to check in it.", WIDTH)
    sources = f" Held against their sources: {counted(held, 'cited statement')}." if held else ""
    return textwrap.fill(f"{review.document}: {found}. Checked: {checked}.{sources}", WIDTH)


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest types first; of one type in the order of the text."""
    return sorted(findings, key=lambda finding: (TYPES.index(finding.type), finding.span))


def _section(head: str, findings: Sequence[Finding], document: Document) -> Iterator[str]:
    if findings:
        yield f"{head}\n{'-' * len(head)}"
    for number, finding in enumerate(by_gravity(findings), 1):
        yield _finding(number, finding, document)


def _finding(number: int, finding: Finding, document: Document) -> str:
    lines = [
        f"{number}. {LABELS[finding.type]}{where(finding, document, LONGEST)}",
        filled(f"“{one_line(finding.span.of(document.text), LONGEST)}”"),
        filled(finding.message),
        *(
            filled(f"→ {_source(place, document)}: “{one_line(place.text, LONGEST)}”")
            for place in finding.related[:MOST_RELATED]
        ),
    ]
    more = len(finding.related) - MOST_RELATED
    return "\n".join([*lines, *([filled(f"→ and {counted(more, 'more place')}")] if more > 0 else [])])


def _source(place: Place, document: Document) -> str:
    """The place by its citation; in the manuscript itself, where it stands there."""
    if not document.digest.startswith(place.document_id):
        return place.citation
    told = place_words(place)
    return f"in this manuscript ({told})" if told else "in this manuscript"
