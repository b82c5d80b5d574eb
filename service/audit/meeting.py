"""Meetings: the passages in which two documents, or two parts of one, say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from corpus.document import Span
from indexer.encoder import Vectors
from service.audit.likeness import LONG_RUN, Likeness, Weights, likeness, longest_run, weights
from service.audit.sketch import LEAST_STEMS, Sentence, Sketch

LEAST_OF_A_PARAGRAPH = 25
"""Words of two sentences and more that make a passage, and not a claim."""

LONG_SENTENCE = 30
"""Words in a row of one sentence that are a passage by themselves."""

LEAST_DEGREE = 0.5
"""The least mean degree of a row of sentences: rows of what is hardly alike are chance."""

LEAST_OF_ABSTRACT = 0.75
"""The same where one is the abstract, whose office it is to say again what the body says."""

MOST_APART = 2
"""Sentences that one paragraph may have between two that stand in the other's order."""

MOST_EQUAL = 40
"""Times that a sentence of the same words is compared with each of them."""

NEXT_EQUAL = 2

MOST_SENTENCES = 1500
"""A longer document is not compared with itself sentence by sentence, but only where keys meet."""


@dataclass(frozen=True)
class Match:
    """Two passages that say the same; `run` is the longest run of words in common, `degree` how alike they are.

    `is_passage`: more than one sentence, or a long one word by word; `figures`: both have a figure in common.
    """

    one: Span
    two: Span
    is_passage: bool
    run: int
    degree: float
    words: int
    cites: tuple[tuple[int, ...], tuple[int, ...]]
    quoted: bool = False
    figures: bool = False


@dataclass(frozen=True)
class Compared:
    """A document as it is compared: its sketch and, for each sentence, a vector less the document's mean."""

    sketch: Sketch
    vectors: Vectors


Pair = tuple[int, int]
"""Two sentences by their places in the two sketches."""


def meet(one: Compared, two: Compared, pairs: Iterable[Pair]) -> tuple[Match, ...]:
    """The matches of two documents, by the sentences that share a key; of one with itself, by all of its sentences."""
    sentences, others = one.sketch.sentences, two.sketch.sentences
    within = one is two
    weigh = weights(sentences if within else (*sentences, *others), one.sketch.theme | two.sketch.theme)
    found: dict[Pair, Likeness] = {}
    for pair in _every_pair(sentences) if within else _with_neighbours(sorted(set(pairs)), sentences, others):
        a, b = sentences[pair[0]], others[pair[1]]
        if (alike := _weighed(a, b, weigh, one.vectors[pair[0]], two.vectors[pair[1]], within)) is not None:
            found[pair] = alike
    return tuple(_matches(found, sentences, others, within))


