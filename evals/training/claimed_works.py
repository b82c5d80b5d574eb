"""Examples from SciFact's training claims: the abstracts that a claim was written from, and those near to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from evals.gold import scifact
from evals.training.answer_examples import Example
from evals.training.invented_excerpts import in_context
from indexer.encoder import Encoder, Vectors, unit_rows
from indexer.pair_model import Read

SENTENCES = 2
"""Of each abstract the nearest ones are learnt from."""

SEEMING = 14
"""Abstracts that are near and weren't cited."""


def work_examples(benchmarks: Path, encoder: Encoder) -> tuple[Example, ...]:
    """A claim with the nearest sentences of what it was written from, and of the nearest other abstracts."""
    held = scifact.abstracts(benchmarks)
    reads = [read for one in held for read in in_context(one.title, one.sentences)]
    work = [one.id for one in held for _ in one.sentences]
    vectors = unit_rows(encoder.encode([read.sentence for read in reads]))
    asked = scifact.claims(benchmarks, "train")
    nearness = encoder.encode([claim.text for claim in asked]) @ vectors.T
    return tuple(_examples(asked, nearness, reads, work))


def _examples(
    asked: Sequence[scifact.Claim], nearness: Vectors, reads: Sequence[Read], work: Sequence[str]
) -> Iterator[Example]:
    for claim, near in zip(asked, nearness, strict=True):
        nearest = _nearest(near, work)
        right = [place for name in sorted(claim.works) for place in nearest.get(name, ())]
        others = [place for name, places in nearest.items() if name not in claim.works for place in places]
        if right:
            yield Example(
                claim.text,
                tuple(reads[place] for place in right),
                tuple(reads[place] for place in others[: SEEMING * SENTENCES]),
            )


def _nearest(near: Vectors, work: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """The nearest sentences of each abstract, the abstracts by their nearest one."""
    found: dict[str, list[int]] = {}
    for place in np.argsort(-near, kind="stable"):
        places = found.setdefault(work[place], [])
        if len(places) < SENTENCES:
            places.append(int(place))
    return found
