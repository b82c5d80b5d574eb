"""Disputes: the cells that give one thing several values, of a finding that tables disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Document, Span
from service.audit.audit import AuditFinding
from service.quotes.quote import Place
from service.quotes.quoting import Read, place
from service.tables.conflicts import conflicting
from service.tables.fitting import Source
from service.tables.grid import grid_of
from service.tables.scale import with_unit
from service.tables.sources import held_alone
from service.tables.statements import Statement, statements

LEAST_DRAWN = 3
"""Values of one thing from which on they are drawn; of two, the marked cells say all."""


@dataclass(frozen=True)
class Valued:
    """A cell's value: what of (`thing`), as it is written, in ones of what it measures, and which table has it."""

    cell: Span
    thing: str
    text: str
    amount: Decimal
    table: str
    place: Place

    def is_of_same(self, other: Valued) -> bool:
        """Whether both are of a thing of one name, of which one table may have in rows what another has in columns."""
        return _parts(self.thing) == _parts(other.thing)


def _parts(thing: str) -> list[str]:
    return sorted(part.strip() for part in thing.casefold().split(","))


@dataclass(frozen=True)
class Dispute:
    """One thing, and the values that are given for it, the finding's own first."""

    thing: str
    values: tuple[Valued, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether there are values enough for a plot."""
        return len({value.amount for value in self.values}) >= LEAST_DRAWN


def disputes(finding: AuditFinding, related: Mapping[Place, Document], read: Read) -> tuple[Dispute, ...]:
    """What the finding's row is contradicted in, by the cells of the `related` rows, whose documents are given."""
    document = read(finding.holding)
    mine = _said_in(_table_at(document, finding.span), finding.span)
    found: dict[Span, list[Valued]] = {}
    for at, other in related.items():
        span = Span(at.start, at.end)
        table = _table_at(other, span)
        for one, two in conflicting(mine, [table] if table else []):
            if two.record.span.overlaps(span):
                found.setdefault(one.cell.span, []).append(_valued(two, at))
    own = place(finding.holding, finding.span, read)
    return tuple(
        Dispute(_thing(one), (_valued(one, own), *_each(found[one.cell.span])))
        for one in mine
        if one.cell.span in found
    )


def _each(values: Sequence[Valued]) -> tuple[Valued, ...]:
    return tuple({(value.place.document_id, value.cell): value for value in values}.values())


def _table_at(document: Document, span: Span) -> Source | None:
    for position, table in enumerate(document.tables, start=1):
        if table.span.overlaps(span):
            grid = grid_of(table, position)
            return Source(held_alone(document), document, grid) if grid else None
    return None


def _said_in(source: Source | None, span: Span) -> tuple[Statement, ...]:
    return tuple(_overlapping(source, span)) if source else ()


def _overlapping(source: Source, span: Span) -> Iterator[Statement]:
    return (said for said in statements(source) if said.record.span.overlaps(span))


def _valued(said: Statement, at: Place) -> Valued:
    return Valued(
        cell=said.cell.span,
        thing=_thing(said),
        text=_written(said),
        amount=said.value,
        table=_numbered(said.source),
        place=at,
    )


def _numbered(source: Source) -> str:
    number = source.grid.table.number
    return f"Table {number}" if number else ""


def _written(said: Statement) -> str:
    text = " ".join(said.cell.text.split())
    unit = said.cell.quantity.unit if said.cell.quantity else None
    return with_unit(text, unit) if unit and unit.lower() not in text.lower() else text


def _thing(said: Statement) -> str:
    return ", ".join(part for part in (said.record.label, said.column.head) if part)
