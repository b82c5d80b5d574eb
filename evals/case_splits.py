"""Splits: which cases may be looked at while figures are chosen, and which are only measured.

Cases of one theme stay together, and so do themes that share a place of a text: a passage that figures were chosen on
must not be asked for among the cases that are reported.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from evals.cases import Anchor, Case, Split
from evals.matching import Place

TUNED = 0.55
"""The tuning cases' share of all."""


def splits(cases: Sequence[Case]) -> dict[str, Split]:
    """The part of each theme. The same cases give the same parts, whatever their order.

    Groups of themes are dealt out, the largest first and else by a hash, so that of all cases and of each kind of them
    the tuning part has its share.
    """
    group_of = {theme: group for group in groups(cases) for theme in group}
    members: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for case in cases:
        members[group_of[case.theme]].update((case.kind, _ALL))
    tuned: Counter[str] = Counter()
    dealt: Counter[str] = Counter()
    parts: dict[str, Split] = {}
    for group in sorted(members, key=lambda group: (-members[group][_ALL], _hash(group[0]))):
        dealt += members[group]
        split: Split = "tune" if _unevenness(tuned + members[group], dealt) < _unevenness(tuned, dealt) else "report"
        tuned += members[group] if split == "tune" else Counter()
        parts.update(dict.fromkeys(group, split))
    return parts


_ALL = "all kinds"


def _unevenness(tuned: Counter[str], dealt: Counter[str]) -> float:
    """How far the tuning part is from its share of each kind and of all."""
    return sum((tuned[kind] - TUNED * count) ** 2 for kind, count in sorted(dealt.items()))


def groups(cases: Sequence[Case]) -> tuple[tuple[str, ...], ...]:
    """The themes, those together that share a place, directly or through others; each group in the themes' order."""
    leaders = {case.theme: case.theme for case in cases}

    def leader(theme: str) -> str:
        while leaders[theme] != theme:
            theme = leaders[theme]
        return theme

    for one, two in shared_places(cases):
        first, second = sorted((leader(one.theme), leader(two.theme)))
        leaders[second] = first
    found = defaultdict(list)
    for theme in sorted(leaders):
        found[leader(theme)].append(theme)
    return tuple(tuple(group) for _, group in sorted(found.items()))


def shared_places(cases: Sequence[Case]) -> Iterator[tuple[Case, Case]]:
    """Pairs of cases that a stretch of one document answers both, by the order of the places."""
    places = sorted(
        ((Place(anchor.doc, anchor.span), case.id, case) for case, anchor in _anchors(cases) if anchor.span),
        key=lambda found: (found[0].doc, found[0].span, found[1]),
    )
    for number, (place, _, case) in enumerate(places):
        for other, _, beside in places[number + 1 :]:
            if other.doc != place.doc or other.span.start >= place.span.end:
                break
            yield case, beside


def _anchors(cases: Sequence[Case]) -> Iterator[tuple[Case, Anchor]]:
    for case in cases:
        for part in case.parts:
            for anchor in part.anchors:
                yield case, anchor


def _hash(theme: str) -> str:
    return hashlib.sha256(theme.encode()).hexdigest()
