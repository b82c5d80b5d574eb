"""Bearing: how surely the nearest passages are about what a claim says, whichever side they take.

A sentence may share half its words with a claim and settle nothing of it. A model that reads both together tells that
better than their words do; it is too slow for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.pair_model import Read
from service.ask.rereading import Pairs
from service.verify.evidence import Judged
from service.verify.gathering import Candidate

MOST_READ = 6
"""Passages that are read, those that the judge takes to bear on the claim most; four tell nearly as much."""


def with_bearing(claim: str, pieces: Sequence[Judged], pairs: Pairs | None) -> tuple[Judged, ...]:
    """The pieces in their order, the likeliest of them with the log-odds that they bear on the claim."""
    if pairs is None:
        return tuple(pieces)
    likeliest = sorted(range(len(pieces)), key=lambda place: (pieces[place].stances.neither, place))[:MOST_READ]
    found = pairs.logits(claim, [_read(pieces[place].candidate) for place in likeliest])
    bearing = dict(zip(likeliest, found, strict=True))
    return tuple(replace(piece, bearing=bearing.get(place)) for place, piece in enumerate(pieces))


def _read(candidate: Candidate) -> Read:
    """A row with its head and caption; a sentence with its work's title and the sentences beside it."""
    text, passage = candidate.text, candidate.hit.held.passage
    if passage.kind == "row":
        return Read(text.text, passage.context)
    return Read(text.text, f"{text.title}. {text.before} {text.after}".strip())
