"""Runs: shingles that follow one another both in a manuscript and in a held document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from service.quotations.shingles import LENGTH, Hit

MOST_PASSED_OVER = 10
"""Words from the start of one shared shingle to the next: one word that was changed in between takes five of them."""

MOST_SHIFT = 4
"""Words that may have been put in or left out between two shared shingles."""

COMMON_FROM = 3
"""Held documents from which on a shingle is a phrase that everybody uses."""


@dataclass(frozen=True)
class SharedRun:
    """Words `first` to `last` (both included) of a manuscript that stand in one held document, more or less.

    `shared` counts the shingles in common that few documents have.
    """

    work: int
    first: int
    last: int
    shared: int


def shared_runs(hits: Iterable[Hit], passed_over: Set[int]) -> tuple[SharedRun, ...]:
    """The runs in each document but those in `passed_over`, by document and place."""
    by_work: dict[int, dict[int, list[int]]] = {}
    works_of: dict[int, set[int]] = {}
    for hit in hits:
        if hit.work not in passed_over:
            by_work.setdefault(hit.work, {}).setdefault(hit.ours, []).append(hit.theirs)
            works_of.setdefault(hit.ours, set()).add(hit.work)
    rare = {ours for ours, works in works_of.items() if len(works) < COMMON_FROM}
    return (
        tuple(
            run for work, places in sorted(by_work.items()) for run in _runs(work, places) if _is_own(run, rare, places)
        )
        if rare
        else ()
    )


def _is_own(run: SharedRun, rare: Set[int], places: Mapping[int, list[int]]) -> bool:
    """Whether most of the run's shingles are no common phrase."""
    held = [ours for ours in range(run.first, run.last - LENGTH + 2) if ours in places]
    return 2 * sum(ours in rare for ours in held) > len(held)


def _runs(work: int, places: Mapping[int, list[int]]) -> Iterator[SharedRun]:
    first = last = theirs = -1
    shared = 0
    for ours in sorted(places):
        nearest = min(places[ours], key=lambda at: (abs(at - theirs - (ours - last)), at))
        follows = last >= 0 and ours - last <= MOST_PASSED_OVER and abs(nearest - theirs - (ours - last)) <= MOST_SHIFT
        if not follows:
            if last >= 0:
                yield SharedRun(work, first, last + LENGTH - 1, shared)
            first, shared = ours, 0
            nearest = min(places[ours])
        last, theirs = ours, nearest
        shared += 1
    if last >= 0:
        yield SharedRun(work, first, last + LENGTH - 1, shared)
