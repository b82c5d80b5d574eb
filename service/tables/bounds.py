"""Bounds on figures that a question sets: above 9 %, at least a dozen, more than 10 and fewer than 40."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from corpus.document import Quantity, Span
from corpus.structure.quantities import value_of
from service.tables.number_words import SMALL, SPELT, spelt_value
from service.tables.scale import amount, scale_of
from service.tables.wording import stems_of, years_in

_ABOVE = (
    r"(?:more|greater|higher|larger|bigger) than|over|above|exceed\w*|at least|(?:no|not) (?:less|fewer) than"
    r"|a minimum of"
)
_BELOW = r"(?:less|lower|smaller|fewer) than|below|under|at most|(?:no|not) more than|a maximum of"
_NO_AMOUNT = (
    rf"(?:[\s-]+(?:times|fold|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|{SMALL}"
    rf"|(?:in|out\sof)\s(?:every\s)?(?:\d+|{SMALL}))\b|\d|[.,]\d)"
)
"""What makes a number another thing than an amount: `two thirds`, `3 times`, `one in ten`."""


def _figure(place: str) -> str:
    """A number with what it is measured in, its groups named by their place."""
    return (
        rf"(?:[€$£¥]\s?)?(?P<number{place}>\d+(?:[.,]\d+)*|{SPELT})(?!{_NO_AMOUNT})"
        rf"(?P<percent{place}>\s?(?:%|per ?cent\b|percentage points\b))?"
        rf"(?:\s?(?P<scale{place}>thousand|million|billion|trillion|bn|mn)\b)?"
        rf"(?:\s?(?P<money{place}>euros?|dollars?|pounds?|yen)\b)?"
    )


_ONE_SIDED = re.compile(rf"\b(?P<word>(?P<above>{_ABOVE})|{_BELOW})\s+{_figure('')}", re.IGNORECASE)
_OR_MORE = re.compile(
    rf"(?<![\w.,–-]){_figure('')}(?:\s+[a-z]+)?\s+or\s+(?:(?P<above>more|higher|greater|larger|above)|less|fewer|lower|below)\b"
    r"(?!\s+than\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"(?<!difference )(?<!differences )(?<!gap )(?<!distance )(?<!ratio )"
    rf"\bbetween\s+{_figure('_low')}\s+and\s+{_figure('_high')}",
    re.IGNORECASE,
)
_CHOOSING = re.compile(r"\b(?:which|what|list|name|show)\b", re.IGNORECASE)
"""Who chooses sets a bound by `40 or more`; who doesn't may call a row by it."""

_AUXILIARY = r"(?:do|does|did|has|have|had|is|are|was|were)"
_TURNING = re.compile(
    rf"(?:\b{_AUXILIARY}(?:\s+not|n['’]t)\s+(?P<verb>(?-i:[a-z]+)\s+)?(?:(?:by|of|in|with|for)\s+)?|\b(?:not|never)\s+)$",
    re.IGNORECASE,
)
"""What denies the bound that follows at once: `did not grow by`, and no other thing beside it."""

_JOINING = re.compile(r"(?P<before>.*?)\s*,?\s*\b(?:and|but)\b\s*(?:also\s+|that\s+)?(?P<after>.*)", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:or|nor|either|neither)\b", re.IGNORECASE)
_LINK_WORDS = "has have had is are was were with at the same time of not by"
_LINKS = frozenset(_LINK_WORDS.split())
"""Words that may stand before the second of two bounds, and name no other thing to measure."""

