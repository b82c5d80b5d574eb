"""Entries by their year: the oldest work that a document lists, the newest, those from before or after a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from corpus.bibliography.names import folded, years
from indexer.catalogue import HeldPassage
from service.ask.understanding.holdings_asked import Extreme, extreme_of, years_between
from service.ask.understanding.listed_kinds import each_work_once, of_the_kind, reference_of
from service.ask.understanding.listed_works import FRAME, MEANT, MOST_LISTED
from service.ask.understanding.ordinals import Rank, rank_of, without_rank
from service.ask.understanding.shelves import Shelves
from service.ask.understanding.works import BY, NamedWorks
from service.words.content import content_words

_OF_A_LIST = re.compile(
    r"\b(?:cit(?:es?|ed|ing)|references?|referenced|bibliograph\w+|listed|lists|sources?|quot(?:es?|ed))\b",
    re.IGNORECASE,
)
_MORE_WORDS = """
    oldest earliest newest latest recent youngest older newer later earlier since after before prior until
    all every there library whole entire collection corpus dated
"""
_FRAME = FRAME | frozenset(_MORE_WORDS.split())


_Y = r"(?:the year )?(?P<y>(?:1[5-9]|20)\d\d)"
_OF_ONE_YEAR = re.compile(
    rf"\b(?:from|dated|of|(?:published|written|printed|issued|appeared|came out) in) {_Y}\b"
    rf"|\b(?P<z>(?:1[5-9]|20)\d\d) (?:works?|papers?|articles?|books?|stud(?:y|ies)|references?|sources?"
    r"|entr(?:y|ies))\b",
    re.IGNORECASE,
)
MOST_LISTS = 40
"""Documents whose lists are read where none is named; to read more takes a long time."""


def asks_by_year(text: str) -> bool:
    """Whether years, or the end of them, are asked for of a list."""
    return bool(_OF_A_LIST.search(text)) and (extreme_of(text) is not None or _span_of(text) != (None, None))


def _span_of(text: str) -> tuple[int | None, int | None]:
    """The first and the last year that are asked for; the same year where one alone is."""
    span = years_between(text)
    if span != (None, None):
        return span
    match = _OF_ONE_YEAR.search(text)
    year = int(match["y"] or match["z"]) if match else None
    return year, year


def dated_entries(text: str, works: NamedWorks, names: Set[str], shelves: Shelves) -> tuple[HeldPassage, ...]:
    """The entries in the lists of the documents named that are of the years, or the extreme, which the text asks for.

    `names` are folded words that name the documents; where none is named, all lists are read, unless they are many.
    Nothing where it asks for no years of a list, or for a subject.
    """
    # The year of a document that is described by it (`the paper of 2021`) is not asked for.
    plain = text
    for document in works.documents:
        plain = plain.replace(document.by, " ") if document.by not in BY else plain
    if not asks_by_year(plain):
        return ()
    extreme, (first, last) = extreme_of(plain), _span_of(plain)
    left = (word for word in content_words(without_rank(plain)) if not word[0].isdigit())
    if any(word not in _FRAME and folded(word) not in names for word in left):
        return ()
    dated = [
        (year, entry)
        for year, entry in _dated(_asked_of(works, shelves), shelves)
        if (first is None or first <= year) and (last is None or year <= last)
    ]
    entries = of_the_kind(plain, [entry for _, entry in dated], shelves.library.document)
    kept = [(year, entry) for year, entry in dated if entry in entries]
    found = [entry for _, entry in (_extremes(kept, extreme, rank_of(plain)) if extreme else kept)]
    return tuple(each_work_once(found, shelves.library.document))[:MOST_LISTED]


def _asked_of(works: NamedWorks, shelves: Shelves) -> frozenset[str]:
    """The documents whose lists are asked: those named, else all that are held."""
    meant = {document.digest for document in works.documents if document.sure >= MEANT}
    every = [profile.holding.digest for profile in shelves.profiles()]
    of_all = not works.documents and len(every) <= MOST_LISTS
    return frozenset(every if of_all else meant)


def _dated(digests: Set[str], shelves: Shelves) -> Iterator[tuple[int, HeldPassage]]:
    """Each entry of the documents' lists whose year could be read, with it."""
    for profile in shelves.profiles():
        if profile.holding.digest not in digests:
            continue
        for entry in shelves.library.passages_of(profile.holding, ["reference"]):
            reference = reference_of(entry, shelves.library.document)
            year = next(iter(years(reference.csl.get("issued"))), None) if reference else None
            if year is not None:
                yield year, entry


def _extremes(dated: list[tuple[int, HeldPassage]], extreme: Extreme, rank: Rank) -> list[tuple[int, HeldPassage]]:
    wanted = rank.of((year for year, _ in dated), newest=extreme == "newest")
    found = [(year, entry) for year, entry in dated if year in wanted]
    return sorted(found, key=lambda each: -each[0] if extreme == "newest" else each[0])
