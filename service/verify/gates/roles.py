"""Roles: who did what to whom, and which of two exceeds the other."""

from __future__ import annotations

from service.verify.gates.comparisons import comparison, is_turned
from service.verify.gates.opposites import are_alike, are_opposed
from service.verify.gates.reading import Reading, Word
from service.verify.gates.signal import Signal
from service.verify.gates.word_list import listed

GATE = "roles"
_BE = listed("is are was were be been being get got gets")
_MOST_WORDS = 5


def roles(claim: Reading, text: Reading) -> Signal:
    """Agreement where shared words stand on the same sides of a verb or comparison; conflict where they swap.

    The passive (`was … by`) and an opposite in place of the verb (`exceeds`, `falls below`) swap the sides once each.
    """
    turned = _compared(claim, text)
    if turned is not None:
        return turned
    inverted: list[tuple[Word, Word, Word]] = []
    kept: list[tuple[Word, Word, Word]] = []
    for verb in claim.carrying:
        left, right = _sides(claim, verb)
        for other in (
            word for word in text.carrying if word.place and (_same(verb, word) or are_opposed(verb.stem, word.stem))
        ):
            before, after = _sides(text, other)
            is_turned_round = _is_passive(claim, verb) ^ _is_passive(text, other) ^ (not _same(verb, other))
            straight = _common(left, before) and _common(right, after)
            crossed = _common(left, after) and _common(right, before)
            if straight or crossed:
                (kept if bool(straight) != is_turned_round else inverted).append(
                    (left[-1] if left else verb, verb, right[0] if right else verb)
                )
    if inverted and not kept:
        one, verb, other_side = inverted[0]
        return Signal(
            GATE, "conflict", 1.0, (one.text, verb.text, other_side.text), (),
            f"Around “{verb.text}”, the claim and the text have the two sides the other way round.",
        )  # fmt: skip
    if kept:
        one, verb, other_side = kept[0]
        return Signal(
            GATE,
            "agree",
            1.0,
            (one.text, verb.text, other_side.text),
            (),
            f"Both have the same sides of “{verb.text}”.",
        )
    return Signal(GATE)


def _compared(claim: Reading, text: Reading) -> Signal | None:
    said, given = comparison(claim), comparison(text)
    found = is_turned(said, given) if said and given else None
    if said is None or given is None or found is None:
        return None
    shown, told = (said.how.text,), (given.how.text,)
    if found:
        reason = "The claim compares the same two the other way round."
        return Signal(GATE, "conflict", 1.0, shown, told, reason)
    return Signal(GATE, "agree", 1.0, shown, told, "Both compare the same two alike.")


def _same(one: Word, other: Word) -> bool:
    return one.root == other.root or are_alike(one.stem, other.stem)


def _sides(read: Reading, verb: Word) -> tuple[list[Word], list[Word]]:
    """The carrying words near a verb before and behind it."""
    before = [word for word in read.carrying if word.place < verb.place][-_MOST_WORDS:]
    after = [word for word in read.carrying if word.place > verb.place][:_MOST_WORDS]
    return before, after


def _common(left: list[Word], right: list[Word]) -> frozenset[str]:
    return frozenset(word.root for word in left) & frozenset(word.root for word in right)


def _is_passive(read: Reading, verb: Word) -> bool:
    """Whether a verb stands between a form of `be` and `by`."""
    before = {word.lower for word in read.words[max(0, verb.place - 3) : verb.place]}
    after = {word.lower for word in read.words[verb.place + 1 : verb.place + 4]}
    return bool(before & _BE) and "by" in after