def _every_pair(sentences: Sequence[Sentence]) -> list[Pair]:
    """The pairs of a document's sentences that share enough of their stems to be looked at."""
    stems = [frozenset(sentence.stems) for sentence in sentences]
    often, again = _said_again(sentences)
    where: dict[str, list[int]] = {}
    for place, words in enumerate(stems):
        for word in words if place not in again else ():
            where.setdefault(word, []).append(place)
    if len(sentences) > MOST_SENTENCES:
        where = {word: places for word, places in where.items() if len(places) <= len(sentences) // 20}
    shared: dict[Pair, int] = {}
    for places in where.values():
        for pair in combinations(places, 2):
            shared[pair] = shared.get(pair, 0) + 1
    alike = (
        (a, b)
        for (a, b), count in shared.items()
        if set(sentences[a].quoted) & set(sentences[b].quoted)
        or (count >= LEAST_STEMS - 1 and 5 * count >= len(stems[a] | stems[b]))
    )
    return sorted({*alike, *often})


def _said_again(sentences: Sequence[Sentence]) -> tuple[list[Pair], set[int]]:
    """Of sentences said very often in the same words: each with the next ones of them, and all but the first of each.

    Only the first is compared with other sentences: each with each would take the square of their number.
    """
    said: dict[tuple[str, ...], list[int]] = {}
    for place, sentence in enumerate(sentences):
        said.setdefault(sentence.words, []).append(place)
    often = [places for places in said.values() if len(places) > MOST_EQUAL]
    pairs = [(a, b) for places in often for at, a in enumerate(places) for b in places[at + 1 : at + 1 + NEXT_EQUAL]]
    return pairs, {place for places in often for place in places[1:]}


def _with_neighbours(pairs: Sequence[Pair], sentences: Sequence[Sentence], others: Sequence[Sentence]) -> list[Pair]:
    """The pairs, and those around them in the same two paragraphs, which no key of theirs may have met."""
    found = set(pairs)
    near = range(-MOST_APART, MOST_APART + 1)
    for a, b in pairs:
        for i in near:
            for j in near:
                if 0 <= a + i < len(sentences) and 0 <= b + j < len(others):
                    together = sentences[a + i].paragraph == sentences[a].paragraph
                    if together and others[b + j].paragraph == others[b].paragraph:
                        found.add((a + i, b + j))
    return sorted(found)


def _weighed(a: Sentence, b: Sentence, weigh: Weights, one: Vectors, two: Vectors, within: bool) -> Likeness | None:
    """How alike two sentences are; None where they are not."""
    if min(len(set(a.stems)), len(set(b.stems))) < LEAST_STEMS:
        return None
    if not set(a.stems) & set(b.stems):
        return None
    found = likeness(a, b, weigh, float(np.dot(one, two)), within)
    return found if found.is_alike else None


def _matches(
    found: dict[Pair, Likeness], sentences: Sequence[Sentence], others: Sequence[Sentence], within: bool
) -> Iterable[Match]:
    used: set[Pair] = set()
    for row in _rows(found, sentences, others):
        a, b = [sentences[i] for i, _ in row], [others[j] for _, j in row]
        if within and a[-1].span.start >= b[0].span.start:
            continue
        words = min(_count(a), _count(b))
        degrees = [max(found[pair].degree, 0.9 if found[pair].run >= LONG_SENTENCE else 0.0) for pair in row]
        long = max(found[pair].run for pair in row) >= LONG_SENTENCE
        if within and "abstract" in {a[0].part, b[0].part} and sum(degrees) < LEAST_OF_ABSTRACT * len(row):
            continue
        if long or (len(row) > 1 and words >= LEAST_OF_A_PARAGRAPH and sum(degrees) >= LEAST_DEGREE * len(row)):
            used.update(row)
            yield _match(row, a, b, found, is_passage=True)
    taken_a, taken_b = {i for i, _ in used}, {j for _, j in used}
    for pair, alike in sorted(found.items()):
        if (pair[0] in taken_a and pair[1] in taken_b) or not alike.is_same:
            continue
        a_, b_ = sentences[pair[0]], others[pair[1]]
        if _restates(a_, b_, alike) if within else _is_common(a_, b_, alike):
            continue
        yield _match([pair], [a_], [b_], found, is_passage=False)


def _restates(a: Sentence, b: Sentence, alike: Likeness) -> bool:
    """Whether an abstract or a conclusion says again what the body says: they are there for that."""
    if alike.quotation:
        return False
    if "abstract" in {a.part, b.part}:
        return alike.degree < VERBATIM
    return alike.run < LONG_RUN and a.part != b.part and "conclusion" in {a.part, b.part}


VERBATIM = 0.9
"""Likeness of sentences that are equal but for a word."""


def _is_common(a: Sentence, b: Sentence, alike: Likeness) -> bool:
    """Whether two authors may well have found these words by themselves: how methods are told, commonplaces."""
    if {a.part, b.part} & {"methods", "back"} or min(len(set(a.stems)), len(set(b.stems))) < LEAST_OF_A_CLAIM:
        return True
    return alike.run < LONG_RUN and (alike.words < LEAST_SHARED_ACROSS or alike.degree < LEAST_ACROSS)


LEAST_OF_A_CLAIM = 6
"""Words that carry a claim which two documents don't make in the same words by chance."""

LEAST_SHARED_ACROSS, LEAST_ACROSS = 0.45, 0.65
"""The share of words, and the mean of that and of the cosine, from which on two documents say one thing."""


def _rows(found: dict[Pair, Likeness], sentences: Sequence[Sentence], others: Sequence[Sentence]) -> list[list[Pair]]:
    """Rows of pairs in one order in two paragraphs, each of which has one that surely says the same; longest first."""
    by_paragraphs: dict[tuple[int, int], list[Pair]] = {}
    for i, j in sorted(found):
        key = (sentences[i].paragraph, others[j].paragraph)
        by_paragraphs.setdefault(key, []).append((i, j))
    rows = [_best_row(pairs, found) for key, pairs in sorted(by_paragraphs.items())]
    return [row for row in rows if any(found[pair].is_same for pair in row)]


def _best_row(pairs: Sequence[Pair], found: dict[Pair, Likeness]) -> list[Pair]:
    """The row with the greatest sum of degrees whose pairs follow each other in both paragraphs."""
    best: dict[Pair, float] = {}
    came_from: dict[Pair, Pair | None] = {}
    for pair in pairs:
        before = max((p for p in _before(pair) if p in best), key=best.__getitem__, default=None)
        came_from[pair] = before
        best[pair] = (0.0 if before is None else best[before]) + found[pair].degree
    row: list[Pair] = []
    last: Pair | None = max(best, key=best.__getitem__)
    while last is not None:
        row.append(last)
        last = came_from[last]
    return row[::-1]


def _before(pair: Pair) -> Iterator[Pair]:
    """The pairs that it may follow, in their order."""
    for i in range(pair[0] - MOST_APART - 1, pair[0]):
        for j in range(pair[1] - MOST_APART - 1, pair[1]):
            yield i, j


def _count(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.words) for sentence in sentences)


def _match(
    row: Sequence[Pair], a: Sequence[Sentence], b: Sequence[Sentence], found: dict[Pair, Likeness], is_passage: bool
) -> Match:
    alike = [found[pair] for pair in row]
    return Match(
        one=Span(a[0].span.start, a[-1].span.end),
        two=Span(b[0].span.start, b[-1].span.end),
        is_passage=is_passage,
        run=max(each.run for each in alike),
        degree=round(sum(each.degree for each in alike) / len(alike), 4),
        words=min(_count(a), _count(b)),
        cites=(_cited(a), _cited(b)),
        quoted=all(_is_in_marks(x, y) for x, y in zip(a, b, strict=True)),
        figures=any(_figures(x) & _figures(y) for x, y in zip(a, b, strict=True)),
    )


def _cited(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for sentence in sentences for n in sentence.cites))


def _figures(sentence: Sentence) -> frozenset[str]:
    """The figures in a sentence, in digits or in words."""
    return frozenset(word for word in sentence.words if word in _NUMBER_WORDS or any(c.isdigit() for c in word))


_NUMBER_NAMES = """
    three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion half third quarter fifth tenth thirds quarters per percent
"""
_NUMBER_WORDS = frozenset(_NUMBER_NAMES.split())


def _is_in_marks(a: Sentence, b: Sentence) -> bool:
    """Whether what the two have in common stands in quotation marks in either."""
    run = longest_run(a.words, b.words)
    shared = max((len(quoted) for quoted in set(a.quoted) & set(b.quoted)), default=0)
    if run and 2 * shared > len(run):
        return True
    return bool(run) and any(" ".join(run) in " ".join(quoted) for quoted in (*a.quoted, *b.quoted))
