"""Entries of a reference list that nothing in the text cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from corpus.bibliography.names import folded
from corpus.document import Callout, Document, Reference, Span
from service.checks.places import place_in
from service.checks.references.cited import missing_works
from service.checks.references.listed_twice import listed_before
from service.checks.references.naming import authors, entry_name, entry_years
from service.checks.secondary import cited_through
from service.findings.finding import Finding, FindingVerdict
from service.phrasing import counted

_FEWEST_CALLOUTS = 3
_LEAST_SHARE = 0.2
"""A text that cites less of its list than this doesn't cite by it."""

_LEAST_OF_A_LIST = 4
"""Entries that nothing cites, from which on they are told in one finding where they are most of their list."""

_NEAR = 60
"""Characters between an author's name and a year that are one citation in a form that isn't known."""

_NOT_CITED_FROM = re.compile(
    r"\W*(?:\d{1,2}\W+)?(?:suggested |further |recommended |additional |selected |select |general |background )"
    r"(?:readings?|bibliography|references|literature|sources|works)\W*|\W*for further reading\W*|\W*readings\W*"
    r"|\W*(?:литература для чтения|рекомендуемая литература|избранная библиография|weiterführende literatur"
    r"|auswahlbibliographie|pour aller plus loin|lecturas recomendadas)\W*",
    re.IGNORECASE,
)


def uncited_references(document: Document) -> Iterator[Finding]:
    """Works that no callout means; `ok` for those that one does. Lists for further reading are left out.

    A work that is listed twice is cited with either entry, and a later entry of it told as listed again and no more.
    Where most entries of a list are uncited, one doubt tells of them all.
    """
    return _Uncited(document).findings()


class _Uncited:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._meant = {reference.n for missing in missing_works(document) for reference in missing.slips[:1]}
        again = listed_before(document)
        self._again = frozenset(again)
        self._repeated = {n: first.n for n, (first, how, _) in again.items() if how == "same"}

    def findings(self) -> Iterator[Finding]:
        lacking = []
        for reference in self._listed():
            callouts = self._callouts.get(reference.n, ())
            if callouts:
                yield self._cited(reference, callouts)
            elif any(_names(original, reference) for original in self._cited_through):
                message = f"The text cites {entry_name(reference)} from another work."
                yield Finding("uncited_reference", "ok", reference.span, message)
            elif not (reference.n in self._meant or self._is_in_a_table(reference)):
                lacking.append(reference)
        uncited = [reference for reference in lacking if reference.n not in self._again]
        if len(uncited) >= _LEAST_OF_A_LIST and 2 * len(uncited) > len(list(self._listed())):
            yield self._hardly_cited(lacking)
        else:
            yield from map(self._uncited, uncited)

    def _listed(self) -> Iterator[Reference]:
        """The works that a text has to cite, each by its first entry."""
        for reference in self._document.references:
            apart = self._is_for_reading(reference) or self._is_note(reference)
            if not apart and reference.n not in self._repeated:
                yield reference

    def _hardly_cited(self, uncited: Sequence[Reference]) -> Finding:
        """One doubt for the list, from its first uncited entry to its last."""
        count = len(list(self._listed()))
        many = f"all {count}" if len(uncited) == count else f"{len(uncited)} of the {count}"
        again = f" (in {len(self._document.references)} entries)" if self._repeated else ""
        message = f"The text hardly cites its list at all: nothing in it cites {many} works listed{again}."
        related = tuple(place_in(self._document, reference.span) for reference in uncited)
        span = Span(uncited[0].span.start, uncited[-1].span.end)
        return Finding("uncited_reference", "doubt", span, message, related)

    @cached_property
    def _callouts(self) -> dict[int, list[Callout]]:
        found: dict[int, list[Callout]] = {}
        for callout in self._document.callouts:
            for n in dict.fromkeys(self._repeated.get(n, n) for n in callout.resolves_to):
                found.setdefault(n, []).append(callout)
        return found

    @cached_property
    def _cites_otherwise(self) -> str:
        """That the text hardly cites its list, or cites by notes, so that no entry is surely uncited; else empty."""
        resolved = [callout for callout in self._document.callouts if callout.resolves_to]
        if {callout.kind for callout in resolved} & {"note", "short"}:
            return "it cites by notes"
        if len(self._callouts) < _LEAST_SHARE * len(self._document.references):
            return "it hardly cites its list"
        few = f"only {counted(len(resolved), 'citation')} could be followed to the list" if resolved else ""
        few = few or "no citation could be followed to the list"
        return few if len(resolved) < _FEWEST_CALLOUTS else ""

    def _cited(self, reference: Reference, callouts: list[Callout]) -> Finding:
        times = "once" if len(callouts) == 1 else f"{len(callouts)} times"
        related = tuple(place_in(self._document, callout.span) for callout in callouts)
        message = f"The text cites {entry_name(reference)} {times}."
        return Finding("uncited_reference", "ok", reference.span, message, related)

    def _uncited(self, reference: Reference) -> Finding:
        verdict: FindingVerdict = "problem"
        message = f"Nothing in the text cites {entry_name(reference)}."
        if self._cites_otherwise:
            verdict = "doubt"
            message = f"Nothing in the text clearly cites {entry_name(reference)}; {self._cites_otherwise}."
        elif _names(self._words_of_prose, reference):
            verdict = "doubt"
            message = f"The text names the author of {entry_name(reference)}, but doesn't clearly cite it."
        return Finding("uncited_reference", verdict, reference.span, message)

    def _is_note(self, reference: Reference) -> bool:
        """Whether the entry stands in a note that is itself the citation."""
        return not self._lists and any(callout.kind == "note" for callout in self._document.callouts)

    @cached_property
    def _lists(self) -> bool:
        """Whether the entries stand one under the other, as in a list, and not in notes all over the text."""
        spans = [reference.span for reference in self._document.references]
        sentences = self._document.sentences
        return not any(a.end <= s.start < b.start for a, b in pairwise(spans) for s in sentences)

    def _is_for_reading(self, reference: Reference) -> bool:
        path = self._document.section_path(reference.span.start)
        return any(_NOT_CITED_FROM.fullmatch(section.title.strip()) for section in path)

    def _is_in_a_table(self, reference: Reference) -> bool:
        """Whether a table cites the entry: by its number in brackets, or by its author and year."""
        if any(callout.kind == "numeric" for callout in self._document.callouts):
            number = re.compile(rf"\[[\d,;–\s-]*\b{re.escape(reference.label or str(reference.n))}\b[\d,;–\s-]*\]")
            return any(number.search(table.span.of(self._document.text)) for table in self._document.tables)
        return any(_names(words, reference) for words in self._words_of_tables)

    @cached_property
    def _cited_through(self) -> tuple[str, ...]:
        return tuple(folded(original) for original in cited_through(self._document))

    @cached_property
    def _words_of_tables(self) -> tuple[str, ...]:
        return tuple(folded(table.span.of(self._document.text)) for table in self._document.tables)

    @cached_property
    def _words_of_prose(self) -> str:
        return folded("\n".join(span.of(self._document.text) for span in self._document.sentences))


def _names(words: str, reference: Reference) -> bool:
    """Whether the folded text has the first author's name and the year close together."""
    people, years = authors(reference), entry_years(reference)
    if not people or not years:
        return False
    name = re.compile(rf"\b{re.escape(people[0])}\b.{{0,{_NEAR}}}\b{years[0]}\b")
    return people[0] in words and name.search(words) is not None
