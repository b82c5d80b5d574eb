"""Names beside a number: `Porter [4] argues that …` credits Porter as `Porter (1990) argues that …` does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.bibliography.names import families, folded
from corpus.document import Callout, Document, Span

_BY_NUMBER = frozenset(("numeric", "superscript", "note", "key"))
_REACH = 100
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_GAP = re.compile(r"[\s,.&]{0,4}(?:\^\{?)?")
_JOINING = frozenset(["and", "et", "al", "und", "colleagues", "others", "co", "workers"])


def with_names_beside(document: Document, callouts: Sequence[Callout]) -> tuple[Callout, ...]:
    """The callouts, those by a number that stand right behind the names of their authors with these, as named ones."""
    return tuple(_named(document, callout) if callout.kind in _BY_NUMBER else callout for callout in callouts)


def _named(document: Document, callout: Callout) -> Callout:
    start = _start_of_names(document, callout)
    if start is None:
        return callout
    span = Span(start, callout.span.end)
    return replace(callout, span=span, text=span.of(document.text), kind="narrative")


def _start_of_names(document: Document, callout: Callout) -> int | None:
    """Where the names begin, that of the first author first; None where others' or none stand there."""
    entry = next((one for one in document.references if one.n in callout.resolves_to), None)
    people = [folded(name).split() for name in families(entry.csl.get("author"))] if entry is not None else []
    if not people:
        return None
    known = {word for name in people for word in name}
    offset, end = max(0, callout.span.start - _REACH), callout.span.start
    start: int | None = None
    for match in reversed(list(_WORD.finditer(document.text, offset, callout.span.start))):
        words = folded(_POSSESSIVE.sub("", match[0])).split()
        if not _GAP.fullmatch(document.text, match.end(), end) or not all(w in known or w in _JOINING for w in words):
            break
        if match[0][0].isupper() and words[-1:] == people[0][-1:]:
            start = match.start()
        end = match.start()
    return start
