"""Clauses of names: which of a sentence's names a clause is about, where each of several has a clause of its own.

`Norland builds ships, while Sudmark makes chairs` says of Sudmark nothing that it says of Norland.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.verify.gates.reading import Reading, Word
from service.verify.names_known import Name

LEAST_MORE = 2
"""Words of a claim that another name's clause has more than those of its own name, to be said of the other one."""

LEAST_SHARED = 0.5
"""The least share of what a claim says of a name that the other one's clause has."""


def told_of_another(
    claim: Reading, own: Sequence[Name], text: Reading, given: Sequence[Name]
) -> tuple[Name, Name] | None:
    """A name of the claim, and the one of the text in whose clause stands what the claim says of it."""
    for name, said in _parts(claim, own):
        mine = [one for one in given if _is_same(name, one)]
        others = [one for one in given if not _is_same(name, one) and any(_are_comparable(one, two) for two in mine)]
        if not mine:
            continue
        best = max(len(_shared(said, _clause(text, one))) for one in mine)
        for other in others:
            clause = _clause(text, other)
            if any(_is_same(name, one) for one in given if one.words[0].clause == other.words[0].clause):
                continue
            shared = len(_shared(said, clause))
            if shared >= best + LEAST_MORE and shared >= LEAST_SHARED * len(said):
                return name, other
    return None


def _parts(claim: Reading, own: Sequence[Name]) -> list[tuple[Name, list[Word]]]:
    """Each name with the carrying words of the claim behind it, up to the next name that has such ones of its own.

    A single name has all words of the claim.
    """
    if not own:
        return []
    ends = [name.words[0].place for name in own[1:]] + [len(claim.words)]
    begins = [0 if i == 0 else name.words[0].place for i, name in enumerate(own)]
    named = {word.place for name in own for word in name.words}
    return [
        (name, [word for word in claim.carrying if begin <= word.place < end and word.place not in named])
        for name, begin, end in zip(own, begins, ends, strict=True)
    ]


def _is_same(one: Name, other: Name) -> bool:
    return bool({word.root for word in one.words} & {word.root for word in other.words})


def _are_comparable(one: Name, other: Name) -> bool:
    """Whether the same word stands beside both: `in Norland` and `in Sudmark`, `German firms` and `Italian firms`."""
    if one.opened_by and one.opened_by == other.opened_by:
        return True
    return bool(one.after and other.after and one.after[0].root == other.after[0].root)


def _clause(text: Reading, name: Name) -> list[Word]:
    return [word for word in text.carrying if word.clause == name.words[0].clause]


def _shared(said: Sequence[Word], clause: Sequence[Word]) -> set[str]:
    return {word.root for word in said} & {word.root for word in clause}
