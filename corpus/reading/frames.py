"""Frames: boxes of drawings and pictures, whose sides are no rules of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.reading.page_table import middle
from corpus.reading.sheet import Rule, Word

_SAME = 2.0
_LOWEST = 15.0
_NARROWEST = 40.0
_TALL = 15.0
_FEW_SIDES = 3
_COVERED = 0.5
_ON_LINE = 3.0


def without_frames(rules: Iterable[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rules but those across that are the head or the foot of a box without a word in it."""
    kept = list(rules)
    upright = sorted((rule for rule in kept if not rule.across), key=lambda rule: (rule.at, rule.low))
    if len(upright) < 2:
        return kept
    across = sorted((rule for rule in kept if rule.across), key=lambda r: (round(r.low), round(r.high), r.at))
    sides = {
        rule
        for head, foot in pairwise(across)
        if _are_ends(head, foot) and _is_closed(head, foot, upright) and not _holds_word(head, foot, words)
        for rule in (head, foot)
    }
    return [rule for rule in kept if rule not in sides]


def holds_boxes(upright: Iterable[Rule], left: float, top: float, right: float, bottom: float) -> bool:
    """Whether boxes stand within an area without touching its sides, as the parts of a drawing do."""
    inside = (r for r in upright if left < r.at < right and top < r.low and r.high < bottom)
    return sum(rule.high - rule.low > _TALL for rule in inside) > _FEW_SIDES


def is_patchy(across: Iterable[Rule], xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether a grid is boxes here and there, joined by arrows: rules cover less than half of its lines across.

    Where none closes its foot, upright rules alone part the columns of a table.
    """
    ordered = sorted(across, key=lambda rule: (rule.low, rule.high))
    covered = [_covered([rule for rule in ordered if abs(rule.at - y) <= _ON_LINE]) for y in ys]
    return covered[-1] > 0 and sum(covered) < _COVERED * len(ys) * (xs[-1] - xs[0])


def _covered(rules: Iterable[Rule]) -> float:
    total, reach = 0.0, float("-inf")
    for rule in rules:
        total += max(0.0, rule.high - max(rule.low, reach))
        reach = max(reach, rule.high)
    return total


def _are_ends(head: Rule, foot: Rule) -> bool:
    level = abs(head.low - foot.low) <= _SAME and abs(head.high - foot.high) <= _SAME
    return level and foot.at - head.at >= _LOWEST and head.high - head.low >= _NARROWEST


def _is_closed(head: Rule, foot: Rule, upright: Sequence[Rule]) -> bool:
    """Whether upright rules join both ends of the two, and none stands between these."""
    joining = [r for r in upright if r.low <= head.at + _SAME and r.high >= foot.at - _SAME]
    inside = [r for r in joining if head.low - _SAME <= r.at <= head.high + _SAME]
    left, right = head.low + _SAME, head.high - _SAME
    ends = any(r.at <= left for r in inside) and any(r.at >= right for r in inside)
    return ends and not any(left < r.at < right for r in inside)


def _holds_word(head: Rule, foot: Rule, words: Iterable[Word]) -> bool:
    return any(head.at < middle(w) < foot.at and head.low < (w.left + w.right) / 2 < head.high for w in words)
