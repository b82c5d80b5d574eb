"""Measuring: whether the cells that a question was fitted to hold what it asks for, and not something near to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.tables.fitting import Fit, abbreviated
from service.tables.grid import Column
from service.tables.qualifiers import Pair, pairs_in
from service.tables.request import SIZES, Request
from service.tables.wording import GENERIC, base, is_met, met, stems_of
from service.words.stems import stem

_CHANGED = frozenset(("grow", "fall", "chang"))
_MEANS = frozenset(("averag", "mean", "median"))
_AMOUNTS = frozenset(map(base, ("volume", "value", "rate", "level", "count", "quantity", "sum", "figure")))
_SIZES = frozenset(map(base, SIZES))
_FAST = re.compile(r"\b(?:fast|slow|quick)\w*", re.IGNORECASE)
_PER = re.compile(r"\bper\s+(?!cent\b|100\b|hundred\b)(\w+)", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:by|with|without|from|for|per|to)\b", re.IGNORECASE)
_LARGEST = re.compile(r"\b(?:largest|biggest|smallest)\s+(?P<things>[^\W\d_]+s)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def is_measured(request: Request, fit: Fit) -> bool:
    """Whether a figure worked out of these cells is of what is asked.

    All that narrows what is measured must be said by the head, the row or the caption; and a head of changes, of means
    or of figures per something answers nobody who asks for plain amounts, nor the other way about.
    """
    request = abbreviated(request, fit.source.document)
    terms = frozenset(request.terms)
    about = [pair for pair in request.pairs if pair[0] in terms | _SIZES and pair[1] in terms]
    return (
        _is_told_here(request, fit)
        and all(_is_said(pair, fit) for pair in about)
        and _is_a_size(request, fit)
        and not _is_their_number(request, fit)
        and not (fit.measured and any(_is_altered(request, stems) for stems in _measures(fit)))
        and _is_per_the_same(request, fit)
        and all(_is_named(request, column.head) for column in fit.columns)
        and all(_is_led(request, head) for head in _heads(fit))
    )


def _is_told_here(request: Request, fit: Fit) -> bool:
    """Whether the table itself says what is measured: a title or a section's heading speaks of other things as well."""
    told = fit.grid.caption_stems.union(*_measures(fit))
    return not fit.far or (fit.far <= request.names and bool(met(frozenset(request.terms) - request.years, told)))


def _is_a_size(request: Request, fit: Fit) -> bool:
    """Whether a size that is asked for is told as one: a number of things says nothing of how large they are."""
    told = [*(column.stems for column in fit.columns), *(record.stems for record in fit.rows), fit.grid.caption_stems]
    return base("size") not in request.asking or any(is_met(base("size"), stems) for stems in told)


def _is_their_number(request: Request, fit: Fit) -> bool:
    """Whether the largest of some things are asked for, and the head only counts these things."""
    asked = {match["things"].lower() for match in _LARGEST.finditer(request.text)}
    return any(_bare_head(column.head) in asked and _is_a_count(fit, column) for column in fit.columns)


def _bare_head(head: str) -> str:
    """The last word of a head, its brackets aside: `Esker farms` are farms."""
    return " ".join(_IN_BRACKETS.sub(" ", head).lower().split()[-1:])


def _is_a_count(fit: Fit, column: Column) -> bool:
    """Whether a head in the plural stands over figures without a unit."""
    cells = (record.cells[column.index] for record in fit.grid.parts)
    unit = next((cell.quantity.unit for cell in cells if cell.quantity), None)
    head = _bare_head(column.head)
    return stem(head) != head and head.endswith("s") and (not unit or unit.lower() == head)


def _is_led(request: Request, head: str) -> bool:
    """Whether a head that has what is asked for is of it, as `homes with a boat` is of homes and no boats."""
    lead = stems_of(_AFTER.split(_IN_BRACKETS.sub(" ", head))[0])
    return not lead or met(request.required, stems_of(head)) <= met(request.required, lead)


