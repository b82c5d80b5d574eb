"""Works that a reference list has more than once."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document, Reference
from service.checks.places import place_in
from service.checks.references.naming import entry_name, entry_title
from service.checks.references.same_work import Entry, Sameness, sameness
from service.findings.finding import Finding, FindingVerdict

_FAR_APART = 400
"""Entries between two that are compared by more than their DOI and title: a bound for lists of thousands."""


def duplicate_references(document: Document) -> Iterator[Finding]:
    """Each later entry of a work that is listed before, related to the first; `ok` for entries that stand alone."""
    found = listed_before(document)
    first = {entry.n for entry, _, _ in found.values()}
    for reference in document.references:
        if reference.n in found:
            earlier, how, why = found[reference.n]
            yield _twice(document, reference, earlier, how, why)
        elif reference.n not in first:
            message = f"No other entry is of the same work as {entry_name(reference)}."
            yield Finding("duplicate_reference", "ok", reference.span, message)


def listed_before(document: Document) -> dict[int, tuple[Reference, Sameness, str]]:
    """For each entry (by its number) that repeats an earlier one: the first entry of the work, how surely, and why."""
    entries = [Entry(reference) for reference in document.references]
    found: dict[int, tuple[Reference, Sameness, str]] = {}
    for at, entry in enumerate(entries):
        best: tuple[Reference, Sameness, str] | None = None
        for earlier in entries[max(0, at - _FAR_APART) : at]:
            if earlier.reference.n in found and found[earlier.reference.n][1] == "same":
                continue
            same = sameness(earlier, entry) if _may_be_one(earlier, entry) else None
            if same is not None and (best is None or (best[1], same[0]) == ("perhaps", "same")):
                best = (earlier.reference, *same)
        if best is not None:
            found[entry.reference.n] = best
    return found


def _may_be_one(first: Entry, second: Entry) -> bool:
    """Whether it is worth comparing them: they share a page, a DOI, or a word of their titles."""
    if first.doi and first.doi == second.doi:
        return True
    if first.first_page and first.first_page == second.first_page:
        return True
    return first.raw == second.raw or not first.title_words.isdisjoint(second.title_words)


def _twice(document: Document, reference: Reference, earlier: Reference, how: Sameness, why: str) -> Finding:
    verdict: FindingVerdict = "problem" if how == "same" else "doubt"
    says = "is listed again" if how == "same" else "may be listed again"
    message = f"{entry_title(earlier)}, {entry_name(earlier)}, {says} as entry {reference.label or reference.n}: {why}."
    return Finding("duplicate_reference", verdict, reference.span, message, (place_in(document, earlier.span),))
