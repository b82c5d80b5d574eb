"""Bundled: passages that cite the same works together, with these citations marked and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Document, Span
from service.audit.bundles import citing_at
from service.web.audit.contrast import Piece, pieces

_BETWEEN = re.compile(r"[\s;,)(\][]*")
"""What stands between two citations that are one to whoever reads them."""


def citing_pieces(document: Document, sentence: Span, bundle: frozenset[int]) -> tuple[Piece, ...]:
    """The sentence, and what it cites behind its stop, with its citations of the bundle's works marked."""
    cited = _run_together(document.text, citing_at(document, sentence, bundle))
    end = max(sentence.end, *(span.end for span in cited)) if cited else sentence.end
    within = [Span(span.start - sentence.start, span.end - sentence.start) for span in cited]
    return pieces(document.text[sentence.start : end], within)


def _run_together(text: str, cited: Sequence[Span]) -> list[Span]:
    runs: list[Span] = []
    for span in cited:
        last = runs[-1] if runs else None
        if last and (span.start <= last.end or _BETWEEN.fullmatch(text, last.end, span.start)):
            runs[-1] = Span(last.start, max(last.end, span.end))
        else:
            runs.append(span)
    return runs
