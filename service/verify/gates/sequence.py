"""Sequence: whether what comes before and after is the same in both."""

from __future__ import annotations

from service.verify.gates.reading import Reading, Word
from service.verify.gates.signal import Signal
from service.verify.gates.word_list import listed

GATE = "sequence"
_EARLIER = listed("before until preceded precede precedes prior earlier previously by ahead")
_LATER = listed("after since following followed follows later once subsequently upon")
_LAPSES = listed("second seconds minute minutes hour hours day days week weeks month months year years decade decades")
"""Behind these `later` and `earlier` say when, as `after five years` does, and put nothing in an order."""
_SAYING_WHEN = ("later", "earlier")
_REACH = 8


def sequence(claim: Reading, text: Reading) -> Signal:
    """Conflict where two events that both name stand in the other order of time; agreement where in the same."""
    for one in _marks(claim):
        for other in _marks(text):
            order = _order(claim, one, text, other)
            if order:
                same = (one.lower in _EARLIER) == (other.lower in _EARLIER)
                if same == (order > 0):
                    return Signal(GATE, "agree", 1.0, (one.text,), (other.text,), "Both have the same order of time.")
                return Signal(
                    GATE, "conflict", 1.0, (one.text,), (other.text,),
                    f"With “{one.text}” the claim puts in another order what the text puts with “{other.text}”.",
                )  # fmt: skip
    return Signal(GATE)


def _marks(read: Reading) -> list[Word]:
    marks = [word for word in read.words if (word.lower in _EARLIER or word.lower in _LATER) and word.lower != "by"]
    return [mark for mark in marks if mark.lower not in _SAYING_WHEN or not _says_when(read, mark)]


def _says_when(read: Reading, mark: Word) -> bool:
    """Whether it says when one thing was, and puts no other before it: `a year later`, `later on` at the end."""
    return _follows_a_lapse(read, mark) or not any(word.carries for word in read.words[mark.place + 1 :])


def _follows_a_lapse(read: Reading, mark: Word) -> bool:
    return mark.place > 0 and read.words[mark.place - 1].lower in _LAPSES


def _order(claim: Reading, one: Word, text: Reading, other: Word) -> int:
    """1 where the same words stand on the same sides of the two marks, -1 where on the other sides, 0 where neither."""
    left, right = _sides(claim, one)
    before, after = _sides(text, other)
    straight, crossed = len(left & before) + len(right & after), len(left & after) + len(right & before)
    return (straight > crossed) - (crossed > straight)


def _sides(read: Reading, mark: Word) -> tuple[set[str], set[str]]:
    before = {word.root for word in read.carrying if mark.place - _REACH <= word.place < mark.place}
    after = {word.root for word in read.carrying if mark.place < word.place <= mark.place + _REACH}
    return before, after
