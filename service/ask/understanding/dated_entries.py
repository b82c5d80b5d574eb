"""Entries by their year: the oldest work that a document lists, the newest, those from before or after a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from corpus.bibliography.names import folded, years
from indexer.catalogue import HeldPassage
from service.ask.understanding.holdings_asked import Extreme, extreme_of, years_between
from service.ask.understanding.listed_kinds import of_the_kind, reference_of
from service.ask.understanding.listed_works import FRAME, MEANT, MOST_LISTED
from service.ask.understanding.shelves import Shelves
from service.ask.understanding.works import NamedWorks
from service.words.content import content_words

_OF_A_LIST = re.compile(
    r"\b(?:cit(?:es?|ed|ing)|references?|referenced|bibliograph\w+|listed|lists|sources?|quot(?:es?|ed))\b",
    re.IGNORECASE,
)
_MORE_WORDS = """
    oldest earliest newest latest recent youngest older newer later earlier since after before prior until
    all every there
"""
_FRAME = FRAME | frozenset(_MORE_WORDS.split())


def asks_by_year(text: str) -> bool:
    """Whether years, or the end of them, are asked for of a list."""
    return bool(_OF_A_LIST.search(text)) and (extreme_of(text) is not None or years_between(text) != (None, None))


def dated_entries(text: str, works: NamedWorks, names: Set[str], shelves: Shelves) -> tuple[HeldPassage, ...]:
    """The entries in the lists of the documents named that are of the years, or the extreme, which the text asks for.

    `names` are folded words that name the documents. Nothing where it asks for no years of a list, or for a subject.
    """
    if not asks_by_year(text):
        return ()
    extreme, (first, last) = extreme_of(text), years_between(text)
    left = (word for word in content_words(text) if not word[0].isdigit())
    if any(word not in _FRAME and folded(word) not in names for word in left):
        return ()
    meant = {document.digest for document in works.documents if document.sure >= MEANT}
    dated = [
        (year, entry)
        for year, entry in _dated(meant, shelves)
        if (first is None or first <= year) and (last is None or year <= last)
    ]
    entries = of_the_kind(text, [entry for _, entry in dated], shelves.library.document)
    kept = [(year, entry) for year, entry in dated if entry in entries]
    return tuple(entry for _, entry in (_extremes(kept, extreme) if extreme else kept))[:MOST_LISTED]


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


def _extremes(dated: list[tuple[int, HeldPassage]], extreme: Extreme) -> list[tuple[int, HeldPassage]]:
    found = [year for year, _ in dated]
    wanted = min(found, default=None) if extreme == "oldest" else max(found, default=None)
    return [(year, entry) for year, entry in dated if year == wanted]