def _is_named(request: Request, head: str) -> bool:
    """Whether the question names what a head is of, and not only what narrows it: `mills` are no `mill taxes`."""
    said = frozenset(request.terms) | request.asking
    bare = _IN_BRACKETS.sub(" ", head)
    narrowing = {one for one, _ in pairs_in(bare, ())}
    things = stems_of(bare) - narrowing or narrowing
    return not met(narrowing, said) or bool(met(things, said)) or bool(things & (GENERIC | _AMOUNTS))


def _is_said(pair: Pair, fit: Fit) -> bool:
    """Whether the cells say both words, where the pair is about what they measure at all."""
    narrowing, narrowed = pair
    measures = frozenset[str]().union(*_measures(fit))
    said = _said(fit)
    if is_met(narrowing, measures) and not is_met(narrowed, said):
        return fit.grid.layout == "matrix"
    if narrowing in GENERIC or is_met(narrowing, said) or not is_met(narrowed, measures | _rows(fit)):
        return True
    others = frozenset[str]().union(*(column.stems for column in fit.grid.figures))
    is_of_all = is_met(narrowing, fit.grid.caption_stems) and not is_met(narrowing, others)
    return is_of_all or (_stand_together(pair, fit) and not _is_narrowed(narrowed, fit))


def _is_narrowed(word: str, fit: Fit) -> bool:
    """Whether a head narrows the word itself, as `sheep growth` does growth."""
    return any(is_met(word, frozenset((two,))) for column in fit.columns for _, two in pairs_in(column.head, ()))


def _said(fit: Fit) -> frozenset[str]:
    """What the chosen heads and rows say, and the heads of the columns that name things."""
    told = [column.stems for column in fit.columns]
    told += [column.stems for column in fit.grid.columns if column.kind != "figure"]
    return _rows(fit).union(*told)


def _rows(fit: Fit) -> frozenset[str]:
    return frozenset[str]().union(*(record.stems.union(*record.details) for record in fit.rows))


def _stand_together(pair: Pair, fit: Fit) -> bool:
    """Whether the caption has both words side by side."""
    said = pairs_in(fit.grid.table.caption or "", ())
    return any(all(is_met(word, frozenset((other,))) for word, other in zip(pair, told, strict=True)) for told in said)


def _measures(fit: Fit) -> Iterator[frozenset[str]]:
    """What says what is measured: the heads of the columns, or the names of the rows where these measure."""
    if fit.grid.layout == "indicators":
        yield from (record.stems for record in fit.rows)
    else:
        yield from (stems_of(_IN_BRACKETS.sub(" ", head)) for head in _heads(fit))


def _heads(fit: Fit) -> tuple[str, ...]:
    indicators = fit.grid.layout == "indicators"
    return tuple(record.label for record in fit.rows) if indicators else tuple(column.head for column in fit.columns)


def _is_altered(request: Request, stems: frozenset[str]) -> bool:
    """Whether the measure is the change or the mean of what is asked."""
    said = frozenset(request.terms) | request.asking
    of_change = bool(said & _CHANGED) and not request.is_change
    if bool(stems & _CHANGED) != of_change and not (stems and _FAST.search(request.text)):
        return True
    is_of_one = request.operation in {"maximum", "minimum", "rank", "count"}
    return bool(stems & _MEANS) and not (said & _MEANS or is_of_one)


def _is_per_the_same(request: Request, fit: Fit) -> bool:
    """Whether what is asked per something is told per the same; a mean per row is the mean of the rows."""
    asked = _PER.search(request.text)
    if asked is None:
        return True
    told = [*(column.head for column in fit.columns), *(record.label for record in fit.rows)]
    if any(is_met(base(asked[1]), stems_of(head)) and re.search(r"\bper\b|/", head) for head in told):
        return True
    keys = fit.grid.keys
    return request.operation == "average" and any(stems_of(key.head) == {base(asked[1])} for key in keys)
