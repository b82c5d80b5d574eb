"""Relations: ways in which a series of shares or of changes may have been worked out from a table's other series."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import islice, pairwise

from corpus.structure.quantities import is_year
from service.checks.tables.board import Board, Figure, Series
from service.checks.tables.bounds import Bounds, exactly
from service.checks.tables.naming import number
from service.tables.statements import core
from service.tables.wording import met

CHANGE_WORDS = re.compile(
    r"\b(?:change[sd]?|growth|grew|increase[sd]?|decrease[sd]?|rise|decline|variation|difference|diff|gains?|loss(?:es)?"
    r"|reduction|veränderung|zuwachs|wachstum|variazione|variación|évolution|croissance|прирост|изменение|рост)\b|[Δ±∆]",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:annual(?:ly|ised|ized)?|per (?:year|annum)|a year|p\.\s?a|yearly|average|cagr|compound)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[, ]\d{3})+(?![\w,])|(?<![\w.,])\d{2,7}(?![\w]|[.,]\d)")
_CUMULATIVE = re.compile(r"\bcum(?:ulative(?:ly)?|ulated|\.|\b)|\brunning total\b", re.IGNORECASE)
_FEW_ADDED = 4
_PER_EACH = re.compile(
    r"(?!.*\bper (?:cent|\d|hundred|thousand|million|annum|year))(.+?)\s+(?:per|/)\s+(\D+)$", re.IGNORECASE
)
MOST_SERIES = 12
"""Series that are tried as what another was worked out from, the nearest ones where there are more."""

_FARTHEST = 300
LEAST_WHOLE = Decimal(10)
"""Of fewer things than this, shares say little, and figures meet by chance."""

LEAST_OF_A_KIND = 3
"""Rows that must agree on a whole that the table names nowhere."""


@dataclass(frozen=True)
class Worked:
    """What a figure comes out as: from the printed figures as they stand, and within their rounding."""

    value: Decimal
    bounds: Bounds
    loose: Bounds
    told: str
    is_trivial: bool


@dataclass(frozen=True)
class Relation:
    """One way for all entries; None for entries that lack a figure. `is_sure` where the heads or a total say so."""

    target: Series
    worked: tuple[Worked | None, ...]
    sources: tuple[int, ...]
    is_sure: bool
    is_guess: bool = False

    @cached_property
    def tested(self) -> tuple[int, ...]:
        """The entries that have both the stated figure and the one worked out."""
        return tuple(i for i, w in enumerate(self.worked) if w is not None and self.target.figures[i] is not None)

    @cached_property
    def fitting(self) -> tuple[int, ...]:
        """The entries whose stated figure is what comes out, as rounded."""
        return tuple(i for i in self.tested if self.fits(i))

    @cached_property
    def support(self) -> int:
        """How many figures come out that would not come out anyway, as 0 and 100 % do."""
        return sum(1 for i in self.fitting if (w := self.worked[i]) and not w.is_trivial)

    def fits(self, entry: int) -> bool:
        """Whether the entry's stated figure is what comes out, as rounded."""
        worked, stated = self.worked[entry], self.target.figures[entry]
        if worked is None or stated is None:
            return False
        return worked.bounds.meets(stated.bounds) or (self.cuts_off and _is_cut_off(worked, stated))

    @cached_property
    def cuts_off(self) -> bool:
        """Whether decimals were cut off throughout, and not rounded."""
        pairs = [(w, f) for w, f in zip(self.worked, self.target.figures, strict=True) if w and f and not w.is_trivial]
        cut = [_is_cut_off(worked, stated) for worked, stated in pairs]
        lost = sum(
            1
            for (worked, stated), is_cut in zip(pairs, cut, strict=True)
            if is_cut and not worked.bounds.meets(stated.bounds)
        )
        return lost > 1 and 4 * sum(cut) >= 3 * len(cut)

    def nearly_fits(self, entry: int) -> bool:
        """Whether it differs by no more than one in its last place, or than noughts at an end may have rounded away."""
        worked, stated = self.worked[entry], self.target.figures[entry]
        if worked is None or stated is None:
            return False
        wide = Bounds(stated.value - stated.step, stated.value + stated.step)
        return worked.bounds.meets(wide) or worked.loose.meets(stated.bounds)

    @property
    def holds(self) -> bool:
        """Whether enough figures come out to say that this is how the others should."""
        nontrivial = [i for i in self.tested if (w := self.worked[i]) and not w.is_trivial]
        if self.is_guess:
            return self.support >= LEAST_OF_A_KIND and 5 * self.support >= 3 * len(nontrivial)
        if self.is_sure:
            near = sum(1 for i in nontrivial if self.nearly_fits(i))
            return self.support >= 1 and 3 * near >= len(nontrivial)
        coarse = all(f is None or f.step >= 1 for f in self.target.figures)
        return self.support >= (3 if coarse else 2) and 2 * self.support > len(nontrivial)


