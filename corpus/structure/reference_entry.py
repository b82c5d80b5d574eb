"""One entry of a reference list, parsed to CSL-JSON by rules.

The rules follow how the styles print an entry (APA, Chicago, MDPI, Vancouver, IEEE, GOST): first what can be told by
its form alone is taken out (links, then names at the head, the date, the numbers at the tail), then what is left
between them is title, container and publisher.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.bibliography.names import ROLE, UPPER, Name, leading_names
from corpus.structure.reference_links import take_links
from corpus.structure.reference_locators import CUT, take_locators
from corpus.structure.reference_title import Parts, divide, take_imprint

LABEL = re.compile(
    r"\s*(?:[-*•–]\s+)?(?:\[(?P<square>\d{1,3})\]\.?|\((?P<round>\d{1,3})\)|(?P<bare>\d{1,3})\s?[.)\]\-–](?!\d)"
    rf"|(?P<spaced>\d{{1,3}})(?=\s[{UPPER}][\w’']))\s*"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE_IN_BRACKETS = re.compile(
    rf"[\s.,]*[(\[](?P<head>[^()\d]{{0,20}})(?P<year>{_YEAR}|n\.\s?d\.|in press|forthcoming)(?P<suffix>[a-z]?)"
    rf"(?P<rest>[^()]{{0,40}})[)\]]\s*[.,:;]?\s*"
)
_DATE_BARE = re.compile(rf"[\s.,]*(?P<year>{_YEAR})(?P<suffix>[a-z]?)(?:\s*[.,:;]\s*|\s+)(?=\D)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 1500
_MEETING = re.compile(r"\b(?:Proceedings|Proc\.|Conference|Symposium|Workshop|Congress|конференц\w+)", re.IGNORECASE)
_THESIS = re.compile(
    r"\b(?:dissertation|thesis|Ph\.?\s?D|диссертаци\w+|doktora tezi|yüksek lisans tezi)\b", re.IGNORECASE
)


@dataclass
class _Entry:
    """What is known of the entry so far; `rest` is what is not yet accounted for."""

    rest: str
    csl: dict[str, object] = field(default_factory=dict)
    chapter: bool = False

    def put(self, name: str, value: str | None) -> None:
        value = _tidy(value or "")
        if value and name not in self.csl:
            self.csl[name] = value


def label_of(raw: str) -> tuple[str | None, int]:
    """The printed number at the head of an entry (None where there is none) and where the entry's words begin."""
    match = LABEL.match(raw)
    if not match:
        return None, 0
    return match["square"] or match["round"] or match["bare"] or match["spaced"], match.end()


def parse_entry(raw: str) -> tuple[dict[str, object], float]:
    """The entry's CSL-JSON fields, and from 0 to 1 how much of what an entry needs was recognised."""
    start = label_of(raw)[1]
    rest, links = take_links(" ".join(raw[start : start + _LONGEST].split()))
    entry = _Entry(re.sub(r"^(?:[-–—•_]{3,}\.?,?|[-–•])\s+", "", rest))
    entry.csl.update(links)
    _take_note(entry)
    _take_head(entry)
    _take_parts(entry)
    entry.csl["type"] = _type(entry)
    return dict(sorted(entry.csl.items())), _confidence(entry.csl)


def _take_note(entry: _Entry) -> None:
    """A remark that the citing author put in brackets after the entry's last full stop."""
    note = re.search(r"(?<=\.)\s\((?P<note>[^()\d:]{12,300})\)\.?$", entry.rest)
    if note and len(note["note"].split()) > 2:
        entry.put("note", note["note"])
        entry.rest = entry.rest[: note.start()]


def _take_head(entry: _Entry) -> None:
    """Authors and the date that may follow them."""
    found = leading_names(entry.rest)
    if found.names:
        entry.csl["author"] = list(found.names)
        entry.rest = re.sub(r"^[\s.,;:&]+(?!\d)", " ", entry.rest[found.length :])
        _take_editor_mark(entry, found.names)
    date = _DATE_IN_BRACKETS.match(entry.rest) or _DATE_BARE.match(entry.rest)
    if date:
        _put_date(entry, date)
        entry.rest = entry.rest[date.end() :]
    elif not found.names:
        _take_organisation(entry)


def _take_editor_mark(entry: _Entry, names: tuple[Name, ...]) -> None:
    mark = re.match(rf"{ROLE}[.,:]?\s*|,?\s*(?:[Ee]ds?\.|[Ee]ditors?\b)[.,:]?\s*", entry.rest)
    if mark and not re.search(r"[Pp]roducer|[Dd]irector|[Ww]riter", mark[0]):
        entry.csl["editor"] = entry.csl.pop("author", list(names))
    if mark:
        entry.rest = entry.rest[mark.end() :]


