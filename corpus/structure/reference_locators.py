"""Where in its container a cited work stands: volume, issue, pages, and the year when it is printed among them."""

from __future__ import annotations

import re
from dataclasses import dataclass

CUT = "\x1f"
"""Stands in the text where a locator was taken out: what is before it and what is after it are parts of their own."""

_DASH = r"\s?[-–—‐‑−]{1,2}\s?"
_PAGE = r"[A-Za-z]{0,2}\d{1,6}[A-Za-z]?"
_RANGE = rf"{_PAGE}(?:{_DASH}{_PAGE})?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_LOOSE = rf"(?!{_YEAR}\b(?!{_DASH}\d)){_RANGE}"
_VOLUME = rf"(?P<volume>(?!{_YEAR}\b)\d{{1,4}})"
_YEAR_IN_BRACKETS = rf"\((?:[^()\d]{{0,20}}\s)?(?P<year>{_YEAR})\)"
_THEN_PAGES = rf"(?:\s?[,:;]\s?(?:pp?\.\s?)?(?P<page>{_LOOSE})\b)?"
_PAGES_NAMED = re.compile(
    rf"\b(?:pp?|pgs?|pages?|ss?|S|с|С|стр|Стр|Seiten|sayfa|sf|bet)\b\s?[.:]?\s?"
    rf"(?P<page>{_RANGE}(?:,\s?{_LOOSE})?)\b[)\]]?(?!\s?(?:с|p)\b)"
)
_VOLUME_NAMED = re.compile(
    r"\b(?:[vV]|[vV]ols?(?:ume)?|VOL|[Tt]om|T|Т|Bd|Band|[Cc]ilt|Jg)\b\s?[.:]?\s?"
    r"(?P<volume>\d{1,4}[A-Za-z]?|[IVXLC]{1,7}\b)[)\]]?"
)
_ISSUE_NAMED = re.compile(
    r"(?:\b(?:no|No|NO|nos|nr|Nr|issue|Issue|[Ss]ayı|вып|Вып|Heft|H|number|num)\b\s?[.:]?|№|\b[nN][°º])\s?"
    r"(?P<issue>\d{1,4}(?:\s?[-–/]\s?\d{1,4})?(?:\s?\(\d+\))?)[)\]]?"
)
_VOLUME_AND_ISSUE_NAMED = re.compile(
    rf"(?:\b[vV](?:ol(?:ume)?)?\b\.?\s?|[,.;\s]){_VOLUME},?\s(?:no|nr)\b\.?\s?(?P<issue>\d{{1,4}})"
    rf"(?:,?\s{_YEAR_IN_BRACKETS})?{_THEN_PAGES}"
)
_PACKED = re.compile(
    rf"(?<![\w–-])(?:(?P<year>{_YEAR})\b[^;:,\d]{{0,12}}[;:,]\s?)?(?:\b[Vv]ol(?:ume)?\b\.?\s?)?(?P<volume>\d{{1,4}})\s?"
    rf"\((?P<issue>(?!{_YEAR}\))[^()]{{1,15}})\){_THEN_PAGES}"
)
_VOLUME_ISSUE_YEAR = re.compile(
    rf"[,.\s]{_VOLUME}(?:[.:/]|,\s)(?P<issue>\d{{1,3}})(?:,?\s?{_YEAR_IN_BRACKETS}){_THEN_PAGES}"
)
_YEAR_VOLUME_PAGES = re.compile(rf"\b(?P<year>{_YEAR})[a-z]?\)?\s?[,;:]\s?{_VOLUME}\s?[,:;]\s?(?P<page>{_LOOSE})\b")
_YEAR_PAGES = re.compile(rf"\b(?P<year>{_YEAR})[a-z]?\)?\s?[,:;.]\s?(?P<page>\d{{1,5}}{_DASH}\d{{1,5}})\b")
_VOLUME_PAGES = re.compile(
    rf"[,.;\s]{_VOLUME}\s?(?:[:,]|\s(?=\d{{1,5}}{_DASH}))\s?"
    rf"(?P<page>{_PAGE}{_DASH}{_PAGE}|(?!{_YEAR}\b)\d{{2,7}})\b(?=[\s.,;()]|$)"
)
_VOLUME_YEAR = re.compile(
    rf"[,.;:\s]{_VOLUME}\s?,?\s?{_YEAR_IN_BRACKETS}(?:\s?[,:;]?\s(?:pp?\.\s?)?(?P<page>{_LOOSE})\b)?"
)
_ISSUE_ALONE = re.compile(rf",\s\((?P<issue>\d{{1,3}})\)\s?[,:]\s?(?P<page>{_LOOSE})\b")
_PAGES_BARE = re.compile(
    rf"[,:;.\s]\s?(?P<page>\d{{1,5}}{_DASH}\d{{1,5}})\b(?=\s*[.,;)]*\s*(?:$|\(?{_YEAR}|doi|[A-Z]))"
)
_VOLUME_ALONE = re.compile(rf",\s{_VOLUME}\.?\s*$")
_YEAR_ALONE = re.compile(rf"(?<![-–])[(\[]?\b(?P<year>{_YEAR})(?P<suffix>[a-z]?)\b[)\]]?(?!\s?[-–]\s?\d)")
_TOTAL = re.compile(r"[–—-]?\s?\b\d{2,4}\s?(?:с|p|pp|s|bet)\.?\s*$")
_EDITION = re.compile(
    r"\b(?P<edition>\d{1,2}(?:st|nd|rd|th|\.)|[Rr]evised|[Ss]econd|[Tt]hird|[Ff]irst)"
    r"\s(?:[Ee]d(?:ition|n)?|baskı|изд)\b\.?\)?"
)


