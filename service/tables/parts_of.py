"""Parts of a whole: which figures may be added up, and which be told as a share of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from service.tables.grid import Column, TableGrid
from service.tables.request import Request
from service.tables.scale import amount, is_exact, scale_of
from service.tables.wording import GENERIC, base, is_met, stems_of

_INTENSIVE_WORDS = "averag mean median rate per index ratio quotient score density price age coefficient"
_INTENSIVE = frozenset(_INTENSIVE_WORDS.split())
_CHANGES = frozenset(("growth", "change", "share", "percentage", "percent", "proportion"))
_WHOLE = re.compile(
    r"\b(?:shares?|percentages?|percent|per cent|proportion|fraction|part)\s+of\s+(?P<whole>(?:[\w'’-]+\s*){1,5})", re.I
)


def is_intensive(*heads: str) -> bool:
    """Whether figures are of a kind that has no sum and no plain mean: rates, averages, indices."""
    return any(word in _INTENSIVE or base(word) in _INTENSIVE for word in _words(heads))


def overlap(grid: TableGrid, counts: Column) -> bool:
    """Whether what a column counts is counted several times: its shares of one whole come to more than all of it.

    Of 62 books some name two of the things that the rows are, and then the rows' books are no 62 together.
    """
    return any(
        _are_of_one_whole(pairs) and sum(part for _, part in pairs) > MOST_OF_ALL for pairs in _shares(grid, counts)
    )


def _shares(grid: TableGrid, counts: Column) -> Iterator[list[tuple[Decimal, Decimal]]]:
    """The count and the percentage of each row, for each column of percentages."""
    for column in grid.figures:
        cells = [(record.cells[counts.index], record.cells[column.index]) for record in grid.parts]
        if all(is_exact(count) and is_exact(share) for count, share in cells):
            found = [(count.quantity, share.quantity) for count, share in cells]
            told = [(amount(count), amount(share)) for count, share in found if count and share]
            if all(share and scale_of(share.unit).is_percent for _, share in found) and column != counts:
                yield told


def _are_of_one_whole(pairs: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Whether each percentage is the same part of its count, as shares of one whole are, but for rounding."""
    wholes = [100 * count / share for count, share in pairs if count > 0 and share > 0]
    return len(wholes) > 1 and max(wholes) <= WHOLES_ALIKE * min(wholes)


MOST_OF_ALL = 102
"""Per cent: what parts of one whole come to at most, with the rounding of each."""

WHOLES_ALIKE = Decimal("1.15")
"""How far the wholes that a count and its share tell may differ, the shares being rounded."""


def may_be_part(request: Request, part: str, whole: str) -> bool:
    """Whether what stands under one head may be a part of what stands under the other.

    Both must be amounts, and of one thing: they share a word, or the question names the whole as such.
    """
    if is_intensive(part, whole) or any(word in _CHANGES for word in _words((part, whole))):
        return False
    one, other = stems_of(part) - GENERIC, stems_of(whole) - GENERIC
    return bool(one & other) or _is_named_as_whole(request, other)


def _is_named_as_whole(request: Request, whole: frozenset[str]) -> bool:
    named = _WHOLE.search(request.text)
    said = stems_of(named["whole"]) if named else frozenset()
    return bool(whole) and all(is_met(word, said) for word in whole)


def _words(heads: tuple[str, ...]) -> Iterator[str]:
    for head in heads:
        yield from re.findall(r"\w+", head.lower())
