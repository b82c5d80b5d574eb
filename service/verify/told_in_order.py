"""Told in order: which of two things a sentence puts before the other, however it says so.

`The mill closed before the railway came` and `The railway came after the mill had closed` put them alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.verify.evidence import Judged
from service.verify.gates.negation import negators
from service.verify.gates.numbers import numbers
from service.verify.gates.reading import Reading, Word, reading
from service.verify.gates.word_list import listed
from service.verify.judge import Stances

ORDERED = 0.8
"""How surely a passage speaks for a claim that puts the same two alike in other words, or against one that turns them
round."""

LEAST_SHARED = 0.8
"""The least share of the claim's words that such a passage has."""

_MARK = re.compile(
    r"\b(?P<passive>(?:was|were|is|are|been) (?:followed|preceded) by)\b"
    r"|\b(?P<verb>followed|follows|preceded|precedes)\b"
    r"|\b(?P<before>before|prior to)\b|\b(?P<after>after)\b"
    r"|\b(?P<till>until|till)\b|\b(?P<since>since)(?=\s+\d{4}\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\W*(?:\w+\s+(?:year|month|week|day|hour|decade)s?\s+)?$", re.IGNORECASE)
_TIME = re.compile(r"\s*(?:(?:the|in|about|around)\s+)*\d{4}s?\b,?")
_IDLE = listed("""
    came come comes happened happen happens took place followed follows follow preceded precedes precede before after
    until till since prior year years month months week weeks day days hour hours decade decades
""")


@dataclass(frozen=True)
class Order:
    """What comes first and what later, by their roots, and the words that say so."""

    first: frozenset[str]
    later: frozenset[str]
    mark: str


def order_in(text: str) -> Order | None:
    """The order in which a sentence puts two things; None where it has no mark of one, or more than one."""
    marks = list(_MARK.finditer(text))
    if len(marks) != 1:
        return None
    mark, read = marks[0], reading(text)
    kind, end = str(mark.lastgroup), _end_of_the_first(text, mark)
    behind = _roots(word for word in read.words if mark.end() <= word.start < end)
    others = _roots(word for word in read.words if not mark.start() <= word.start < end)
    if not behind - others or not others - behind:
        return None
    is_first = kind in ("before", "till") or mark.group().lower().split()[-2:-1] == ["followed"]
    is_first = is_first or mark.group().lower().startswith("precede")
    one, other = (others - behind, behind - others) if is_first else (behind - others, others - behind)
    return Order(one, other, mark.group().lower())


def _end_of_the_first(text: str, mark: re.Match[str]) -> int:
    """Where what stands behind a mark ends: at the end, or where the mark opens the sentence, at its comma or year."""
    if not _HEAD.match(text[: mark.start()]):
        return len(text)
    time = _TIME.match(text, mark.end())
    comma = text.find(",", mark.end())
    return time.end() if time else comma if comma >= 0 else len(text)


def _roots(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.root for word in words if word.carries and word.lower not in _IDLE)


def are_turned(one: Order, other: Order) -> bool | None:
    """Whether two sentences put the same two things in opposite orders; None where they aren't about the same two."""
    straight = bool(one.first & other.first and one.later & other.later)
    crossed = bool(one.first & other.later and one.later & other.first)
    return None if straight == crossed else crossed


def with_order_read(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, those against the claim that say the same in the opposite order, and those for it that say it alike.

    What says it with the claim's own word stays as it was judged.
    """
    said = order_in(claim)
    if said is None or negators(reading(claim)):
        return tuple(pieces)
    return tuple(_weighed(reading(claim), said, piece) for piece in pieces)


def _weighed(claim: Reading, said: Order, piece: Judged) -> Judged:
    text = reading(piece.candidate.text.text)
    given = order_in(text.text)
    if piece.is_computed or given is None or negators(text) or not _has_the_words(claim, text):
        return piece
    turned, rest = are_turned(said, given), round((1 - ORDERED) / 2, 4)
    if turned:
        step = f"With “{said.mark}” the claim puts in another order what the text puts with “{given.mark}”."
        steps = tuple(dict.fromkeys((step, *piece.stances.steps)))
        return replace(piece, stances=Stances(rest, ORDERED, rest, steps, (step,)))
    if turned is False and said.mark != given.mark and numbers(claim, text).stance != "conflict":
        return replace(piece, stances=Stances(ORDERED, rest, rest, ("Both have the same order of time.",)))
    return piece


def _has_the_words(claim: Reading, text: Reading) -> bool:
    """Whether the text has nearly all words of the claim but those of time."""
    words = [word for word in claim.carrying if word.lower not in _IDLE]
    return sum(word.root in text.roots for word in words) >= LEAST_SHARED * len(words)
