"""Asking: how a question is put to the product."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Document
from indexer.encoder import query_vector
from indexer.library import Library
from indexer.passages import Passage
from indexer.retrieval import DEFAULT_WEIGHTS, Hit, Weights
from service import bootstrap
from service.ask.abstention import Evidence
from service.ask.answer import Answer, Question
from service.ask.understanding import Understanding
from service.quotes.quote import Quote


@dataclass(frozen=True)
class Shown:
    """A run of a document that was shown as an answer; `page` counts from 1, None where the file has no pages."""

    doc: str
    start: int
    end: int
    text: str
    page: int | None = None

    @classmethod
    def of_quote(cls, quote: Quote) -> Shown:
        """The quotation's place and text."""
        return cls(quote.doc, quote.start, quote.end, quote.text, quote.page)

    @classmethod
    def of_passage(cls, passage: Passage, name: str, document: Document) -> Shown:
        """The passage of the document called `name`, as it stands there."""
        page = document.page_at(passage.span.start)
        text = passage.span.of(document.text)
        return cls(name, passage.span.start, passage.span.end, text, page.number if page else None)


class Product:
    """Questions put to the product over one library; what was answered before is remembered."""

    def __init__(self, library: Library, weights: Weights = DEFAULT_WEIGHTS, *, ranker: bool = True) -> None:
        self._library = library
        self._works = bootstrap.works(library, ranker=ranker)
        self._asker = bootstrap.asker(library, weights, ranker=ranker)
        self._answers: dict[Question, Answer] = {}
        self._rankings: dict[Question, tuple[Hit, ...]] = {}

    def answer(self, question: Question) -> Answer:
        """What a user gets; raises QuestionError."""
        if question not in self._answers:
            self._answers[question] = self._asker.ask(question)
        return self._answers[question]

    def understood(self, question: Question) -> Understanding:
        """The question as it is searched; raises QuestionError."""
        return self._asker.understand(question)

    def ranking(self, question: Question) -> tuple[Hit, ...]:
        """The passages, best first, whatever is then made of them; raises QuestionError."""
        if question not in self._rankings:
            self._rankings[question] = self._asker.rank(self.understood(question))
        return self._rankings[question]

    def sides(self, question: Question) -> tuple[tuple[Hit, ...], ...]:
        """The passages for each side of a comparison, nothing where it is none; raises QuestionError."""
        return self._asker.rank_sides(self.understood(question))

    def works(self, question: Question, most: int) -> tuple[str, ...]:
        """The names of at most so many documents, best first; raises QuestionError."""
        understood = self.understood(question)
        vector = query_vector(self._library.encoder, understood.text)
        ranked = self._works.rank(understood.text, vector, understood.words, most)
        return tuple(work.document.name for work in ranked)

    def evidence(self, question: Question, hits: tuple[Hit, ...]) -> Evidence:
        """What speaks for an answer among these hits; raises QuestionError."""
        return self._asker.evidence(self.understood(question), hits)

    def confidence(self, question: Question, hits: tuple[Hit, ...]) -> float:
        """How sure the product is that these hits answer (0 to 1); raises QuestionError."""
        return self._asker.confidence(self.understood(question), hits)
