"""Contrast: two texts side by side, with what differs between them marked, or what they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from corpus.document import Span
from service.quotations.wording import Wording, wording

Likeness = Literal["same", "near", "apart"]
"""`same`: all words are; `near`: what differs is marked; `apart`: what is shared is marked."""

_NUMBERED = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s*")

NEAR = 0.7
"""The share of the longer text's words that both have in one order, from which on what differs is marked."""

LEAST_SHARED = 4
"""Words of a run that is marked as shared; shorter ones any two sentences have in common."""

MOST_WORDS = 2000
"""Words of a text that are compared; a longer one is shown as it is."""


@dataclass(frozen=True)
class Piece:
    """A run of a text; `is_marked` where it differs, or where it is what both have."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Contrast:
    """Two texts in pieces, which together are the texts as they were given."""

    likeness: Likeness
    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


def contrast(ours: str, theirs: str) -> Contrast:
    """Both texts, compared word by word: case, accents, hyphenation and punctuation make no difference."""
    mine, other = wording(ours), wording(theirs)
    longer = max(len(mine.words), len(other.words))
    if not mine.words or not other.words or longer > MOST_WORDS:
        return Contrast("apart", (Piece(ours),), (Piece(theirs),))
    blocks = SequenceMatcher(a=mine.words, b=other.words, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks)
    if common == len(mine.words) == len(other.words):
        return Contrast("same", (Piece(ours),), (Piece(theirs),))
    if common >= NEAR * longer:
        shared = [(block.a, block.b, block.size) for block in blocks]
        marks = [_others(shared, side, len(each.words)) for side, each in ((0, mine), (1, other))]
        return Contrast("near", _pieces(ours, mine, marks[0]), _pieces(theirs, other, marks[1]))
    long = [block for block in blocks if block.size >= LEAST_SHARED]
    return Contrast(
        "apart",
        _pieces(ours, mine, [range(block.a, block.a + block.size) for block in long]),
        _pieces(theirs, other, [range(block.b, block.b + block.size) for block in long]),
    )


def entry_contrast(ours: str, theirs: str) -> Contrast:
    """Both entries of lists of references; the numbers that they are listed under make no difference."""
    labels = [_label(ours), _label(theirs)]
    compared = contrast(ours.removeprefix(labels[0]), theirs.removeprefix(labels[1]))
    return Contrast(
        compared.likeness,
        (*(Piece(label) for label in labels[:1] if label), *compared.ours),
        (*(Piece(label) for label in labels[1:] if label), *compared.theirs),
    )


def _label(entry: str) -> str:
    found = _NUMBERED.match(entry)
    return found[0] if found else ""


def _others(shared: Sequence[tuple[int, int, int]], side: int, count: int) -> list[range]:
    """The runs of words between those that are shared."""
    runs, at = [], 0
    for block in shared:
        runs.append(range(at, block[side]))
        at = block[side] + block[2]
    return [run for run in (*runs, range(at, count)) if run]


def _pieces(text: str, words: Wording, marked: Sequence[range]) -> tuple[Piece, ...]:
    return pieces(text, [words.span(run[0], run[-1]) for run in marked])


def pieces(text: str, marked: Sequence[Span]) -> tuple[Piece, ...]:
    """The text in pieces, those under `marked` (in order, none overlapping another) marked."""
    return tuple(piece for piece in _cut(text, marked) if piece.text)


def _cut(text: str, marked: Sequence[Span]) -> Iterator[Piece]:
    at = 0
    for span in marked:
        yield Piece(text[at : span.start])
        yield Piece(span.of(text), is_marked=True)
        at = span.end
    yield Piece(text[at:])


AT_EACH_END = 110
"""Characters of a long unmarked run that are shown at its beginning and its end."""


def shortened(pieces: Sequence[Piece], longest: int) -> tuple[Piece, ...]:
    """The pieces; of more than `longest` characters, without the middle of their long unmarked runs."""
    if sum(len(piece.text) for piece in pieces) <= longest:
        return tuple(pieces)
    return tuple(piece if piece.is_marked else Piece(_ends(piece.text)) for piece in pieces)


def _ends(text: str) -> str:
    if len(text) <= 3 * AT_EACH_END:
        return text
    return f"{text[:AT_EACH_END].rpartition(' ')[0]} […] {text[-AT_EACH_END:].partition(' ')[2]}"
