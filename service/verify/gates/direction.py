"""Direction: whether the text has the opposite of what the claim says of the same thing: `rose` against `fell`."""

from __future__ import annotations

from service.verify.gates.opposites import are_alike, are_opposed, poles
from service.verify.gates.reading import Reading, Word, near
from service.verify.gates.signal import Signal

GATE = "direction"
_REACH = 6


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
    """Each word of the claim that the text lacks but has the opposite of, with how far what stands around is shared.

    A denial of one of the two makes them say the same.
    """
    found = []
    for one in claim.carrying:
        if not _takes_part(one) or any(
            are_alike(one.stem, other.stem) and other.denied == one.denied for other in text.carrying
        ):
            continue
        for other in text.carrying:
            turned = one.denied != other.denied
            if (are_opposed(one.stem, other.stem) and not turned) or (
                turned and poles(one.stem) and are_alike(one.stem, other.stem)
            ):
                found.append((one, other, _around(claim, one, text, other)))
    return found


def _alike(claim: Reading, text: Reading) -> list[tuple[Word, Word, float]]:
    return [
        (one, other, _around(claim, one, text, other))
        for one in claim.carrying
        if poles(one.stem)
        for other in text.carrying
        if are_alike(one.stem, other.stem) and one.denied == other.denied
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
