"""Parallels: what a sentence says of one thing and of another in clauses that are built alike.

`The banks financed the mills; the merchants financed the ships` has two slots, (banks, merchants) and (mills, ships):
whoever takes one word of the first clause and one of the second says what neither clause does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, pairwise

from service.verify.gates.irregular_verbs import BASES
from service.verify.gates.opposites import are_opposed
from service.verify.gates.reading import Reading, Word, reading, root
from service.verify.gates.word_list import listed
from service.words.stems import stem

MOST_CLAUSES = 8
"""A sentence of more is a list, of which each pair would be compared."""

LEAST_SHARED = 0.8
"""The least share of a claim's clause that a text has, to be compared with its clauses."""

MOST_WORDS = 120
"""A longer sentence is left alone: aligning takes time with the square of its words."""

_BREAK = re.compile(
    r"[;:,]\s*(?:(?:and|but|while|whereas|although|though|yet|or)\b)?"
    r"|\b(?:and|but|while|whereas|although|though|yet|against|versus)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\bbetween(?:\s+[\w'’.-]+){1,3}\s+$", re.IGNORECASE)
"""What stands before an `and` that parts no two clauses: `between 1870 and 1890`."""

MOST_OF_A_RANGE = 60
"""Characters before an `and` in which the range that it may belong to begins."""

_PARTITIVE = re.compile(r"\W*(?:out\s+)?of\s", re.IGNORECASE)
_INSET = re.compile(r",\s*(?:and\s+|but\s+)?not\s+[^,;:.()]{1,60},(?=\s)", re.IGNORECASE)
"""What is set between a subject and its verb, so that the words behind it go on with the clause before it."""

_RESPECTIVELY = re.compile(r",?\s*\brespectively\b,?", re.IGNORECASE)
_JOINED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_AUXILIARY = listed("""
    am is are was were be has have had does do did will would can could may might must shall should cannot
""")
_MODALS = listed("should must could would can may might will cannot")
_REFERRING = listed("those they them it he she him these this such so latter former")
"""What a clause with one of these says is not all told in it."""

_NO_VERBS = listed("of in on at by for from with to into per than as the a an its their his her this that these those")


@dataclass(frozen=True)
class Slot:
    """A place that two clauses fill with different words, each by the roots that the other clause hasn't."""

    first: frozenset[str]
    second: frozenset[str]

    @property
    def is_filled(self) -> bool:
        """Whether both clauses have something there."""
        return bool(self.first and self.second)

    def side(self, roots: frozenset[str]) -> int:
        """1 or 2 for words of one clause alone, 0 for none or for those of both."""
        return {(True, False): 1, (False, True): 2}.get((bool(roots & self.first), bool(roots & self.second)), 0)


@dataclass(frozen=True)
class Parallel:
    """Two clauses of a sentence that are built alike, by their slots.

    `has_verbs` tells that each has a verb of its own, so that the claim turns round what somebody says.
    """

    slots: tuple[Slot, ...]
    has_verbs: bool

    def crosses(self, clause: frozenset[str]) -> bool:
        """Whether a clause of these roots takes a slot from one of the two and another from the other."""
        return {1, 2} <= {slot.side(clause) for slot in self.slots if slot.is_filled}

    def sides(self, clause: frozenset[str]) -> tuple[int, ...]:
        """From which of the two it takes each slot, those that one leaves empty too."""
        return tuple(slot.side(clause) for slot in self.slots)


@lru_cache(maxsize=4096)
def clauses_of(text: str) -> tuple[frozenset[str], ...]:
    """The clauses of a sentence, each by the roots of its words.

    Two words without a verb (`but that of the old town`) are no clause. What `respectively` binds is told one by one,
    without the words that are said of all.
    """
    told = [clause for clause in _clauses(text) if sum(map(_counts, clause)) > LEAST_SLOTS or _has_verb(clause)]
    found = [frozenset(_item(word) for word in clause if _counts(word)) for clause in told]
    shared = frozenset.intersection(*found) if len(found) > 1 and _RESPECTIVELY.search(text) else frozenset()
    return tuple(clause - shared for clause in found)


