"""Reordering: a run whose words stand in a source, close together, and in another order."""

from __future__ import annotations

from collections import Counter

from service.quotations.run import Run
from service.quotations.wording import Wording
from service.words.content import FUNCTION_WORDS
from service.words.stems import stem

LEAST_WORDS = 6
"""Fewer words than this stand side by side by chance."""

LEAST_TELLING = 3
LEAST_STANDING = 0.85
"""The least share of the run's words, and of those that carry meaning, that must stand in the stretch."""

MOST_BETWEEN = 0.25
"""By what share of its length the stretch may be longer than the run."""


def reordered(run: Run, source: Wording) -> range | None:
    """The stretch of the source's words that has nearly all of the run's, in whatever order; None where none has."""
    words = [stem(run.words[place]) for place in run.wording.firm]
    wanted = Counter(words)
    telling = Counter(word for place in run.wording.firm if (word := stem(run.words[place])) and _tells(run, place))
    if len(words) < LEAST_WORDS or telling.total() < LEAST_TELLING:
        return None
    width = round(len(words) * (1 + MOST_BETWEEN))
    stems = [stem(word) for word in source.words]
    best, at = 0, -1
    held: Counter[str] = Counter()
    for end, word in enumerate(stems):
        held[word] += 1
        if end >= width:
            held[stems[end - width]] -= 1
        if word in wanted and (shared := (held & wanted).total()) > best and _has(held, telling):
            best, at = shared, end
    if at < 0 or best < LEAST_STANDING * len(words):
        return None
    inside = [place for place in range(max(0, at - width + 1), at + 1) if stems[place] in wanted]
    return range(inside[0], inside[-1] + 1)


def _tells(run: Run, place: int) -> bool:
    return run.words[place] not in FUNCTION_WORDS


def _has(held: Counter[str], telling: Counter[str]) -> bool:
    return (held & telling).total() >= LEAST_STANDING * telling.total()