@dataclass
class Locators:
    """The numbers of an entry, as printed, dashes of page ranges made plain."""

    volume: str = ""
    issue: str = ""
    page: str = ""
    year: str = ""
    edition: str = ""

    def csl(self) -> dict[str, str]:
        """The CSL-JSON variables that are known (without the year)."""
        found = {"volume": self.volume, "issue": self.issue, "page": self.page, "edition": self.edition}
        return {name: value for name, value in found.items() if value}


_FORMS = (
    _YEAR_VOLUME_PAGES,
    _VOLUME_AND_ISSUE_NAMED,
    _VOLUME_ISSUE_YEAR,
    _PACKED,
    _VOLUME_YEAR,
    _ISSUE_ALONE,
    _PAGES_NAMED,
    _VOLUME_NAMED,
    _ISSUE_NAMED,
    _VOLUME_PAGES,
    _YEAR_PAGES,
    _PAGES_BARE,
    _VOLUME_ALONE,
    _EDITION,
)


def take_locators(text: str, dated: bool = False) -> tuple[Locators, str]:
    """The locators found in `text`, and `text` with each one replaced by CUT.

    Where the entry is `dated` already, a year that stands alone is left in the title.
    """
    locators = Locators()
    for form in _FORMS:
        text = _take(form, text, locators)
    text = _TOTAL.sub("", text)
    if not locators.year and not dated:
        text = _take_year(text, locators)
    return locators, text.strip()


def _take(form: re.Pattern[str], text: str, locators: Locators) -> str:
    match = form.search(text)
    if not match:
        return text
    groups = {name: value for name, value in match.groupdict().items() if value}
    if any(getattr(locators, name) for name in groups):
        return text
    for name, value in groups.items():
        setattr(locators, name, re.sub(r"\s?[-–—‐‑−]{1,2}\s?", "-", value) if name == "page" else value.strip())
    return _without(text, match)


def _take_year(text: str, locators: Locators) -> str:
    """The last year that stands by itself: an earlier one is more likely part of the title."""
    found = list(_YEAR_ALONE.finditer(text))
    if not found or len(text) - found[-1].end() > max(40, len(text) // 2):
        return text
    locators.year = found[-1]["year"]
    return _without(text, found[-1])


def _without(text: str, match: re.Match[str]) -> str:
    return text[: match.start()].rstrip(" ,;:(.[–—-") + CUT + text[match.end() :].lstrip(" ,;:.)")
