"""Direction: whether the text says the opposite of what the claim says, of the same thing: `rose` against `fell`."""

from __future__ import annotations

from service.verify.gates.objects import object_of, phrase_behind
from service.verify.gates.opposites import are_alike, are_opposed, poles
from service.verify.gates.reading import Reading, Word, near
from service.verify.gates.signal import Signal
from service.verify.gates.word_list import listed

GATE = "direction"
_REACH = 6
_LEAST_SHARED = 2
_SIZES = listed("small little large big great low high minor major huge vast tiny short long old new young")


def direction(claim: Reading, text: Reading) -> Signal:
    """Conflict or agreement of words at poles, weighed by how much of what stands around them is shared."""
    against, alike = opposed(claim, text), _alike(claim, text)
    best = max(against, key=lambda found: found[2], default=None)
    good = max(alike, key=lambda found: found[2], default=None)
    if best and (good is None or best[2] >= good[2]):
        one, other, sure = best
        return Signal(
            GATE, "conflict", sure, (one.text,), (other.text,),
            _told(one, other),
        )  # fmt: skip
    if good:
        one, other, sure = good
        return Signal(GATE, "agree", sure, (one.text,), (other.text,), _shown(one, other))
    return Signal(GATE)


def opposed(claim: Reading, text: Reading) -> list[tuple[Word, Word, float]]:
    """Each word of the claim whose opposite the text says of the same thing, with how far what stands around is shared.

    A denial of one of the two makes them say the same. What the text says of that thing in the claim's own sense, too,
    outweighs its opposite.
    """
    found = []
    for one in claim.carrying:
        if not _takes_part(one):
            continue
        likeness = max(
            (_of_the_same(claim, one, text, o) for o in text.carrying if _says_the_same(one, o)), default=0.0
        )
        for other in text.carrying:
            if _says_the_opposite(one, other) and _of_the_same(claim, one, text, other) > likeness:
                found.append((one, other, _around(claim, one, text, other)))
    return found


def _says_the_same(one: Word, other: Word) -> bool:
    return are_alike(one.stem, other.stem) and one.denied == other.denied


def _says_the_opposite(one: Word, other: Word) -> bool:
    if one.denied == other.denied:
        return are_opposed(one.stem, other.stem) and not _is_size_and_adverb(one, other)
    return bool(poles(one.stem)) and are_alike(one.stem, other.stem)


def _is_size_and_adverb(one: Word, other: Word) -> bool:
    """Whether one says how large a thing is and the other how much something happens: `small`, `significantly`."""
    return any(a.lower in _SIZES and b.lower.endswith("ly") for a, b in ((one, other), (other, one)))


def _of_the_same(claim: Reading, one: Word, text: Reading, other: Word) -> float:
    """How far two words are said of the same thing; of one that the text hasn't, by all that stands behind both."""
    wanted, given = object_of(claim, one), object_of(text, other)
    if wanted & given or wanted & text.roots:
        return len(wanted & given) / len(wanted) if wanted else 0.0
    wanted, given = phrase_behind(claim, one), phrase_behind(text, other)
    shared = len(wanted & given)
    return shared / len(wanted) if shared >= _LEAST_SHARED else 0.0


def _alike(claim: Reading, text: Reading) -> list[tuple[Word, Word, float]]:
    return [
        (one, other, _around(claim, one, text, other))
        for one in claim.carrying
        if poles(one.stem)
        for other in text.carrying
        if _says_the_same(one, other)
    ]


def _takes_part(word: Word) -> bool:
    return (
        bool(poles(word.stem))
        or word.stem.startswith(("un", "in", "im", "ir", "il", "dis", "non"))
        or len(word.stem) > 3
    )


def _around(claim: Reading, one: Word, text: Reading, other: Word) -> float:
    """The share of the claim's words around one that stand around the other."""
    wanted = {word.root for word in near(claim.words, one.place, _REACH)}
    given = {word.root for word in near(text.words, other.place, 2 * _REACH)}
    return round(0.2 + 0.8 * len(wanted & given) / len(wanted), 4) if wanted else 0.2


def _told(one: Word, other: Word) -> str:
    if one.lower == other.lower:
        denier, stater = ("claim", "text") if one.denied else ("text", "claim")
        return f"The {denier} denies “{one.text}”, the {stater} doesn't."
    return f"The claim says “{one.text}”, the text “{other.text}”."


def _shown(one: Word, other: Word) -> str:
    if one.lower == other.lower:
        return f"Both say “{one.text}”."
    return f"“{one.text}” in the claim is “{other.text}” in the text."
