"""What tests of tables build upon: documents written as Markdown, found as if by retrieval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read as read_file
from indexer.catalogue import HeldPassage, Holding
from indexer.passages import passages
from indexer.retrieval import Hit
from service.tables.answering import TableAnswer, table_answer
from service.tables.computation import Disagreement
from service.tables.disagreeing import disagreements


@dataclass(frozen=True)
class Shelf:
    """Some documents, all of whose passages were found."""

    documents: dict[str, Document]
    hits: tuple[Hit, ...]

    def read(self, holding: Holding) -> Document:
        return self.documents[holding.digest]

    def answer(self, question: str, words: tuple[str, ...] = (), operation: str | None = None) -> TableAnswer | None:
        return table_answer(question, words, operation, None, (), self.hits, self.read)

    def result(self, question: str) -> str | None:
        answer = self.answer(question)
        return answer.computations[0].result if answer and answer.computations else None

    def cells(self, question: str) -> list[str]:
        answer = self.answer(question)
        return [cell.text for row in answer.rows for cell in row.cells] if answer else []

    def disagreements(self, words: str) -> tuple[Disagreement, ...]:
        """What is said against the passages that hold the words."""
        hits = [hit for hit in self.hits if words in hit.held.passage.span.of(self.read(hit.held.document).text)]
        assert hits, f"no passage holds {words!r}"
        chosen = [(hit.held.document, hit.held.passage.span) for hit in hits]
        return disagreements(chosen, self.hits, self.read)


MakeShelf = Callable[..., Shelf]


def shelf_of(documents: list[Document]) -> Shelf:
    """The documents with all of their passages as hits, in order."""
    hits = []
    for document in documents:
        held = passages(document)
        holding = Holding(
            id=document.digest[:12],
            name=document.name,
            digest=document.digest,
            origin=document.name,
            state="",
            media_type=document.media_type,
            record=document.record,
            pages=0,
            passages=len(held),
            notices=(),
        )
        hits += [Hit(HeldPassage(n, holding, passage), 1.0, 1.0, 1.0) for n, passage in enumerate(held)]
    return Shelf({document.digest: document for document in documents}, tuple(hits))


@pytest.fixture
def shelf(tmp_path: Path) -> MakeShelf:
    """Makes documents of Markdown texts."""

    def make(*texts: str) -> Shelf:
        documents = []
        for number, text in enumerate(texts, start=1):
            path = tmp_path / f"paper-{number}.md"
            path.write_text(text, encoding="utf-8")
            documents.append(read_file(path))
        return shelf_of(documents)

    return make


RIVERS = """# Rivers of the North

Table 1. Rivers of the northern coast, 2018

| River | Length (km) | Basin (km²) | Dams | Share of flow (%) |
|---|---|---|---|---|
| Alna | 312 | 4,100 | 3 | 36.1 |
| Brenta | 198 | 6,250 | 11 | 10.6 |
| Corin | 275 | 2,900 | undefined | 25.0 |
| Drava | 87 | 1,020 | 2 | 28.3 |
| Total | 872 | 14,270 | 16 | 100.0 |

Table 2. Salmon caught (thousand tonnes), 2005–2015

| River | 2005 | 2010 | 2015 |
|---|---|---|---|
| Alna | 1.2 | 1.5 | 1.8 |
| Brenta | 0.4 | 0.3 | 0.1 |

Table 3. The two largest towns

| Indicator | Harborough | Millbank |
|---|---|---|
| Inhabitants | 18,200 | 9,100 |
| Budget (million euros) | 4.1 | 2.3 |
| Homes with a boat (%) | 34.6 | 21.3 |
"""
