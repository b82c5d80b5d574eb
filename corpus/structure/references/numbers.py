"""Where in its container a cited work stands: volume, issue, pages, edition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.references.fields import Part, bare

_DASH = re.compile(r"\s?[-–—‐‑−]{1,2}\s?")
_TOTAL = re.compile(r"(?P<count>\d{1,4})\s?(?:с|pp?|s|b|б|bet|бет|стр|S|Seiten|pages)\b\.?$")
_CUES = re.compile(
    r"^\W*(?:(?:vols?|volumes?|v|bd|band|tomes?|jg|jahrgang|т|том|cilt|c|jild|nos?|nr|numbers?|iss|issue|heft|h|вып"
    r"|выпуск|sayı|son|pp?|pgs?|pages?|ss?|seiten?|с|стр|bet|b|бет|б)\b\.?|№|n[°º])\s?[.:]?\s*(?=\w*\d)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?P<volume>\w+)\s?(?:\(\s?(?P<bracketed>[^()]{1,15})\s?\)|[,;:/]\s?(?:no\.?\s?|№\s?)?(?P<after>\d{1,4}))"
)
_TWO = re.compile(r"(?P<volume>\d{1,4}), (?P<page>[A-Za-z]?\d{1,6}(?:-\d+)?)")
_PAGES = re.compile(
    r"(?:\b(?:pp?|pgs?|pages?|ss|Seiten?|стр|sayfa)\b\s?[.:]?"
    r"|(?<![\w.])[СсSsВB]\.)\s?(?P<page>[A-Za-z]?\d{1,6}(?:\s?[-–—‐‑−]{1,2}\s?[A-Za-z]?\d{1,6})?)\b"
)
_PACKED = re.compile(
    r"(?<![\w–-])(?P<volume>\d{1,4})\s?\((?P<issue>(?!(?:1[5-9]"
    r"|20)\d\d\))[\w–/-]{1,9})\)\s?[,:;]\s?(?P<page>\w{0,2}\d+(?:\s?[-–—‐‑−]{1,2}\s?\w{0,2}\d+)?)"
)


def locators_of(text: str, found: Sequence[Part]) -> dict[str, object]:
    """Volume, issue, page, number-of-pages and edition as CSL-JSON, from the model's parts and unmistakable forms."""
    locators = {label: _first(text, found, label) for label in ("volume", "issue", "edition")}
    if locators["volume"] and (both := _BOTH.fullmatch(locators["volume"])) and not locators["issue"]:
        locators["volume"], locators["issue"] = both["volume"], both["bracketed"] or both["after"]
    csl: dict[str, object] = {name: value for name, value in locators.items() if value}
    csl.update(_pages(text, found))
    if "volume" not in csl and (two := _TWO.fullmatch(str(csl.get("page", "")))):
        csl.update(two.groupdict())
    if not csl.keys() & {"volume", "issue", "page"} and (packed := _PACKED.search(text)):
        csl.update({name: _plain_range(packed[name]) for name in ("volume", "issue", "page")})
    if not csl.keys() & {"page", "number-of-pages"} and (named := _PAGES.search(text)):
        csl["page"] = _plain_range(named["page"])
    return csl


def _first(text: str, found: Sequence[Part], label: str) -> str:
    part = next((part for part in found if part.label == label), None)
    if part is None:
        return ""
    words = bare(text, part)
    return _CUES.sub("", words, count=1) if label != "edition" else words


def _pages(text: str, found: Sequence[Part]) -> dict[str, object]:
    for part in found:
        if part.label != "pages":
            continue
        words = bare(text, part)
        tail = text[part.start : part.end + 6].strip(" .,;)")
        total = _TOTAL.fullmatch(words) or (_TOTAL.match(tail) if words.isdigit() else None)
        if total:
            return {"number-of-pages": total["count"]}
        words = _plain_range(_CUES.sub("", words, count=1).strip("() "))
        if any(character.isalnum() for character in words):
            return {"page": words}
    return {}


def _plain_range(pages: str) -> str:
    return _DASH.sub("-", pages)
