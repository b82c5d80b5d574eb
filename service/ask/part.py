"""The part of a library that a question is asked of, and how it is told of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from textwrap import shorten

from corpus.document import Document
from indexer.catalogue import HeldPassage, Holding
from indexer.library import Library
from indexer.passages import Kind
from service.ask.scope import Scope, is_id, looks_like_an_id
from service.ask.understanding import language_name
from service.phrasing import counted
from service.quotes.notice import Notice

MOST_TITLES = 3
"""Documents that are named one by one where they are told of."""

LONGEST_TITLE = 80
"""Characters of a title where it is told of."""

REMOVED = "a document that was removed"
"""What is told of one whose id no document has any more."""


class Part:
    """The documents of a library that are in a scope, looked up the way a library's are.

    To be made and used in one view of the library. `ids` are those of its passages; None for the whole library.
    """

    def __init__(
        self,
        library: Library,
        scope: Scope,
        everything: Callable[[], tuple[Holding, ...]],
        left_out: Collection[str] = frozenset(),
    ) -> None:
        """`everything` gives every document of the library, by name; `left_out` are digests of unreadable ones."""
        self._library = library
        self._everything = everything
        self._left_out = left_out
        self.scope = scope
        self.is_whole = scope.is_everything
        is_all = self.is_whole and not left_out
        self.ids = None if is_all else library.passage_ids_in([held.digest for held in self._held])

    def holdings(self) -> tuple[Holding, ...]:
        """Every document in scope, by name."""
        return self._held

    @cached_property
    def _all(self) -> tuple[Holding, ...]:
        return self._everything()

    @cached_property
    def _held(self) -> tuple[Holding, ...]:
        taken = self._all if self.is_whole else tuple(held for held in self._all if self.scope.takes_in(held))
        return tuple(held for held in taken if held.digest not in self._left_out) if self._left_out else taken

    def document(self, holding: Holding) -> Document:
        """The document with all its layers."""
        return self._library.document(holding)

    def passages_of(self, holding: Holding, kinds: Sequence[Kind]) -> tuple[HeldPassage, ...]:
        """A document's passages of these kinds, in the order of its text."""
        return self._library.passages_of(holding, kinds)

    def document_frequency(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each word stands."""
        return self._library.document_frequency(words, self.ids)

    def mentions(self, word: str) -> bool:
        """Whether the word stands anywhere in the documents: in a text, a reference list or bibliographic data."""
        if self.ids is None:
            return self._library.mentions(word)
        return bool(self._library.document_frequency([word], self.ids)[word])

    def size(self) -> int:
        """How many passages there are."""
        return self._library.size() if self.ids is None else len(self.ids)

    @property
    def not_found(self) -> str:
        """That there is no answer, and where it was looked for; without a full stop."""
        if self.is_whole:
            return "Not found in this library"
        return f"Not found in the part of this library that was searched ({self.told})"

    @property
    def conditions(self) -> str:
        """What a document must be to be in it, in words."""
        return conditions(self.scope, self._all)

    @property
    def told(self) -> str:
        """Where is looked for an answer: `2 of 40 documents, those by “Li”, from 1990 on`."""
        number = f"{len(self._held):,} of {counted(len(self._all), 'document')}"
        return f"{number}, {'those ' if len(self._held) != 1 else 'the one '}{self.conditions}"

    def notices(self) -> Iterator[Notice]:
        """That not everything was searched."""
        if not self.is_whole:
            yield Notice("searched_within", f"Searched in {self.told}.")


def conditions(scope: Scope, held: Sequence[Holding]) -> str:
    """What a document must be, in words."""
    return ", ".join(_conditions(scope, held))


def nothing_in(part: Part) -> str:
    """That no document is in the scope."""
    return f"No document of this library is {part.conditions}: search in more of it."


def _conditions(scope: Scope, held: Sequence[Holding]) -> Iterator[str]:
    if scope.documents:
        titles = [title_in(key, held) for key in scope.documents]
        yield f"called {_either(titles)}"
    if scope.authors:
        yield f"by {_either(scope.authors)}"
    yield from span_of_years(scope)
    if scope.languages:
        yield f"in {_listed([language_name(code) for code in scope.languages])}"


def span_of_years(scope: Scope) -> Iterator[str]:
    """`from 1990 to 2000`, `from 1990 on`, `up to 2000`, `of 1990`; nothing where any year will do."""
    if scope.year_from is not None and scope.year_from == scope.year_to:
        yield f"of {scope.year_from}"
    elif scope.year_from is not None:
        yield f"from {scope.year_from} {'on' if scope.year_to is None else f'to {scope.year_to}'}"
    elif scope.year_to is not None:
        yield f"up to {scope.year_to}"


def title_in(key: str, held: Sequence[Holding]) -> str:
    """The title (or the name) of the document that the id or the name `key` means; other words as they are."""
    meant = next((holding for holding in held if key == holding.name or is_id(key, holding)), None)
    if meant is None and looks_like_an_id(key):
        return REMOVED
    title = key if meant is None else meant.record.text("title") or meant.name
    return shorten(title, LONGEST_TITLE, placeholder=" …")


def _either(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:MOST_TITLES]]
    more = len(names) - len(shown)
    return _listed([*shown, f"{more} more"] if more else shown)


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"
