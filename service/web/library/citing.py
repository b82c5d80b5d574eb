"""Which held works a document cites, and which cite it, told by DOI or whole title: what is unsure isn't shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.bibliography.entry import doi_key
from corpus.bibliography.names import folded, folded_families
from corpus.document import Reference, Span
from indexer.catalogue import Holding
from indexer.library import Library

SHORTEST_TITLE = 12
"""Characters of a title that no other work has by chance."""


@dataclass(frozen=True)
class Citing:
    """A held document whose reference list has the work, and where in it."""

    holding: Holding
    span: Span


class Shelf:
    """The held works by what tells them apart."""

    def __init__(self, holdings: Sequence[Holding]) -> None:
        self._by_doi = {key: h for h in reversed(holdings) if (key := doi_key(h.record.text("DOI") or ""))}
        self._by_title = {title: h for h in reversed(holdings) if len(title := _title(h)) >= SHORTEST_TITLE}

    def meant(self, reference: Reference) -> Holding | None:
        """The held work that an entry of a reference list means."""
        by_doi = self._by_doi.get(doi_key(str(reference.csl.get("DOI") or "")))
        return by_doi or self._by_title.get(folded(str(reference.csl.get("title") or "")))


def citing(library: Library, holding: Holding) -> tuple[Citing, ...]:
    """The other documents whose reference lists have this work, each with the first entry that does."""
    title, people = _title(holding), folded_families(holding.record.get("author"))
    if len(title) < SHORTEST_TITLE or not people:
        return ()
    found: dict[str, Citing] = {}
    # The longest word of the title is the rarest as a rule, and each entry that it stands in is looked at.
    for entry in library.references_naming(max(title.split(), key=lambda word: (len(word), word))):
        reading = folded(entry.passage.reading)
        if entry.document.digest != holding.digest and title in reading and _names_one(people, reading):
            found.setdefault(entry.document.digest, Citing(entry.document, entry.passage.span))
    return tuple(sorted(found.values(), key=lambda one: one.holding.name))


def _names_one(people: frozenset[str], reading: str) -> bool:
    return any(f" {name} " in f" {reading} " for name in people)


def _title(holding: Holding) -> str:
    return folded(holding.record.text("title") or "")
