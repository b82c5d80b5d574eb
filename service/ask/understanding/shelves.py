"""What must be known of a library to understand a question; worked out once, and kept until the library changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from corpus.bibliography.names import families, family_of, folded, years
from corpus.document import Document
from indexer.catalogue import HeldPassage, Holding
from indexer.errors import RecordDamaged
from indexer.passages import Kind
from indexer.vocabulary import Vocabulary

Made = TypeVar("Made")


class KnownLibrary(Protocol):
    """A library, as far as questions are read against it."""

    def version(self) -> int:
        """A number that differs once anything has been added or removed."""

    def holdings(self) -> tuple[Holding, ...]:
        """Every document held, by name."""

    def document(self, holding: Holding) -> Document:
        """The document with all its layers."""

    def vocabulary(self) -> Vocabulary:
        """The words of all passages."""

    def document_frequency(self, words: Sequence[str]) -> dict[str, int]:
        """In how many passages each word stands."""

    def mentions(self, word: str) -> bool:
        """Whether the word stands anywhere in the library."""

    def passages_with(self, prefix: str) -> dict[str, int]:
        """For each document (by digest), in how many of its passages a word stands that begins with `prefix`."""

    def passages_of(self, holding: Holding, kinds: Sequence[Kind]) -> tuple[HeldPassage, ...]:
        """A document's passages of these kinds, in the order of its text."""

    def references_naming(self, word: str) -> tuple[HeldPassage, ...]:
        """The entries of reference lists in which the word stands."""


@dataclass(frozen=True)
class Profile:
    """A held document as people may speak of it; all words folded (no accents, no case).

    `families` has one entry an author; `given` are the authors' given names; `title` the title's words, `main_title`
    what stands before its colon;
    `about` where it comes from and what it is: journal, affiliations, publisher, place, type, keywords, file name.
    """

    holding: Holding
    families: tuple[str, ...]
    given: tuple[str, ...]
    title: tuple[str, ...]
    whole_title: str
    main_title: str
    about: frozenset[str]
    year: int | None


