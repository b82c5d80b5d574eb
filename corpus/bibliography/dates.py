"""Dates as documents print them, in some fifteen languages, as the year, month and day that are certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.bibliography.names import folded

_MONTH_NAMES = (
    "january januar janvier enero gennaio janeiro stycznia styczeń ocak yanvar январь января січня januari jänner",
    "february februar février febrero febbraio fevereiro lutego luty şubat fevral февраль февраля лютого februari",
    "march märz mars marzo março marca marzec mart март марта березня maart",
    "april avril abril aprile kwietnia kwiecień nisan aprel апрель апреля квітня",
    "may mai mayo maggio maio maja mayıs май мая травня mei",
    "june juni juin junio giugno junho czerwca czerwiec haziran iyun июнь июня червня",
    "july juli juillet julio luglio julho lipca lipiec temmuz iyul июль июля липня",
    "august août agosto sierpnia sierpień ağustos avqust avgust август августа серпня augustus",
    "september septembre septiembre setiembre settembre setembro września wrzesień eylül sentyabr sentabr сентябрь"
    " сентября вересня",
    "october oktober octobre octubre ottobre outubro października październik ekim oktyabr oktabr октябрь октября"
    " жовтня",
    "november novembre noviembre novembro listopada listopad kasım noyabr ноябрь ноября листопада",
    "december dezember décembre diciembre dicembre dezembro grudnia grudzień aralık dekabr декабрь декабря грудня",
)
_NAMES = tuple((folded(name), month) for month, names in enumerate(_MONTH_NAMES, 1) for name in names.split())
_YEAR = re.compile(
    r"(?<![\d./:])(?<!\d[-–])(?:1[5-9]|20)\d\d(?!\d|:\d|[.,]\d{3}|/\d{4})|(?<=[./–-])(?:1[5-9]|20)\d\d(?!\d)"
)
_WINDOW = 40
_WORD = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|er|º|\.|-?го|-?е))?(?:\s?[-–—±/]\s?\d{1,2}(?:st|nd|rd|th|\.)?)?"
_OF = r"(?:\s?(?:de|of|d’|del)\s)?"
_NUMBERS = re.compile(r"(?<!\d)(?P<first>\d{1,2})\s?(?P<mark>[./-])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?$")
_DAY_MONTH = re.compile(rf"{_DAY}\s?-?{_OF}\s?{_WORD}(?:\s?[-–/]\s?[^\W\d_]{{3,12}}\.?)?,?{_OF}[\s,/'’-]*$")
_MONTH_DAY = re.compile(rf"(?<![^\W\d_]){_WORD},?\s?{_DAY}[\s,.]*$")
_MONTH = re.compile(rf"(?<![^\W\d_]){_WORD}(?:\s?[-–/]\s?[^\W\d_]{{3,12}}\.?)?,?{_OF}[\s,/-]*$")
_MONTH_NUMBER = re.compile(r"(?<![\d./-])(?P<month>\d{1,2})\s?[./-]\s?$")
_ISO = re.compile(
    r"\d{4}(?:\s?[-./]\s?|\s?[年년]\s?)(?P<month>\d{1,2})(?:(?:\s?[-./]\s?|\s?[月월]\s?)(?P<day>\d{1,2}))?(?!\d|[-–]\d)"
)
_YEAR_FIRST = re.compile(
    rf"\d{{4}}(?:[-\s]?(?:yil|il))?[\s,:/-]{{1,3}}(?:{_WORD}(?:[\s-]{{1,2}}(?P<day>\d{{1,2}})(?!\d))?)"
)
_YEAR_DAY_MONTH = re.compile(rf"\d{{4}}[-\s]?(?:yil|il)[\s,]*(?P<day>\d{{1,2}})[-\s]{_WORD}")


@dataclass(frozen=True)
class PrintedDate:
    """A date at `start` to `end` of a text: year, month and day as far as they are certain.

    `unsure` holds the two numbers of one like 05/06/2020, which does not say which is the month; `day_first` is set
    where the numbers do say it.
    """

    start: int
    end: int
    parts: tuple[int, ...]
    unsure: tuple[int, int] | None = None
    day_first: bool | None = None

    def csl(self) -> dict[str, object]:
        """The date in CSL-JSON's form."""
        return {"date-parts": [list(self.parts)]}


