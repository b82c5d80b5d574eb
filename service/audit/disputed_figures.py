"""Disputed figures: rows of two documents' tables that give one thing two values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.document import Span
from indexer.catalogue import Holding
from service.audit.audit import AuditFinding
from service.audit.comparison import Conflict
from service.audit.crossing import Documents
from service.audit.sources import age
from service.quotes.quoting import Read, place

Row = tuple[Holding, Span]


def disputed_figures(
    conflicts: Mapping[Documents, tuple[Conflict, ...]], holdings: Mapping[str, Holding], read: Read
) -> Iterator[AuditFinding]:
    """One finding for each row of the later work, with all earlier ones that say something else."""
    found: dict[tuple[str, Span], list[tuple[Row, str]]] = {}
    for (one, two), told in conflicts.items():
        for conflict in told:
            rows = [(holdings[one], conflict.one), (holdings[two], conflict.two)]
            (first, span), (later, row) = sorted(rows, key=lambda entry: (age(entry[0]), entry[1]))
            found.setdefault((later.digest, row), []).append(((first, span), conflict.text))
    for (digest, row), others in sorted(found.items()):
        others.sort(key=lambda other: (age(other[0][0]), other[0][1]))
        yield AuditFinding(
            type="table_conflict",
            verdict="problem",
            span=row,
            message=others[0][1],
            related=tuple(dict.fromkeys(place(holding, span, read) for (holding, span), _ in others)),
            steps=tuple(text for _, text in others[1:]),
            holding=holdings[digest],
        )
