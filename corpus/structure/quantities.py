"""Quantities: the number that a cell holds, in any usual way of writing it, with its range and its unit.

The value is the number as it is written and the unit holds the scale: `€1.2 bn` is 1.2 with the unit `bn €`,
`12 млн сум` is 12 with the unit `млн сум`. A range of years is one of numbers, without a unit.
What is no quantity: words with a number in them (`Table 3`, `A1`, `1st`), dates, ratios (`3/4`), codes (`007`),
and the signs for a missing value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from corpus.document import Quantity
from corpus.structure.units import CURRENCY, is_unit, shown

_LONGEST = 80
_LONGEST_NUMBER = 100
_DASHES = str.maketrans(dict.fromkeys("\u2212\u2013\u2014\u2010\u2011\u2012\ufe63\uff0d", "-"))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ´`", "'"))
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_ABOUT = (
    r"(?:[~≈<>≤≥⩽⩾∼±]=?\s*|[pPtFnNRzβχ]²?\s*[=<>≤≥]\s*|(?:about|around|approx(?:imately)?\.?|circa|ca?\.|over|under"
    r"|up to|at least|at most|more than|less than|fewer than|nearly|almost|some|около|примерно|более|свыше|менее|до|от"
    r"|не менее|не более|rund|etwa|über|unter|mehr als|weniger als|bis zu|environ|plus de|moins de|más de|menos de"
    r"|yaklaşık|taxminan|qariyb|ortiq|fazla)\s+)?"
)
_NUMBER = r"\d(?:[ .,'’‘ʼʻ´`·]?\d)*|[.,]\d+"
_POWER = r"[eE](?P<e>[+-]?\d{1,2})|\s?[×x·*]\s?10(?:\^\{?(?P<caret>[+-]?\d{1,2})\}?|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
_MARKS = r"(?:\s?[*∗†‡§¶#]{1,4}|[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍ,]{1,4})"
_AMOUNT = re.compile(
    rf"{_ABOUT}(?P<sign>[+-]?)\s?(?P<money>(?:{CURRENCY}|%)(?=[\s\d+.,-]))?\s?(?P<second>[+-]?)\s?"
    rf"(?P<number>{_NUMBER})(?P<vulgar>\s?[½¼¾⅓⅔⅛])?(?:{_POWER})?(?P<marks>{_MARKS})?(?P<rest>[^\d(\[][^\n]*)?",
    re.IGNORECASE,
)
_LONE_VULGAR = re.compile(r"(?P<sign>[+-]?)\s?(?P<vulgar>[½¼¾⅓⅔⅛])(?P<rest>[^\d].*)?")
_TRAILING_MARKS = re.compile(rf"{_MARKS}$")
_NOTE_LETTERS = re.compile(r"[a-g](?:,\s?[a-g])*")
_TAIL = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|±[^±]*|\+/-.*|\+-.*)(?:\s?[*∗†‡§¶]{1,4})?$")
_IN_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]](?P<rest>\s?%)?(?P<marks>[*∗†‡§¶]{1,4})?")
_BETWEEN = re.compile(r"\s?(?<![eE^])-{1,2}\s?|\s?(?:\.{2,3}|…)\s?|\s(?:to|till|until|bis|à|a|до|по|ile|dan)\s", re.I)
_BETWEEN_IN_BRACKETS = re.compile(r"\s?[;,]\s|\s?;\s?")
_OPENING = re.compile(r"(?:from|between|от|с|von|de|entre)\s+", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|und|y|et|и)\s", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_SHORT_YEARS = re.compile(r"((?:1[5-9]|20)\d\d)\s?[-/]\s?(\d\d)")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_NUMBER_IN_UNIT = re.compile(r"(?<![^\W_])\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_OTHER_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:(?:\.\d{3})+,\d|(?:\.\d{3}){2,}(?!\d)|(?:[ ']\d{3})+(?!\d))")
_GROUP_MARK = re.compile(r"[ .,'·]")
_FREE_UNIT = re.compile(r"[^\W\d_]{2,}(?:\s[^\W\d_]{2,})?")
_MONTH = re.compile(
    r"(?:jan|feb|mar(?:ch)?|apr|may|mai|ma[yi]s|jun|jul|aug|sep|oct|okt|nov|dec|dez|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт"
    r"|ноя|дек|ocak|şubat|nisan|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|yanvar|fevral|aprel|iyun|iyul|avgust"
    r"|sentabr|oktabr|noyabr|dekabr|janvier|février|avril|juin|juillet|août)",
    re.IGNORECASE,
)
_ORDINALS = frozenset(re.findall(r"\S+", "st nd rd th er ère e º ª o ci chi nchi inci ı uncu й я е го ом ая ое ый"))


@lru_cache(maxsize=4096)
def quantity_of(
    cell: str, decimal: str = ".", *, bracketed_negative: bool = False, is_label: bool = False
) -> Quantity | None:
    """The quantity that a cell holds, or None.

    `decimal` is the mark that parts the decimals where the cell alone does not tell (`1,234`);
    `bracketed_negative` reads `(4.2)` as accountants do; `is_label` says that the cell names its row, so that
    only plain figures and well-known units count.
    """
    words = _even(cell).replace("\\", "")
    if len(words) > _LONGEST or not any(c.isdigit() or c in _VULGAR for c in words) or _DATE.fullmatch(words):
        return None
    bracketed = _IN_BRACKETS.fullmatch(words)
    if bracketed:
        inside = _reading(bracketed["inside"].strip() + (bracketed["rest"] or ""), decimal, is_label, brackets=True)
        return _negated(inside) if inside and bracketed_negative and words[0] == "(" else inside
    core = _TAIL.sub("", words)
    return _reading(core, decimal, is_label) if core else None


def _even(cell: str) -> str:
    return " ".join(cell.translate(_DASHES).split())


def _negated(quantity: Quantity) -> Quantity:
    return quantity if quantity.high is not None or quantity.value < 0 else replace(quantity, value=-quantity.value)


def _reading(words: str, decimal: str, is_label: bool, brackets: bool = False) -> Quantity | None:
    years = _SHORT_YEARS.fullmatch(words)
    if years:
        return _years(years)
    single = _amount(words, decimal, is_label)
    return single or _range(words, decimal, is_label, brackets)


def _years(match: re.Match[str]) -> Quantity | None:
    """`1990–95` and `2019/20`; `2019-12` is no range of years but a month."""
    first, second = int(match[1]), int(match[1][:2] + match[2])
    return Quantity(float(first), float(second)) if first < second else None


def _range(words: str, decimal: str, is_label: bool, brackets: bool) -> Quantity | None:
    opening = _OPENING.match(words)
    bare = words[opening.end() :] if opening else words
    for left, right in _halves(bare, brackets, bool(opening)):
        low, high = _amount(left, decimal, is_label), _amount(right, decimal, is_label)
        if low and high and low.value < high.value and low.high is None and high.high is None:
            return Quantity(low.value, high.value, _unit_of_both(low.unit, high.unit))
    return None


def _unit_of_both(low: str | None, high: str | None) -> str | None:
    """The unit of a range, which either end may name: `10–15 %`, `€10–15 bn`."""
    if not low or not high:
        return high or low
    named = high.split()
    more = [word for word in low.split() if word not in named]
    return low if set(named) <= set(low.split()) else " ".join([*named, *more])


def _halves(words: str, brackets: bool, opened: bool) -> Iterator[tuple[str, str]]:
    patterns = [_BETWEEN, *([_BETWEEN_IN_BRACKETS] if brackets else []), *([_AND] if opened else [])]
    for pattern in patterns:
        for match in pattern.finditer(words):
            yield words[: match.start()], words[match.end() :]


def _amount(words: str, decimal: str, is_label: bool) -> Quantity | None:
    """A single number with what stands around it."""
    match = _AMOUNT.fullmatch(words.strip())
    if not match:
        lone = _LONE_VULGAR.fullmatch(words.strip())
        return _fraction(lone, is_label) if lone else None
    value = value_of(match["number"], decimal)
    if is_label and re.match(r"0\d", match["number"]):
        return None
    if value is None or (match["number"] == "10" and match["marks"] and not match["marks"].strip("⁰¹²³⁴⁵⁶⁷⁸⁹")):
        return None
    value = (value + _VULGAR.get((match["vulgar"] or "").strip(), 0.0)) * 10.0 ** _exponent(match)
    unit = _unit(match["rest"] or "", match["money"], is_label)
    if unit is None:
        return None
    return Quantity(-value if "-" in (match["sign"], match["second"]) else value, unit=unit or None)


def _fraction(match: re.Match[str], is_label: bool) -> Quantity | None:
    unit = _unit(match["rest"] or "", None, is_label)
    value = _VULGAR[match["vulgar"]]
    return None if unit is None else Quantity(-value if match["sign"] == "-" else value, unit=unit or None)


def _exponent(match: re.Match[str]) -> int:
    power = match["e"] or match["caret"] or (match["raised"] or "0").translate(_RAISED)
    return int(power)


def _unit(rest: str, money: str | None, is_label: bool) -> str | None:
    """The unit in what follows a number, empty where nothing does; None where it makes the number no quantity."""
    words = _TRAILING_MARKS.sub("", rest).strip()
    if _NOTE_LETTERS.fullmatch(words):
        if is_label:
            return None
        words = ""
    if not words or words == "+":
        return money or ""
    if words.casefold() in _ORDINALS and not rest[0].isspace():
        return None
    if _NUMBER_IN_UNIT.search(words):
        return None
    if not is_unit(words) and (is_label or not rest[0].isspace() or not _is_free(words)):
        return None
    return f"{shown(words)} {money}" if money and money not in words else shown(words)


def _is_free(words: str) -> bool:
    """Whether words that are no known unit may be what is counted: `12 looms`."""
    return bool(_FREE_UNIT.fullmatch(words)) and words == words.lower() and not _MONTH.match(words)


def value_of(number: str, decimal: str = ".") -> float | None:
    """The value of digits with their marks, or None where no way of writing numbers has them so.

    Groups of three are parted by spaces, apostrophes, commas or points, as in India by commas after two;
    one mark before three digits is the `decimal` mark or groups, as told. Nobody writes a figure of a hundred digits.
    """
    if len(number) > _LONGEST_NUMBER:
        return None
    groups, marks = _groups(number)
    if not marks:
        return None if len(number) > 1 and number[0] == "0" else float(number)
    whole, fraction = _parted(groups, marks, decimal)
    if whole is None or (len(whole) > 2 and whole[0] == "0"):
        return None
    return float(f"{whole or 0}.{fraction or 0}")


def _groups(number: str) -> tuple[list[str], list[str]]:
    even = number.translate(_APOSTROPHES)
    return _GROUP_MARK.split(even), [c for c in even if not c.isdigit()]


def _parted(groups: list[str], marks: list[str], decimal: str) -> tuple[str | None, str]:
    """The digits before and after the decimal mark; None before it where the groups are none."""
    if _ends_in_decimals(groups, marks, decimal):
        return _joined(groups[:-1], marks[:-1], marks[-1]), groups[-1]
    return _joined(groups, marks, ""), ""


def _ends_in_decimals(groups: list[str], marks: list[str], decimal: str) -> bool:
    if marks[-1] not in ".,·":
        return False
    if len(marks) > 1:
        return marks[-1] not in marks[:-1]
    return marks[0] == "·" or not _is_ambiguous(groups) or marks[0] == decimal


def _is_ambiguous(groups: list[str]) -> bool:
    """Whether `1.234` and the like may be a group of three or three decimals."""
    return len(groups) == 2 and len(groups[1]) == 3 and 1 <= len(groups[0]) <= 3 and groups[0][0] != "0"


def _joined(groups: list[str], marks: list[str], decimal: str) -> str | None:
    if not marks:
        return groups[0]
    if len(set(marks)) > 1 or marks[0] == decimal or not 1 <= len(groups[0]) <= 3:
        return None
    lengths = [len(group) for group in groups[1:]]
    thousands = all(length == 3 for length in lengths)
    lakhs = marks[0] == "," and lengths[-1] == 3 and len(groups[0]) < 3 and all(n == 2 for n in lengths[:-1])
    return "".join(groups) if thousands or lakhs else None


@lru_cache(maxsize=4096)
def decimal_mark_shown(cell: str) -> str | None:
    """The decimal mark that a cell's numbers show beyond doubt: by `12,5`, by `1.234.567`, by `1,234.5`."""
    words = _even(cell)
    if len(words) > _LONGEST or _DATE.fullmatch(words):
        return None
    shown_marks = {mark for number in re.findall(_NUMBER, words) if (mark := _mark_shown(number))}
    return shown_marks.pop() if len(shown_marks) == 1 else None


def _mark_shown(number: str) -> str | None:
    groups, marks = _groups(number)
    if not marks or marks[-1] not in ".," or value_of(number) is None or _is_ambiguous(groups):
        return None
    if len(marks) > 1 and marks[-1] in marks[:-1]:
        return "," if marks[-1] == "." else "."
    return marks[-1]


@lru_cache(maxsize=4096)
def is_parted_by_commas(cell: str) -> bool | None:
    """Whether each comma in a cell's numbers stands before its last three digits; None where it has no comma."""
    numbers = [number for number in re.findall(_NUMBER, _even(cell)[:_LONGEST]) if "," in number]
    return all(_THOUSANDS.fullmatch(number) for number in numbers) if numbers else None


def groups_without_commas(cell: str) -> bool:
    """Whether a number in the cell has groups that are parted by points, spaces or apostrophes: `1.234,5`, `12 345`."""
    words = _even(cell)[:_LONGEST].translate(_APOSTROPHES)
    return _DATE.fullmatch(words) is None and _OTHER_GROUPS.search(words) is not None


def is_year(cell: str) -> bool:
    """Whether a cell holds a year, as heads and first columns do."""
    return bool(_YEAR.fullmatch(cell.strip()))
