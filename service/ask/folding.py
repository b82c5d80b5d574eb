"""Folding repeats: which passages make one and the same statement.

A paper says its findings in the abstract, where it has them, and once more at the end; papers copy one another. A
reader needs the statement once, and to know where else it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.lexical import searchable
from indexer.passages import Passage
from indexer.retrieval import Hit
from service.words.content import FUNCTION_WORDS
from service.words.stems import stem

LEAST_SHARED = 0.7
"""The least share of all their content words that two statements have in common, where one adds to the other."""

LEAST_OF_A_VARIANT = 0.9
"""The same where each has a word that the other lacks: one word put for another mostly makes another statement."""

LEAST_OF_A_LONG_VARIANT = 0.65
"""The same for long ones of one document, which says a thing again in its own words."""

LONG = 16
"""Content words of two statements together, from which on they are long."""

LEAST_WORDS = 4
"""A statement with fewer content words is another's repeat only where all of its words are."""

MOST_REPEATS = 5
"""Places that are told of one statement; a phrase that stands everywhere needs no list of them."""

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NEGATIONS = frozenset({"no", "not", "never", "neither", "nor", "none", "cannot", "without", "hardly", "fail", "lack"})


_RISING = "increase rise rose risen grow grew grown gain more higher greater larger above positive improve strengthen"
_FALLING = "decrease fall fell fallen shrink shrank decline drop less fewer lower smaller below negative worsen weaken"
_DIRECTIONS = {stem(word): "+" for word in _RISING.split()} | {stem(word): "-" for word in _FALLING.split()}
"""Words by which two statements with the same words else say the opposite."""


@dataclass(frozen=True)
class Statement:
    """What a passage says, as far as words tell: its stems, and those of them that must be equal in a repeat."""

    stems: frozenset[str]
    strict: frozenset[str]
    folded: str


def repeats(hit: Hit, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The other hits that say the same as this one, in their order."""
    found = (other for other in hits if other.held.id != hit.held.id and same(hit, other))
    return tuple(other for other, _ in zip(found, range(MOST_REPEATS), strict=False))


def same(hit: Hit, other: Hit) -> bool:
    """Whether the two make the same statement: the same words, or nearly, with equal numbers, names and negations."""
    if hit.held.passage.kind != other.held.passage.kind:
        return False
    one, two = statement(hit.held.passage), statement(other.held.passage)
    if one.folded == two.folded:
        return True
    if hit.held.passage.kind != "sentence" or one.strict != two.strict:
        return False
    shared, every = len(one.stems & two.stems), len(one.stems | two.stems)
    is_one_document = hit.held.document.digest == other.held.document.digest
    return every >= LEAST_WORDS and shared >= _least_shared(one, two, every, is_one_document) * every


def _least_shared(one: Statement, two: Statement, every: int, is_one_document: bool) -> float:
    if one.stems <= two.stems or two.stems <= one.stems:
        return LEAST_SHARED
    return LEAST_OF_A_LONG_VARIANT if is_one_document and every >= LONG else LEAST_OF_A_VARIANT


@lru_cache(maxsize=4096)
def statement(passage: Passage) -> Statement:
    """The statement of a passage. Words with a capital inside a sentence are names; the first one may be."""
    text = searchable(passage.reading)
    words = _WORD.findall(text)
    lowered = [word.lower() for word in words]
    stems = frozenset(stem(word) for word in lowered if word not in FUNCTION_WORDS)
    names = {stem(word.lower()) for word in words[1:] if word[0].isupper() and word.lower() not in FUNCTION_WORDS}
    numbers = {word for word in lowered if any(character.isdigit() for character in word)}
    denials = {"not" for word in lowered if word in _NEGATIONS or word.endswith("n't")}
    directions = {_DIRECTIONS[stem(word)] for word in lowered if stem(word) in _DIRECTIONS}
    return Statement(stems, frozenset(names | numbers | denials | directions), " ".join(text.lower().split()))
