"""Pairs made by editing others in one point: a proper name exchanged for another, or a claim denied.

Written claims are seldom wrong in a name alone, and seldom deny; short claims about who or what something is often are
and do. What was exchanged or denied is the one difference from a pair that is right, so no other wording gives it away.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evals.training.claim_pairs import LabelledPair
from service.verify.calibration.replaced import is_proper
from service.verify.gates.reading import Reading, Word, reading

WEIGHT = 0.1
"""Weight of an edited pair; with 0.3 the judge takes the sides of SciFact's claims worse."""

CAPTIONS = 1000
"""As many pairs of image captions are edited, of some 5,500: they are plain and much alike."""

EDITS = ("edited names", "edited denials")
"""What the sources of edited pairs are called."""

_SOURCE = "CAD-NLI train"
_DENIABLE = re.compile(r"\b(?:is|are|was|were|can|will|does|did|has|have)\b(?! not)")


def edited_pairs(pairs: Sequence[LabelledPair]) -> tuple[LabelledPair, ...]:
    """The pairs that are made of those that take a side, the same for the same pairs and in a fixed order."""
    return tuple(_edited(pairs, random.Random(0)))


def _edited(pairs: Sequence[LabelledPair], chance: random.Random) -> Iterator[LabelledPair]:
    captions = [pair for pair in pairs if pair.source == _SOURCE]
    some = chance.sample(captions, min(CAPTIONS, len(captions)))
    written = [pair for pair in pairs if pair.source != _SOURCE]
    names = _names(written)
    for pair in (*written, *some):
        if pair.supports:
            yield from _exchanged(pair, names, chance)
        if pair.supports is not None:
            yield from _denied(pair)


def _names(pairs: Sequence[LabelledPair]) -> list[str]:
    texts = (text for pair in pairs for text in (pair.claim, pair.evidence.text))
    return sorted({word.text for text in texts for word in reading(text).carrying if is_proper(word)})


def _exchanged(pair: LabelledPair, others: Sequence[str], chance: random.Random) -> Iterator[LabelledPair]:
    """The pair as it is, and with one name that both have exchanged: in the claim alone, and in the text alone."""
    claim, text = reading(pair.claim), reading(pair.evidence.text)
    names = (word for word in claim.carrying if is_proper(word))
    shared = [(word, theirs) for word in names if (theirs := _of_root(text, word.root))]
    if not shared:
        return
    word, theirs = chance.choice(shared)
    other = chance.choice(others)
    if reading(other).roots == {word.root}:
        return
    yield _made(EDITS[0], pair, pair.claim, pair.evidence.text, supports=True)
    yield _made(EDITS[0], pair, _with(pair.claim, word.text, other), pair.evidence.text, supports=False)
    yield _made(EDITS[0], pair, pair.claim, _with(pair.evidence.text, theirs.text, other), supports=False)


def _of_root(text: Reading, root: str) -> Word | None:
    return next((word for word in text.carrying if word.root == root), None)


def _with(text: str, word: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, text)


def _denied(pair: LabelledPair) -> Iterator[LabelledPair]:
    """The pair as it is, and with the claim denied: then the text takes the other side."""
    verb = _DENIABLE.search(pair.claim)
    if verb:
        denied = f"{pair.claim[: verb.end()]} not{pair.claim[verb.end() :]}"
        yield _made(EDITS[1], pair, pair.claim, pair.evidence.text, supports=bool(pair.supports))
        yield _made(EDITS[1], pair, denied, pair.evidence.text, supports=not pair.supports)


def _made(source: str, pair: LabelledPair, claim: str, text: str, *, supports: bool) -> LabelledPair:
    return LabelledPair(source, claim, replace(pair.evidence, text=text), None, supports, WEIGHT)