@lru_cache(maxsize=4096)
def parallels_in(text: str) -> tuple[Parallel, ...]:
    """The pairs of clauses of a sentence that are built alike, in their order.

    What opens it and says of how many (`Of the 12 mills, …`) is said of all clauses, and is none of them.
    """
    clauses = _clauses(_INSET.sub("", text))
    if _PARTITIVE.match(text):
        clauses = clauses[1:]
    if not 1 < len(clauses) <= MOST_CLAUSES or sum(map(len, clauses)) > MOST_WORDS:
        return ()
    found = (_parallel(one, other) for one, other in combinations(clauses, 2))
    return tuple(each for each in found if each is not None)


def crossed(claim: str, text: str) -> Parallel | None:
    """The two clauses of the text of which the claim takes one side from the first and another from the second.

    Only a clause of the claim counts of which the text has nearly all words.
    """
    every = {_item(word) for word in reading(text).words}
    near = [clause for clause in clauses_of(claim) if len(clause & every) >= LEAST_SHARED * len(clause)]
    for pair in parallels_in(text):
        if any(pair.crosses(clause) for clause in near) or _are_exchanged(pair, near):
            return pair
    return None


def _are_exchanged(pair: Parallel, said: Sequence[frozenset[str]]) -> bool:
    """Whether two clauses of a claim both mix the two, each the other way round than the other one."""
    sides = [pair.sides(clause) for clause in said]
    mixed = [each for each in sides if {1, 2} <= set(each)]
    return any(_are_opposite(one, other) for one, other in combinations(mixed, 2))


def _are_opposite(one: Sequence[int], other: Sequence[int]) -> bool:
    both = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    return bool(both) and all(a != b for a, b in both)


def _clauses(text: str) -> list[tuple[Word, ...]]:
    return [clause for part in _told_apart(text) for clause in _cut(reading(part))]


def _cut(read: Reading) -> list[tuple[Word, ...]]:
    """The words between the breaks; what has one carrying word alone belongs to the clause behind it."""
    breaks = [
        match
        for match in _BREAK.finditer(read.text)
        if not _RANGE.search(read.text[max(0, match.start() - MOST_OF_A_RANGE) : match.start()])
    ]
    starts = [match.start() for match in breaks]
    ends = [match.end() for match in breaks]
    found: list[tuple[Word, ...]] = []
    open_: tuple[Word, ...] = ()
    for begin, end in zip([0, *ends], [*starts, len(read.text)], strict=True):
        open_ += tuple(word for word in read.words if begin <= word.start < end)
        if sum(map(_counts, open_)) > 1:
            found.append(open_)
            open_ = ()
    if open_ and found:
        found[-1] += open_
    return found


def _told_apart(text: str) -> list[str]:
    """`A and B make C and D respectively` as `A make C` and `B make D`; any other text as it is."""
    match = _RESPECTIVELY.search(text)
    if match is None:
        return [text]
    plain = (text[: match.start()] + text[match.end() :]).rstrip(" .")
    for width in (3, 2):
        lists = _lists(plain, width)
        if len(lists) > 1:
            (one, left, right), (two, start, end) = lists[0], lists[-1]
            return [
                f"{plain[:left]}{first}{plain[right:start]}{second}{plain[end:]}."
                for first, second in zip(one, two, strict=True)
            ]
    return [text]


def _lists(text: str, width: int) -> list[tuple[tuple[str, ...], int, int]]:
    """The enumerations of so many single words, with where each begins and ends."""
    word = r"[\w'’-]+"
    between = r"\s*,\s*" if width > 2 else ""
    pattern = re.compile(rf"\b{word}{between}{word if width > 2 else ''}\s*,?\s+and\s+{word}")
    found = []
    for match in pattern.finditer(text):
        parts = tuple(part for part in _JOINED.split(match.group().replace(", and", " and")) if part)
        if len(parts) == width:
            found.append((parts, match.start(), match.end()))
    return found


def _parallel(one: Sequence[Word], other: Sequence[Word]) -> Parallel | None:
    """The two clauses as a parallel; None where they aren't built alike.

    They are where words that both have stand between two slots, where a slot holds opposites, or where each has a
    subject and a verb.
    """
    if any(word.lower in _REFERRING for word in (*one, *other)):
        return None
    gaps, is_anchored = _gaps(one, other)
    mine, theirs = ({_item(word) for word in side if _counts(word)} for side in (one, other))
    pairs = [pair for gap in gaps for pair in _paired(*gap)]
    slots = [
        Slot(
            frozenset(_item(word) for word in left) - theirs,
            frozenset(_item(word) for word in right) - mine,
        )
        for left, right in pairs
    ]
    filled = [slot for slot in slots if slot.is_filled]
    if len(filled) < LEAST_SLOTS:
        return None
    has_verbs = _has_verb(one) and _has_verb(other)
    opposed = any(are_opposed(a.stem, b.stem) for left, right in pairs for a in left for b in right)
    if not (is_anchored or has_verbs or opposed) or (_has_verb(other) and not _has_verb(one)):
        return None
    told = has_verbs or (_has_verb(one) and _opens_with_a_verb(other))
    return Parallel(tuple(slot for slot in slots if slot.first or slot.second), told)


