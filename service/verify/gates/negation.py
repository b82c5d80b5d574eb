"""Negation: whether one of the two denies what the other says."""

from __future__ import annotations

from service.verify.gates.opposites import are_opposed
from service.verify.gates.reading import Reading, Word, is_negator
from service.verify.gates.signal import Signal
from service.verify.gates.word_list import listed

GATE = "negation"


def negation(claim: Reading, text: Reading) -> Signal:
    """Conflict where a word that both have is denied in one alone; agreement where both deny it.

    A denied word that meets its opposite undenied (`not able`, `unable`) is agreement.
    """
    pairs = _pairs(claim, text)
    if not any(one.denied or other.denied for one, other, _ in pairs):
        return Signal(GATE)
    differing = [(one, other) for one, other, opposed in pairs if (one.denied != other.denied) != opposed]
    apart = [pair for pair in differing if not _is_beside_the_denial(*pair, claim, text)]
    together = [(one, other) for one, other, opposed in pairs if one.denied and other.denied and not opposed]
    if apart and len(apart) >= len(together):
        one, other = apart[0]
        denier, stater = ("claim", "text") if one.denied else ("text", "claim")
        return Signal(
            GATE, "conflict", round(len(apart) / len(pairs), 4), (one.text,), (other.text,),
            f"The {denier} denies “{one.text if one.denied else other.text}”, the {stater} doesn't.",
        )  # fmt: skip
    if together:
        one, other = together[0]
        return Signal(GATE, "agree", round(len(together) / len(pairs), 4), (one.text,), (other.text,), "Both deny it.")
    return Signal(GATE)


def _is_beside_the_denial(one: Word, other: Word, claim: Reading, text: Reading) -> bool:
    """Whether the word only stands beside what is denied: counted by `none of the`, or left for what both have."""
    denied, read, against = (one, claim, text) if one.denied else (other, text, claim)
    return _is_counted(denied, read) or _is_left_for_another(denied, read, against)


def _is_counted(word: Word, read: Reading) -> bool:
    """Whether it is the noun behind `none of the`, of which the verb alone is denied."""
    before = [each.lower for each in read.words[max(0, word.place - REACH_OF_NONE) : word.place]]
    if "none" not in before or before[before.index("none") + 1 :][:1] != ["of"]:
        return False
    between = read.words[word.place - len(before) + before.index("none") + 2 : word.place]
    return all(not each.carries or each.lower in _COUNTS or each.lower[0].isdigit() for each in between)


REACH_OF_NONE = 5
"""Words before a noun among which `none of the` may stand."""

_COUNTS = listed("two three four five six seven eight nine ten eleven twelve these those")


def _is_left_for_another(word: Word, read: Reading, against: Reading) -> bool:
    """Whether it is what is left (`2.5 instead of 1.5`) and the other speaks of what it is left for as well."""
    mark = next((each for each in read.words[: word.place][::-1] if each.lower == "instead"), None)
    if mark is None or mark.clause != word.clause:
        return False
    instead = next((each for each in read.carrying[::-1] if each.place < mark.place), None)
    return instead is not None and instead.root in against.roots


def _pairs(claim: Reading, text: Reading) -> list[tuple[Word, Word, bool]]:
    """The words that both have, or whose opposite the other has (True), each with its like."""
    found: list[tuple[Word, Word, bool]] = []
    for one in claim.carrying:
        same = [other for other in text.carrying if other.root == one.root]
        if same:
            found.append((one, next((o for o in same if o.denied == one.denied), same[0]), False))
            continue
        opposed = next((other for other in text.carrying if are_opposed(one.stem, other.stem)), None)
        if opposed and (one.denied or opposed.denied):
            found.append((one, opposed, True))
    return found


def negators(read: Reading) -> int:
    """How many words of a text deny something; none where two take one another back."""
    found = sum(is_negator(read.text, word.start, word.lower) for word in read.words)
    return found if found < LEAST_TO_AFFIRM or any(word.denied for word in read.words) else 0


LEAST_TO_AFFIRM = 2
"""Negators of which the one takes back what the other one denies."""
