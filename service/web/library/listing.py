"""The library's list: which documents it shows, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from corpus.bibliography.names import folded
from indexer.catalogue import Holding
from service.shapes import authors_of, title_of, year_of

ROWS = 100
"""Documents on one page of the list."""

Order = Literal["title", "author", "year", "added", "name"]
ORDERS: dict[Order, str] = {
    "title": "title",
    "author": "author",
    "year": "year, newest first",
    "added": "last added",
    "name": "file name",
}
"""How the list may be sorted, and what it is called."""


@dataclass(frozen=True)
class View:
    """What of the list is to be seen: the words to find, the order, and how many documents stand before."""

    find: str = ""
    sort: Order = "title"
    offset: int = 0

    @property
    def address(self) -> str:
        """Where this view stands."""
        told = {"find": self.find, "sort": self.sort, "offset": self.offset}
        kept = {name: value for name, value in told.items() if value != getattr(View(), name)}
        return "/library" + (f"?{urlencode(kept)}" if kept else "")

    def sorted_by(self, order: Order) -> View:
        """The same documents in another order, from the first on."""
        return replace(self, sort=order, offset=0)

    def turned(self, rows: int) -> View:
        """As many documents on, or back."""
        return replace(self, offset=max(0, self.offset + rows))


@dataclass(frozen=True)
class Listing:
    """The documents of a view, and of how many that were found."""

    view: View
    holdings: tuple[Holding, ...]
    found: int

    @property
    def previous(self) -> str:
        """Where the documents before these stand, or ""."""
        return self.view.turned(-ROWS).address if self.view.offset > 0 else ""

    @property
    def following(self) -> str:
        """Where the documents after these stand, or ""."""
        return self.view.turned(ROWS).address if self.view.offset + ROWS < self.found else ""


def listing(holdings: Sequence[Holding], view: View) -> Listing:
    """The documents that a view shows."""
    found = ordered(holdings, view)
    return Listing(view, tuple(found[view.offset : view.offset + ROWS]), len(found))


def ordered(holdings: Sequence[Holding], view: View) -> list[Holding]:
    """All documents that a view finds, in its order."""
    words = folded(view.find).split()
    found = [holding for holding in holdings if not words or _matches(holding, words)]
    return sorted(found, key=lambda holding: (_KEYS[view.sort](holding), holding.name))


def _matches(holding: Holding, words: Sequence[str]) -> bool:
    """Whether every word stands in the document's title, authors, year or name."""
    said = (title_of(holding) or "", *authors_of(holding), str(year_of(holding) or ""), holding.name)
    everything = folded(" ".join(said))
    return all(word in everything for word in words)


def _by_title(holding: Holding) -> tuple[object, ...]:
    return (folded(title_of(holding) or holding.name),)


def _by_author(holding: Holding) -> tuple[object, ...]:
    authors = holding.record.get("author")
    first = authors[0] if isinstance(authors, list | tuple) and authors else {}
    family = str(first.get("family") or first.get("literal") or "") if isinstance(first, dict) else ""
    return not family, folded(family), -(year_of(holding) or 0)


def _by_year(holding: Holding) -> tuple[object, ...]:
    year = year_of(holding)
    return year is None, -(year or 0), *_by_title(holding)


_KEYS: dict[Order, Callable[[Holding], tuple[object, ...]]] = {
    "title": _by_title,
    "author": _by_author,
    "year": _by_year,
    "added": lambda holding: (-holding.number,),
    "name": lambda holding: (),
}