def _is_cut_off(worked: Worked, stated: Figure) -> bool:
    return stated.value <= worked.bounds.high and worked.bounds.low < stated.value + stated.step


def relations(board: Board, target: Series) -> tuple[Relation, ...]:
    """The ways that hold for a series, the best first."""
    place = next(i for i, series in enumerate(board.series) if series is target)
    found = [relation for relation in _candidates(board, target, place) if relation.holds]
    return tuple(
        sorted(
            found,
            key=lambda r: (2 * r.is_guess - r.support, not r.is_sure, max(abs(place - source) for source in r.sources)),
        )
    )


def _candidates(board: Board, target: Series, place: int) -> Iterator[Relation]:
    counts = _nearest(place, (i for i in _outwards(place, len(board.series)) if _is_of_counts(board.series[i])))
    if CHANGE_WORDS.search(target.head):
        yield from _from_before(board, target, place)
        if not _YEARLY.search(target.head):
            yield from _changes(board, target, place)
    elif _CUMULATIVE.search(target.head):
        yield from _added_up(board, target, place)
    elif not target.is_percent and _PER_EACH.match(target.head):
        yield from _per_each(board, target, place)
    elif target.is_share:
        for mine in counts:
            yield from _of_a_whole(board, target, mine)
        for mine in counts:
            for theirs in counts:
                if mine != theirs:
                    yield _ratio(board, target, mine, theirs, len(counts) == 2)


def _outwards(place: int, length: int) -> Iterator[int]:
    """The places of all others, the nearest first."""
    for far in range(1, min(length, _FARTHEST)):
        yield from (at for at in (place - far, place + far) if 0 <= at < length)


def _nearest(place: int, others: Iterable[int]) -> list[int]:
    """The nearest of the others, in their order."""
    return sorted(islice(others, MOST_SERIES))


def _is_of_counts(series: Series) -> bool:
    return not series.is_share and _is_count(series)


def _is_count(series: Series) -> bool:
    return all(figure is None or figure.value >= 0 for figure in series.figures) and not _is_years(series)


def _is_years(series: Series) -> bool:
    return all(figure is None or is_year(figure.text) for figure in series.figures)


def _share(mine: Figure, whole: Figure, factor: Decimal) -> Worked | None:
    bounds, loose = mine.exact.per(whole.exact, factor), mine.loose.per(whole.loose, factor)
    if bounds is None or loose is None or not whole.value:
        return None
    told = f"{mine.text} of {whole.text}"
    return Worked(mine.value * factor / whole.value, bounds, loose, told, mine.value in (0, whole.value))


def _share_of(mine: Figure, whole: Decimal, factor: Decimal) -> Worked:
    bounds = mine.exact.per(exactly(whole), factor) or exactly(Decimal(0))
    loose = mine.loose.per(exactly(whole), factor) or bounds
    told = f"{mine.text} of {number(whole)}"
    return Worked(mine.value * factor / whole, bounds, loose, told, mine.value in (0, whole))


