"""Members: passages of a library that repeat one another, two by two."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Span
from indexer.catalogue import Holding
from service.audit.meeting import Match
from service.audit.sources import age

LEAST_COMMON = 0.5
"""The share of the shorter of two passages under both, from which on they are one."""


@dataclass(frozen=True)
class Member:
    """A passage of a held document."""

    holding: Holding
    span: Span

    @property
    def place(self) -> tuple[tuple[int, str], Span]:
        """What orders members: the earlier work first, and in one the earlier place."""
        return age(self.holding), self.span

    @property
    def at(self) -> tuple[str, Span]:
        """Which document it is of, and where it stands there."""
        return self.holding.digest, self.span

    def meets(self, other: Member) -> bool:
        """Whether the two are, for the most part, one passage."""
        if self.holding.digest != other.holding.digest:
            return False
        shared = min(self.span.end, other.span.end) - max(self.span.start, other.span.start)
        return shared > 0 and shared >= LEAST_COMMON * min(len(self.span), len(other.span))


@dataclass(frozen=True)
class Repeat:
    """A match with the two passages as members, the earlier one first; `credited`: the later one cites the other."""

    first: Member
    later: Member
    match: Match
    credited: bool
