"""Callouts without an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from corpus.bibliography.names import folded
from corpus.document import Callout, Document, Reference, Span
from corpus.structure.cited_work import CitedWork, ReferenceIndex, cited_works
from service.checks.places import place_in
from service.checks.references.naming import authors, entry_name, entry_years
from service.findings.finding import Finding, FindingVerdict

_SLIP = 3
"""Years that a slip of the pen is off by, at most, where no single digit explains it."""

_MOST_NAMED = 3
_MANY = 5
_MOST_MISSING = 1 / 3


@dataclass(frozen=True)
class Missing:
    """A work that callouts cite and the list lacks: its `name` as the text has it, and the entries with another year.

    `slips` are the entries of the same authors that it most likely means.
    """

    name: str
    callouts: tuple[Callout, ...]
    slips: tuple[Reference, ...] = ()
    others: tuple[Reference, ...] = ()


def missing_references(document: Document) -> Iterator[Finding]:
    """Works that the text cites and its list lacks, one finding a work; `ok` for callouts that resolve."""
    if not document.references:
        yield from _without_list(document)
        return
    yield from _resolved(document)
    missing = [work for work in missing_works(document) if not work.slips]
    verdict: FindingVerdict = "doubt" if _is_list_misread(document, len(missing)) else "problem"
    last = max((int(r.label) for r in document.references if r.label and r.label.isdecimal()), default=None)
    for works in _by_place(missing):
        yield (
            _missing(document, works[0], verdict, last) if len(works) == 1 else _several(document, works, verdict, last)
        )


def missing_works(document: Document) -> tuple[Missing, ...]:
    """The works that callouts cite and the list lacks, in the order in which the text first cites them."""
    found: dict[str, list[Callout]] = {}
    names: dict[str, str] = {}
    for callout in document.callouts:
        if callout.standing != "dangling" or callout.kind == "repeated":
            continue
        for name in callout.missing or (words_of(callout),):
            key = folded(name)
            names.setdefault(key, name)
            found.setdefault(key, []).append(callout)
    slips = _Slips(document)
    return tuple(slips.explained(names[key], tuple(callouts)) for key, callouts in found.items())


class _Slips:
    """Tells which entries a work that isn't listed may mean."""

    def __init__(self, document: Document) -> None:
        self._index = ReferenceIndex(document.references)
        self._by_number = {reference.n: reference for reference in document.references}
        self._cited = {n for callout in document.callouts for n in callout.resolves_to}

    def explained(self, name: str, callouts: tuple[Callout, ...]) -> Missing:
        work = next(iter(cited_works(name)), None)
        if work is None or work.year is None:
            return Missing(name, callouts)
        same = [entry for entry in self._by_same_authors(work) if entry_years(entry)]
        slips = [entry for entry in same if self._is_slip(work, work.year, entry, len(same) == 1)]
        nearest = sorted(slips, key=lambda entry: (entry.n in self._cited, _apart(work.year or 0, entry), entry.n))
        return Missing(name, callouts, tuple(nearest), tuple(same))

    def _by_same_authors(self, work: CitedWork) -> list[Reference]:
        entries = [self._by_number[n] for n in self._index.by_author(work)]
        return [entry for entry in entries if _has_all(work, entry)]

    def _is_slip(self, work: CitedWork, year: int, entry: Reference, alone: bool) -> bool:
        """An entry that nothing else cites is meant; one that is cited rightly elsewhere, only if the years are alike.

        One author with several works (not `alone`) may well have one more.
        """
        if entry.n not in self._cited:
            return True
        several = len(work.names) > 1 or work.others
        slack = _SLIP if alone or several else 1
        return _apart(year, entry) <= slack or ((alone or several) and _is_one_digit_off(year, entry))


def _has_all(work: CitedWork, entry: Reference) -> bool:
    """Whether the entry has as many authors as the work, and each of those whom the text names."""
    people = authors(entry)
    if work.others:
        return len(people) != 2
    raw = f" {folded(entry.raw)} "
    return (len(work.names) > 1 or len(people) <= 1) and all(f" {folded(name)} " in raw for name in work.names[1:])


def _apart(year: int, entry: Reference) -> int:
    return min(abs(year - other) for other in entry_years(entry))


