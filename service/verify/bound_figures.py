"""Bound figures: which figure a sentence gives for which name, where it gives several of both.

`7.4 per cent in Norland and 3.1 in Sudmark` says other things than the same words the other way round. Figures are
bound only where names and figures take turns, so that each has one beside it; elsewhere nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.verify.evidence import Judged
from service.verify.gates.amounts import Amount, amounts
from service.verify.gates.names import named
from service.verify.gates.reading import Reading, Word, reading
from service.verify.judge import Stances

SWAPPED = 0.9
"""How surely a text speaks against a claim that gives the figure of one of its names to another one."""

LEAST_PAIRS = 2
"""Pairs of a name and a figure that a text needs for a figure to be another name's."""


@dataclass(frozen=True)
class Pair:
    """A name, by its stem and as it is written, and the figure that is given for it."""

    stem: str
    name: str
    amount: Amount


def taken_in_turns(first: Sequence[int], second: Sequence[int]) -> list[tuple[int, int]]:
    """Which of the first stands with which of the second, by their offsets, where both take turns; else nothing.

    What comes after the last turn stands with nothing.
    """
    marks = sorted([(at, 0, i) for i, at in enumerate(first)] + [(at, 1, i) for i, at in enumerate(second)])
    found: list[tuple[int, int]] = []
    opens = marks[0][1] if marks else 0
    while len(marks) > 1 and (marks[0][1], marks[1][1]) == (opens, 1 - opens):
        one, other = marks[0][2], marks[1][2]
        found.append((one, other) if opens == 0 else (other, one))
        marks = marks[2:]
    return found if len(first) == len(found) and len(found) <= len(second) else []


def pairs_in(text: str, beside: str = "") -> tuple[Pair, ...]:
    """The pairs of names and figures of a sentence in their order; none where one stands alone.

    The first word of a sentence is a name where the sentence `beside` has it with a capital too.
    """
    told = [amount for amount in amounts(text) if any(character.isdigit() for character in amount.text)]
    people = [word for word in _names(reading(text), reading(beside)) if not _is_within(word, told)]
    turns = taken_in_turns([word.start for word in people], [amount.start for amount in told])
    if len(turns) != len(told):
        return ()
    return tuple(Pair(people[i].stem, people[i].text, told[j]) for i, j in turns)


def _names(read: Reading, beside: Reading) -> list[Word]:
    sure = {word.place for word in named(read)}
    capitals = {word.stem for word in beside.carrying if word.text[0].isupper()}
    return [w for w in read.carrying if w.text[0].isupper() and (w.place in sure or w.stem in capitals)]


def _is_within(word: Word, told: Sequence[Amount]) -> bool:
    return any(amount.start <= word.start < amount.start + len(amount.text) for amount in told)


def swapped(claim: str, text: str) -> str:
    """Whose figure the text says it is that the claim gives for another name, in a sentence; empty where it doesn't."""
    said, given = pairs_in(claim, text), pairs_in(text, claim)
    if not said or len(given) < LEAST_PAIRS or len({pair.stem for pair in given}) != len(given):
        return ""
    people = frozenset(pair.stem for pair in given)
    for pair in said:
        own = next((other for other in given if other.stem == pair.stem), None)
        if own is None or _same(pair.amount, own.amount):
            continue
        others = (each for each in given if each is not own and _are_alike(own.amount, each.amount, people))
        other = next((each for each in others if _same(pair.amount, each.amount)), None)
        if other is not None:
            return (
                f"The claim gives {pair.amount.text} for {pair.name}; the text gives that for {other.name}, and"
                f" {own.amount.text} for {own.name}."
            )
    return ""


def _are_alike(one: Amount, other: Amount, people: frozenset[str]) -> bool:
    """Whether two figures of a sentence are of one thing, which in `47 firms in Norland, 12 export` they aren't."""
    if one.kind != other.kind:
        return False
    left, right = one.unit - people, other.unit - people
    return one.kind != "count" or not left or not right or bool(left & right)


def with_figures_bound(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, those against the claim that give its figures for other names."""
    return tuple(_weighed(claim, piece) for piece in pieces) if amounts(claim) else tuple(pieces)


def _weighed(claim: str, piece: Judged) -> Judged:
    told = swapped(claim, piece.candidate.text.text)
    if not told:
        return piece
    rest = round((1 - SWAPPED) / 2, 4)
    stances = Stances(rest, SWAPPED, round(1 - SWAPPED - rest, 4), (told, *piece.stances.steps), (told,))
    return replace(piece, stances=stances, is_settled=True)


def _same(one: Amount, other: Amount) -> bool:
    return one.kind == other.kind and one.least <= other.most and other.least <= one.most