def _take_organisation(entry: _Entry) -> None:
    """`OECD (2020). Title`: words that are no personal name before a date in brackets; or a title before one."""
    date = _DATE_IN_BRACKETS.search(entry.rest, 0, 250) or re.compile(
        rf"\.\s(?P<year>{_YEAR})(?P<suffix>[a-z]?)\.\s(?=\S)"
    ).search(entry.rest, 0, 120)
    if not date or date.start() == 0:
        return
    before, after = entry.rest[: date.start()].strip(" .,"), entry.rest[date.end() :]
    if not _holds_words(after):
        _put_date(entry, date)
        entry.put("title", before)
        entry.rest = after
    elif len(before) <= 120 and not re.search(r"\.\s|[\"“]", before):
        _put_date(entry, date)
        entry.csl["author"] = [{"literal": before.replace("*", "")}]
        entry.rest = after


def _holds_words(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{3,}", text)) >= 2


def _put_date(entry: _Entry, date: re.Match[str]) -> None:
    if not date["year"].isdigit():
        entry.csl["issued"] = {"literal": date["year"]}
        return
    parts = [int(date["year"])]
    groups = date.groupdict()
    rest = (groups.get("head") or "") + " " + (groups.get("rest") or "")
    month = next((i for i, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", rest.lower())), None)
    numbers = re.findall(r"\b\d{1,2}\b", rest)
    if month is None and numbers and 1 <= int(numbers[0]) <= 12:
        month, numbers = int(numbers[0]), numbers[1:]
    if month is not None:
        parts.append(month)
        parts.extend(int(day) for day in numbers[:1] if 1 <= int(day) <= 31)
    entry.csl["issued"] = {"date-parts": [parts]}
    if date["suffix"]:
        entry.csl["year-suffix"] = date["suffix"]


def _take_parts(entry: _Entry) -> None:
    """Locators, then what stands between the head and them."""
    parts = Parts()
    locators, text = take_locators(take_imprint(entry.rest, parts), dated="issued" in entry.csl)
    locators.year = parts.year or locators.year
    if "title" not in entry.csl:
        divide(text, parts, bool(locators.volume or locators.issue or locators.page or "DOI" in entry.csl))
    _put_parts(entry, parts)
    for name, value in locators.csl().items():
        entry.put(name, value)
    if locators.year and "issued" not in entry.csl:
        entry.csl["issued"] = {"date-parts": [[int(locators.year)]]}


def _put_parts(entry: _Entry, parts: Parts) -> None:
    entry.put("title", re.sub(r"\s\[[^\[\]]{3,40}\]\s*$", "", parts.title.replace(CUT, " ")))
    entry.put("genre", parts.thesis)
    entry.put("container-title", parts.container.replace(CUT, " "))
    entry.put("publisher", parts.publisher.replace(CUT, " "))
    entry.put("publisher-place", parts.place.replace(CUT, " "))
    if parts.editors and "editor" not in entry.csl:
        entry.csl["editor"] = list(parts.editors)
    entry.chapter = parts.chapter
    if parts.book and "container-title" not in entry.csl:
        entry.csl["type"] = "book"


def _type(entry: _Entry) -> str:
    csl = entry.csl
    words = f"{csl.get('title', '')} {csl.get('container-title', '')} {csl.get('publisher', '')}"
    if "genre" in csl or _THESIS.search(words):
        return "thesis"
    if "container-title" in csl:
        if _MEETING.search(str(csl["container-title"])):
            return "paper-conference"
        if entry.chapter:
            return "chapter"
        return "article-journal" if {"volume", "issue", "page", "DOI"} & csl.keys() else "article"
    if "publisher" in csl or csl.get("type") == "book":
        return "book"
    return "webpage" if "URL" in csl else "document"


def _tidy(text: str) -> str:
    text = re.sub(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}", "", text)
    text = " ".join(text.split()).strip(" ,;:")
    abbreviated = re.search(r"\w\.[\s\w]", text[:-1]) is not None and len(text) < 60
    text = text[:-1] if text.endswith(".") and not abbreviated else text
    return text.strip(' ,;:“”"')


def _confidence(csl: dict[str, object]) -> float:
    weights = {"author": 0.3, "issued": 0.2, "title": 0.3}
    score = sum(weight for name, weight in weights.items() if name in csl)
    return round(score + (0.2 if {"container-title", "publisher", "URL", "DOI"} & csl.keys() else 0.0), 2)