def _is_one_digit_off(year: int, entry: Reference) -> bool:
    """Whether one digit is another, or two have changed their places."""
    return any(OSA.distance(str(year), str(other)) == 1 for other in entry_years(entry))


def words_of(callout: Callout) -> str:
    """The callout in one line."""
    return " ".join(callout.text.split())


def _is_list_misread(document: Document, missing: int) -> bool:
    """Whether so much of what is cited is missing that the list was rather read wrongly."""
    found = {n for callout in document.callouts for n in callout.resolves_to}
    return missing > _MANY and missing > _MOST_MISSING * (missing + len(found))


def _missing(document: Document, missing: Missing, verdict: FindingVerdict, last: int | None) -> Finding:
    first, *others = missing.callouts
    related = tuple(place_in(document, span) for span in [c.span for c in others] + [e.span for e in missing.others])
    listed = f"; it has {', '.join(map(entry_name, missing.others[:_MOST_NAMED]))}" if missing.others else ""
    if re.fullmatch(r"\d+", missing.name):
        end = f", which ends at [{last}]" if last is not None and int(missing.name) > last else ""
        message = f"The text cites [{missing.name}], and the list of references has no such entry{end}."
    else:
        alone = len(first.missing) == 1 and not first.resolves_to
        name = re.sub(r"^[(\[](.*)[)\]]$", r"\1", words_of(first)) if alone else missing.name
        message = f"The text cites “{name}”, and the list of references has no such entry{listed}."
    return Finding("missing_reference", verdict, first.span, message, related)


def _by_place(missing: Sequence[Missing]) -> list[list[Missing]]:
    """The works by the callout that first cites them: one place is told once."""
    found: dict[Span, list[Missing]] = {}
    for work in missing:
        found.setdefault(work.callouts[0].span, []).append(work)
    return list(found.values())


def _several(document: Document, works: Sequence[Missing], verdict: FindingVerdict, last: int | None) -> Finding:
    """The works that one callout is the first to cite, all of which the list lacks."""
    first = works[0].callouts[0]
    later = dict.fromkeys(callout.span for work in works for callout in work.callouts[1:])
    others = {entry.span: entry for work in works for entry in work.others}
    numbers = [work.name for work in works if work.name.isdecimal()]
    names = [f"[{work.name}]" if work.name.isdecimal() else f"“{work.name}”" for work in works]
    past = last is not None and len(numbers) == len(works) and all(int(number) > last for number in numbers)
    listed = f"; it has {', '.join(map(entry_name, list(others.values())[:_MOST_NAMED]))}" if others else ""
    end = f", as it ends at [{last}]" if past else listed
    named = f"{', '.join(names[:-1])} and {names[-1]}"
    message = f"The text cites {named}, and the list of references has no such entries{end}."
    related = tuple(place_in(document, span) for span in (*later, *others))
    return Finding("missing_reference", verdict, first.span, message, related)


def _resolved(document: Document) -> Iterator[Finding]:
    by_number = {reference.n: reference for reference in document.references}
    for callout in document.callouts:
        entries = [by_number[n] for n in callout.resolves_to if n in by_number]
        related = tuple(place_in(document, entry.span) for entry in entries)
        names = ", ".join(map(entry_name, entries[:_MOST_NAMED]))
        if callout.standing == "resolved" and entries:
            yield Finding("missing_reference", "ok", callout.span, f"“{words_of(callout)}” is {names}.", related)
        elif callout.standing == "ambiguous" and entries:
            message = f"“{words_of(callout)}” may mean any of {names}, which the text doesn't tell apart."
            yield Finding("missing_reference", "doubt", callout.span, message, related)


def _without_list(document: Document) -> Iterator[Finding]:
    """One doubt for a text that cites works by name and has no list: it may be a part of a longer one."""
    cited = [callout for callout in document.callouts if callout.standing == "dangling" and callout.kind != "repeated"]
    if len(cited) > 1:
        related = tuple(place_in(document, callout.span) for callout in cited[1:])
        message = f"The text cites works in {len(cited)} places, and no list of references was found in it."
        yield Finding("missing_reference", "doubt", cited[0].span, message, related)
