"""Equal strings: the faults that need no understanding, as a baseline for whatever claims to have some."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.document import Document, Span
from evals.matching import Place
from evals.meeting import Found
from service.findings.finding import FindingType

_NUMBER = re.compile(r"^\W*\d{1,3}\W+")
"""The number of an entry, which its twin doesn't share."""

LEAST_WORDS = 8
"""A sentence of fewer words may be said twice."""


def equal_strings(documents: Mapping[str, Document]) -> tuple[Found, ...]:
    """Sentences, entries of a list and rows of a table that are equal, letter by letter, to one before them.

    Sentences are compared within and across the documents (given by name), entries and rows within each alone.
    """
    found = list(
        _repeats("duplicate_claim", [each for name in documents for each in _sentences(name, documents[name])])
    )
    for name, document in documents.items():
        entries = [(Place(name, entry.span), entry.span.of(document.text)) for entry in document.references]
        found += _repeats("duplicate_reference", entries)
        for table in document.tables:
            rows = [
                (Place(name, _around([cell.span for cell in row])), " | ".join(cell.text for cell in row))
                for row in table.rows
                if row
            ]
            found += _repeats("duplicate_row", rows)
    return tuple(found)


def _sentences(name: str, document: Document) -> list[tuple[Place, str]]:
    texts = [(Place(name, span), span.of(document.text)) for span in document.sentences]
    return [(place, text) for place, text in texts if len(text.split()) >= LEAST_WORDS]


def _repeats(of: FindingType, texts: Sequence[tuple[Place, str]]) -> Iterator[Found]:
    seen: dict[str, list[Place]] = defaultdict(list)
    for place, text in texts:
        key = " ".join(_NUMBER.sub("", text).casefold().split())
        if seen[key]:
            yield Found(of, "problem", place, tuple(seen[key]), f"“{key[:60]}” stands there already.")
        seen[key].append(place)


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))
