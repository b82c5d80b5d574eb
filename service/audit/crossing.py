"""Crossing: which sentences, and which tables, of which documents share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from service.audit.meeting import Pair
from service.audit.sketch import Sketch

MOST_UNDER_ONE_KEY = 40
"""Sentences under one key that are all compared; of more, which is a set phrase, each with the next ones in order."""

NEXT = 2

Documents = tuple[str, str]
"""The digests of two documents, in order."""


def crossing_sentences(sketches: Mapping[str, Sketch], new: Collection[str]) -> dict[Documents, list[Pair]]:
    """For two documents of which one is new, their sentences that share a key."""
    found: dict[Documents, set[Pair]] = defaultdict(set)
    entries = [
        (key, number, place)
        for number, digest in enumerate(sorted(sketches))
        for place, sentence in enumerate(sketches[digest].sentences)
        for key in sentence.keys
    ]
    digests = sorted(sketches)
    for group in _groups(np.array(entries, dtype=np.int64).reshape(-1, 3), _are_new(digests, new)):
        for (one, i), (two, j) in _pairs(group):
            if one != two and (digests[one] in new or digests[two] in new):
                found[digests[one], digests[two]].add((i, j))
    return {documents: sorted(pairs) for documents, pairs in sorted(found.items())}


def crossing_tables(sketches: Mapping[str, Sketch], new: Collection[str]) -> list[Documents]:
    """Two documents of which one is new, where a cell of each may be of one thing."""
    digests = sorted(sketches)
    entries = [(key, number, 0) for number, digest in enumerate(digests) for key in sketches[digest].tables]
    found = set()
    for group in _groups(np.array(entries, dtype=np.int64).reshape(-1, 3), _are_new(digests, new)):
        for (one, _), (two, _) in _pairs(group):
            if one != two and (digests[one] in new or digests[two] in new):
                found.add((digests[one], digests[two]))
    return sorted(found)


def overlap(one: Sketch, two: Sketch) -> float:
    """The share of the longer document's picked runs that stand in the other; 0 where either has too few to tell."""
    fewer, more = sorted((len(one.picked), len(two.picked)))
    if fewer < LEAST_RUNS:
        return 0.0
    return round(len(set(one.picked) & set(two.picked)) / more, 4)


LEAST_RUNS = 30
"""Picked runs of a document: about 80 words."""


def _are_new(digests: Sequence[str], new: Collection[str]) -> NDArray[np.bool_]:
    return np.array([digest in new for digest in digests], dtype=bool)


def _groups(entries: NDArray[np.int64], is_new: NDArray[np.bool_]) -> Iterator[list[tuple[int, int]]]:
    """The (document, place) of each key that stands in two documents and more, one of them new; in order."""
    if not len(entries):
        return
    ordered = entries[np.lexsort((entries[:, 2], entries[:, 1], entries[:, 0]))]
    edges = np.flatnonzero(np.diff(ordered[:, 0])) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(ordered)]))
    crosses = ordered[starts, 1] != ordered[ends - 1, 1]
    touched = np.logical_or.reduceat(is_new[ordered[:, 1]], starts)
    for start, end in zip(starts[crosses & touched], ends[crosses & touched], strict=True):
        yield [(int(number), int(place)) for _, number, place in ordered[start:end]]


def _pairs(group: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    reach = len(group) if len(group) <= MOST_UNDER_ONE_KEY else NEXT
    for at, one in enumerate(group):
        for two in group[at + 1 : at + 1 + reach]:
            yield one, two
