"""Choosing quotations: the fewest passages that together answer, each statement said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Span
from indexer.retrieval import Hit
from service.ask.breadth import NEAR_THE_BEST, Extent
from service.ask.completing import completed, runs
from service.ask.folding import same
from service.ask.marking import Sought
from service.ask.showing import shown, telling
from service.quotes.quote import Quote
from service.quotes.quoting import Read

NEAR_BESIDE = 0.85
"""The least share of the best score that a sentence needs right beside a quoted one, whose quotation it lengthens."""

TOP_OF_A_SIDE = 15
"""The passages of a comparison's side among which the one is chosen that suits the whole question best."""

LONGEST_RUN = 3
"""Sentences that are quoted as one run."""


def choose(
    hits: Sequence[Hit],
    sides: Sequence[Sequence[Hit]] = (),
    near: float = NEAR_THE_BEST,
    extent: Extent | None = None,
    read: Read | None = None,
) -> tuple[Hit, ...]:
    """The hits to quote, best first: the best of each side of a comparison, then those near the best.

    A hit that says what one before it says is left out, and so is one that stands in a quotation already or would
    make it too long. `near` stands for an ordinary extent of that nearness; without `read`, each hit is taken as it
    is, without what it needs to be understood.
    """
    extent = extent or Extent(near=near)
    chosen: list[Candidate] = []
    for hit, owed in _candidates(hits, sides, extent):
        count = _count(chosen)
        full = count >= extent.most
        least = NEAR_BESIDE if full else 0.0 if owed else extent.needs(count)
        if hit.score < least * hits[0].score:
            continue
        candidate = Candidate(hit, hit.held.passage.span if read is None else completed(hit, read, lists=extent.lists))
        if (_beside(candidate, chosen) or not full) and _adds(candidate, chosen, hits[0].score):
            chosen.append(candidate)
    if extent.lists:
        chosen.sort(key=lambda candidate: not candidate.lists_near(hits[0].score))
    return tuple(candidate.hit for candidate in chosen)


@dataclass(frozen=True)
class Candidate:
    """A hit and the `span` that would be quoted for it."""

    hit: Hit
    span: Span

    def touches(self, other: Candidate) -> bool:
        """Whether the two would be one quotation: at most a space or a line break parts them."""
        if self.hit.held.document.digest != other.hit.held.document.digest or not (self._is_prose and other._is_prose):
            return False
        first, second = sorted((self.span, other.span))
        return second.start - first.end <= 1

    def lists_near(self, best: float) -> bool:
        """Whether a list that follows on the hit is quoted with it, and it is nearly as good as the best."""
        return self.span.end > self.hit.held.passage.span.end and self.hit.score >= NEAR_BESIDE * best

    @property
    def _is_prose(self) -> bool:
        return self.hit.held.passage.kind == "sentence"


def _adds(candidate: Candidate, chosen: Sequence[Candidate], best: float) -> bool:
    """Whether it says something that isn't quoted yet, and is near enough where it lengthens a quotation."""
    if any(other.span.contains(candidate.span) for other in chosen if candidate.touches(other)):
        return False
    if any(same(candidate.hit, other.hit) for other in chosen):
        return False
    beside = _beside(candidate, chosen)
    return not beside or (len(beside) < LONGEST_RUN and candidate.hit.score >= NEAR_BESIDE * best)


def near_the_best(hits: Sequence[Hit], near: float) -> list[Hit]:
    """The hits whose score is at least `near` times the first one's."""
    return [hit for hit in hits if hit.score >= near * hits[0].score]


def quotes(
    hits: Sequence[Hit], read: Read, among: Sequence[Hit] = (), sought: Sought | None = None, *, lists: bool = False
) -> tuple[Quote, ...]:
    """The chosen hits as quotations, in their order; those of one paragraph that touch or overlap are one quotation.

    `among` are all hits, in which repeats are looked for; `sought` says which words of a quotation answer; with
    `lists`, a passage comes with the list that follows on it.
    """
    said = None if sought is None else telling(sought, among)
    return tuple(shown(run, read, among, said) for run in runs(hits, read, lists=lists))


def _candidates(hits: Sequence[Hit], sides: Sequence[Sequence[Hit]], extent: Extent) -> Iterator[tuple[Hit, bool]]:
    """What may be quoted, in order, and whether it is owed to a side or a document whatever others score."""
    yield from ((_best_of_side(side, hits), True) for side in sides if side)
    heard = [hit for hit in hits if extent.hears(hit.held.document.digest)]
    yield from ((hit, True) for hit in _best_of_each_document(heard, hits, extent))
    yield from ((hit, False) for hit in near_the_best(hits, extent.near))


def _best_of_side(side: Sequence[Hit], hits: Sequence[Hit]) -> Hit:
    """The passage that answers the side and suits the whole question too; of equals the one that answers it better."""
    whole = {hit.held.id: hit.score for hit in hits}
    return max(side[:TOP_OF_A_SIDE], key=lambda hit: hit.score + whole.get(hit.held.id, 0.0))


def _best_of_each_document(heard: Sequence[Hit], hits: Sequence[Hit], extent: Extent) -> Iterator[Hit]:
    seen: set[str] = set()
    for hit in heard:
        if hit.held.document.digest not in seen and hit.score >= extent.near_in_another * hits[0].score:
            seen.add(hit.held.document.digest)
            yield hit


def _beside(candidate: Candidate, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Those chosen that make one unbroken run with the candidate."""
    found: list[Candidate] = []
    edge = [candidate]
    while edge:
        one = edge.pop()
        near = [other for other in chosen if other not in found and one.touches(other)]
        found += near
        edge += near
    return found


def _count(chosen: Sequence[Candidate]) -> int:
    """How many quotations the chosen ones make."""
    return sum(not _beside(candidate, chosen[:place]) for place, candidate in enumerate(chosen))
