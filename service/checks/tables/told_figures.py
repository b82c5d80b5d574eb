"""Figures as a sentence tells them, one after another, with the words between: for checks that calculate in prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.structure.quantities import is_year, value_of
from service.checks.tables.bounds import Bounds, exactly, rounded_to
from service.checks.tables.languages import PER_CENT, PERCENTAGE_POINTS
from service.tables.mentions import LONGEST
from service.tables.scale import scale_of
from service.words.looking_back import right_before

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_NUMBER_WORDS = {word: n for n, word in enumerate((_ONES + " eighteen nineteen").split(), start=1)} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[,   ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,·]\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,^–])(?<!\d-)(?P<sign>[−–-](?=[€$£]?\d))?(?P<money>(?:US)?[€$£¥]\s?)?(?P<number>{_DIGITS})"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|mn|bn|m\b))?"
    rf"(?:\s?(?P<unit>%|per ?cent\b(?:age points?\b)?|percentage points?\b|pp\b|(?:{PER_CENT})\b"
    r"|(?:euros?|dollars?|pounds?)\b))?"
    r"(?![\w]|[.,]\d|\s?[-–]\s?\d)",
    re.IGNORECASE,
)
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_NUMBER_WORDS)})(?![\w-])", re.IGNORECASE)
_PER_CENT = re.compile(r"\s?(?:%|per ?cent\b)(?!age)")
_IN_CALLOUT = re.compile(r"\[[\d,;\s–-]+\]|\((?=[^()]*\))(?:[^()]*?\b(?:1[5-9]|20)\d\d[a-z]?\b[^()]*)\)")
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|close to|circa|ca\.?|over|more than|less than|under"
    r"|just|at least|at most|up to|well over|fully|only)\s*$|[~≈<>≤≥]\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told:
    """One figure of a sentence; `start` and `end` count from the sentence's first character."""

    start: int
    end: int
    text: str
    value: Decimal
    step: Decimal
    unit: str
    is_scaled: bool
    is_about: bool
    is_year: bool

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"

    @property
    def is_points(self) -> bool:
        """Whether it is a difference of percentages."""
        return self.unit == "points"

    @property
    def is_count(self) -> bool:
        """Whether it counts something, or measures it in anything but percentages."""
        return not (self.is_percent or self.is_points or self.is_year)

    @property
    def bounds(self) -> Bounds:
        """What it may stand for: whole numbers for themselves, others for what is rounded to them."""
        is_whole = self.step >= 1 and not self.is_scaled and not self.is_percent
        return exactly(self.value) if is_whole else rounded_to(self.value, self.step)


def told_figures(sentence: str) -> tuple[Told, ...]:
    """The figures of a sentence in order, without those of citations; none of what is far too long to be one."""
    if len(sentence) > LONGEST:
        return ()
    cited = [match.span() for match in _IN_CALLOUT.finditer(sentence) if not _has_percent(match[0])]
    found: list[Told | None] = [_told(sentence, match) for match in _FIGURE.finditer(sentence)]
    found += [_worded(sentence, match) for match in _WORD.finditer(sentence)]
    known = [told for told in found if told and not _is_within(told.start, cited)]
    return tuple(sorted(known, key=lambda told: told.start))


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def _has_percent(text: str) -> bool:
    return "%" in text or "per cent" in text or "percent" in text


def _told(sentence: str, match: re.Match[str]) -> Told | None:
    digits = match["number"]
    value = value_of(digits)
    if value is None:
        return None
    number = Decimal(repr(value))
    places = re.search(r"[.,·](\d+)$", digits) if number != number.to_integral_value() or "." in digits else None
    step = Decimal(1).scaleb(-len(places[1])) if places else Decimal(1)
    factor = scale_of(match["scale"]).factor if match["scale"] else 1
    unit = (match["unit"] or "").lower()
    points = "point" in unit or unit == "pp" or any(word in unit for word in PERCENTAGE_POINTS)
    is_percent = unit == "%" or re.fullmatch(rf"per ?cent|{PER_CENT}", unit, re.IGNORECASE)
    kind = "points" if points else "%" if is_percent else (match["money"] or unit).strip()
    bare = not kind and not match["scale"]
    return Told(
        start=match.start(),
        end=match.end(),
        text=" ".join(match[0].split()),
        value=number * factor * (-1 if match["sign"] and match["sign"] != "–" else 1),
        step=step * factor,
        unit=kind,
        is_scaled=bool(match["scale"]),
        is_about=right_before(_ABOUT, sentence, match.start()) is not None,
        is_year=bare and is_year(digits),
    )


def _worded(sentence: str, match: re.Match[str]) -> Told:
    value = Decimal(_NUMBER_WORDS[match[0].lower()])
    rest = _PER_CENT.match(sentence, match.end())
    end = rest.end() if rest else match.end()
    unit = "%" if rest else ""
    is_about = right_before(_ABOUT, sentence, match.start()) is not None
    return Told(match.start(), end, sentence[match.start() : end], value, Decimal(1), unit, False, is_about, False)