def dates_in(text: str) -> list[PrintedDate]:
    """Every date of a text, in order. One written 05/06/2020 is read as the others of the text are."""
    found: list[PrintedDate] = []
    for year in _YEAR.finditer(text):
        if not found or year.start() >= found[-1].end:
            found.append(_around(text, year, found[-1].end if found else 0))
    day_first = _order(found)
    return [_decided(date, day_first) for date in found]


def _around(text: str, year: re.Match[str], floor: int) -> PrintedDate:
    """The widest date that holds this year; none of it stands before `floor`."""
    base = max(floor, year.start() - _WINDOW)
    before, after = text[base : year.start()], text[year.start() : year.end() + _WINDOW]
    number = int(year[0])
    for form, parts in _readings(before, after):
        if parts:
            start = base + form.start() if form.string is before else year.start()
            end = year.end() if form.string is before else year.start() + form.end()
            return PrintedDate(start, end, (number, *parts))
    if numbers := _NUMBERS.search(before):
        first, second = int(numbers["first"]), int(numbers["second"])
        return _numeric(base + numbers.start(), year.end(), number, first, second, numbers["mark"])
    return PrintedDate(year.start(), year.end(), (number,))


def _readings(before: str, after: str) -> Iterator[tuple[re.Match[str], tuple[int, ...]]]:
    """The forms of a date that fit, the fullest first, with what each says of month and day."""
    for form in (_DAY_MONTH, _MONTH_DAY):
        if match := form.search(before):
            yield match, _month_and_day(month_of(match["month"]), int(match["day"]))
    for form in (_YEAR_DAY_MONTH, _YEAR_FIRST):
        if match := form.match(after):
            yield match, _month_and_day(month_of(match["month"]), int(match["day"] or 0))
    if match := _ISO.match(after):
        yield match, _month_and_day(int(match["month"]), int(match["day"] or 0))
    if match := _MONTH.search(before):
        yield match, _month_and_day(month_of(match["month"]), 0)
    if match := _MONTH_NUMBER.search(before):
        yield match, _month_and_day(int(match["month"]), 0)


def _month_and_day(month: int | None, day: int) -> tuple[int, ...]:
    if not month or not 1 <= month <= 12:
        return ()
    return (month, day) if 1 <= day <= 31 else (month,)


def _numeric(start: int, end: int, year: int, first: int, second: int, mark: str) -> PrintedDate:
    """A date of three numbers: only Americans put the month first, and they write no full stops."""
    if first > 31 or second > 31 or not (0 < first <= 12 or 0 < second <= 12) or not first or not second:
        return PrintedDate(start, end, (year,))
    if second > 12:
        return PrintedDate(start, end, (year, first, second), day_first=False)
    if first > 12 or first == second or mark == ".":
        return PrintedDate(start, end, (year, second, first), day_first=True if first > 12 else None)
    return PrintedDate(start, end, (year,), (first, second))


def _order(dates: list[PrintedDate]) -> bool | None:
    """Whether dates in numbers put the day first here, where one of them shows it and none the contrary."""
    shown = {date.day_first for date in dates if date.day_first is not None}
    return shown.pop() if len(shown) == 1 else None


def _decided(date: PrintedDate, day_first: bool | None) -> PrintedDate:
    if date.unsure is None or day_first is None:
        return date
    month, day = date.unsure[::-1] if day_first else date.unsure
    return replace(date, parts=(date.parts[0], month, day), unsure=None)


@lru_cache(maxsize=4096)
def month_of(word: str) -> int | None:
    """The month that a word names, in full or by its first three or more letters; None for any other word."""
    bare = folded(word)
    months = {month for name, month in _NAMES if name.startswith(bare)} if len(bare) >= 3 else set()
    return months.pop() if len(months) == 1 else None
