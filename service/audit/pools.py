"""Pools: the repeats that hang together because passages of theirs are, for the most part, one."""

from __future__ import annotations

from collections.abc import Iterator

from service.audit.disjoint_sets import DisjointSets
from service.audit.member import Member, Repeat
from service.audit.span_index import SpanIndex


class Pools:
    """Repeats are put in one after the other; each joins the pools that it belongs to, and these with each other.

    A repeat belongs to a pool where one of its passages is one of the pool's; a claim, to a pool of longer passages
    only where both are.
    """

    def __init__(self) -> None:
        self._pools = DisjointSets()
        self._kinds: dict[int, set[bool]] = {}
        self._members: SpanIndex[tuple[Member, int]] = SpanIndex()
        self._repeats: list[tuple[Repeat, int]] = []

    def put(self, repeat: Repeat) -> None:
        """Put it into the pool of all that it belongs to, or into one of its own."""
        kind = repeat.match.is_passage
        first, later = self._met(repeat.first), self._met(repeat.later)
        near = {pool for pool in first | later if kind in self._kinds[pool] or pool in first & later}
        own = self._pools.add()
        for pool in near:
            self._pools.join(own, pool)
        name = self._pools.name(own)
        self._kinds[name] = {kind}.union(*(self._kinds[pool] for pool in near))
        self._repeats.append((repeat, own))
        for member in {repeat.first.at: repeat.first, repeat.later.at: repeat.later}.values():
            self._hold(member, own)

    def __iter__(self) -> Iterator[tuple[Repeat, ...]]:
        """The repeats of each pool, in the order in which they came."""
        together: dict[int, list[Repeat]] = {}
        for repeat, pool in self._repeats:
            together.setdefault(self._pools.name(pool), []).append(repeat)
        yield from (tuple(repeats) for repeats in together.values())

    def _met(self, member: Member) -> set[int]:
        """The pools with a passage that is this one, for the most part."""
        near = self._members.overlapping(*member.at)
        return {self._pools.name(pool) for other, pool in near if member.meets(other)}

    def _hold(self, member: Member, pool: int) -> None:
        """Hold the passage as one of the pool, unless it is there already."""
        name = self._pools.name(pool)
        near = self._members.overlapping(*member.at)
        if not any(other.span == member.span and self._pools.name(held) == name for other, held in near):
            self._members.add(*member.at, (member, pool))
