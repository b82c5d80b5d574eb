"""Likeness: how far two sentences say the same, by their words, their order, and their meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.audit.sketch import Sentence, stems
from service.words.stems import stem

LEAST_WORDS = 0.55
"""The share of their words, by weight, that two sentences which say the same have in common, whatever their vectors."""

LEAST_BOTH = 0.62
"""The least mean of that share and the cosine of their vectors (each less its document's mean) where they say the same.

Measured on four papers read against each other: 0.65 and more for what readers called a repetition, 0.61 and less for
openings on one theme.
"""

LEAST_SHARED = 0.3
"""The least share of words beside whatever cosine: within a document all vectors are near each other."""

LEAST_IN_A_ROW = 0.4
"""The least mean for a sentence that stands in a row of such, in one order in both paragraphs."""

LEAST_SHARED_IN_A_ROW = 0.2

LONG_RUN = 8
"""Words in a row that two authors don't find by themselves, where enough of them carry the sentence."""

LEAST_CARRYING = 4
"""Words of a run in common that carry it: `on the basis of the results of the` is anybody's."""

LEAST_OF_SENTENCE = 0.4
"""The least share, by weight, that a run has of the shorter sentence: names of the document's theme run long, and weigh
little.
"""

SURE_RUN = 15
"""Words in a row that tell whatever they weigh, and whatever stands around them."""

LONGER_RUN = 10

LEAST_AROUND_A_RUN, LEAST_AROUND_A_SHORT_RUN = 0.45, 0.6
"""The least mean of words and meaning of two sentences that share a run of ten words and more, and a shorter one."""

WHOLE = 0.9
"""The share of a sentence that a run has which is as good as all of it."""

MOST_COMPARED = 1000
"""Words of a sentence that are compared one by one, which takes up to the square of their number."""

THEME = 0.25
"""What a word of the title weighs beside others: every sentence is about it."""


@dataclass(frozen=True)
class Likeness:
    """How alike two sentences are: `words` is the share in common by weight, `meaning` the cosine (both 0 to 1).

    `run` is the length of the longest run of words in common, as long as enough of it carries the sentence;
    `conflict` says what speaks against their saying the same, empty where nothing does. `within`: in one document,
    which names its things again and again, and sets one result against another in the same words.
    """

    words: float
    meaning: float
    run: int
    quotation: bool
    conflict: str
    within: bool = False

    @property
    def degree(self) -> float:
        """The mean of words and meaning."""
        return round((self.words + self.meaning) / 2, 6)

    @property
    def is_same(self) -> bool:
        """Whether the two say the same, or share a run of words that only one of them wrote."""
        if self.quotation or (self.run >= SURE_RUN and not self.within):
            return True
        around = LEAST_AROUND_A_RUN if self.run >= LONGER_RUN else LEAST_AROUND_A_SHORT_RUN
        if self.run >= LONG_RUN and self.degree >= around and not self.conflict:
            return True
        by_both = self.words >= LEAST_SHARED and self.degree >= LEAST_BOTH
        return not self.conflict and (self.words >= LEAST_WORDS or by_both)

    @property
    def is_alike(self) -> bool:
        """Whether the two say the same if their neighbours do."""
        in_a_row = self.words >= LEAST_SHARED_IN_A_ROW and self.degree >= LEAST_IN_A_ROW
        return self.is_same or (not self.conflict and in_a_row)


@dataclass(frozen=True)
class Weights:
    """How much each stem tells: rare ones more, those of the `theme`, which every sentence is about, little."""

    of: Mapping[str, float]
    theme: frozenset[str]

    def sum(self, stems_: Iterable[str]) -> float:
        """What these stems weigh together, each once."""
        return sum(self.of.get(word, 0.0) for word in sorted(set(stems_)))


def weights(sentences: Sequence[Sentence], theme: frozenset[str]) -> Weights:
    """The inverse document frequency (Spärck Jones 1972) of each stem here; `theme` are the titles' stems."""
    frequency = Counter(word for sentence in sentences for word in set(sentence.stems))
    every = len(sentences) + 1
    of = {word: math.log(every / n) * (THEME if word in theme else 1.0) for word, n in sorted(frequency.items())}
    return Weights(of, theme)


def likeness(one: Sentence, two: Sentence, weigh: Weights, meaning: float, within: bool = False) -> Likeness:
    """How alike the two are, `meaning` being the cosine of their vectors."""
    run = longest_run(one.words, two.words)
    # A sentence that stands whole within another is repeated there, whatever the other says around it.
    whole = len(run) >= WHOLE * min(len(one.words), len(two.words))
    shorter = min(weigh.sum(one.stems), weigh.sum(two.stems))
    telling = (len(run) >= SURE_RUN and not within) or weigh.sum(stems(run)) >= LEAST_OF_SENTENCE * shorter
    return Likeness(
        words=_share(frozenset(one.stems), frozenset(two.stems), weigh),
        meaning=round(max(meaning, 0.0), 4),
        run=len(run) if telling and len(set(stems(run)) - weigh.theme) >= LEAST_CARRYING else 0,
        quotation=bool(set(one.quoted) & set(two.quoted)),
        conflict="" if whole else _conflict(one.words, two.words),
        within=within,
    )


def _share(one: frozenset[str], two: frozenset[str], weigh: Weights) -> float:
    every = weigh.sum(one | two)
    return round(weigh.sum(one & two) / every, 4) if every else 0.0


def longest_run(one: Sequence[str], two: Sequence[str]) -> Sequence[str]:
    """The longest run of words that stands in both; of a sentence that hardly ends, only the beginning is compared."""
    match = SequenceMatcher(None, one[:MOST_COMPARED], two[:MOST_COMPARED], autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]


_DENIALS = frozenset({"no", "not", "never", "neither", "nor", "none", "cannot", "without", "hardly", "fail", "lack"})
_RISING = "increase rise rose risen grow grew grown gain more higher greater larger above positive improve strengthen"
_FALLING = "decrease fall fell fallen shrink shrank decline drop less fewer lower smaller below negative worsen weaken"
_DIRECTIONS = {stem(word): 1 for word in _RISING.split()} | {stem(word): -1 for word in _FALLING.split()}


def _conflict(one: Sequence[str], two: Sequence[str]) -> str:
    """What one says and the other doesn't, though they may share all other words: figures, a denial, a direction."""
    numbers, others = _numbers(one), _numbers(two)
    if numbers - others and others - numbers:
        return f"{', '.join(sorted(numbers - others))} against {', '.join(sorted(others - numbers))}"
    if (_DENIALS & set(one) == set()) != (_DENIALS & set(two) == set()):
        return "one of them denies"
    if _direction(one) * _direction(two) < 0:
        return "opposite directions"
    return ""


def _numbers(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if any(character.isdigit() for character in word))


def _direction(words: Sequence[str]) -> int:
    """1 or -1 where all words of direction point one way, else 0."""
    found = {_DIRECTIONS[stem(word)] for word in words if stem(word) in _DIRECTIONS}
    return found.pop() if len(found) == 1 else 0
