"""Names as they stand in sentences: of one word or more, with what is beside them, at the head of a sentence too.

A capital at the head of a sentence tells nothing by itself; the word is a name where the passages around have it with
a capital elsewhere, and never without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.verify.gates.names import named
from service.verify.gates.reading import Reading, Word, reading

BESIDE = 2
"""Carrying words on each side of a name that are looked at."""

_CITED = re.compile(r"(?:['’]s)?(?: and [^\W\d_]\w+)?\s*(?:\(\d{4}|\^?\[\d)")


@dataclass(frozen=True)
class Name:
    """A name, the carrying words right before and behind it, and the word of any kind before it (empty at the head)."""

    words: tuple[Word, ...]
    before: tuple[Word, ...]
    after: tuple[Word, ...]
    opened_by: str

    @property
    def text(self) -> str:
        """As it is written, without a genitive's ending."""
        return re.sub(r"['’]s$", "", " ".join(word.text for word in self.words))


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words that have a capital inside of sentences, and are nowhere written without one."""
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        read = reading(text)
        capital |= {word.stem for word in named(read)}
        capital |= {word.stem for word in read.words if word.text[0].isupper() and _is_cited(word, read)}
        small |= {word.stem for word in read.words if word.text[0].islower()}
    return frozenset(capital - small)


def names_in(read: Reading, known: frozenset[str]) -> tuple[Name, ...]:
    """The names of a sentence in their order; words in capitals throughout are terms."""
    sure = {word.place for word in named(read)}
    found = [
        word for word in read.carrying if _is_name(word, read) and (word.place in sure or _opens(word, read, known))
    ]
    groups: list[list[Word]] = []
    for word in found:
        if groups and groups[-1][-1].place == word.place - 1:
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(_name(tuple(group), read) for group in groups)


def _is_name(word: Word, read: Reading) -> bool:
    return word.text[0].isupper() and sum(c.isupper() for c in word.text) == 1 + word.text.count("-") * (
        word.text.split("-")[-1][:1].isupper()
    )


def _opens(word: Word, read: Reading, known: frozenset[str]) -> bool:
    return word.stem in known or _is_cited(word, read)


def _is_cited(word: Word, read: Reading) -> bool:
    """Whether a work of that name is cited: `Weber (1909)`, `Weber [10]`."""
    return _CITED.match(read.text, word.start + len(word.text)) is not None


def _name(words: tuple[Word, ...], read: Reading) -> Name:
    first, last = words[0].place, words[-1].place
    said = [word for word in read.carrying if word.lower[0].isalpha()]
    return Name(
        words,
        tuple([word for word in said if word.place < first][-BESIDE:]),
        tuple([word for word in said if word.place > last][:BESIDE]),
        read.words[first - 1].lower if first else "",
    )
