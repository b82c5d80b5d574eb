"""Attribution: whether what a claim lets somebody say is said by the same in the text."""

from __future__ import annotations

from service.verify.gates.function_words import SPEECH
from service.verify.gates.names import named
from service.verify.gates.reading import Reading, Word
from service.verify.gates.signal import Signal

GATE = "attribution"
_REACH = 5


def attribution(claim: Reading, text: Reading) -> Signal:
    """Conflict where both let somebody speak, and the speakers' names are not the same; agreement where they are."""
    said, given = speakers(claim), speakers(text)
    if not said or not given:
        return Signal(GATE)
    one, other = {word.root for word in said}, {word.root for word in given}
    shown, others = tuple(word.text for word in said), tuple(word.text for word in given)
    if one & other:
        return Signal(GATE, "agree", 1.0, shown, others, f"Both let {shown[0]} speak.")
    return Signal(GATE, "conflict", 1.0, shown, others, f"The claim lets {shown[0]} speak, the text {others[0]}.")


def speakers(read: Reading) -> tuple[Word, ...]:
    """The names near a verb of saying or thinking, or behind `according to`."""
    places = [word.place for word in read.words if word.lower in SPEECH]
    places += [
        w.place for w, n in zip(read.words, read.words[1:], strict=False) if w.lower == "according" and n.lower == "to"
    ]
    return tuple(word for word in named(read) if any(abs(word.place - place) <= _REACH for place in places))
