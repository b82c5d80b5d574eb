"""Held documents: what a library holds, told by the lines with the titles, how many they are, and of which years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import families, folded, years
from indexer.catalogue import HeldPassage, Holding
from indexer.passages import fields_of
from service.ask.shelf import Shelf
from service.ask.understanding.holdings_asked import AskedHoldings
from service.phrasing import capital, counted
from service.quotes.notice import Notice

MOST_SHOWN = 12
"""Documents whose titles are quoted."""

MOST_NAMED = 6
"""Documents of which no line can be quoted, or whose year isn't known, that are named one by one."""

MOST_LINES = 3
"""Lines over which a title is broken."""


def title_lines(asked: AskedHoldings, shelf: Shelf) -> tuple[HeldPassage, ...]:
    """The lines with the titles of the documents that are asked for, the first of them; in their order."""
    return tuple(line for holding in held_as_asked(asked, shelf)[:MOST_SHOWN] for line in _title_of(holding, shelf))


def holdings_notices(asked: AskedHoldings, shelf: Shelf) -> tuple[Notice, ...]:
    """How many documents are meant, of which years, and which of them can't be quoted; or that there is none."""
    meant = held_as_asked(asked, shelf)
    if not meant:
        return (Notice("record", capital(none_held(asked, shelf).removeprefix("Not found: "))),)
    told = [_counted(asked, meant)]
    if len(meant) > MOST_SHOWN:
        told.append(f"The first {MOST_SHOWN} are quoted; the list of documents has them all.")
    unquoted = [holding for holding in meant[:MOST_SHOWN] if not _title_of(holding, shelf)]
    if unquoted:
        told.append(f"No line with the title can be quoted of {_named(unquoted)}.")
    return tuple(Notice("record", text) for text in (*told, *_undated(asked, shelf)))


def none_held(asked: AskedHoldings, shelf: Shelf) -> str:
    """That no document is as they are asked for, or that of those which are no line can be quoted; else empty."""
    meant = held_as_asked(asked, shelf)
    if not meant:
        return " ".join([f"Not found: no {_what(asked)}{_condition(asked)} is held.", *_undated(asked, shelf)])
    if title_lines(asked, shelf):
        return ""
    return f"{_counted(asked, meant)} No line with a title can be quoted: {_named(meant)}."


def held_as_asked(asked: AskedHoldings, shelf: Shelf) -> list[Holding]:
    """The documents that are as they are asked for, by name."""
    found = list(shelf.holdings())
    if asked.people:
        by_them = [holding for holding in found if _is_by(holding, asked.people)]
        # Whose papers are asked for may be a journal's, or a publisher's.
        found = by_them or [holding for holding in found if _is_brought_out_by(holding, asked.called)]
    if asked.title:
        found = [holding for holding in found if _is_called(holding, asked.title)]
    if asked.is_dated:
        found = [holding for holding in found if (year := _year(holding)) is not None and asked.takes_in(year)]
    if asked.extreme is None:
        return found
    dated = [year for holding in found if (year := _year(holding)) is not None]
    wanted = asked.rank.of(dated, newest=asked.extreme == "newest")
    return [holding for holding in found if _year(holding) in wanted]


def _year(holding: Holding) -> int | None:
    return next(iter(years(holding.record.get("issued"))), None)


def _is_by(holding: Holding, people: Sequence[str]) -> bool:
    authors = holding.record.get("author")
    listed = authors if isinstance(authors, list | tuple) else ()
    given = [str(name.get("given", "")) for name in listed if isinstance(name, dict)]
    return set(people) <= set(folded(" ".join([*given, *families(authors)])).split())


def _is_brought_out_by(holding: Holding, called: str) -> bool:
    """Whether that is the name of the journal or the series that a document is in, or of its publisher."""
    names = (holding.record.text(name) or "" for name in ("container-title", "publisher"))
    return bool(folded(called)) and _plain(called) in {_plain(name) for name in names}


def _is_called(holding: Holding, title: str) -> bool:
    """Whether that is its title, or all of it before its colon."""
    whole = holding.record.text("title") or ""
    return _plain(title) in {_plain(whole), _plain(whole.partition(":")[0])}


def _plain(title: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", folded(title))


def _title_of(holding: Holding, shelf: Shelf) -> list[HeldPassage]:
    """The first line of its text that tells its title, with those right after it over which it is broken."""
    lines = [line for line in shelf.passages_of(holding, ["front"]) if "title" in fields_of(line.passage)]
    found = lines[:1]
    for line in lines[1:MOST_LINES]:
        if line.id != found[-1].id + 1:
            break
        found.append(line)
    return found


def _counted(asked: AskedHoldings, meant: Sequence[Holding]) -> str:
    dated = sorted(year for holding in meant if (year := _year(holding)) is not None)
    number = counted(len(meant), "document")
    if asked.extreme:
        which = asked.rank.said or asked.extreme
        of_years = f"{dated[0]}" if dated[0] == dated[-1] else f"{dated[0]} to {dated[-1]}"
        return f"The {which} of the documents held{_condition(asked)} {_IS[len(meant) == 1]} of {of_years}."
    told = f"{number}{_condition(asked)} {_IS[len(meant) == 1]} held"
    if not dated or len(dated) < len(meant) or (asked.is_dated and dated[0] == dated[-1]):
        return f"{told}."
    return f"{told}, published {f'in {dated[0]}' if dated[0] == dated[-1] else f'from {dated[0]} to {dated[-1]}'}."


def _what(asked: AskedHoldings) -> str:
    return f"{asked.rank.said} document".lstrip()


_IS = {True: "is", False: "are"}


def _condition(asked: AskedHoldings) -> str:
    """What the documents must be, in words: ` by Abel of 2019`; empty where all are meant."""
    told = [f"called “{asked.title}”"] if asked.title else []
    told += [f"by {asked.called}"] if asked.called else []
    if asked.only:
        told.append(f"of {' or '.join(map(str, asked.only))}")
    elif asked.first is not None and asked.last is not None:
        told.append(f"of {asked.first} to {asked.last}")
    elif asked.first is not None:
        told.append(f"of {asked.first} or later")
    elif asked.last is not None:
        told.append(f"of {asked.last} or earlier")
    return "".join(f" {each}" for each in told)


def _undated(asked: AskedHoldings, shelf: Shelf) -> list[str]:
    """That of some documents the year isn't known, where years are asked for."""
    if not (asked.is_dated or asked.extreme):
        return []
    unknown = [held for held in shelf.holdings() if _year(held) is None and _is_by(held, asked.people)]
    return [f"The year of publication isn't known of {_named(unknown)}."] if unknown else []


def _named(holdings: Sequence[Holding]) -> str:
    names = [holding.name for holding in holdings[:MOST_NAMED]]
    more = len(holdings) - len(names)
    return f"{', '.join(names)} and {more:,} more" if more else ", ".join(names)
