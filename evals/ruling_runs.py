"""Rulings: what systems make of claims, judged against the key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Document
from evals.bare_rankers import BareVectors, Scorer
from evals.claims import ClaimCase
from evals.class_measures import best_cut_between
from evals.matching import Place, place_of, places_of
from evals.overlap import rouge_2
from evals.product.asking import Shown
from evals.product.verifying import Ruled, Verifying
from evals.systems import plain_passages
from indexer.library import Library
from service.settings import Settings

PRODUCT = "pincite"
SHOWN = 3
"""Passages that a baseline shows as evidence."""


@dataclass(frozen=True)
class RulingRun:
    """A claim as a system ruled on it.

    `found` says of each passage shown whether it is one of the right ones; `wanted` is what stands at the first place
    of the key. `lost` tells that the places of the key don't stand in the documents as read; `ruled` is None for a
    claim that was refused.
    """

    case: ClaimCase
    ruled: Ruled | None
    found: tuple[bool, ...] = ()
    wanted: str = ""
    lost: bool = False

    @property
    def ruling(self) -> str:
        """What was ruled; `refused` where nothing was."""
        return self.ruled.ruling if self.ruled else "refused"

    @property
    def is_right(self) -> bool:
        """Whether it is the ruling of the key."""
        return self.ruling == self.case.label


class Ruler(Protocol):
    """Something that rules on claims."""

    def ruled(self, claim: str) -> Ruled | None:
        """The ruling; None where the claim is refused."""


class Overlap:
    """A word measure: a claim is overlapped by its best passages; one search over all passages of a library."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def scores(self, query: str) -> list[float]:
        """The share of the claim's pairs of words that each passage has."""
        return [rouge_2(query, [text]) for text in self._texts]


class Threshold:
    """Says that a claim is supported from a score of its best passage upwards, and else not found."""

    def __init__(self, scores: Callable[[str], Sequence[float]], shown: Sequence[Shown], tune: Sequence[ClaimCase]):
        self._scores = scores
        self._shown = shown
        tops = [max(scores(case.claim), default=0.0) for case in tune]
        self._cut = best_cut_between(tops, [case.label for case in tune], "supported", "not_found")

    def ruled(self, claim: str) -> Ruled:
        """The ruling, with the best passages as its evidence."""
        scores = self._scores(claim)
        ranked = sorted(range(len(scores)), key=lambda number: (-scores[number], number))[:SHOWN]
        top = scores[ranked[0]] if ranked else 0.0
        ruling = "supported" if top >= self._cut else "not_found"
        return Ruled(ruling, top, tuple(self._shown[number] for number in ranked))


class Majority:
    """Says of every claim what is true of most of those for tuning."""

    def __init__(self, tune: Sequence[ClaimCase]) -> None:
        labels = [case.label for case in tune]
        self._ruling = max(sorted(set(labels)), key=labels.count, default="supported")

    def ruled(self, claim: str) -> Ruled:
        """Always the same."""
        return Ruled(self._ruling, 1.0, ())


def rulers(library: Library, settings: Settings, tune: Sequence[ClaimCase]) -> dict[str, Ruler]:
    """The product first, then the baselines, whose cuts are the best on the claims for tuning."""
    readings, shown = plain_passages(library)
    vectors: Scorer = BareVectors(library.encoder, readings)
    return {
        PRODUCT: Verifying(library, settings),
        "ROUGE-2 overlap": Threshold(Overlap(readings).scores, shown, tune),
        "cosine": Threshold(lambda claim: vectors.scores(claim).tolist(), shown, tune),
        "most frequent": Majority(tune),
    }


def run(ruler: Ruler, claims: Sequence[ClaimCase], document: Callable[[str], Document]) -> tuple[RulingRun, ...]:
    """Every claim, ruled on and judged; `document` gives a document by its name. Raises CaseError."""
    return tuple(judged(case, ruler.ruled(case.claim), document) for case in claims)


def judged(case: ClaimCase, ruled: Ruled | None, document: Callable[[str], Document]) -> RulingRun:
    """The ruling beside the key."""
    places = [place for anchor in case.evidence for place in places_of(anchor, document)]
    found = tuple(any(place_of(one).overlaps(right) for right in places) for one in (ruled.evidence if ruled else ()))
    lost = bool(case.evidence) and not places
    return RulingRun(case, ruled, found, _words(places, document), lost)


def _words(places: Sequence[Place], document: Callable[[str], Document]) -> str:
    return f"{places[0].span.of(document(places[0].doc).text)} ({places[0].doc})" if places else ""