def _of_a_whole(board: Board, target: Series, mine: int) -> Iterator[Relation]:
    """Shares of one whole: of the total that the table gives, of a number that its words give, of one that fits."""
    series, factor = board.series[mine], target.factor
    if board.totals:
        wholes = [_total_of(board, series, entry) for entry in range(len(board.entries))]
        worked = [
            _share(f, whole, factor) if f and whole else None for f, whole in zip(series.figures, wholes, strict=True)
        ]
        yield Relation(target, tuple(worked), (mine,), is_sure=_totals_are_whole(board, target))
    values = sorted(f.value for f in series.figures if f)
    least = (
        max(values[len(values) * 3 // 4 - 1] if len(values) > 1 else values[0], LEAST_WHOLE) if values else LEAST_WHOLE
    )
    for whole in _numbers_said(board, target, series):
        if whole >= least:
            yield _constant(target, series, mine, whole, factor, is_guess=False)
    guess = _guessed_whole(board, target, series, factor)
    if guess and guess >= least:
        found = _constant(target, series, mine, guess, factor, is_guess=True)
        once = zip(board.entries, found.worked, strict=True)
        yield replace(found, worked=tuple(None if entry.is_repeat else worked for entry, worked in once))


def _constant(
    target: Series, series: Series, mine: int, whole: Decimal, factor: Decimal, *, is_guess: bool
) -> Relation:
    worked = tuple(_share_of(f, whole, factor) if f else None for f in series.figures)
    return Relation(target, worked, (mine,), is_sure=False, is_guess=is_guess)


def _total_of(board: Board, series: Series, entry: int) -> Figure | None:
    """The total that an entry belongs to: the next one of its part, else the table's last."""
    after = [i for i in board.totals if i >= entry and board.entries[i].part == board.entries[entry].part]
    return series.figures[after[0] if after else board.totals[-1]]


def _totals_are_whole(board: Board, target: Series) -> bool:
    """Whether the shares of the totals are given as the whole."""
    stated = [target.figures[i] for i in board.totals]
    return all(f is not None and f.value == target.factor for f in stated)


def _numbers_said(board: Board, target: Series, series: Series) -> Sequence[Decimal]:
    """The whole numbers in the caption, the note and the heads."""
    table = board.grid.table
    text = " ; ".join(filter(None, [table.caption, table.note, target.head, series.head]))
    found = {Decimal(re.sub(r"\D", "", match)) for match in _NUMBER.findall(text)}
    return sorted(found - {Decimal(0)})


def _guessed_whole(board: Board, target: Series, series: Series, factor: Decimal) -> Decimal | None:
    """The whole that most of the shares agree on, where they are told finely enough to tell one.

    A row that says again what one above it says is no further witness.
    """
    ranges = []
    for entry, mine, stated in zip(board.entries, series.figures, target.figures, strict=True):
        if mine is None or stated is None or mine.value <= 0 or stated.bounds.low <= 0 or entry.is_repeat:
            continue
        ranges.append(
            Bounds(mine.exact.low * factor / stated.bounds.high, mine.exact.high * factor / stated.bounds.low)
        )
    if len(ranges) < LEAST_OF_A_KIND:
        return None
    lows, highs = sorted(r.low for r in ranges), sorted(r.high for r in ranges)
    best = max(ranges, key=lambda r: (bisect_right(lows, r.low) - bisect_left(highs, r.low), -r.low))
    holding = [other for other in ranges if other.low <= best.low <= other.high]
    low, high = max(r.low for r in holding), min(r.high for r in holding)
    whole = ((low + high) / 2).to_integral_value()
    return whole if low <= whole <= high else None


def _ratio(board: Board, target: Series, mine: int, theirs: int, is_only: bool) -> Relation:
    """Each entry's share of another figure of its own."""
    ours, wholes = board.series[mine], board.series[theirs]
    pairs = zip(ours.figures, wholes.figures, strict=True)
    worked = tuple(_share(a, b, target.factor) if a and b else None for a, b in pairs)
    is_within = all(
        a is None or b is None or a.value <= b.value for a, b in zip(ours.figures, wholes.figures, strict=True)
    )
    words = core(target.head)
    is_told = bool(words) and met(words, core(ours.head) | core(wholes.head)) == words
    is_sure = is_within and not board.is_across and (is_told or (is_only and ours.measures == wholes.measures))
    return Relation(target, worked, (mine, theirs), is_sure)


def _per_each(board: Board, target: Series, place: int) -> Iterator[Relation]:
    """One series by another, where the head names both: `Pupils per school`."""
    match = _PER_EACH.match(target.head)
    assert match is not None
    wanted = core(match[1]), core(match[2])
    near = _nearest(place, _outwards(place, len(board.series)))
    heads = [(i, core(board.series[i].head)) for i in near]
    for mine, head in heads:
        for theirs, other in heads:
            if (
                mine != theirs
                and all(wanted)
                and met(wanted[0], head) == wanted[0]
                and met(wanted[1], other) == wanted[1]
            ):
                pairs = list(zip(board.series[mine].figures, board.series[theirs].figures, strict=True))
                yield Relation(target, _each(pairs, _quotient), (mine, theirs), is_sure=not board.is_across)


def _quotient(mine: Figure, theirs: Figure) -> Worked | None:
    one = Decimal(1)
    bounds, loose = mine.exact.per(theirs.exact, one), mine.loose.per(theirs.loose, one)
    if bounds is None or loose is None or not theirs.value:
        return None
    return Worked(mine.value / theirs.value, bounds, loose, f"{mine.text} by {theirs.text}", mine.value == 0)


def _changes(board: Board, target: Series, place: int) -> Iterator[Relation]:
    """Change from one series to another, in per cent or as a difference."""
    every = _outwards(place, len(board.series))
    others = _nearest(place, (i for i in every if not CHANGE_WORDS.search(board.series[i].head)))
    for first in others:
        for second in others:
            if first == second or board.series[first].measures != board.series[second].measures:
                continue
            is_sure = len(others) == 2 and first < second and not board.is_across
            pairs = list(zip(board.series[first].figures, board.series[second].figures, strict=True))
            if target.is_percent:
                yield Relation(target, _each(pairs, _change), (first, second), is_sure)
            yield Relation(target, _each(pairs, _difference), (first, second), is_sure and not target.is_percent)


def _from_before(board: Board, target: Series, place: int) -> Iterator[Relation]:
    """Change from one year to the next, where the entries are years in order."""
    years = [int(entry.label.strip()) if is_year(entry.label) else None for entry in board.entries]
    known = [year for year in years if year is not None]
    if len(known) != len(years) or len(known) < LEAST_OF_A_KIND or not target.is_percent or known != sorted(known):
        return
    gaps = {second - first for first, second in pairwise(known)}
    if gaps != {1} and _YEARLY.search(target.head):
        return
    for other in _nearest(place, _outwards(place, len(board.series))):
        series = board.series[other]
        if not CHANGE_WORDS.search(series.head):
            before = (None, *series.figures[:-1])
            yield Relation(target, _each(list(zip(before, series.figures, strict=True)), _change), (other,), False)


def _added_up(board: Board, target: Series, place: int) -> Iterator[Relation]:
    """Another series, added up from the first entry on."""
    for other in _nearest(place, _outwards(place, len(board.series))):
        series = board.series[other]
        if series.is_percent != target.is_percent or _CUMULATIVE.search(series.head):
            continue
        worked: list[Worked | None] = []
        known: list[Figure] = []
        value, bounds = Decimal(0), exactly(Decimal(0))
        for entry, figure in zip(board.entries, series.figures, strict=True):
            if figure is None or not entry.is_part:
                worked.append(None)
                continue
            known.append(figure)
            value, bounds = value + figure.value, bounds + figure.exact
            told = " + ".join(one.text for one in known[-_FEW_ADDED:])
            told = f"… + {told}" if len(known) > _FEW_ADDED else told
            worked.append(Worked(value, bounds, bounds, told, len(known) == 1))
        yield Relation(target, tuple(worked), (other,), False)


Pairs = Sequence[tuple[Figure | None, Figure | None]]


def _each(pairs: Pairs, work: Callable[[Figure, Figure], Worked | None]) -> tuple[Worked | None, ...]:
    return tuple(work(a, b) if a and b else None for a, b in pairs)


def _change(before: Figure, after: Figure) -> Worked | None:
    if before.value <= 0 or before.exact.low <= 0:
        return None
    hundred = Decimal(100)
    ratio, loose = after.exact.per(before.exact), after.loose.per(before.loose)
    if ratio is None or loose is None:
        return None
    told = f"from {before.text} to {after.text}"
    value = (after.value - before.value) * hundred / before.value
    return Worked(value, ratio - exactly(hundred), loose - exactly(hundred), told, after.value == before.value)


def _difference(before: Figure, after: Figure) -> Worked | None:
    told = f"from {before.text} to {after.text}"
    loose = after.loose - before.loose
    return Worked(after.value - before.value, after.exact - before.exact, loose, told, after.value == before.value)
