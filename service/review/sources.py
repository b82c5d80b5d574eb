"""Sources: the passages of a library that are nearest to statements, in the works that they cite and elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.document import Span
from indexer.catalogue import HeldPassage, Holding
from indexer.encoder import Vectors
from indexer.errors import DocumentUnknown
from indexer.library import Library
from indexer.passages import BODY
from service.quotations.spelling import american
from service.quotes.quote import Place
from service.quotes.quoting import place
from service.words.content import content_words
from service.words.stems import stem

WORKS_IN_MEMORY = 256
"""Cited works whose passages are kept at hand; the last ones asked for."""

LOOKED_AT = 40
"""Passages of the whole library that are looked through for one of another work."""


@dataclass(frozen=True)
class Near:
    """A passage and its nearness in meaning to a statement: the cosine of the two, to three decimals."""

    held: HeldPassage
    cosine: float

    @property
    def digest(self) -> str:
        """The SHA-256 of the document that it stands in."""
        return self.held.document.digest


@dataclass(frozen=True)
class Wording:
    """How far the words of a statement stand in works: `in_one_place` (a passage and those beside it) and `anywhere`.

    Both are shares of the statement's content words; `closest` is the passage with the most of them, `closest_share`
    its own share.
    """

    in_one_place: float = 0.0
    anywhere: float = 0.0
    closest: HeldPassage | None = None
    closest_share: float = 0.0


@dataclass(frozen=True)
class _Work:
    """A held work's passages in order, their vectors, and the stems of each one's content words."""

    passages: tuple[HeldPassage, ...]
    vectors: Vectors
    stems: tuple[frozenset[str], ...]


class Sources:
    """Finds what stands nearest to statements in one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._kept = lru_cache(maxsize=WORKS_IN_MEMORY)(self._read)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of some statements, encoded together."""
        return self.library.encoder.encode(texts)

    def nearest_in(self, holdings: Sequence[Holding], vector: Vectors) -> Near | None:
        """The passage of these works that is nearest; None where they have none."""
        near = [found for holding in holdings for found in self._in(holding, vector)]
        return min(near, key=_order, default=None)

    def wording_in(self, holdings: Sequence[Holding], text: str) -> Wording:
        """How far the words of `text` stand in these works."""
        wanted = _stems(text) - _SAID
        best, met = Wording(), frozenset[str]()
        for holding in holdings:
            held, stems = self._of(holding).passages, self._of(holding).stems
            for i, own in enumerate(stems):
                met |= wanted & own
                share = _share(wanted, own)
                together = (share + _share(wanted, frozenset().union(*stems[max(0, i - 1) : i + 2]))) / 2
                if share > best.closest_share:
                    best = replace(best, closest=held[i], closest_share=share)
                best = replace(best, in_one_place=max(best.in_one_place, together))
        return replace(best, anywhere=_share(wanted, met))

    def nearest_elsewhere(self, vector: Vectors, aside: Collection[str]) -> Near | None:
        """The nearest passage of the library that stands in none of the documents `aside` (digests)."""
        found = dict(self.library.nearest(vector, LOOKED_AT))
        held = self.library.passages(sorted(found))
        near = [
            Near(held[i], round(float(found[i]), 3))
            for i in sorted(held)
            if held[i].passage.kind in BODY and held[i].document.digest not in aside
        ]
        return min(near, key=_order, default=None)

    def readings_in(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """What every passage of these works says."""
        return (held.passage.reading for holding in holdings for held in self._of(holding).passages)

    def place(self, near: Near) -> Place:
        """Where the passage stands."""
        return self.place_of(near.held.document, near.held.passage.span)

    def place_of(self, holding: Holding, span: Span) -> Place:
        """Where a run of a held document stands."""
        return place(holding, span, self.library.document)

    def _in(self, holding: Holding, vector: Vectors) -> Iterator[Near]:
        work = self._of(holding)
        held = work.passages
        if held:
            products = work.vectors @ vector
            best = max(range(len(held)), key=lambda i: (round(float(products[i]), 3), -i))
            yield Near(held[best], round(float(products[best]), 3))

    def _of(self, holding: Holding) -> _Work:
        return self._kept(holding.digest, holding.state)

    def _read(self, digest: str, state: str) -> _Work:
        holding = self.library.holding_with(digest)
        if holding is None or holding.state != state:
            raise DocumentUnknown(f"the document {digest[:12]} was removed or read anew in the meantime: try again")
        held = sorted(self.library.passages_of(holding, sorted(BODY)), key=lambda passage: passage.id)
        stems = (_stems(one.passage.reading) for one in held)
        return _Work(tuple(held), self.library.vectors([passage.id for passage in held]), tuple(stems))


_SAID = frozenset(("author", "find", "found", "show", "report"))
"""Stems of words that only say whose a statement is."""


def _stems(text: str) -> frozenset[str]:
    """The stems of the content words, in one of the two spellings of English."""
    return frozenset(stem(american(word)) for word in content_words(text))


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _order(near: Near) -> tuple[float, str, int]:
    return -near.cosine, near.held.document.name, near.held.passage.span.start
