"""Whether the parts of a table may add up to more than the whole, since one thing may be counted in several of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile

from corpus.document import Document, Span, Table
from service.checks.tables.languages import SEVERAL, TABLE

REACH = 700
"""Characters before and behind a table within which the prose may say how its figures are to be read."""

_SEVERAL = re.compile(
    r"\b(?:(?:several|multiple|many|two or more|more than one|more than once|up to (?:two|three|four|five|\d))\b"
    r"[^.;|]{0,40}\b(?:answers?|responses?|choices?|options?|mentions?|elements?|categories|category|times|possible"
    r"|allowed|permitted|selected|named?|sources?|reasons?|groups?|kinds?|types?)"
    r"|(?:name|give|choose|pick|select|tick|mention|report|appear|belong|list|cite|count)\w*\s+(?:in |to |under |as )?"
    r"(?:several|more than (?:one|once)|multiple|up to (?:two|three|four|five|\d)|two or more|as many)"
    r"|(?:more than once|multiple[- ](?:response|answer|choice|selection)s?|not mutually exclusive"
    r"|may overlap|overlapping|check all|all that apply|double[- ]count\w*|non-exclusive)"
    r"|(?:do|does|may|might|can|need|will|should|must|would|to|could)(?:es)?(?: not|n['’]t|\snot necessarily)\s"
    r"(?:necessarily\s)?(?:add(?: up)?|sum(?: up)?|total|amount) to"
    r"|(?:add(?:s)?(?: up)?|sum(?:s)?(?: up)?|total(?:s)?|amount(?:s)?|exceeds?)(?: to)?"
    rf" (?:more than|over|above) (?:100|the)|exceeds? 100|{SEVERAL})\b",
    re.IGNORECASE,
)
_ROUNDING = re.compile(r"\bround(?:ing|ed)\b", re.IGNORECASE)


def allows_several(document: Document, table: Table) -> bool:
    """Whether the caption, the note or the prose beside the table says so; rounding alone is no such reason."""
    own = [table.caption or "", table.note or "", *(cell.text for cell in table.header)]
    around = Span(max(table.span.start - REACH, 0), min(table.span.end + REACH, len(document.text)))
    first = max(bisect_left(document.sentences, Span(around.start, around.start)) - 1, 0)
    beside = takewhile(lambda sentence: sentence.start < around.end, islice(document.sentences, first, None))
    near = (s.of(document.text) for s in beside if s.overlaps(around))
    return any(_says_so(text) for text in (*own, *(text for text in near if _is_of(text, table))))


def _says_so(text: str) -> bool:
    even = " ".join(text.split())
    return any(not _ROUNDING.search(even[m.start() : m.end() + REACH // 10]) for m in _SEVERAL.finditer(even))


def _is_of(text: str, table: Table) -> bool:
    """Whether a sentence may be about the table: it names no other one."""
    named = re.findall(rf"\b{TABLE}\s+([A-Z]?\.?\d+(?:\.\d+)*|[IVX]+)\b", text, re.IGNORECASE)
    return not named or table.number is None or table.number in named
