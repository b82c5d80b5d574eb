"""Wording: an audit as plain text, a document after the other, the gravest findings of each first."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.document import Document
from indexer.catalogue import Holding
from service.audit.audit import Audit, AuditFinding
from service.audit.headings import HEADING_WORDS, HEADINGS, heading_of
from service.findings.labels import VERDICTS
from service.findings.wording import MOST_RELATED, filled, one_line, place_words, where
from service.naming import readable
from service.phrasing import counted
from service.quotes.quote import Place
from service.quotes.quoting import Read
from service.terminal import WIDTH

LONGEST = 240
"""Characters of a passage that are shown."""


def audit_text(audit: Audit, read: Read, *, everything: bool = False) -> str:
    """The whole audit, grouped by document, with the counts at its end; with `everything`, what is in order too."""
    shown = audit.findings if everything else audit.faults
    blocks = [block for holding, findings in by_document(shown) for block in _document(holding, findings, read)]
    return readable("\n\n".join([*blocks, summary(audit)]))


def by_document(findings: Sequence[AuditFinding]) -> Iterator[tuple[Holding, tuple[AuditFinding, ...]]]:
    """The documents that something was found of, each with that, in the order of the findings."""
    grouped: dict[str, list[AuditFinding]] = {}
    for finding in findings:
        grouped.setdefault(finding.holding.digest, []).append(finding)
    for found in grouped.values():
        yield found[0].holding, tuple(found)


def summary(audit: Audit) -> str:
    """`8 documents audited: 2 problems and 1 doubt. Tables disagree 2, passage given twice 1.`"""
    if not audit.documents:
        return "No documents to audit: put some in with `pincite add PATH`."
    counted_by = Counter(heading_of(finding) for finding in audit.faults)
    counts = ", ".join(f"{_lowered(HEADING_WORDS[each])} {counted_by[each]}" for each in HEADINGS if counted_by[each])
    return textwrap.fill(headline(audit) + (f" By type: {counts}." if counts else ""), WIDTH)


def headline(audit: Audit) -> str:
    """`8 documents audited: 2 problems and 1 doubt.`"""
    problems = sum(finding.verdict == "problem" for finding in audit.findings)
    doubts = sum(finding.verdict == "doubt" for finding in audit.findings)
    found = f"{counted(problems, 'problem')} and {counted(doubts, 'doubt')}" if audit.faults else "nothing found"
    return f"{counted(audit.documents, 'document')} audited: {found}."


def _document(holding: Holding, findings: Sequence[AuditFinding], read: Read) -> Iterator[str]:
    title = " ".join((holding.record.text("title") or "").split())
    head = textwrap.shorten(f"{holding.name}{f': {title}' if title else ''}", WIDTH, placeholder=" …")
    yield f"{head}\n{'-' * len(head)}"
    ordered = sorted(
        findings, key=lambda finding: (finding.verdict == "ok", HEADINGS.index(heading_of(finding)), finding.span)
    )
    for number, finding in enumerate(ordered, 1):
        yield _finding(number, finding, read(holding))


def _finding(number: int, finding: AuditFinding, document: Document) -> str:
    verdict = "" if finding.verdict == "problem" else f" [{VERDICTS[finding.verdict].lower()}]"
    more = len(finding.related) - MOST_RELATED
    return "\n".join(
        [
            f"{number}. {HEADING_WORDS[heading_of(finding)]}{verdict}{where(finding, document, LONGEST)}",
            filled(f"“{one_line(finding.span.of(document.text), LONGEST)}”"),
            filled(finding.message),
            *(filled(_related(place, finding)) for place in finding.related[:MOST_RELATED]),
            *([filled(f"→ and {counted(more, 'more place')}")] if more > 0 else []),
        ]
    )


def _related(place: Place, finding: AuditFinding) -> str:
    """A place that the finding rests on, by its citation or, in the same document, by where it stands there."""
    is_here = place.document_id == finding.holding.id
    told = (place_words(place) or "in the same document") if is_here else place.citation
    return f"→ {told}: “{one_line(place.text, LONGEST)}”"


def _lowered(label: str) -> str:
    return label[0].lower() + label[1:]
