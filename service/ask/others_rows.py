"""Others' rows: those of tables that are of another year, or of another thing of the kind, than the question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.catalogue import HeldPassage
from indexer.retrieval import Hit
from service.ask.named import asks_of_one_time, either, names_of, years_of
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding
from service.tables.fitting import Source, context_of
from service.tables.grid import Column, Record
from service.tables.sources import sources
from service.tables.wording import base, is_met, stems_of, years_in

LEAST_MEMBERS = 2
"""A column with fewer distinct names in it names no kind."""


@dataclass(frozen=True)
class OthersRows:
    """The `ids` of rows that can't answer, the names and years that they aren't of, and those that `none` is of."""

    ids: frozenset[int]
    named: tuple[str, ...]
    none: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What no row is of, in words: a name or a year that none is of, else that none is of all of them."""
        if self.none:
            return either(self.none)
        words = [f"“{word}”" for word in self.named]
        return f"{', '.join(words[:-1])} and {words[-1]} together"

    def without(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The other hits, in their order."""
        return tuple(hit for hit in hits if hit.held.id not in self.ids)

    def lead(self, hits: Sequence[Hit]) -> bool:
        """Whether the best of the hits is one of them."""
        return bool(hits) and hits[0].held.id in self.ids

    def are_made_up_for(self, chosen: Sequence[Hit]) -> bool:
        """Whether one of these hits mentions what the rows aren't of."""
        said = [stems_of(hit.held.passage.reading) for hit in chosen]
        return any(is_met(base(word), stems) for word in self.named for stems in said)


def others_rows(question: Understanding, hits: Sequence[Hit], shelf: Shelf) -> OthersRows:
    """The rows among the hits that a name or a year of the question leaves out."""
    years = frozenset(years_of(question)) if asks_of_one_time(question) else frozenset[str]()
    credited = {word for person in question.credited for word in person.split()}
    names = [name for name in names_of(question) if _is_written_as_a_name(name) and name not in credited]
    rows = [hit for hit in hits if hit.held.passage.kind == "row"] if years or names else []
    found: dict[int, tuple[str, ...]] = {}
    for source in sources(rows, shelf.document):
        unmet = _unmet(names, source)
        for hit in rows:
            if hit.held.document.digest == source.holding.digest and (record := _record(source, hit.held)):
                why = (*unmet, *_other_years(years, source, record))
                found |= {hit.held.id: why} if why else {}
    whys = [frozenset(why) for why in found.values()]
    named = frozenset[str]().union(*whys)
    return OthersRows(frozenset(found), tuple(sorted(named)), tuple(sorted(named.intersection(*whys))))


def _record(source: Source, held: HeldPassage) -> Record | None:
    return next((record for record in source.grid.records if held.passage.span.contains(record.span)), None)


def _other_years(asked: frozenset[str], source: Source, record: Record) -> Iterator[str]:
    """The years asked for, where the row is of others: by its own cells, the heads, else the caption."""
    grid = source.grid
    heads = [column.years for column in grid.columns]
    told = [years for years in ([record.years] if record.years else [*heads, grid.caption_years]) if years]
    said = years_in(" ".join(cell.text for cell in record.cells)) | context_of(source.document, grid.table.span.start)
    if told and not any(year in said or _is_within(year, told) for year in asked):
        yield from sorted(asked)


def _is_within(year: str, told: Sequence[frozenset[str]]) -> bool:
    """Whether it is one of the years, or lies between two that are told together: `2005–2015`."""
    return any(min(years) <= year <= max(years) for years in told)


def _unmet(names: Sequence[str], source: Source) -> tuple[str, ...]:
    """The names that a table doesn't have where it has others of the kind, and none that the question names."""
    grid, document = source.grid, source.document
    cells = " ".join(cell.text for row in grid.table.rows for cell in row)
    said = grid.stems | stems_of(f"{cells} {grid.table.note or ''}") | context_of(document, grid.table.span.start)
    unmet = [name for name in names if not is_met(base(name), said)]
    if not unmet or any(is_met(base(name), record.stems) for name in names for record in grid.records):
        return ()
    members = [kind for column in grid.keys if (kind := _members(source, column))]
    return tuple(name for name in unmet if any(_is_of_the_kind(name, kind, document.text) for kind in members))


def _members(source: Source, column: Column) -> tuple[str, ...]:
    """The cells of a column, each once, where they are names and no common words."""
    texts = (record.cells[column.index].text.strip() for record in source.grid.records)
    members = tuple(dict.fromkeys(text for text in texts if text))
    named = [text for text in members if _is_a_name(text, source.document.text)]
    return members if len(members) >= LEAST_MEMBERS and 2 * len(named) > len(members) else ()


def _is_of_the_kind(name: str, kind: Sequence[str], text: str) -> bool:
    """Whether it is a name as they are, and not what the whole document is of, whose parts they may be."""
    return _is_a_name(name, text) and _count(name, text) < max(_count(member, text) for member in kind)


def _is_a_name(words: str, text: str) -> bool:
    """Whether each word begins with a capital, and is written with a small letter nowhere in the text."""
    each = re.findall(r"[^\W\d_]+", words)
    return bool(each) and all(_is_written_as_a_name(word) and not _count(word.lower(), text) for word in each)


def _is_written_as_a_name(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and len(word) > 2


def _count(words: str, text: str) -> int:
    return len(re.findall(rf"\b{re.escape(words)}\b", text))
