"""Others' rows: those of tables that are of another year, thing or measure than the question names.

Where a table has the measure that is asked for by its head, rows of the others say nothing of it; and where one names
its rows by two things, those that have but one of the two that are asked for are of something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import HeldPassage
from indexer.retrieval import Hit
from service.ask.named import asks_of_one_time, either, names_of, years_of
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding
from service.tables.fitting import Source, context_of
from service.tables.grid import Column, Record
from service.tables.request import Request, request_of
from service.tables.sources import sources
from service.tables.statements import core
from service.tables.wording import base, is_met, stems_of, years_in

LEAST_MEMBERS = 2
"""A column with fewer distinct names in it names no kind."""

LEAST_OF_A_MEASURE = 2
"""Words of a head by which a measure is told from others: one word alone may mean many things."""

TWO_ENDS = 2
"""Years that a change is between."""

LEAST_KEYS = 2
"""Columns that name rows together."""


@dataclass(frozen=True)
class OthersRows:
    """The `ids` of rows that can't answer, the names and years that they aren't of, and those that `none` is of.

    `together` are those that rows are of one by one, and none is of all of them.
    """

    ids: frozenset[int]
    named: tuple[str, ...]
    none: tuple[str, ...] = ()
    together: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What no row is of, in words: a name or a year that none is of, else that none is of all of them."""
        none = tuple(word for word in self.none if word not in self.together)
        if none:
            return either(none)
        words = [f"“{word}”" for word in self.together or self.named]
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
        if self.together:
            return any(all(_is_said(word, stems) for word in self.together) for stems in said)
        return any(_is_said(word, stems) for word in self.named for stems in said)


def others_rows(question: Understanding, hits: Sequence[Hit], shelf: Shelf) -> OthersRows:
    """The rows among the hits that a name or a year of the question leaves out."""
    years = frozenset(years_of(question)) if asks_of_one_time(question) else frozenset[str]()
    credited = {word for person in question.credited for word in person.split()}
    names = [name for name in names_of(question) if _is_written_as_a_name(name) and name not in credited]
    request = request_of(question.put_right, question.operation)
    is_of_figures = question.wants_number or request.wants_figure
    ends = _ends(request)
    is_asked = bool(years or names or is_of_figures or ends)
    rows = [hit for hit in hits if hit.held.passage.kind == "row"] if is_asked else []
    found: dict[int, tuple[str, ...]] = {}
    together: set[str] = set()
    every = sources(rows, shelf.document)
    for source in every:
        own = [one for one in every if one.holding.digest == source.holding.digest]
        measures = _measures_elsewhere(question, source, own) if is_of_figures else ()
        unmet, pairs = (*_unmet(names, source), *measures), _asked_pairs(question, own) if is_of_figures else ()
        for hit in rows:
            if hit.held.document.digest == source.holding.digest and (record := _record(source, hit.held)):
                apart = (*_apart(pairs, record), *_without_an_end(ends, source, record))
                together.update(apart)
                why = (*unmet, *_other_years(years, source, record), *apart)
                found |= {hit.held.id: why} if why else {}
    whys = [frozenset(why) for why in found.values()]
    named = frozenset[str]().union(*whys)
    none = tuple(sorted(named.intersection(*whys)))
    return OthersRows(frozenset(found), tuple(sorted(named)), none, tuple(sorted(together)))


def _measures_elsewhere(question: Understanding, source: Source, own: Sequence[Source]) -> tuple[str, ...]:
    """The heads that the question says in full, where other tables of the document have them and this has none."""
    said = stems_of(question.put_right)
    heads = {core(column.head): column.head for one in own for column in one.grid.figures}
    asked = {stems: head for stems, head in heads.items() if len(stems) >= LEAST_OF_A_MEASURE and stems <= said}
    if any(all(is_met(stem, source.grid.stems) for stem in stems) for stems in asked):
        return ()
    return tuple(" ".join(head.split()) for head in asked.values())


def _asked_pairs(question: Understanding, own: Sequence[Source]) -> tuple[_Pair, ...]:
    """The words of the question that name rows by two things, where no row of the table is of both."""
    written = {word.lower(): word for word in re.findall(r"[^\W\d_]+", question.text)}
    words = {base(word): written.get(word, word) for word in question.words if not years_in(word)}
    pairs = (_asked_pair(words, source) for source in own)
    return tuple(pair for pair in pairs if pair is not None)


def _asked_pair(words: Mapping[str, str], source: Source) -> _Pair | None:
    records = source.grid.parts
    said = []
    for column in source.grid.keys:
        cells = [stems_of(record.cells[column.index].text) for record in records]
        named = frozenset(stem for stem in words if 0 < sum(is_met(stem, cell) for cell in cells) < len(cells))
        said.append((column, named))
    named_by = [(column, stems) for column, stems in said if stems]
    if len(named_by) != LEAST_KEYS or named_by[0][1] & named_by[1][1]:
        return None
    if any(all(_has(record.cells[c.index].text, stems) for c, stems in named_by) for record in records):
        return None
    return _Pair(tuple(stems for _, stems in named_by), tuple(words[stem] for _, stems in named_by for stem in stems))


@dataclass(frozen=True)
class _Pair:
    """The stems that name a thing of each of two kinds, and the words of the question that have them."""

    stems: tuple[frozenset[str], ...]
    words: tuple[str, ...]


def _apart(pairs: Sequence[_Pair], record: Record) -> tuple[str, ...]:
    """The words of the pairs of which a row doesn't have both."""
    said = " ".join(cell.text for cell in record.cells)
    return tuple(word for pair in pairs if not all(_has(said, stems) for stems in pair.stems) for word in pair.words)


def _has(text: str, stems: frozenset[str]) -> bool:
    said = stems_of(text)
    return any(is_met(stem, said) for stem in stems)


def _is_said(words: str, stems: frozenset[str]) -> bool:
    return all(is_met(stem, stems) for stem in stems_of(words))


def _ends(request: Request) -> frozenset[str]:
    """The two years between which a change is asked for; nothing where none is."""
    is_change = request.operation in {"difference", "ratio"} and len(request.years) == TWO_ENDS
    return request.years if is_change else frozenset()


def _without_an_end(ends: frozenset[str], source: Source, record: Record) -> tuple[str, ...]:
    """Both years, where the row, or the rows of its table one by one, tell of years, and not of both."""
    rows = source.grid.records if record.years else (record,)
    told = [all(_other_years(frozenset({year}), source, row) for row in rows) for year in ends]
    return tuple(sorted(ends)) if any(told) and _told_years(source, record) else ()


def _record(source: Source, held: HeldPassage) -> Record | None:
    return next((record for record in source.grid.records if held.passage.span.contains(record.span)), None)


def _told_years(source: Source, record: Record) -> list[frozenset[str]]:
    """The years that a row is of: by its own cells, else by the heads and the caption."""
    grid = source.grid
    heads = [column.years for column in grid.columns]
    return [years for years in ([record.years] if record.years else [*heads, grid.caption_years]) if years]


def _other_years(asked: frozenset[str], source: Source, record: Record) -> tuple[str, ...]:
    """The years asked for, where the row is of others."""
    told = _told_years(source, record)
    # A title's or a heading's years hold for tables that tell none of their own.
    said = years_in(" ".join(cell.text for cell in record.cells))
    is_of_others = told and not any(year in said or _is_within(year, told) for year in asked)
    return tuple(sorted(asked)) if is_of_others else ()


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
