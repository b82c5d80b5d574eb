"""Shaded rows of a table: filled boxes side by side, whose upper and lower sides part rows as rules do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.reading.page_table import places
from corpus.reading.sheet import Rule, Shade

_TOUCH = 3.0
_SAME_HEIGHT = 1.0
_LEAST_SHARE = 0.8
_TALLEST = 200.0


def rows_shaded(shades: Iterable[Shade]) -> list[Shade]:
    """Boxes of the same height side by side, as cells are filled one by one, made one."""
    found: list[Shade] = []
    for shade in sorted(shades, key=lambda s: (round(s.top), round(s.bottom), s.left)):
        last = found[-1] if found else None
        if last is not None and _goes_on(last, shade):
            found[-1] = Shade(last.left, last.top, max(last.right, shade.right), last.bottom)
        elif shade.bottom - shade.top <= _TALLEST:
            found.append(shade)
    return found


def shade_rules(shades: Iterable[Shade]) -> Iterator[Rule]:
    """The upper and lower sides of shaded rows as rules across."""
    for shade in shades:
        yield Rule(True, shade.top, shade.left, shade.right)
        yield Rule(True, shade.bottom, shade.left, shade.right)


def parting_heights(shades: Iterable[Shade], left: float, top: float, right: float, bottom: float) -> list[float]:
    """The heights between `top` and `bottom` where a shaded row begins or ends that is about as wide as the table."""
    across = [s for s in shades if min(s.right, right) - max(s.left, left) >= _LEAST_SHARE * (right - left)]
    across = [s for s in across if s.right - s.left <= (right - left) / _LEAST_SHARE + 4 * _TOUCH]
    return places((y for s in across for y in (s.top, s.bottom) if top < y < bottom), _TOUCH)


def _goes_on(last: Shade, shade: Shade) -> bool:
    alike = max(abs(last.top - shade.top), abs(last.bottom - shade.bottom)) <= _SAME_HEIGHT
    return alike and last.left - _TOUCH <= shade.left <= last.right + _TOUCH
