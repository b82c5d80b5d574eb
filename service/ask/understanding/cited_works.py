"""Works that are not held but cited in the library: found in reference lists, with every place that calls them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.bibliography.names import families, folded, years
from corpus.document import Document, Reference, Span
from indexer.catalogue import Holding
from service.ask.understanding.attribution import Credit
from service.ask.understanding.shelves import Shelves
from service.words.content import names

CREDITED = 0.95
MENTIONED = 0.4

MOST_DOCUMENTS = 8
"""In more documents than this, a cited author is a subject of the whole library."""

MOST_WORKS = 40


@dataclass(frozen=True)
class CitedWork:
    """An entry of a document's reference list that a question names: how surely, and the places that cite it.

    `n` and `label` are the entry's (`corpus.document.Reference`); `span` is the entry; `places` are its callouts.
    """

    digest: str
    document: str
    n: int
    label: str | None
    authors: tuple[str, ...]
    year: int | None
    span: Span
    places: tuple[Span, ...]
    sure: float

    @property
    def is_credited(self) -> bool:
        """Whether the question credits it, and doesn't only mention its author."""
        return self.sure >= CREDITED


def cited_works(text: str, given: Sequence[Credit], shelves: Shelves, within: Sequence[str]) -> tuple[CitedWork, ...]:
    """The cited works whose authors are credited, or mentioned by name; `within` documents alone, where any are given.

    Surest first, then by document and number.
    """
    wanted = _wanted(text, given)
    if not wanted:
        return ()
    found: dict[tuple[str, int], CitedWork] = {}
    for holding in _holdings(wanted, shelves, within):
        for work in _in_document(holding, wanted, shelves):
            found.setdefault((work.digest, work.n), work)
    ordered = sorted(found.values(), key=lambda work: (-work.sure, work.document, work.n))
    return tuple(ordered[:MOST_WORKS])


@dataclass(frozen=True)
class _Wanted:
    year: int | None
    sure: float


def _wanted(text: str, given: Sequence[Credit]) -> Mapping[str, _Wanted]:
    """Family names as they may stand in a reference list, folded."""
    wanted = {folded(word): _Wanted(None, MENTIONED) for word in names(text)}
    for credit in (each for each in given if each.surely):
        for person in credit.people:
            for word in person.split():
                wanted[folded(word)] = _Wanted(credit.year, CREDITED)
    return {word: how for word, how in wanted.items() if len(word) > 1}


def _holdings(wanted: Mapping[str, _Wanted], shelves: Shelves, within: Sequence[str]) -> Sequence[Holding]:
    """The documents whose reference lists name such an author, those with the most such entries first."""
    counts: dict[str, int] = {}
    holdings: dict[str, Holding] = {}
    for word in sorted(wanted):
        for passage in shelves.library.references_naming(word):
            counts[passage.document.digest] = counts.get(passage.document.digest, 0) + 1
            holdings[passage.document.digest] = passage.document
    chosen = [digest for digest in counts if digest in within] or list(counts)
    best = sorted(chosen, key=lambda each: (-counts[each], holdings[each].name))[:MOST_DOCUMENTS]
    return [holdings[digest] for digest in best]


def _in_document(holding: Holding, wanted: Mapping[str, _Wanted], shelves: Shelves) -> Iterator[CitedWork]:
    entries = shelves.references(holding)
    fitting: dict[int, list[_Wanted]] = {}
    for word in sorted(wanted):
        for index in entries.get(word, ()):
            fitting.setdefault(index, []).append(wanted[word])
    if not fitting:
        return
    document = shelves.library.document(holding)
    for index in sorted(fitting):
        reference = document.references[index]
        how = max(fitting[index], key=lambda each: each.sure)
        year = next(iter(years(reference.csl.get("issued"))), None)
        if how.year is None or year is None or year == how.year:
            authors = families(reference.csl.get("author")) or families(reference.csl.get("editor"))
            yield _work(holding, document, reference, authors, year, how.sure)


def _work(
    holding: Holding, document: Document, reference: Reference, authors: tuple[str, ...], year: int | None, sure: float
) -> CitedWork:
    places = tuple(callout.span for callout in document.callouts if reference.n in callout.resolves_to)
    return CitedWork(
        digest=holding.digest,
        document=holding.name,
        n=reference.n,
        label=reference.label,
        authors=authors,
        year=year,
        span=reference.span,
        places=places,
        sure=sure,
    )