class Shelves:
    """A library's profiles and vocabulary, each made at the first need and again after a change. Safe for threads."""

    def __init__(self, library: KnownLibrary) -> None:
        self.library = library
        self._made: dict[str, tuple[int, object]] = {}
        self._known: dict[tuple[str, ...], Profile] = {}

    @property
    def reads_only_english(self) -> bool:
        """Whether the library's encoder was made for English alone."""
        return bool(getattr(getattr(self.library, "encoder", None), "reads_only_english", False))

    @property
    def encoder_name(self) -> str:
        """The encoder as the settings name it; empty where it isn't known."""
        return str(getattr(getattr(self.library, "encoder", None), "name", ""))

    def profiles(self) -> tuple[Profile, ...]:
        """Every document held, by name."""
        return self._current("profiles", self._profiles)

    def by_family(self) -> Mapping[str, tuple[Profile, ...]]:
        """The documents of each author, by family name, folded."""
        return self._current("families", lambda: _by_author(self.profiles()))

    def heads(self) -> Mapping[str, frozenset[str]]:
        """For each word of a title, an origin or an author's name, the digests of the documents that have it."""
        return self._current("heads", lambda: _by_head(self.profiles()))

    def vocabulary(self) -> Vocabulary:
        """The words of all passages."""
        return self._current("vocabulary", self.library.vocabulary)

    def languages(self) -> frozenset[str]:
        """The languages that the documents held are in, as ISO 639-1 codes."""
        found = (profile.holding.record.text("language") for profile in self.profiles())
        return frozenset(language[:2].lower() for language in found if language)

    def references(self, holding: Holding) -> Mapping[str, tuple[int, ...]]:
        """For each family name in a document's reference list, folded, the entries by their place in the list."""
        return self._current(f"references {holding.digest}", lambda: self._references(holding))

    def _references(self, holding: Holding) -> Mapping[str, tuple[int, ...]]:
        try:
            return _by_family(self.library.document(holding))
        except RecordDamaged:
            return {}

    def frequency(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many passages each word stands."""
        return self.library.document_frequency(words)

    def _profiles(self) -> tuple[Profile, ...]:
        # Of a document that was held before, the one of before: while many are added, each question finds new ones.
        before = self._known
        known = {_key(held): before.get(_key(held)) or _profile(held) for held in self.library.holdings()}
        self._known = known
        return tuple(known.values())

    def _current(self, name: str, make: Callable[[], Made]) -> Made:
        version = self.library.version()
        held = self._made.get(name)
        if held is None or held[0] != version:
            held = (version, make())
            self._made[name] = held
        return held[1]  # type: ignore[return-value]  # each name is made by one function


def _key(holding: Holding) -> tuple[str, ...]:
    """What differs wherever two holdings do."""
    return holding.digest, holding.state, holding.name, holding.origin, str(holding.number)


def _by_author(profiles: Sequence[Profile]) -> Mapping[str, tuple[Profile, ...]]:
    found: dict[str, list[Profile]] = {}
    for profile in profiles:
        for family in dict.fromkeys(profile.families):
            found.setdefault(family, []).append(profile)
    return {family: tuple(each) for family, each in found.items()}


def _by_head(profiles: Sequence[Profile]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for profile in profiles:
        for word in (*profile.title, *profile.about, *profile.families):
            found.setdefault(word, set()).add(profile.holding.digest)
    return {word: frozenset(digests) for word, digests in found.items()}


def _by_family(document: Document) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for index, reference in enumerate(document.references):
        for family in families(reference.csl.get("author")) or families(reference.csl.get("editor")):
            plain = folded(family)
            for word in dict.fromkeys((plain, *plain.split())):
                found.setdefault(word, []).append(index)
    return {family: tuple(indices) for family, indices in found.items()}


def _profile(holding: Holding) -> Profile:
    known = {field.name: field.value for field in holding.record.fields}
    authors, title = known.get("author"), _text(known.get("title"))
    names = _names(authors)
    given = [folded(str(name.get("given", ""))) for name in names]
    about = [_text(known[name]) for name in _ABOUT if name in known]
    about += [word for name in names for word in _affiliations(name)]
    # What is no word in a file's name (a digest, a number) tells nobody anything.
    about += _FILE_WORD.findall(_stem(holding.name))
    about.append(_KINDS.get(_text(known.get("type")), ""))
    whole_title = folded(title)
    return Profile(
        holding=holding,
        families=tuple(folded(family) for family in families(authors)),
        given=tuple(word for name in given for word in name.split()),
        title=tuple(dict.fromkeys(whole_title.split())),
        whole_title=whole_title,
        main_title=folded(title.partition(":")[0]) if ":" in title else whole_title,
        about=frozenset(folded(" ".join(about)).split()),
        year=next(iter(years(known.get("issued"))), None),
    )


_FILE_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")


def _stem(name: str) -> str:
    """A file's name without its folders and its ending."""
    bare = name.rpartition("/")[2]
    dot = bare.rfind(".")
    return bare[:dot] if 0 < dot < len(bare) - 1 else bare


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


_ABOUT = (
    "container-title", "collection-title", "publisher", "publisher-place", "event-title", "event-place", "genre",
    "keyword", "URL", "note", "language",
)  # fmt: skip
_KINDS = {
    "article-journal": "journal article",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "book": "book",
    "chapter": "chapter",
    "entry-encyclopedia": "encyclopedia entry",
    "manuscript": "manuscript",
    "paper-conference": "conference paper proceedings",
    "report": "report",
    "thesis": "thesis dissertation",
    "webpage": "web page",
}


def _names(authors: object) -> list[dict[str, object]]:
    found = authors if isinstance(authors, list | tuple) else []
    return [name for name in found if isinstance(name, dict) and family_of(name)]


def _affiliations(name: dict[str, object]) -> list[str]:
    places = name.get("affiliation")
    found = places if isinstance(places, list | tuple) else [places] if places else []
    return [str(place.get("name", "")) if isinstance(place, dict) else str(place) for place in found]
