"""Quantifiers and scope: whether a claim speaks of all where the text speaks of some, or of none."""

from __future__ import annotations

from service.verify.gates.reading import Reading, Word, near
from service.verify.gates.signal import Signal

GATE = "extents"
_CLASSES = {
    "all": "all every each always entire entirely whole wholly fully complete completely total totally everywhere"
    " everyone everything any invariably universal universally both throughout",
    "most": "most majority mostly mainly largely usually generally predominantly primarily typically chiefly often",
    "some": "some several partly partially sometimes certain many various occasionally numerous part somewhat",
    "few": "few rarely seldom hardly scarcely little minority barely",
    "none": "none no never neither nobody nothing nor without nowhere",
    "only": "only solely exclusively alone sole exclusive merely purely just",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_APART = frozenset(
    {("all", "most"), ("all", "some"), ("all", "few"), ("all", "none"), ("most", "few"), ("most", "none"),
     ("some", "none"), ("some", "all"), ("few", "most"), ("few", "all"), ("none", "all"), ("none", "most"),
     ("none", "some"), ("most", "all"), ("most", "some"), ("few", "some")}
)  # fmt: skip
_REACH = 5


def extents(claim: Reading, text: Reading) -> Signal:
    """Conflict where the same thing is said of another extent; agreement where it is of the same."""
    said, given = _extents(claim), _extents(text)
    pairs = [(one, other, _closeness(claim, one[0], text, other[0])) for one in said for other in given]
    agreed = max((pair for pair in pairs if pair[0][1] == pair[1][1]), key=lambda pair: pair[2], default=None)
    apart = max((pair for pair in pairs if (pair[0][1], pair[1][1]) in _APART), key=lambda pair: pair[2], default=None)
    if agreed and (not apart or agreed[2] >= apart[2]):
        (one, _), (other, _), sure = agreed
        return Signal(GATE, "agree", sure, (one.text,), (other.text,), f"Both say “{one.text}”.")
    if apart:
        (one, _), (other, _), sure = apart
        return Signal(
            GATE, "conflict", sure, (one.text,), (other.text,), f"The claim says “{one.text}”, the text “{other.text}”."
        )
    return Signal(GATE)


def _extents(read: Reading) -> list[tuple[Word, str]]:
    return [(word, _CLASS_OF[word.lower]) for word in read.words if word.lower in _CLASS_OF]


def extent_of(read: Reading) -> frozenset[str]:
    """The kinds of extent that a text speaks of."""
    return frozenset(name for _, name in _extents(read))


def _closeness(claim: Reading, one: Word, text: Reading, other: Word) -> float:
    wanted = {word.root for word in near(claim.words, one.place, _REACH)}
    given = {word.root for word in near(text.words, other.place, _REACH)}
    return round(len(wanted & given) / min(len(wanted), len(given)), 4) if wanted and given else 0.0
