"""Where a work appeared, as its running heads and feet say where its first page itself does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.bibliography.publication import Told
from corpus.bibliography.record import Field
from corpus.bibliography.venue import Venue, venue_in

_SURE = 0.5
_FEWEST_PARTS = 3
_VOLUME_AND_YEAR = re.compile(
    r"(?P<name>[^\W\d_][^\d@/|]{3,90}?),?\s(?P<volume>\d{1,4})\s?(?:\((?P<issue>\d{1,3})\))?,?\s"
    r"?\((?P<year>(?:19|20)\d\d)\)"
)


def running_fields(running: Sequence[str], held: Mapping[str, Field]) -> Iterator[Told]:
    """Journal, numbers and year of the fullest running line, where they don't gainsay what is `held`."""
    told = [venue for line in running if (venue := venue_in(line) or _volume_and_year(line))]
    venue = max(told, key=lambda venue: venue.told, default=None)
    if venue is None or not venue.name or venue.told < _FEWEST_PARTS or not _fits(venue, held):
        return
    yield "container-title", venue.name, _SURE
    yield "type", "article-journal", _SURE
    for variable, value in (("volume", venue.volume), ("issue", venue.issue), ("page", venue.page)):
        if value:
            yield variable, value, _SURE
    if venue.year:
        yield "issued", {"date-parts": [[venue.year]]}, _SURE


def _volume_and_year(line: str) -> Venue | None:
    """`Journal of Lines 4 (2019)`, which names no pages."""
    match = _VOLUME_AND_YEAR.fullmatch(line.strip(" .,"))
    return Venue(match["name"], match["volume"], match["issue"] or "", "", int(match["year"])) if match else None


def _fits(venue: Venue, held: Mapping[str, Field]) -> bool:
    kind, name, volume = (held[key].value if key in held else None for key in ("type", "container-title", "volume"))
    return (
        kind in (None, "article-journal")
        and (name is None or str(name).casefold() == venue.name.casefold())
        and (volume is None or str(volume) == venue.volume)
    )
