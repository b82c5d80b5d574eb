"""Years that don't agree: a callout's with its entry's, an entry's with its identifier's, two entries' of one work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Callout, Document
from service.checks.places import place_in
from service.checks.references.cited import Missing, missing_works, words_of
from service.checks.references.listed_twice import listed_before
from service.checks.references.naming import entry_name, entry_years
from service.findings.finding import Finding

_MOST_NAMED = 3
_YEAR_IN_DOI = re.compile(r"[./_-](?P<year>(?:19|20)\d\d)(?=[./_-])")
_SLACK = 1
"""Years between the acceptance of an article, which its DOI often tells, and its volume."""


def year_mismatches(document: Document) -> Iterator[Finding]:
    """Callouts whose authors are listed under another year only, and entries that contradict themselves or each other.

    `ok` for callouts that give their entry's year.
    """
    yield from _callouts(document)
    yield from _identifiers(document)
    yield from _works_listed_twice(document)


def _callouts(document: Document) -> Iterator[Finding]:
    by_number = {reference.n: reference for reference in document.references}
    for missing in missing_works(document):
        for callout in missing.callouts if missing.slips else ():
            yield _off(document, missing, callout)
    for callout in document.callouts:
        entries = [by_number[n] for n in callout.resolves_to if n in by_number]
        if callout.standing == "resolved" and callout.kind in ("author-year", "narrative") and entries:
            related = tuple(place_in(document, entry.span) for entry in entries)
            message = (
                f"The year in “{words_of(callout)}” is that of {', '.join(map(entry_name, entries[:_MOST_NAMED]))}."
            )
            yield Finding("year_mismatch", "ok", callout.span, message, related)


def _off(document: Document, missing: Missing, callout: Callout) -> Finding:
    entry = missing.slips[0]
    related = tuple(place_in(document, slip.span) for slip in missing.slips)
    given = " and ".join(map(str, entry_years(entry)))
    alone = len(callout.missing) == 1 and not callout.resolves_to
    message = f"The text gives “{words_of(callout) if alone else missing.name}”, but {entry_name(entry)} is of {given}."
    return Finding("year_mismatch", "problem", callout.span, message, related)


def _identifiers(document: Document) -> Iterator[Finding]:
    """Entries whose DOI names another year than they do."""
    for reference in document.references:
        years = entry_years(reference)
        told = [int(match["year"]) for match in _YEAR_IN_DOI.finditer(str(reference.csl.get("DOI") or ""))]
        if years and told and min(abs(year - other) for year in years for other in told) > _SLACK:
            message = f"The {entry_name(reference)} is dated {years[0]}, but its DOI names {told[0]}."
            yield Finding("year_mismatch", "doubt", reference.span, message)


def _works_listed_twice(document: Document) -> Iterator[Finding]:
    """Later entries of a work that is surely listed twice, with another year than the first."""
    by_number = {reference.n: reference for reference in document.references}
    for n, (earlier, how, _) in sorted(listed_before(document).items()):
        years, before = entry_years(by_number[n]), entry_years(earlier)
        if how == "same" and years and before and not set(years) & set(before):
            message = f"The work is listed with the year {years[0]} here and {before[0]} in {entry_name(earlier)}."
            yield Finding("year_mismatch", "problem", by_number[n].span, message, (place_in(document, earlier.span),))
