"""Sources: which documents of a library cite which, how old each is, and how many of several are independent."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.bibliography.names import folded_families
from indexer.catalogue import Holding
from indexer.library import Library
from service.audit.disjoint_sets import DisjointSets
from service.findings.cited_holdings import CitedHoldings
from service.shapes import year_of

Age = tuple[int, str]

NO_YEAR = 9999
"""A work without a year is taken for the latest: nothing shows that it was first."""


def age(holding: Holding) -> Age:
    """What orders works by their year, and those of one year by name."""
    return year_of(holding) or NO_YEAR, holding.name


def authors_of(holding: Holding) -> frozenset[str]:
    """The family names of the authors, folded."""
    return folded_families(holding.record.get("author"))


class Citing:
    """Which held document each entry of a held document's reference list is."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._cited = CitedHoldings(library)
        self._entries: dict[str, dict[int, str]] = {}

    def entries(self, holding: Holding) -> dict[int, str]:
        """The digest of the held document that an entry (by its number) is, for those that are held."""
        if holding.digest not in self._entries:
            references = self._library.document(holding).references
            found = ((reference.n, self._cited.of(reference)) for reference in references)
            self._entries[holding.digest] = {n: held.digest for n, held in found if held is not None}
        return self._entries[holding.digest]

    def cites(self, holding: Holding, other: Holding) -> bool:
        """Whether a document lists the other."""
        return other.digest in self.entries(holding).values()

    def independent(self, holdings: Sequence[Holding]) -> int:
        """How many of these there are, counting those with an author in common, or that cite one another, as one."""
        sets = DisjointSets(len(holdings))
        numbers = {holding.digest: number for number, holding in enumerate(holdings)}
        first_by: dict[str, int] = {}
        for number, holding in enumerate(holdings):
            for author in authors_of(holding):
                sets.join(number, first_by.setdefault(author, number))
            for digest in self.entries(holding).values():
                sets.join(number, numbers.get(digest, number))
        return len(sets)
