"""Scales: units taken apart into what is measured and how many of it, so that figures can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from corpus.document import Cell, Quantity

_FACTORS = {
    "hundred": 100, "thousand": 1000, "thsd": 1000, "ths": 1000, "thous": 1000, "tsd": 1000, "000": 1000, "000s": 1000,
    "million": 10**6, "mln": 10**6, "mn": 10**6, "mio": 10**6, "mill": 10**6, "mil": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "milliard": 10**9, "mrd": 10**9, "mlrd": 10**9,
    "trillion": 10**12, "trn": 10**12, "tn": 10**12, "crore": 10**7, "lakh": 10**5,
}  # fmt: skip
_MONEY = {
    "euro": "€", "euros": "€", "eur": "€", "dollar": "US$", "dollars": "US$", "usd": "US$", "us$": "US$", "$": "US$",
    "pound": "£", "pounds": "£", "gbp": "£", "yen": "¥", "jpy": "¥",
}  # fmt: skip
MONEY = frozenset(_MONEY.values())
"""What money is measured in, as `Scale.measures` says it."""

_PERCENT = "%"
_ABOUT = re.compile(
    r"[~≈<>≤≥⩽⩾∼±]|(?:about|around|approx\w*|circa|ca?\.|over|under|up to|at least|at most|more than|less than"
    r"|fewer than|nearly|almost|some)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[*∗†‡]|\([^()]*\d[^()]*\)|\[[^\[\]]*\d[^\[\]]*\]")


@dataclass(frozen=True)
class Scale:
    """What a figure counts (`measures`, empty where nothing says it), and how many of it one is."""

    measures: str
    factor: int

    @property
    def is_percent(self) -> bool:
        """Whether figures of this scale are percentages."""
        return self.measures.startswith(_PERCENT)


@lru_cache(maxsize=1024)
def scale_of(unit: str | None) -> Scale:
    """The scale that a unit names: `bn €` and `Million euros` both measure `€`."""
    factor, named = 1, []
    for word in (unit or "").casefold().replace("'", "").split():
        bare = word.strip(".,")
        known = _FACTORS.get(bare) or _FACTORS.get(bare.removesuffix("s"))
        if known:
            factor *= known
        elif bare != "of":
            named.append(_MONEY.get(bare, bare))
    return Scale(" ".join(named), factor)


def amount(quantity: Quantity) -> Decimal:
    """The number in ones of what it measures; the low end of a range."""
    return Decimal(repr(quantity.value)) * scale_of(quantity.unit).factor


def is_exact(cell: Cell) -> bool:
    """Whether the cell holds one figure, neither a range nor a bound, without a star or a second figure in brackets."""
    quantity = cell.quantity
    return (
        quantity is not None
        and quantity.high is None
        and not _ABOUT.match(cell.text.strip())
        and not _MARKED.search(cell.text)
    )


def are_comparable(cells: tuple[Cell, ...]) -> bool:
    """Whether all cells hold exact figures that measure the same."""
    if not all(is_exact(cell) for cell in cells):
        return False
    return len({scale_of(cell.quantity.unit).measures for cell in cells if cell.quantity}) == 1


LEAST_PARTED = 10**4
"""From here on a number's thousands are parted, whatever those of its cells are: nobody counts so many digits."""

_PARTED = re.compile(r"(?<!\d)\d{1,3}(?P<mark>[,'’ \u00a0\u2009\u202f])\d{3}(?!\d)")
_DECIMAL_COMMA = re.compile(r"\d,(?!\d{3}(?!\d))\d")


def written(value: Decimal, like: str = "") -> str:
    """A number in plain digits, its thousands parted as those of the cell `like` are, or where they are many."""
    plain = value.normalize() if value else Decimal(0)
    style = _PARTED.search(like)
    mark = style["mark"] if style else "\u00a0" if _DECIMAL_COMMA.search(like) else ","
    shown = f"{plain:,f}".replace(",", mark) if style or abs(plain) >= LEAST_PARTED else f"{plain:f}"
    return shown.replace("-", "−")


def rounded(value: Decimal, digits: int = 3) -> Decimal:
    """The number to so many significant digits, whole where it is large."""
    if not value:
        return value
    places = max(digits - 1 - value.adjusted(), 0)
    return to_step(value, Decimal(1).scaleb(-places))


def to_step(value: Decimal, step: Decimal) -> Decimal:
    """The value to as many decimals as `step` has, halves away from nought as in print."""
    finest = min(step, Decimal(1)).normalize()
    with localcontext() as context:
        # Tables may hold longer numbers than the 28 digits that are reckoned with unless told otherwise.
        context.prec = max(context.prec, value.adjusted() - finest.adjusted() + 2)
        return value.quantize(finest, rounding=ROUND_HALF_UP)


def with_unit(figure: str, unit: str | None) -> str:
    """A figure with its unit: `25.5 %`, `1.2 million euros`; the sign of money before a bare figure."""
    if not unit:
        return figure
    if unit in {"€", "$", "£", "¥"}:
        return f"{unit}{figure}"
    return f"{figure} {unit[0].lower() + unit[1:] if unit[:2].istitle() else unit}"
