"""Cited holdings: which entry of a reference list is which document of the library.

A wrong match accuses an author of what another work says, so that an entry counts as held only where the DOI, or the
title, the first author and the year together, leave no doubt; an entry that several works fit is none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from corpus.bibliography.citation import citation
from corpus.bibliography.entry import doi_key
from corpus.bibliography.names import families, folded, years
from corpus.document import Reference
from indexer.catalogue import Holding
from service.words.content import FUNCTION_WORDS


class HeldWorks(Protocol):
    """A library, as far as its documents are matched with what cites them."""

    def version(self) -> int:
        """A number that differs once anything has been added or removed."""

    def holdings(self) -> tuple[Holding, ...]:
        """Every document held, by name."""


@dataclass(frozen=True)
class Work:
    """What is compared of a work, folded: its `titles` (whole, and without the subtitle), authors, year and DOI."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    year: int | None
    doi: str


Held = tuple[Holding, Work]


class CitedHoldings:
    """Finds the held document that an entry of a reference list, or an author and a year, mean.

    What is compared of the library is worked out at the first need and after a change. Safe for threads.
    """

    def __init__(self, library: HeldWorks) -> None:
        self._library = library
        self._made: tuple[int, _Shelf] | None = None

    def of(self, reference: Reference) -> Holding | None:
        """The held document that the entry is; None where none, or more than one work, fits."""
        cited, raw = _cited(reference), folded(reference.raw)
        shelf = self._shelf()
        return _one(shelf.of_doi(cited.doi) or [held for held in shelf.near(cited, raw) if _fits(cited, held[1], raw)])

    def likely(self, reference: Reference) -> tuple[Holding, str] | None:
        """A held document that the entry may be, and isn't surely, and why not; None where none may be, or it is."""
        cited, raw = _cited(reference), folded(reference.raw)
        if self.of(reference) is not None:
            return None
        for holding, work in self._shelf().near(cited, raw):
            why = _doubt(cited, work, raw)
            if why:
                return holding, why
        return None

    def by(self, people: Sequence[str], year: int | None) -> Holding | None:
        """The only held work of which all these people (family names) are authors, of that year where one is given."""
        wanted = [folded(person) for person in people if folded(person)]
        return _one(
            [
                (holding, work)
                for holding, work in self._shelf().works
                if wanted
                and all(_is_among(person, work.authors) for person in wanted)
                and (year is None or work.year in (None, year))
            ]
        )

    def _shelf(self) -> _Shelf:
        version, made = self._library.version(), self._made
        if made is None or made[0] != version:
            made = version, _Shelf(tuple((holding, _held(holding)) for holding in self._library.holdings()))
            self._made = made
        return made[1]


class _Shelf:
    """The works of a library by what an entry has that may mean one of them, so that it is compared with few."""

    def __init__(self, works: tuple[Held, ...]) -> None:
        self.works = works
        often = Counter(word for _, work in works for title in work.titles for word in set(title.split()))
        self._places: dict[str, list[int]] = {}
        for place, (_, work) in enumerate(works):
            for key in sorted({key for title in work.titles for key in _keys(title, often)} | {f"doi {work.doi}"}):
                self._places.setdefault(key, []).append(place)

    def of_doi(self, doi: str) -> list[Held]:
        """The works with this DOI."""
        return [self.works[place] for place in self._places.get(f"doi {doi}", ())] if doi else []

    def near(self, cited: Work, raw: str) -> list[Held]:
        """The works, in order, among which are all that have a title in common with the entry."""
        keys = {*raw.split(), *(word for title in cited.titles for word in title.split())}
        keys |= {f"title {title.replace(' ', '')}" for title in cited.titles}
        places = {place for key in keys for place in self._places.get(key, ())}
        return [self.works[place] for place in sorted(places)]


def _keys(title: str, often: Mapping[str, int]) -> Iterator[str]:
    """The title as one word, and so many of its rarest words that one is left where as many as may be are altered."""
    if title:
        yield f"title {title.replace(' ', '')}"
        words = sorted(set(_telling(title) or title.split()), key=lambda word: (often[word], word))
        yield from words[: 1 + _most_altered(len(_telling(title)))]


def _one(fitting: Sequence[Held]) -> Holding | None:
    """The only one, or the first by name of one work that is held under several files."""
    versions = {(work.titles[:1], work.authors[:1]) for _, work in fitting}
    return fitting[0][0] if len(versions) == 1 and (len(fitting) == 1 or all(next(iter(versions)))) else None


def work_name(holding: Holding) -> str:
    """The work as it is cited: `Holm, 1994`."""
    return citation(holding.record, holding.name, None).strip("()")


def _held(holding: Holding) -> Work:
    record = holding.record
    return _work(
        record.text("title"), record.get("author") or record.get("editor"), record.get("issued"), record.text("DOI")
    )


def _cited(reference: Reference) -> Work:
    csl = reference.csl
    return _work(csl.get("title"), csl.get("author") or csl.get("editor"), csl.get("issued"), csl.get("DOI"))


