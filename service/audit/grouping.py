"""Grouping: which passages of a library repeat one another, each group told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import Holding
from service.audit.crossing import Documents
from service.audit.meeting import Match
from service.audit.member import Member, Repeat
from service.audit.pools import Pools
from service.audit.sources import Citing
from service.audit.span_index import SpanIndex

COPIED = 15
"""Words in a row that are copied though the source is cited, where they have no quotation marks."""

LEAST_COPIED = 0.6
"""The least share of the passage that they are."""

NEARLY_EQUAL = 0.8
"""Likeness of a passage of several sentences that is copied."""


@dataclass(frozen=True)
class Group:
    """Passages that say the same, the earliest first, with what was matched of them."""

    members: tuple[Member, ...]
    repeats: tuple[Repeat, ...]

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """The documents, the earliest first."""
        return tuple({member.holding.digest: member.holding for member in self.members}.values())

    @property
    def is_passage(self) -> bool:
        """Whether more than a single claim is repeated."""
        return any(repeat.match.is_passage for repeat in self.repeats)


def repeats(
    matches: Iterable[tuple[Documents, Sequence[Match]]], holdings: Mapping[str, Holding], citing: Citing
) -> Iterator[Repeat]:
    """The matches that are no proper use of a source: quoted in marks, or said in other words with its citation."""
    for (one, two), found in matches:
        for match in found:
            pair = sorted(
                [
                    (Member(holdings[one], match.one), match.cites[0]),
                    (Member(holdings[two], match.two), match.cites[1]),
                ],
                key=lambda entry: entry[0].place,
            )
            (first, _), (later, cites) = pair
            if one == two:
                yield Repeat(first, later, match, credited=False)
                continue
            entries = citing.entries(later.holding)
            credited = first.holding.digest in {entries.get(n) for n in cites}
            if not match.quoted and not (credited and not _is_copied(match)):
                yield Repeat(first, later, match, credited)


def _is_copied(match: Match) -> bool:
    if match.is_passage:
        return match.degree >= NEARLY_EQUAL
    return match.run >= COPIED and match.run >= LEAST_COPIED * match.words


def groups(found: Iterable[Repeat]) -> tuple[Group, ...]:
    """The groups by their first member; what lies within a longer passage that is repeated too is told with that."""
    ordered = sorted(
        found,
        key=lambda repeat: (not repeat.match.is_passage, repeat.first.place, repeat.later.place),
    )
    pools = Pools()
    for repeat in ordered:
        pools.put(repeat)
    made = [_group(pool) for pool in pools]
    told = (group for group in made if len(group.members) > 1 and not _is_set_phrase(group))
    return tuple(sorted(told, key=lambda group: [member.place for member in group.members]))


def _group(pool: Sequence[Repeat]) -> Group:
    members: list[Member] = []
    kept: SpanIndex[Member] = SpanIndex()
    every = {member.at: member for repeat in pool for member in (repeat.first, repeat.later)}
    for member in sorted(every.values(), key=lambda m: (-len(m.span), m.place)):
        if not any(member.meets(other) for other in kept.overlapping(*member.at)):
            members.append(member)
            kept.add(*member.at, member)
    return Group(tuple(sorted(members, key=lambda member: member.place)), tuple(pool))


LEAST_DOCUMENTS = 4
"""Documents that have a sentence in common, from which on it may be nobody's."""

MOST_OF_A_SET_PHRASE = 60
"""Words of a sentence or two that a series, a publisher or a licence puts into each of its documents."""

EDGE = 600
"""Characters at a document's start that hold its front matter."""


def _is_set_phrase(group: Group) -> bool:
    """Whether several documents have it for another reason than that one took it from the other.

    Either a series' own words, which stand at the edge of each; or what is said so in every paper, without a figure.
    """
    if len(group.holdings) < LEAST_DOCUMENTS or max(r.match.words for r in group.repeats) > MOST_OF_A_SET_PHRASE:
        return False
    at_edge = sum(member.span.start < EDGE for member in group.members)
    return 2 * at_edge > len(group.members) or not (group.is_passage or any(r.match.figures for r in group.repeats))
