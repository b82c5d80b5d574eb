"""Scope: the documents of a library in which a question looks for its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.bibliography.names import folded, years
from indexer.catalogue import Holding

_ID = re.compile(r"[0-9a-f]{12,64}")


@dataclass(frozen=True)
class Scope:
    """What a document must be to be searched; without any of it, every document is.

    It must meet each kind of condition that there is, and of one kind any: `documents` are ids or names, or words of
    the title or the name; `authors` are names, or words of them; `languages` ISO 639-1 codes. A document whose year
    or language isn't known meets no condition on it.
    """

    documents: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    languages: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == EVERYTHING

    def takes_in(self, holding: Holding) -> bool:
        """Whether the document is searched."""
        return (
            (not self.documents or any(is_called(holding, key) for key in self.documents))
            and (not self.authors or any(is_by(holding, name) for name in self.authors))
            and self._is_of_its_time(holding)
            and (not self.languages or language_of(holding) in self.languages)
        )

    def _is_of_its_time(self, holding: Holding) -> bool:
        if self.year_from is None and self.year_to is None:
            return True
        year = next(iter(years(holding.record.get("issued"))), None)
        if year is None:
            return False
        return (self.year_from is None or self.year_from <= year) and (self.year_to is None or year <= self.year_to)


EVERYTHING = Scope()
"""The whole library."""


def is_called(holding: Holding, key: str) -> bool:
    """Whether `key` is the document's id or name, or words that all stand in its title or name."""
    if looks_like_an_id(key):
        return is_id(key, holding)
    if key == holding.name:
        return True
    words = frozenset(_words(key))
    return bool(words) and words <= frozenset(_words(f"{holding.record.text('title') or ''} {holding.name}"))


def looks_like_an_id(key: str) -> bool:
    """Whether it is a document's id or digest, of this library or not, and no words."""
    return bool(_ID.fullmatch(key))


def is_id(key: str, holding: Holding) -> bool:
    """Whether it is the document's id or digest."""
    return looks_like_an_id(key) and holding.digest.startswith(key)


def is_by(holding: Holding, name: str) -> bool:
    """Whether one of the authors (or editors) is called so: `Porter`, `Michael Porter`, `Porter, M.`."""
    wanted = _words(name)
    people = holding.record.get("author") or holding.record.get("editor")
    listed = people if isinstance(people, list | tuple) else ()
    return bool(wanted) and any(_fits(wanted, _name_words(person)) for person in listed)


def language_of(holding: Holding) -> str:
    """The ISO 639-1 code of the document's language; "" where it isn't known."""
    return (holding.record.text("language") or "")[:2].lower()


@lru_cache(maxsize=1 << 15)
def _words(text: str) -> tuple[str, ...]:
    """The words as they are compared; kept, since each question with a condition asks for those of every document."""
    return tuple(folded(text).split())


def _name_words(person: object) -> tuple[str, ...]:
    if not isinstance(person, dict):
        return ()
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return _words(" ".join(str(person.get(part) or "") for part in parts))


def _fits(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each wanted word is one of the name's, or an initial of one; not all of them initials."""
    fits = all(any(_is_word(one, word) for word in words) for one in wanted)
    return fits and any(one in words and len(one) > 1 for one in wanted)


def _is_word(one: str, word: str) -> bool:
    return one == word or (len(one) == 1 and word.startswith(one)) or (len(word) == 1 and one.startswith(word))