_DENIAL = re.compile(
    r"(?<!\bor )\b(?:not|no(?!\s*[.°\d]|\s+of\b))\b|n['’]t\b"
    r"|\b(?:cannot|never|neither|nor|none|without|except|other than|apart from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bound:
    """A bound on a figure: `above` it or below, and whether it itself is within; `said` is how the question puts it.

    `factor` is how many one of its unit is, None where nothing says it; `money` is the currency, if there is one.
    `also` is another bound on the same figure; `is_clear` is False where one is set on something else beside it.
    """

    value: Decimal
    above: bool
    within: bool
    is_percent: bool = False
    factor: int | None = None
    money: str = ""
    said: str = ""
    also: Bound | None = None
    is_clear: bool = True

    def suits(self, unit: str | None) -> bool:
        """Whether figures of this unit can be held against it: in a column of thousands, 800 may mean two things."""
        scale = scale_of(unit)
        if not self.is_clear or (self.also is not None and not self.also.suits(unit)):
            return False
        if (self.is_percent and not scale.is_percent) or (self.money and self.money != scale.measures):
            return False
        return self.factor is not None if scale.factor > 1 else not (scale.is_percent and self.factor)

    def holds(self, quantity: Quantity) -> bool:
        """Whether the figure keeps to the bound, and to the other one if there is one."""
        if self.also is not None and not self.also.holds(quantity):
            return False
        figure = amount(quantity)
        return self.within if figure == self.limit else (figure > self.limit) == self.above

    def distance(self, quantity: Quantity) -> Decimal:
        """How far a figure is from where the bounds begin; 0 between two of them."""
        figure = amount(quantity)
        own = self.limit - figure if self.above else figure - self.limit
        other = self.also.distance(quantity) if self.also is not None else Decimal(0)
        return max(own, other, Decimal(0))

    @property
    def limit(self) -> Decimal:
        """The bound in ones of what it measures."""
        return self.value * (self.factor or 1)


@dataclass(frozen=True)
class BoundOn:
    """One of several bounds on different figures, with the stems of the words around it: they say what it is set on."""

    bound: Bound
    stems: frozenset[str]


@dataclass(frozen=True)
class _Set:
    """A bound with where it stands in the question, what denies it included."""

    bound: Bound
    span: Span


def bound_in(text: str) -> Bound | None:
    """The bound that a text sets on figures, or the two; None where there is none, or where it is a year."""
    found = _bounds(text)
    if not found:
        return None
    first = found[0].bound
    if len(found) == 1:
        return first
    if len(found) == 2 and first.also is None and _are_of_one_figure(text, found):
        second = found[1].bound
        if first.above != second.above and second.also is None:
            return replace(
                first, also=second, said=f"{first.said} and {second.said}", is_percent=_percent(first, second)
            )
    return replace(first, is_clear=False)


def bounds_apart(text: str) -> tuple[BoundOn, ...]:
    """The bounds that a text sets on different figures, all of them to be kept to; nothing where it isn't so."""
    found = _bounds(text)
    if len(found) < 2 or _are_of_one_figure(text, found):
        return ()
    around = [text[: found[0].span.start]]
    for one, two in pairwise(found):
        gap = _JOINING.fullmatch(text[one.span.end : two.span.start])
        if gap is None or _EITHER.search(gap[0]):
            return ()
        around += [gap["before"], gap["after"]]
    around.append(text[found[-1].span.end :])
    stems = [stems_of(f"{before} {after}") for before, after in zip(around[::2], around[1::2], strict=True)]
    return tuple(BoundOn(one.bound, said) for one, said in zip(found, stems, strict=True))


def without_bounds(text: str) -> str:
    """The text with a blank for each of its bounds."""
    for one in reversed(_bounds(text)):
        text = f"{text[: one.span.start]} {text[one.span.end :]}"
    return text


def is_denied(text: str) -> bool:
    """Whether a text denies anything but its bounds: what it asks for is then the opposite of what it names."""
    return _DENIAL.search(without_bounds(text)) is not None


def _percent(one: Bound, two: Bound) -> bool:
    return one.is_percent or two.is_percent


def _bounds(text: str) -> list[_Set]:
    """The bounds, in the order of the text."""
    found = [*_two_sided(text), *_one_sided(text)]
    if not found and _CHOOSING.search(text):
        found = list(_or_more(text))
    return sorted(found, key=lambda one: one.span)


def _two_sided(text: str) -> Iterator[_Set]:
    for match in _BETWEEN.finditer(text):
        low, high = (_bound(match, place, above=place == "_low", within=True) for place in ("_low", "_high"))
        if low is None or high is None:
            continue
        low, high = _of_one_unit(low, high)
        said = " ".join(match[0].split())
        is_clear = low.limit <= high.limit and _TURNING.search(text[: match.start()]) is None
        both = replace(low, also=high, said=said, is_clear=is_clear)
        yield _Set(both, Span(*match.span()))


def _of_one_unit(low: Bound, high: Bound) -> tuple[Bound, Bound]:
    """Both ends of a range in the unit that one of them names: `between 5 and 10 million euros`."""
    is_percent, money = low.is_percent or high.is_percent, high.money or low.money
    factor = high.factor if low.factor is None and low.value < high.value else low.factor
    return replace(low, is_percent=is_percent, money=money, factor=factor), replace(
        high, is_percent=is_percent, money=money
    )


def _one_sided(text: str) -> Iterator[_Set]:
    for match in _ONE_SIDED.finditer(text):
        turning = _turning(text, match)
        word = match["word"].lower()
        within = word.startswith(("at ", "no ", "not ", "a ")) != (turning is not None)
        above = (match["above"] is not None) != (turning is not None)
        bound = _bound(match, "", above=above, within=within)
        if bound is None:
            continue
        said = f"{_WORDS[above, within]} {match[0][len(word) :]}" if turning else match[0]
        start = turning.start() if turning else match.start()
        yield _Set(replace(bound, said=" ".join(said.split())), Span(start, match.end()))


def _or_more(text: str) -> Iterator[_Set]:
    for match in _OR_MORE.finditer(text):
        bound = _bound(match, "", above=match["above"] is not None, within=True)
        if bound is not None:
            yield _Set(replace(bound, said=" ".join(match[0].split())), Span(*match.span()))


def _bound(match: re.Match[str], place: str, *, above: bool, within: bool) -> Bound | None:
    """The bound at one figure of a match; None for a year, or a number that can't be read."""
    number = match[f"number{place}"]
    read = _value(number)
    if read is None or years_in(number):
        return None
    value, spelt = read
    scale = match[f"scale{place}"]
    return Bound(
        value=value,
        above=above,
        within=within,
        is_percent=match[f"percent{place}"] is not None,
        factor=scale_of(scale).factor if scale else spelt,
        money=scale_of(match[f"money{place}"]).measures,
    )


def _value(number: str) -> tuple[Decimal, int | None] | None:
    """A number, in figures or in words, with the scale that its words end with."""
    if not number[:1].isdigit():
        return spelt_value(number)
    value = value_of(number)
    return None if value is None else (Decimal(repr(value)), None)


def _are_of_one_figure(text: str, found: Sequence[_Set]) -> bool:
    """Whether nothing between two bounds, or after the second, says that they are set on different things."""
    for one, two in pairwise(found):
        match = _JOINING.fullmatch(text[one.span.end : two.span.start])
        if match is None or not set(match["after"].lower().split()) <= _LINKS:
            return False
        between, after = stems_of(match["before"]), stems_of(text[two.span.end :])
        if between and after and not between <= after:
            return False
    return True


def _turning(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """What denies a bound; before `exceed`, another verb would be what is denied."""
    turning = _TURNING.search(text[: match.start()])
    is_of_another = turning and turning["verb"] and match["word"].lower().startswith("exceed")
    return None if is_of_another else turning


_WORDS = {
    (True, False): "more than",
    (True, True): "at least",
    (False, False): "less than",
    (False, True): "at most",
}
