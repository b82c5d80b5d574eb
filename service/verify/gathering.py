"""Gathering: the passages of a library that may speak for a claim or against it, to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from indexer.catalogue import HeldPassage
from indexer.library import Library
from indexer.passages import BODY
from indexer.retrieval import Hit, Query, Retriever
from service.ask.completing import sentence_after, sentence_before
from service.verify.judge import EvidenceText
from service.verify.reading import ReadClaim

MOST_JUDGED = 16
"""Passages of the whole library that are judged, best ranked first."""

MOST_OF_A_WORK = 12
"""The same of each work that a claim is credited to: all of it may have been searched, whatever the library ranks."""

MOST_LED = 2
"""Of so many of the best passages the neighbours are judged as well: evidence often stands beside what is nearest."""


@dataclass(frozen=True)
class Candidate:
    """A passage that may be evidence, how near it is, and the text that is judged."""

    hit: Hit
    text: EvidenceText

    @property
    def digest(self) -> str:
        """The SHA-256 of the document that it stands in."""
        return self.hit.held.document.digest

    @property
    def span(self) -> Span:
        """Its characters there."""
        return self.hit.held.passage.span


class Gatherer:
    """Finds candidates in one library."""

    def __init__(self, library: Library, retriever: Retriever) -> None:
        self._library = library
        self._retriever = retriever

    def query(self, text: str, words: Sequence[str]) -> Query:
        """What is searched for; it takes the encoder's time."""
        return self._retriever.query(text, words)

    def hits(self, query: Query) -> tuple[Hit, ...]:
        """The passages of the body of all works that are nearest, best first."""
        return tuple(hit for hit in self._retriever.search(query) if hit.held.passage.kind in BODY)

    def of_library(self, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Candidates out of the whole library, nearest first, each with the neighbours of the best behind it."""
        return self._with_neighbours(hits[:MOST_JUDGED], hits)

    def of_works(self, claim: ReadClaim, query: Query, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Candidates out of the credited works alone: each of their passages is compared, not only those found."""
        found = {hit.held.id: hit for hit in hits}
        kept: list[Hit] = []
        for digest in claim.credited:
            near = self._near_in(digest, query)
            kept += [found.get(hit.held.id, hit) for hit in near[:MOST_OF_A_WORK]]
        ranked = sorted(kept, key=lambda hit: (-hit.score, hit.held.document.name, hit.held.passage.span.start))
        return self._with_neighbours(ranked, ranked)

    def _near_in(self, digest: str, query: Query) -> list[Hit]:
        holding = self._library.holding_with(digest)
        if holding is None:
            return []
        held = sorted(self._library.passages_of(holding, sorted(BODY)), key=lambda passage: passage.id)
        if not held:
            return []
        products = self._library.vectors([passage.id for passage in held]) @ query.vector
        cosines = [round(float(product), 6) for product in products]
        hits = [Hit(passage, max(cosine, 0.0), cosine, 0.0) for passage, cosine in zip(held, cosines, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.held.passage.span.start))

    def _with_neighbours(self, chosen: Sequence[Hit], hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        known = {hit.held.id: hit for hit in hits}
        ordered: dict[int, Hit] = {hit.held.id: hit for hit in chosen}
        for hit in chosen[:MOST_LED]:
            for held in self._beside(hit.held):
                ordered.setdefault(held.id, known.get(held.id) or Hit(held, hit.score * BESIDE, 0.0, 0.0))
        return tuple(Candidate(hit, self.evidence_text(hit.held)) for hit in ordered.values())

    def _beside(self, held: HeldPassage) -> list[HeldPassage]:
        """The passages before and after it in its document: passages of one document have consecutive ids."""
        near = self._library.passages([held.id - 1, held.id + 1])
        same = (near[i] for i in sorted(near) if near[i].document.digest == held.document.digest)
        return [one for one in same if one.passage.kind == held.passage.kind == "sentence"]

    def evidence_text(self, held: HeldPassage) -> EvidenceText:
        """The text of a passage as it is judged, with what stands around it."""
        passage = held.passage
        document = self._library.document(held.document)
        title = document.record.text("title") or ""
        if passage.kind == "row":
            table = document.table_at(passage.span.start)
            return EvidenceText(passage.reading, title=title, section=table.name if table else "")
        return EvidenceText(
            text=passage.reading,
            before=_plain(sentence_before(passage.span, document), document),
            after=_plain(sentence_after(passage.span, document), document),
            title=title,
            section=_section(document, passage.span),
        )


BESIDE = 0.8
"""What a neighbour that wasn't found by itself keeps of the score of the passage beside it."""


def _plain(span: Span | None, document: Document) -> str:
    return "" if span is None else " ".join(span.of(document.text).split())


def _section(document: Document, span: Span) -> str:
    path = document.section_path(span.start)
    return path[-1].title if path else ""
