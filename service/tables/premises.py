"""Premises: what a question takes for granted of a table's figures, where the cells say the reverse.

Who asks why one thing is more than another, or than all others, or why or how far it fell, says that it is so. A table
denies that only where it has just these figures: the two that are compared, those of the one thing year by year, all of
them going the other way, or that of the one thing beside a greater one of its column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.tables.arithmetic import work_out
from service.tables.bounds import is_denied
from service.tables.computation import Operation
from service.tables.extremes import outdone_by
from service.tables.fitting import Fit, Source, fit
from service.tables.grid import Record
from service.tables.lines import Figure, Line, lines
from service.tables.measuring import is_measured
from service.tables.request import SUPERLATIVE_DOWN, SUPERLATIVE_UP, Request, is_of_growth, request_of
from service.tables.scale import are_comparable
from service.tables.surest import NOT_FAR, stands_beside, surest
from service.tables.than import parted_by_than
from service.tables.wording import met, stems_of, years_in
from service.tables.worked import MOST_SUMMED, named

_WHY = re.compile(
    r"^\W*(?:(?:and|but|so|then|also)\W+)?(?:why\b(?:\s+is\s+it\s+that\b)?|how\s+come\b"
    r"|(?:what|which)\s+(?:\w+\s+)?(?:explains?|explained|causes?|caused|accounts?\s+for|accounted\s+for|lies\s+behind"
    r"|led\s+to|is\s+the\s+(?:reason|cause)\s+(?:for|of|why)|(?:are|were)\s+the\s+(?:reasons|causes)\s+(?:for|of|why))\b"
    r"(?:\s+(?:the\s+fact\s+)?(?:that|why)\b)?)",
    re.IGNORECASE,
)
_HOW_FAR = re.compile(
    r"^\W*(?:(?:by\s+)?how\s+(?:much|far|many)\s+(?=(?:did|do|does|has|have|had)\b)"
    r"|(?:by\s+)?(?:what|which)\s+per\s?cent(?:age)?\s+(?=(?:did|do|does|has|have|had)\b)"
    r"|(?:what|how\s+(?:large|big|great|steep))\s+(?:is|was)\s+the\s+(?=(?:fall|decline|decrease|drop|reduction|rise|increase)\b))",
    re.IGNORECASE,
)
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:(?:lead|advantage)\s+over|ahead\s+of|exceed(?:s|ed)?|surpass(?:es|ed)?|outnumber(?:s|ed)?)\b", re.IGNORECASE
)
_BEHIND = re.compile(r"\b(?:lag(?:s|ged|ging)?|trail(?:s|ed|ing)?|f[ae]ll(?:s|en)?)\s+behind\b", re.IGNORECASE)
_RISING = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing)?|grew|expand(?:s|ed|ing)?|climb(?:s|ed|ing)?"
    r"|rais(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|(?:go|goes|going|gone|went)\s+up)\b",
    re.IGNORECASE,
)
_FALLING = re.compile(
    r"\b(?:fall(?:s|en|ing)?|fell|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?|shr[aiu]nk(?:s|ing)?"
    r"|diminish(?:es|ed|ing)?|reduc(?:e|es|ed|ing|tion)|lower(?:s|ed|ing)?|halv(?:e|es|ed|ing)"
    r"|(?:go|goes|going|gone|went)\s+down)\b",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"\b(?:stop|ceas|fail|slow|fast|quick|less|more|most|least|first|then|again|temporar)\w*", re.IGNORECASE
)
"""What makes a change another one than from one end to the other."""
_IN_A_YEAR = re.compile(r"\b(?:in|during)\s+(?P<year>(?:1[5-9]|20)\d\d)\b(?!\s*[–-])", re.IGNORECASE)
_BEFORE_THE_MOST = re.compile(r"(?<!\bof )(?<!\bamong )\bthe\s+$", re.IGNORECASE)
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:(?:one|some|any|several|few|many|most|all|part)\s+of|among(?:st)?)\b", re.IGNORECASE
)
_OF_SPEED = re.compile(r"(?:fastest|slowest)\b", re.IGNORECASE)
"""What says without `the` that one thing is beyond all others."""

MOST_NAMED = 3
"""Tables whose figures are named against one premise."""


@dataclass(frozen=True)
class Contrary:
    """Figures of a table that say the reverse of what a question takes for granted."""

    fit: Fit
    line: Line
    figures: tuple[Figure, ...]

    @property
    def told(self) -> str:
        """What the cells say, as a clause: `Table 4 of a.md says otherwise: for “Alna” it has 3 (2010), 5 (2019)`."""
        number, name = self.fit.grid.table.number, self.fit.source.holding.name
        where = f"Table {number} of {name}" if number else f"a table of {name}"
        each = [named(self.line, figure) for figure in self.figures]
        return f"{where} says otherwise: for “{self.line.measure}” it has {', '.join(each[:-1])} and {each[-1]}"


@dataclass(frozen=True)
class _Premise:
    """What is taken for granted: that one thing is more than another (`splits` parts them), or that one rose.

    With `of_all` it is more than all others, and `splits_off` is where what it has most of begins; `year` is the one in
    which it rose, as against the year before.
    """

    text: str
    is_more: bool
    splits: int | None = None
    of_all: bool = False
    splits_off: int = 0
    year: str = ""


def contrary_to(text: str, found: Sequence[Source]) -> tuple[Contrary, ...]:
    """The figures that say the reverse of what a question takes for granted.

    Nothing where the question takes nothing for granted that a table could tell, or where one of the tables that may
    be meant agrees with it, or tells it neither way.
    """
    premise = _premise_of(" ".join(text.split()))
    if premise is None:
        return ()
    told = _told(premise, found)
    return tuple(one for one, _ in told[:MOST_NAMED]) if all(is_contrary for _, is_contrary in told) else ()


def takes_for_granted(text: str) -> bool:
    """Whether it asks why one thing is more than another, or why or how far it rose or fell."""
    return _premise_of(" ".join(text.split())) is not None


def _premise_of(text: str) -> _Premise | None:
    why, far = _WHY.match(text), _HOW_FAR.match(text)
    if is_denied(text):
        return None
    if why is not None:
        rest = f"Why {text[why.end() :].lstrip()}"
        return _compared(rest) or _beyond_all(rest) or _changed(rest)
    return _changed(f"How {text[far.end() :]}") if far else None


def _compared(text: str) -> _Premise | None:
    """Of `why is A larger than B` or `why A's lead over B`, the sides and which is said to be more."""
    for pattern, is_more in ((_AHEAD, True), (_BEHIND, False)):
        if match := pattern.search(text):
            even = f"{text[: match.start()]}than{text[match.end() :]}"
            return None if _THAN.search(text) else _Premise(even, is_more, match.start())
    sides = parted_by_than(text)
    return _Premise(text, sides.is_more, len(sides.texts[0])) if sides else None


def _beyond_all(text: str) -> _Premise | None:
    """Of `why does A have the most of B`, that A is beyond all others; `one of the largest` may have larger beside."""
    up, down = list(SUPERLATIVE_UP.finditer(text)), list(SUPERLATIVE_DOWN.finditer(text))
    if len(up) + len(down) != 1 or _THAN.search(text):
        return None
    found = (up or down)[0]
    before = text[: found.start()]
    if _ONE_OF_SEVERAL.search(before):
        return None
    is_plain = _BEFORE_THE_MOST.search(before) or (_OF_SPEED.match(found[0]) and not before.rstrip().endswith("the"))
    return _Premise(text, bool(up), of_all=True, splits_off=found.end()) if is_plain else None


def _changed(text: str) -> _Premise | None:
    """Of `why did A fall`, A and which way it is said to have gone."""
    rises, falls = _RISING.search(text), _FALLING.search(text)
    if bool(rises) == bool(falls) or _THAN.search(text) or _IN_PART.search(text):
        return None
    still = (_RISING if rises else _FALLING).sub(" ", text)
    within = _IN_A_YEAR.search(still)
    if within is None or len(years_in(still)) > 1:
        return _Premise(still, rises is not None)
    alone = f"{still[: within.start()]} {still[within.end() :]}"
    return _Premise(alone, rises is not None, year=within["year"])


def _told(premise: _Premise, found: Sequence[Source]) -> list[tuple[Contrary, bool]]:
    """Of the tables that are surely meant, the figures that tell of the premise, and whether they say the reverse."""
    request = _request(premise)
    if not request.terms:
        return []
    fits = surest(fit(request, source) for source in found)
    tell = _of_two if premise.splits is not None else _of_all if premise.of_all else _in_time
    told = [(one, held) for one in fits if (held := tell(request, premise, one)) is not None]
    if not told or told[0][0].surety < NOT_FAR * fits[0].surety:
        return []
    return [held for one, held in told if stands_beside(one, told[0][0])]


def _request(premise: _Premise) -> Request:
    asked = request_of(premise.text)
    if premise.splits is not None:
        return replace(asked, operation="maximum", fewest=False, nth=1, compares_two=True)
    if premise.of_all:
        operation: Operation = "maximum" if premise.is_more else "minimum"
        return replace(
            asked, operation=operation, fewest=not premise.is_more, bound=None, bounds=(), compares_two=False
        )
    return replace(asked, operation="difference", is_change=not is_of_growth(premise.text))


def _of_two(request: Request, premise: _Premise, found: Fit) -> tuple[Contrary, bool] | None:
    """The two figures that are compared; None unless each is plainly one side of the comparison.

    Where a table has both sides year by year, those of the last year; they say the reverse where all years do.
    """
    found = _without_rows_of_the_caption(request, found)
    told = [_of_one_year(request, premise, part) for part in _years_apart(found)]
    each = [held for held in told if held is not None]
    if not each or len(each) < len(told):
        return None
    return each[-1][0], all(is_contrary for _, is_contrary in each)


def _of_one_year(request: Request, premise: _Premise, found: Fit) -> tuple[Contrary, bool] | None:
    if work_out(request, found) is None:
        return None
    held = _parted(found, (premise.text[: premise.splits], premise.text[premise.splits :]))
    if held is None:
        return None
    one, two = held.figures
    is_so = one.value > two.value if premise.is_more else one.value < two.value
    return held, not is_so


def _years_apart(found: Fit) -> list[Fit]:
    """The rows of each year, in the order of the years; all of them together unless each has a year that two share."""
    by_year: dict[str, list[Record]] = {}
    for record in found.rows:
        by_year.setdefault(" ".join(sorted(record.years)), []).append(record)
    if len(by_year) < 2 or "" in by_year or any(len(rows) != 2 for rows in by_year.values()):
        return [found]
    return [replace(found, rows=tuple(by_year[year]), is_vague=False) for year in sorted(by_year)]


def _without_rows_of_the_caption(request: Request, found: Fit) -> Fit:
    """Without rows that the question names by words of the caption alone, where it names one by words of its own."""
    if found.grid.layout != "indicators":
        return found
    terms = frozenset(request.terms)
    own = [row for row in found.rows if not met(terms, row.stems) <= met(terms, found.grid.caption_stems)]
    return replace(found, rows=tuple(own)) if len(own) == 1 else found


def _of_all(request: Request, premise: _Premise, found: Fit) -> tuple[Contrary, bool] | None:
    """The figure of the one thing and the one beyond all others; None where it can't be told which these are."""
    told = outdone_by(request, found, premise.text[: premise.splits_off], premise.text[premise.splits_off :])
    if told is None:
        return None
    one, best = told.figure, told.best
    return Contrary(found, told.line, (one, best)), one.value != best.value


