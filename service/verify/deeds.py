"""Deeds: whether a figure of a claim is of what the claim says was done, and not of something else.

`The mill made 900 bricks` bears out no claim that it bought 900 bricks, though it has every word but one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from service.verify.evidence import Judged
from service.verify.gates.amounts import Amount, amounts
from service.verify.gates.irregular_verbs import BASES
from service.verify.gates.reading import Reading, Word, reading
from service.verify.judge import Stances
from service.words.stems import stem

_AKIN = """
    make produce manufacture generate create build construct develop yield form
    sell market trade offer
    export ship sell
    import buy
    buy purchase acquire take
    give grant award provide offer supply pay donate allot allocate contribute spend invest receive get obtain lend
    lend borrow owe
    take receive get obtain collect accept earn gain win
    train educate teach instruct
    employ hire recruit engage occupy work
    dismiss fire sack
    close shut end cease
    open found establish start launch begin
    burn destroy demolish ruin
    handle process move carry transport load pass
    attract draw welcome receive come visit arrive
    leave depart lose quit go
    join enter come arrive
    find count record list register identify observe
    refuse reject deny decline
    rise grow increase climb
    fall drop decline decrease shrink
"""
"""Verbs that may tell one deed, and those that tell it from its other side: who is given a thing receives it."""


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_AKIN.strip().splitlines()):
        for verb in line.split():
            found.setdefault(stem(verb), set()).add(number)
    return {verb: frozenset(numbers) for verb, numbers in found.items()}


_OF = _groups()


def with_deeds_kept(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces; those don't bear the claim out that give its figure for another deed.

    Only where each has one verb of a deed that the other hasn't: of other verbs nobody knows what they exclude.
    """
    figures = [amount for amount in amounts(claim) if any(character.isdigit() for character in amount.text)]
    return tuple(_kept(reading(claim), figures, piece) for piece in pieces) if figures else tuple(pieces)


def _kept(claim: Reading, figures: Sequence[Amount], piece: Judged) -> Judged:
    text = reading(piece.candidate.text.text)
    if piece.is_settled or piece.stance == "against" or piece.candidate.hit.held.passage.kind != "sentence":
        return piece
    if not any(one.text == other.text for one in figures for other in amounts(text.text)):
        return piece
    mine, theirs = _deeds(claim), _deeds(text)
    own = [word for verb, word in mine.items() if verb not in _stems(text)]
    others = [word for verb, word in theirs.items() if verb not in _stems(claim)]
    if len(own) != 1 or len(others) != 1 or _OF[_verb(own[0].lower)] & _OF[_verb(others[0].lower)]:
        return piece
    step = f"The claim says “{own[0].text}”, the text “{others[0].text}”."
    against = piece.stances.contradicts
    kept = Stances(0.0, against, round(1 - against, 4), (step, *piece.stances.steps), piece.stances.conflicts)
    return replace(piece, stances=kept)


def _stems(read: Reading) -> frozenset[str]:
    return frozenset(_verb(word.lower) for word in read.words)


def _deeds(read: Reading) -> dict[str, Word]:
    """The verbs of deeds of a sentence, each once; of a word that may be a noun too, behind `the` or `of`, none."""
    found: dict[str, Word] = {}
    for word in read.words:
        before = read.words[word.place - 1].lower if word.place else ""
        if _verb(word.lower) in _OF and before not in _OF_NOUNS:
            found.setdefault(_verb(word.lower), word)
    return found


_OF_NOUNS = frozenset(("the", "a", "an", "of", "its", "their", "in", "per", "any", "no", "for"))


@lru_cache(maxsize=4096)
def _verb(lower: str) -> str:
    return stem(BASES.get(lower, lower))