def _work(title: object, authors: object, issued: object, doi: object) -> Work:
    return Work(
        titles=_titles(title) if isinstance(title, str) else (),
        authors=tuple(folded(family) for family in families(authors)),
        year=next(iter(years(issued)), None),
        doi=doi_key(doi) if isinstance(doi, str) else "",
    )


_SUBTITLE = re.compile(r"\s*(?::|[.?!]\s|\s[–—-]\s)\s*")


def _titles(title: str) -> tuple[str, ...]:
    """The title, and what stands before its subtitle, where that is a title by itself."""
    whole, main = folded(title), folded(_SUBTITLE.split(title.strip())[0])
    return (whole, main) if len(main.split()) >= LEAST_OF_A_MAIN_TITLE and main != whole else (whole,)


LEAST_OF_A_MAIN_TITLE = 3
"""Words before a colon that tell a work without its subtitle: `Harbours: …` may be any."""


def _fits(cited: Work, held: Work, raw: str) -> bool:
    """Whether the two are one work: the more the title tells, the less the year must."""
    if cited.doi and held.doi:
        return False
    title = _title_in_common(cited, held, raw)
    if not title:
        return False
    known = bool(cited.authors and held.authors)
    shares_author = known and _share_author(cited, held)
    if known and not shares_author:
        return False
    told = len(_telling(title))
    if cited.year is None or held.year is None:
        is_whole = cited.titles[:1] == held.titles[:1] and told >= LEAST_OF_A_WHOLE_TITLE
        return shares_author and (is_whole or told >= LEAST_OF_A_STRONG_TITLE)
    apart = abs(cited.year - held.year)
    if apart == 0:
        return shares_author or told >= LEAST_OF_A_STRONG_TITLE
    return apart == 1 and shares_author and told >= LEAST_OF_A_STRONG_TITLE


LEAST_OF_A_STRONG_TITLE = 4
"""Content words of a title that no two works have in common by chance."""

LEAST_OF_A_WHOLE_TITLE = 2
"""Content words of a title that is the same from its first word to its last, beside the same author."""


def _doubt(cited: Work, held: Work, raw: str) -> str:
    """Why the two, of one title and perhaps one author, aren't surely one work; empty where they hardly are."""
    if not _title_in_common(cited, held, raw):
        return ""
    if cited.doi and held.doi and cited.doi != held.doi:
        return "the DOI is another"
    if not (cited.authors and held.authors):
        return "the authors aren't known"
    if not _share_author(cited, held):
        return ""
    if cited.year is not None and held.year is not None and cited.year != held.year:
        return f"the list says {cited.year}, the document {held.year}"
    return "author and title are the same, but that is too little to tell works by"


def _title_in_common(cited: Work, held: Work, raw: str) -> str:
    """The title by which the two are one; empty where they differ.

    Where the entry's own title was read wrongly, the held title, standing whole in the entry, is as good.
    """
    for one in cited.titles:
        for other in held.titles:
            if _is_same_title(one, other):
                return min(one, other, key=len)
    whole = held.titles[0] if held.titles else ""
    stands = len(whole.split()) > LEAST_OF_A_STRONG_TITLE and f" {whole} " in f" {raw} "
    return whole if stands and (not cited.titles or whole in cited.titles[0] or cited.titles[0] in whole) else ""


LEAST_ALIKE = 85
"""How alike (of 100) two words of titles are that differ by a misprint."""

_COUNTED = re.compile(r"\b(?:\d+|[ivx]+)\b")


def _is_same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for articles, misprints and where words are parted."""
    if not one or not other:
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    if _COUNTED.findall(one) != _COUNTED.findall(other):
        return False
    words, others = _telling(one), _telling(other)
    if len(words) != len(others) or len(words) < LEAST_OF_A_MAIN_TITLE:
        return False
    altered = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(altered) <= _most_altered(len(words)) and all(_is_misprint(*pair) for pair in altered)


def _most_altered(words: int) -> int:
    """How many of so many words of a title may be misprinted."""
    return 1 + words // 8


def _is_misprint(one: str, other: str) -> bool:
    return min(len(one), len(other)) > LEAST_OF_A_MAIN_TITLE and fuzz.ratio(one, other) >= LEAST_ALIKE


def _telling(title: str) -> list[str]:
    return [word for word in title.split() if word not in FUNCTION_WORDS]


def _share_author(cited: Work, held: Work) -> bool:
    """Whether the first author of either is an author of the other: lists are shortened, and put in other orders."""
    return _is_among(cited.authors[0], held.authors) or _is_among(held.authors[0], cited.authors)


def _is_among(person: str, authors: Iterable[str]) -> bool:
    return any(_is_same_name(person, author) for author in authors)


def _is_same_name(one: str, other: str) -> bool:
    """Whether two family names are one: particles left out, a compound name shortened, or a misprint."""
    if one == other:
        return True
    words, others = set(_long(one)), set(_long(other))
    if words and others and (words <= others or others <= words):
        return True
    return min(len(one), len(other)) > LEAST_OF_A_MAIN_TITLE and fuzz.ratio(one, other) >= LEAST_ALIKE


def _long(name: str) -> Iterator[str]:
    return (word for word in name.split() if len(word) > LEAST_OF_A_MAIN_TITLE)
