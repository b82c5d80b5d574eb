"""Rules that belong together: pieces of one line, those that cross or meet, those that stand side by side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from corpus.reading.sheet import Rule

TOUCH = 3.0  # points between rules that are taken to meet


def pillars(upright: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Groups of two or more upright rules of the same height side by side."""
    groups: list[list[Rule]] = []
    for rule in sorted(upright, key=lambda rule: (rule.at, rule.low)):
        same = [g for g in groups if max(abs(g[-1].low - rule.low), abs(g[-1].high - rule.high)) <= TOUCH]
        if same:
            same[-1].append(rule)
        else:
            groups.append([rule])
    yield from (group for group in groups if len(group) >= 2)


def merged_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch, made one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.low, rule.high)):
        last = next((r for r in reversed(found[-3:]) if _on_one_line(r, rule)), None)
        if last is None:
            found.append(rule)
        else:
            found[found.index(last)] = Rule(rule.across, last.at, min(last.low, rule.low), max(last.high, rule.high))
    return found


def _on_one_line(rule: Rule, other: Rule) -> bool:
    return abs(rule.at - other.at) < 1.5 and max(rule.low, other.low) <= min(rule.high, other.high) + TOUCH


def touching(across: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Groups of rules that cross or meet one another, in the order of their first rules."""
    ordered = sorted(upright, key=lambda rule: rule.at)
    ats = [rule.at for rule in ordered]
    group_of = list(range(len(across)))
    met: dict[int, int] = {}
    for index, rule in enumerate(across):
        near = range(bisect_left(ats, rule.low - TOUCH), bisect_right(ats, rule.high + TOUCH))
        for spot in near:
            if ordered[spot].low - TOUCH <= rule.at <= ordered[spot].high + TOUCH:
                other = _root(group_of, met.setdefault(spot, index))
                mine = _root(group_of, index)
                group_of[max(other, mine)] = min(other, mine)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(across):
        groups.setdefault(_root(group_of, index), []).append(rule)
    for spot, index in sorted(met.items()):
        groups[_root(group_of, index)].append(ordered[spot])
    yield from (group for _, group in sorted(groups.items()) if len(group) >= 3)


def _root(group_of: list[int], index: int) -> int:
    while group_of[index] != index:
        group_of[index] = group_of[group_of[index]]
        index = group_of[index]
    return index
