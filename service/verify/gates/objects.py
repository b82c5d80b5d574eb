"""Objects: what a word of rising, falling or any other pole is said of, by the words that stand beside it."""

from __future__ import annotations

from itertools import pairwise

from service.verify.gates.opposites import poles
from service.verify.gates.reading import Reading, Word
from service.verify.gates.word_list import listed

_COORDINATORS = listed("and or nor then thus thereby")
_DETERMINERS = listed("the a an its their his her our this that these those some any all each every no more")
_COMPLEMENTS = listed("of in for to from")
_PLACES = listed("after before above below under over up down again than")
"""Words that carry, but open no phrase that what stands before them is said of."""

_NOMINAL = ("tion", "sion", "ment", "growth", "ance", "ence", "ness", "ity", "loss", "gain", "rise", "decline")
_MOST_WORDS = 4
_OF_ONE = 2
"""Behind so many words `and` is likelier to join another clause than another thing."""


def object_of(read: Reading, word: Word) -> frozenset[str]:
    """The roots of what a word is said of: `costs` of `reduce costs`, `wages` of `wages fell`, both of `wage growth`.

    Without a parse, these are the words behind it up to the end of its clause or the next word at a pole that is
    joined to it; where nothing follows, or a preposition does, those before it.
    """
    clause = _clause(read, word)
    before = [each for each in clause if each.place < word.place]
    after = [each for each in clause if each.place > word.place]
    if word.lower.endswith(_NOMINAL) and not _is_followed_by_a_determiner(after):
        said = [*_beside(before), *_complement(after)]
    elif after and _opens_a_phrase(after[0]):
        said = _first_phrase(after)
    else:
        said = [each for each in before if each.carries][-_MOST_WORDS:]
    found = said or [each for each in (*before, *after) if each.carries][:_MOST_WORDS]
    return frozenset(each.root for each in found)


def phrase_behind(read: Reading, word: Word) -> frozenset[str]:
    """The roots of all carrying words behind it in its clause, prepositions or not."""
    return frozenset(each.root for each in _clause(read, word) if each.place > word.place and each.carries)


def _clause(read: Reading, word: Word) -> list[Word]:
    """The words of its clause, up to `and` that joins it to another word at a pole."""
    own = [each for each in read.words if each.clause == word.clause]
    cuts = [
        each.place
        for each, following in pairwise(own)
        if each.lower in _COORDINATORS and _opens_another(read, following)
    ]
    least = max((place for place in cuts if place < word.place), default=-1)
    most = min((place for place in cuts if place > word.place), default=len(read.words))
    return [each for each in own if least < each.place < most]


def _opens_another(read: Reading, first: Word) -> bool:
    """Whether the word behind `and`, or the one behind its adverb, stands at a pole."""
    words = read.words[first.place : first.place + 2]
    return bool(poles(first.stem)) or (first.lower.endswith("ly") and any(poles(each.stem) for each in words))


def _opens_a_phrase(word: Word) -> bool:
    return (word.carries and word.lower not in _PLACES) or word.lower in _DETERMINERS


def _is_followed_by_a_determiner(after: list[Word]) -> bool:
    return bool(after) and after[0].lower in _DETERMINERS


def _first_phrase(after: list[Word]) -> list[Word]:
    """The carrying words up to a preposition: what is reduced of `the cost of rope` is the cost."""
    found: list[Word] = []
    for each in after:
        joins = each.lower in _COORDINATORS and len(found) < _OF_ONE
        if found and not (_opens_a_phrase(each) or joins):
            break
        found += [each] if each.carries else []
    return found[:_MOST_WORDS]


def _beside(before: list[Word]) -> list[Word]:
    """The carrying words right before, of which a noun is the head."""
    found: list[Word] = []
    for each in reversed(before):
        if not each.carries:
            break
        found.append(each)
    return found[:2]


def _complement(after: list[Word]) -> list[Word]:
    if not after or after[0].lower not in _COMPLEMENTS:
        return []
    return _first_phrase(after[1:])
