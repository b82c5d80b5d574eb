"""Abstention: whether the passages found answer the question at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.retrieval import Hit
from service.ask.literal import is_literal
from service.ask.understanding import Understanding

MOST_PASSAGES = 5
"""How many of the best passages are looked at together."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for and against an answer, each 0 to 1; words are weighted by how rare they are in the library.

    `cosine` is the best passage's; `unknown` is the share of the question's words that stands in no passage of the
    library; `missing` are the names and numbers that stand nowhere in it, reference lists and bibliographic data
    included, the works that it neither holds nor cites, and the years that none of its passages speaks of. `answers`
    are the best passage's log-odds of being an answer, by the model that read it with the question; 0 where none did.
    `literal` tells that a passage has the question's very words.
    """

    cosine: float
    unknown: float
    missing: tuple[str, ...]
    answers: float = 0.0
    literal: bool = False


NO_EVIDENCE = Evidence(0.0, 0.0, ())
"""What there is for a text that isn't looked for at all."""

LITERAL = 0.7
"""How likely an answer is at the least where a passage has the question's very words: a model that learnt to be wary of
near misses doubts the plainest answers, too."""


@dataclass(frozen=True)
class Calibration:
    """A logistic decision over the evidence; `threshold` is the least probability with which to answer.

    The weights were fitted on the tuning cases over the samples and the literature together, by the regression of
    `python -m evals abstention --fit`, their signs held: more evidence never speaks against an answer. The threshold
    is the one that withheld most of what isn't answered for the fewest right answers lost.
    """

    cosine: float = 3.5
    unknown: float = -1.7
    missing: float = -1.5
    answers: float = 0.0
    bias: float = -0.15
    threshold: float = 0.55

    def probability(self, evidence: Evidence) -> float:
        """How likely it is that the library answers the question."""
        weighed = (
            self.cosine * evidence.cosine
            + self.unknown * evidence.unknown
            + self.missing * bool(evidence.missing)
            + self.answers * evidence.answers
            + self.bias
        )
        likely = 1 / (1 + math.exp(-weighed))
        return max(likely, LITERAL) if evidence.literal and not evidence.missing else likely

    def answers_it(self, evidence: Evidence) -> bool:
        """Whether that is likely enough to answer."""
        return self.probability(evidence) >= self.threshold


READ_AGAIN = Calibration(cosine=0.0, unknown=-1.03, missing=-1.38, answers=0.5, bias=1.54, threshold=0.65)
"""The decision where the best passages were read again together with the question."""


@dataclass(frozen=True)
class WordStatistics:
    """In how many of the library's `passages` each word of the question stands."""

    frequency: Mapping[str, int]
    passages: int

    def weight(self, word: str) -> float:
        """The rarer, the heavier (inverse document frequency, Spärck Jones 1972)."""
        return math.log((self.passages + 1) / (self.frequency.get(word, 0) + 0.5))

    def share(self, words: Iterable[str]) -> float:
        """The weight of these words among all words of the question."""
        total = sum(self.weight(word) for word in self.frequency)
        return sum(self.weight(word) for word in words) / total if total > 0 else 0.0


def evidence_for(
    question: Understanding, hits: Sequence[Hit], statistics: WordStatistics, missing: tuple[str, ...]
) -> Evidence:
    """Weigh the best hits; `missing` are the names and numbers of the question that the library nowhere mentions."""
    best = hits[:MOST_PASSAGES]
    return Evidence(
        cosine=max((hit.cosine for hit in best), default=0.0),
        unknown=statistics.share(word for word in question.words if not statistics.frequency.get(word)),
        missing=missing,
        answers=max((hit.answers for hit in hits if hit.answers is not None), default=0.0),
        literal=is_literal(question, hits),
    )