LEAST_SLOTS = 2
"""Places that both clauses fill; where they differ in one alone nothing can be taken from the other."""

MOST_PAIRED = 4
"""Words between two shared ones that are taken one by one; of more, not each stands in the place of the other."""

Gap = tuple[list[Word], list[Word], bool, bool]
"""The words of both between two that they share, and whether the gap is the first one, and the last."""


def _gaps(one: Sequence[Word], other: Sequence[Word]) -> tuple[list[Gap], bool]:
    """What stands between the words that both have, and whether such a word parts two slots.

    Aligned from the end: what a later clause leaves out stands at the beginning of the one before it.
    """
    left, right = [word.lower for word in reversed(one)], [word.lower for word in reversed(other)]
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    gaps: list[Gap] = []
    i = j = 0
    for block in blocks:
        mine, theirs = list(one)[len(one) - block.a : len(one) - i], list(other)[len(other) - block.b : len(other) - j]
        gaps.append((mine, theirs, not block.size, not i and not j))
        i, j = block.a + block.size, block.b + block.size
    gaps.reverse()
    filled = [bool(any(map(_counts, gap[0])) and any(map(_counts, gap[1]))) for gap in gaps]
    return gaps, sum(filled) > 1


def _paired(one: Sequence[Word], other: Sequence[Word], is_first: bool, is_last: bool) -> list[tuple[list[Word], ...]]:
    """The words of a gap, one with one where they are as many; else by the end at which the gap meets a shared word."""
    mine, theirs = [word for word in one if _counts(word)], [word for word in other if _counts(word)]
    least = min(len(mine), len(theirs))
    if len(mine) == len(theirs) <= MOST_PAIRED:
        return [([a], [b]) for a, b in zip(mine, theirs, strict=True)]
    if is_first and is_last and least:
        return [(mine[:1], theirs[:1]), (mine[1:], theirs[1:])]
    if is_first and least:
        tail = [([a], [b]) for a, b in zip(mine[-least:], theirs[-least:], strict=True)]
        return [(mine[:-least], theirs[:-least]), *tail]
    if is_last and least:
        head = [([a], [b]) for a, b in zip(mine, theirs, strict=False)]
        return [*head, (mine[least:], theirs[least:])]
    return [(mine, theirs)]


def _has_verb(clause: Sequence[Word]) -> bool:
    """Whether a word behind the first that counts is surely a verb, or looks like one between two others."""
    first = next((i for i, word in enumerate(clause) if _counts(word)), len(clause))
    rest = list(clause[first:])
    if any(word.lower in _AUXILIARY or word.lower in BASES for word in rest[1:]):
        return True
    if any(word.lower.endswith("ed") and before.lower not in _NO_VERBS for before, word in pairwise(rest)):
        return True
    return any(
        _counts(before) and word.carries and word.lower[0].isalpha()
        and before.lower.endswith("s") != word.lower.endswith("s")
        for before, word in pairwise(rest[:LONGEST_SUBJECT])
        if word is not rest[-1]
    )  # fmt: skip


def _opens_with_a_verb(clause: Sequence[Word]) -> bool:
    """Whether its first word that counts is surely a verb, so that its subject stands in the clause before it."""
    first = next((word.lower for word in clause if _counts(word)), "")
    return first in BASES or first.endswith("ed")


LONGEST_SUBJECT = 4
"""Words at the head of a clause among which its verb is looked for where no ending tells it."""


def _counts(word: Word) -> bool:
    return word.carries or word.lower in _MODALS or word.lower.endswith("n't")


def _item(word: Word) -> str:
    """By what a word is compared: its root, of a verb without a regular past that of its base."""
    base = BASES.get(word.lower)
    return root(stem(base)) if base else word.root if word.carries else word.lower