def _parted(found: Fit, sides: tuple[str, str]) -> Contrary | None:
    """The two figures of a table, that of the first side of a comparison first; None where sides and figures differ."""
    compared = lines(found)
    if len(compared) != 1 or len(compared[0].figures) != 2:
        return None
    line = compared[0]
    said = [[bool(met(stems_of(side), stems)) for side in sides] for stems in _own_stems(line)]
    if sorted(said) != [[False, True], [True, False]]:
        return None
    return Contrary(found, line, line.figures if said[0][0] else line.figures[::-1])


def the_other_way_round(request: Request, found: Fit) -> str:
    """That a difference is the other way round than the question says: `7 (Arn) is less than 9 (Bel)`; else empty."""
    sides = parted_by_than(request.text)
    held = _parted(found, sides.texts) if sides and request.operation in {"difference", "ratio"} else None
    if held is None or sides is None:
        return ""
    one, two = held.figures
    if one.value == two.value or (one.value > two.value) == sides.is_more:
        return ""
    told = "less" if sides.is_more else "more"
    return f"{named(held.line, one)} is {told} than {named(held.line, two)}"


def _own_stems(line: Line) -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell each of two figures from the other."""
    one, two = (
        figure.column.stems if line.across else figure.record.stems.union(*figure.record.details)
        for figure in line.figures
    )
    return one - two, two - one


def _in_time(request: Request, premise: _Premise, found: Fit) -> tuple[Contrary, bool] | None:
    """The figures of one thing year by year; None unless they all go one way."""
    compared = lines(found)
    if len(compared) != 1 or not is_measured(request, found) or len(request.years) == 1:
        return None
    line = compared[0]
    figures = _by_year(line)
    if premise.year:
        wanted = [str(int(premise.year) - 1), premise.year]
        figures = tuple(f for f in figures if (f.column.years | f.record.years) <= frozenset(wanted))
    if not 2 <= len(figures) <= MOST_SUMMED or line.missing or not are_comparable(tuple(f.cell for f in figures)):
        return None
    steps = [later.value - earlier.value for earlier, later in pairwise(figures)]
    if not (all(step >= 0 for step in steps) or all(step <= 0 for step in steps)):
        return None
    is_so = sum(steps) > 0 if premise.is_more else sum(steps) < 0
    return Contrary(found, line, figures), not is_so


def _by_year(line: Line) -> tuple[Figure, ...]:
    """The figures in the order of their years; nothing unless each has one of its own."""
    years = [sorted(figure.column.years | figure.record.years) for figure in line.figures]
    if any(len(each) != 1 for each in years) or len({each[0] for each in years}) < len(years):
        return ()
    return tuple(figure for _, figure in sorted(zip(years, line.figures, strict=True), key=lambda pair: pair[0]))
