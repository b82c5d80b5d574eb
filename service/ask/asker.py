"""Asking: from a question to quotations, or to a plain "not found"."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.library import Library
from indexer.passages import row_reading
from indexer.retrieval import Hit, Query, Retriever
from service.ask.abstention import MOST_PASSAGES, Calibration, Evidence, WordStatistics, evidence_for
from service.ask.answer import Answer, Notice, Question, Quote
from service.ask.choosing import choose, quotes
from service.ask.ranking import ranked
from service.ask.understanding import Understanding, content_words, understand


class Asker:
    """Answers questions over one library."""

    def __init__(self, library: Library, retriever: Retriever, calibration: Calibration) -> None:
        self._library = library
        self._retriever = retriever
        self._calibration = calibration

    def ask(self, question: Question) -> Answer:
        """Quotations that answer, or the nearest passages offered as such; raises QuestionError.

        The same question over the same library gives an equal answer.
        """
        understood = understand(question)
        query, sides = self._query(understood), self._sides(understood)
        with self._library.view():
            hits = ranked(understood, self._retriever.search(query))
            evidence = self.evidence(understood, hits)
            if self._calibration.probability(evidence) < self._calibration.threshold:
                return self._not_found(question, hits, evidence)
            chosen = choose(hits, [self._retriever.search(side) for side in sides])
            return self._found(question, quotes(chosen, self._library.document), evidence)

    def rank(self, question: Understanding) -> tuple[Hit, ...]:
        """The passages for a question, best first, before it is decided whether they answer."""
        return ranked(question, self._retriever.search(self._query(question)))

    def rank_sides(self, question: Understanding) -> tuple[tuple[Hit, ...], ...]:
        """The passages for each side of a comparison; nothing where it is none."""
        return tuple(self._retriever.search(side) for side in self._sides(question))

    def _query(self, question: Understanding) -> Query:
        return self._retriever.query(question.text, question.words)

    def _sides(self, question: Understanding) -> tuple[Query, ...]:
        return tuple(self._retriever.query(side, content_words(side)) for side in question.sides)

    def evidence(self, question: Understanding, hits: Sequence[Hit]) -> Evidence:
        """What speaks for an answer among these hits."""
        best = [hit.held.id for hit in hits[:MOST_PASSAGES]]
        frequency = self._library.document_frequency(question.words)
        statistics = WordStatistics(
            frequency=frequency,
            found_in={word: self._library.standing_in(word, best) for word in question.words},
            passages=self._library.size(),
        )
        unmet = [word for word in question.exact if not frequency.get(word.lower())]
        missing = tuple(word for word in unmet if not self._library.mentions(word))
        return evidence_for(question, hits, statistics, missing)

    def _found(self, question: Question, chosen: tuple[Quote, ...], evidence: Evidence) -> Answer:
        return Answer(
            id=question.id,
            question=question.text,
            abstained=False,
            reason="",
            answer="\n\n".join(_worded(quote) for quote in chosen),
            quotes=chosen,
            notices=_missing_words(evidence),
        )

    def _not_found(self, question: Question, hits: Sequence[Hit], evidence: Evidence) -> Answer:
        nearest = quotes(choose(hits), self._library.document)
        reason = "Not found in this library."
        if not self._library.size():
            reason = "This library is empty: put documents in with `pincite add PATH`."
        elif evidence.missing:
            reason = f"Not found in this library: nothing in it mentions {_listed(evidence.missing)}."
        return Answer(
            id=question.id,
            question=question.text,
            abstained=True,
            reason=reason,
            answer=reason,
            nearest=nearest,
        )


def _worded(quote: Quote) -> str:
    """The quotation and its citation; a table row with its heads, without which its cells mean nothing."""
    if quote.row is None:
        return f"“{quote.text}” {quote.citation}"
    caption = f"{quote.row.caption}: " if quote.row.caption else ""
    return f"{caption}“{row_reading(quote.row.heads, quote.row.cells)}” {quote.citation}"


def _missing_words(evidence: Evidence) -> tuple[Notice, ...]:
    if not evidence.missing:
        return ()
    return (Notice("not_mentioned", f"Nothing in this library mentions {_listed(evidence.missing)}."),)


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
