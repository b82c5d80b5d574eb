"""Crediting: the works that second-hand words are credited to, before the citation of the work that has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.export.plain_words import writable
from service.export.runs import Run, Runs
from service.export.styles import Style

_BEFORE_A_YEAR = re.compile(r", (?=\d{4}[a-z]?(?:;|$))")
_MORE = re.compile(r"(\d+) more")


def credited(citation: Runs, works: Sequence[str], style: Style) -> Runs:
    """The citation with the works, such as `Porter, 1990`: `(Porter, 1990, as cited in Li, 2023, p. 3)`."""
    if not works or not citation:
        return citation
    told = "; ".join(dict.fromkeys(_worded(" ".join(writable(work).split()), style) for work in works))
    first = citation[0]
    opening = first.text[:1] if first.text.startswith(("(", "[")) else ""
    rest = Run(first.text.removeprefix(opening), first.italic, first.bold)
    before = Run(f"{opening}{told}, {style.as_cited_in} ")
    return (before, *([rest] if rest.text else []), *citation[1:])


def _worded(work: str, style: Style) -> str:
    """A work as the style writes authors and year; a title stays as it is."""
    more = _MORE.fullmatch(work)
    if more is not None:
        return style.more_works.format(more[1])
    named = work if work.startswith("“") else work.replace(" & ", style.between_names)
    return _BEFORE_A_YEAR.sub(style.before_year, named)
