"""Alignment: which word of a quoted run answers to which word of a source, at the least cost.

Semi-global alignment with affine gaps (Gotoh 1982): all of the run, against any stretch of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.quotations.run import Run

ADD, REPLACE, NEAR = 1.1, 1.0, 0.3
OPEN, SKIP = 1.0, 0.15
SKIP_OPENLY = 0.002
SKIP_FOR_BRACKET = 0.05
_NEVER = float("inf")


@dataclass(frozen=True)
class Pair:
    """A word of the run and the one of the source that it answers to; None where one of them is missing."""

    ours: int | None
    theirs: int | None


@dataclass(frozen=True)
class Alignment:
    """The pairs in order, from the first word of the run to its last, and what the differences cost."""

    pairs: tuple[Pair, ...]
    cost: float


Alike = Callable[[str, str], bool]
"""Whether two different words are one word in another form."""


def align(run: Run, source: Sequence[str], loose: frozenset[int], alike: Alike) -> Alignment:
    """The best alignment of the whole run with a stretch of `source`; words at the places `loose` may be left out.

    A source's words are left out at little cost where the run says so by an ellipsis or by words in brackets.
    """
    rows = [_Row.first(len(source))]
    for place, word in enumerate(run.words):
        rows.append(_next_row(run, place, word, source, loose, alike, rows[-1]))
    last = rows[-1]
    end = min(range(len(source) + 1), key=lambda at: (last.aligned[at], at))
    return Alignment(_traced(rows, end), round(last.aligned[end], 6))


@dataclass
class _Row:
    """For each place of the source: the least cost, ending in a pair or addition, and ending in words left out."""

    aligned: list[float]
    skipped: list[float]
    steps: list[str]
    opened: list[bool]

    @classmethod
    def first(cls, length: int) -> _Row:
        return cls([0.0] * (length + 1), [_NEVER] * (length + 1), ["start"] * (length + 1), [False] * (length + 1))


def _next_row(
    run: Run, place: int, word: str, source: Sequence[str], loose: frozenset[int], alike: Alike, above: _Row
) -> _Row:
    start, skip = _skipping(run, place)
    add = 0.0 if place in run.wording.loose else ADD
    skipped, opened = _leaving_out(above.aligned, loose, start, skip, place > 0)
    aligned, steps = [above.aligned[0] + add], ["added"]
    for at, other in enumerate(source):
        cost = 0.0 if word == other else NEAR if alike(word, other) else REPLACE
        # Spelt out, since this runs once for each pair of words.
        best, step = above.aligned[at] + cost, "paired"
        if skipped[at] + cost < best:
            best, step = skipped[at] + cost, "paired after skipping"
        if above.aligned[at + 1] + add < best:
            best, step = above.aligned[at + 1] + add, "added"
        if skipped[at + 1] + add < best:
            best, step = skipped[at + 1] + add, "added after skipping"
        aligned.append(best)
        steps.append(step)
    return _Row(aligned, skipped, steps, opened)


def _leaving_out(
    above: Sequence[float], loose: frozenset[int], start: float, skip: float, may: bool
) -> tuple[list[float], list[bool]]:
    """For each place, the least cost with the words up to it left out, and whether they begin there."""
    skipped, opened = [_NEVER], [False]
    for at in range(len(above) - 1):
        free = at in loose
        fresh = above[at] + (0.0 if free else start + skip) if may else _NEVER
        further = skipped[at] + (0.0 if free else skip)
        opened.append(fresh <= further)
        skipped.append(min(fresh, further))
    return skipped, opened


def _skipping(run: Run, place: int) -> tuple[float, float]:
    """What it costs to begin leaving out words before the run's word at `place`, and each of them."""
    kind = run.gaps.get(place)
    if kind == "ellipsis":
        return 0.0, SKIP_OPENLY
    return (0.0, SKIP_FOR_BRACKET) if kind == "bracket" else (OPEN, SKIP)


def _traced(rows: Sequence[_Row], end: int) -> tuple[Pair, ...]:
    pairs: list[Pair] = []
    at = end
    for place in range(len(rows) - 2, -1, -1):
        row = rows[place + 1]
        step = row.steps[at]
        if step.startswith("paired"):
            at -= 1
            pairs.append(Pair(place, at))
        else:
            pairs.append(Pair(place, None))
        if step.endswith("skipping"):
            going = True
            while going:
                going = not row.opened[at]
                at -= 1
                pairs.append(Pair(None, at))
    return tuple(reversed(pairs))
