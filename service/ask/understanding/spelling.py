"""Mistyped words, set right by the library's own vocabulary.

Only a word that stands nowhere in the library, and that is no English word either, is taken for a mistake; only a near
word of the library is taken to be meant (Damerau 1964: four in five mistakes are one letter wrong, missing, added or
swapped). Numbers are never touched. What was changed is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.vocabulary import Vocabulary, dictionary, is_english
from service.ask.understanding.shelves import Shelves
from service.words.content import FUNCTION_WORDS

SHORTEST = 5
"""Letters; a shorter word has too many neighbours."""

SHORTEST_NAME = 6
"""Letters; Iran and Iraq are near each other, and so are many short names."""

SHORTEST_TWICE_WRONG = 8
"""Letters that a word needs for two mistakes in it."""

_WORD = re.compile(r"[^\W\d_]+(?:['’](?:s|t|re|ve|ll|d|m)\b)?")
_ENDING = re.compile(r"['’]\w+$")


@dataclass(frozen=True)
class Correction:
    """What was typed, and what is taken to be meant."""

    typed: str
    meant: str


def corrected(text: str, shelves: Shelves) -> tuple[str, tuple[Correction, ...]]:
    """The text with its mistakes set right, and what was changed."""
    suspects = _suspects(text, shelves)
    if not suspects:
        return text, ()
    vocabulary = shelves.vocabulary()
    made: list[Correction] = []
    pieces, done = [], 0
    hopeless: set[str] = set()
    for start, end in suspects:
        if start < done or text[start:end] in hopeless:
            continue
        found = _repaired(text, start, end, vocabulary)
        if found is None:
            hopeless.add(text[start:end])
            continue
        begin, stop, meant = found
        if begin < done:
            continue
        made.append(Correction(text[begin:stop], meant))
        pieces += [text[done:begin], meant]
        done = stop
    return "".join([*pieces, text[done:]]), tuple(made)


def _suspects(text: str, shelves: Shelves) -> list[tuple[int, int]]:
    """Where words stand that no passage has, and that are no English words."""
    spans = []
    for match in _WORD.finditer(text):
        word = _ENDING.sub("", match[0])
        beside = (
            text[max(match.start() - 1, 0) : match.start()]
            + text[match.start() + len(word) : match.start() + len(word) + 1]
        )
        if (
            word.lower() in FUNCTION_WORDS
            or len(word) < 2
            or word.isupper()
            or any(c.isdigit() or c in "_@/" for c in beside)
        ):
            continue
        spans.append((match.start(), match.start() + len(word)))
    words = {text[start:end].lower() for start, end in spans}
    frequency = shelves.frequency(sorted(words))
    unknown = {word for word in words if not frequency.get(word) and not is_english(word)}
    return [(start, end) for start, end in spans if text[start:end].lower() in unknown]


def _repaired(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int, str] | None:
    """The span to replace and the word, or the words, that are meant; None where nothing is near enough."""
    word = text[start:end]
    joined = _joined(text, start, end, vocabulary)
    if joined is not None:
        return joined
    # At the start of a sentence, a capital says nothing.
    named = word[0].isupper() and bool(text[:start].strip(" “\"'(")) and text[:start].rstrip()[-1:] not in ".?!:"
    parts = None if named else _split(word.lower(), vocabulary)
    if parts:
        return start, end, parts
    meant = nearest(word if named else word.lower(), vocabulary)
    if meant is None and not named:
        # A word that the library doesn't use may still be a plain word of English, and near to those that it does.
        meant = _english_for(word.lower())
    return None if meant is None else (start, end, _as_written(word, meant))


@lru_cache(maxsize=1024)
def _english_for(word: str) -> str | None:
    """The English word that is meant by a mistyped one whose first letter is right."""
    alike = sorted(known for known in dictionary() if known[0] == word[0] and abs(len(known) - len(word)) <= 1)
    return nearest(word, Vocabulary(dict.fromkeys(alike, 1), frozenset()), most=1)


def _joined(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int, str] | None:
    """The word with the one beside it, where the two make one of the library's."""
    after = re.match(r" ([^\W\d_]+)", text[end:])
    if after and (text[start:end] + after[1]).lower() in vocabulary.counts:
        return start, end + after.end(), _as_written(text[start:end], (text[start:end] + after[1]).lower())
    before = re.search(r"([^\W\d_]+) $", text[:start])
    if before and (before[1] + text[start:end]).lower() in vocabulary.counts:
        return before.start(1), end, _as_written(before[1], (before[1] + text[start:end]).lower())
    return None


def _split(word: str, vocabulary: Vocabulary) -> str | None:
    """Two of the library's words that were run together, the commonest such pair; None where there is none."""
    pairs = [
        (min(_count(left, vocabulary), _count(right, vocabulary)), left, right)
        for left, right in ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        if _count(left, vocabulary) and _count(right, vocabulary) and max(len(left), len(right)) > 3
    ]
    if not pairs:
        return None
    _, left, right = min(pairs, key=lambda pair: (-pair[0], pair[1]))
    return f"{left} {right}"


def _count(part: str, vocabulary: Vocabulary) -> int:
    """How often a part stands alone; a part of three letters or fewer must be a word of English as well."""
    if part in FUNCTION_WORDS and len(part) > 1:
        return vocabulary.counts.get(part, 1)
    return vocabulary.counts.get(part, 0) if len(part) > 3 or is_english(part) else 0


def nearest(word: str, vocabulary: Vocabulary, most: int = 2) -> str | None:
    """The word of a vocabulary that is meant by a mistyped one; None where none is near, or several are equally so.

    A long word may have `most` mistakes, any other one.
    """
    typed = word.lower()
    named = word[0].isupper()
    if len(typed) < (SHORTEST_NAME if named else SHORTEST):
        return None
    far = most if len(typed) >= SHORTEST_TWICE_WRONG else 1
    found = sorted(_near(typed, vocabulary, far), key=lambda each: each[:3])
    found = [each for each in found if _may_mean(typed, each[2], each[0], named, vocabulary)]
    if not found:
        return None
    if len(found) > 1 and found[0][:2] == found[1][:2] and found[0][2][:4] != found[1][2][:4]:
        return None
    return found[0][2]


def _near(typed: str, vocabulary: Vocabulary, most: int) -> Iterator[tuple[int, int, str]]:
    """Distance, how rare (negative count) and word, of each that is at most so many mistakes away."""
    # Imported here: most questions have no mistake in them.
    from rapidfuzz.distance import OSA

    distance: Callable[..., int] = OSA.distance
    for known, count in vocabulary.counts.items():
        if abs(len(known) - len(typed)) <= most and len(known) > SHORTEST - 2:
            far = distance(typed, known, score_cutoff=most)
            if far <= most:
                yield far, -count, known


def _may_mean(typed: str, known: str, far: int, named: bool, vocabulary: Vocabulary) -> bool:
    """Whether one may have been mistyped for the other: the first letter is seldom wrong, and names are many."""
    if typed[0] != known[0] and not (typed[:2] == known[1::-1] and far == 1):
        return far == 1 and not named and len(typed) >= SHORTEST_TWICE_WRONG
    if named and known not in vocabulary.names:
        return False
    return not (named and far > 1 and typed[-2:] != known[-2:] and len(typed) < SHORTEST_TWICE_WRONG + 1)


def _as_written(typed: str, meant: str) -> str:
    return meant.capitalize() if typed[0].isupper() else meant
