"""Keys of a document's table cells, so that two tables that may speak of one thing are found without comparing all."""

from __future__ import annotations

from hashlib import blake2b
from itertools import combinations

from corpus.document import Document
from service.tables.sources import own_sources
from service.tables.statements import Statement, statements

MOST_NAMES = 8
"""Words of one cell's row and column that are paired; more name it no better."""


def table_keys(document: Document) -> tuple[int, ...]:
    """A key for each two words that name a cell together with its year, ascending.

    Between documents nothing is compared without a year, and two cells of one thing share two words that name them.
    """
    found = {key for source in own_sources(document) for cell in statements(source) for key in _keys(cell)}
    return tuple(sorted(found))


def _keys(cell: Statement) -> set[int]:
    names = sorted(cell.facets)[:MOST_NAMES]
    years = ",".join(sorted(cell.years))
    if not years:
        return set()
    return {_key(f"{one} {two} {years}") for one, two in combinations(names, 2)}


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "little", signed=True)
