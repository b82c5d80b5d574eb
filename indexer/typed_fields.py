"""Bibliographic fields as a person types them: texts made into CSL-JSON's values, and back.

The names are what forms, the command line and the HTTP API call the fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from corpus.bibliography.entry import DOI, doi
from corpus.bibliography.entry import pages as page_range
from corpus.bibliography.names import Name
from corpus.bibliography.record import Record
from indexer.errors import CorrectionRefused

VARIABLES: Mapping[str, str] = {
    "title": "title",
    "authors": "author",
    "year": "issued",
    "type": "type",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "DOI": "DOI",
    "language": "language",
}
"""The fields that can be put in by hand, in the order of a form, and their CSL-JSON variables."""

TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
)  # fmt: skip
"""The types of CSL 1.0.2 (appendix III)."""

LONGEST = 2_000
"""Characters of a field; authors may have as many each."""

MOST_AUTHORS = 500

LONGEST_SHOWN = 80
"""Characters of what was typed in a refusal."""

_DATE = re.compile(r"(?P<year>\d{1,4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_BETWEEN_NAMES = re.compile(r"\s*;\s*")
_TWO_NAMES = re.compile(r"[^,]+,.+\s(?:and|&)\s[^,]+,.+")
"""Two names joined by a word, each with its comma; an organisation may well have an "and" in it."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNKNOWN_DATES = frozenset({"n.d.", "n.d", "nd", "undated"})


class _Date(NamedTuple):
    year: int
    month: int | None
    day: int | None

    @property
    def parts(self) -> list[int]:
        return [part for part in self if part is not None]


def typed(record: Record) -> dict[str, str]:
    """Each field of the record as a person would type it; "" for one that isn't known."""
    return {name: _text(name, record.get(variable)) for name, variable in VARIABLES.items()}


def changes(record: Record, texts: Mapping[str, str]) -> dict[str, object | None]:
    """The CSL-JSON variables that these texts change, None for one that is now empty; raises CorrectionRefused.

    A text that says what the record says changes nothing, so that a form can be sent back as it came.
    """
    now = typed(record)
    made: dict[str, object | None] = {}
    for name, text in texts.items():
        _known(name)
        if _lines(text) != _lines(now[name]):
            made[VARIABLES[name]] = _value(name, text, record)
    return made


def variables(names: Iterable[str]) -> tuple[str, ...]:
    """The CSL-JSON variables of these fields; raises CorrectionRefused for what is none."""
    found = tuple(names)
    for name in found:
        _known(name)
    return tuple(VARIABLES[name] for name in found)


def _known(name: str) -> None:
    if name not in VARIABLES:
        raise CorrectionRefused(f"{name!r} is no field that can be corrected: {', '.join(VARIABLES)} are")


def _text(name: str, value: object) -> str:
    if name == "authors":
        return "\n".join(map(_line, _people(value)))
    if name == "year":
        return _date_text(value)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _value(name: str, text: str, record: Record) -> object | None:
    if _SURROGATE.search(text):
        raise CorrectionRefused(f"{name}: half of a character (a lone surrogate) is in it: type it anew")
    lines = _lines(text)
    if name == "authors":
        return _authors(lines, record) or None
    plain = " ".join(lines)
    if len(plain) > LONGEST:
        raise CorrectionRefused(f"{name}: {len(plain):,} characters are too many, the most is {LONGEST:,}")
    if not plain:
        return None
    match name:
        case "year":
            return _date_value(plain)
        case "DOI":
            return _doi(plain)
        case "language":
            return _language(plain)
        case "type":
            return _type(plain)
        case "pages":
            return page_range(plain)
    return plain


def _people(value: object) -> list[dict[str, object]]:
    return [person for person in value if isinstance(person, dict)] if isinstance(value, list | tuple) else []


def _lines(text: str) -> list[str]:
    """The lines that have anything in them, with single spaces."""
    return [" ".join(line.split()) for line in re.split(r"[\r\n]", text) if line.strip()]


def _line(person: Mapping[str, object]) -> str:
    """`van den Berg, Anna, Jr.`, or an organisation's name as it is."""
    if person.get("literal"):
        return " ".join(str(person["literal"]).split())
    particles = ("non-dropping-particle", "dropping-particle", "family")
    family = " ".join(str(person[part]) for part in particles if person.get(part))
    parts = (family, str(person.get("given") or ""), str(person.get("suffix") or ""))
    return " ".join(", ".join(part for part in parts if part).split())


def _authors(lines: list[str], record: Record) -> list[object]:
    """The names on these lines; one that the record has already keeps its affiliation and ORCID."""
    by_line = {_line(person): person for person in _people(record.get("author"))}
    names = [name for line in lines for name in ([line] if line in by_line else _BETWEEN_NAMES.split(line)) if name]
    if len(names) > MOST_AUTHORS:
        raise CorrectionRefused(f"authors: {len(names):,} are too many, the most is {MOST_AUTHORS}")
    return [by_line.get(name) or _name(name) for name in names]


def _name(line: str) -> Name:
    if len(line) > LONGEST:
        raise CorrectionRefused(f"authors: a name of {len(line):,} characters is too long: write one author a line")
    if line.count(",") > 2 or _TWO_NAMES.fullmatch(line):
        raise CorrectionRefused(f"authors: {line[:LONGEST_SHOWN]!r} looks like several: write one author a line")
    parts = [part.strip() for part in line.split(",", 2)]
    if not parts[0]:
        raise CorrectionRefused(f"authors: {line!r} has no family name: write Family, Given")
    if len(parts) == 1:
        return {"literal": line}
    named = zip(("family", "given", "suffix"), parts, strict=False)
    return {part: text for part, text in named if text}


def _date_text(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    ends = value.get("date-parts")
    dates = ["-".join([str(end[0]), *map(_digits, end[1:])]) for end in ends if end] if isinstance(ends, list) else []
    return "/".join(dates) or " ".join(str(value.get("literal") or value.get("raw") or "").split())


def _digits(part: object) -> str:
    return f"{part:02}" if isinstance(part, int) else str(part)


def _date_value(text: str) -> object | None:
    if text.lower() in _UNKNOWN_DATES:
        return None
    ends = text.split("/")
    dates = [date for end in ends if (date := _date(end.strip())) is not None]
    if not len(dates) == len(ends) <= 2:
        wanted = "write one such as 1998, or a date such as 1998-05-03"
        raise CorrectionRefused(f"year: {text[:LONGEST_SHOWN]!r} is no year: {wanted}")
    if dates[-1].parts < dates[0].parts[: len(dates[-1].parts)]:
        raise CorrectionRefused(f"year: {text!r} ends before it begins: write the earlier year first")
    return {"date-parts": [date.parts for date in dates]}


def _date(text: str) -> _Date | None:
    found = _DATE.fullmatch(text)
    if found is None or not int(found["year"]):
        return None
    month, day = (int(part) if part else None for part in (found["month"], found["day"]))
    fits = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    return _Date(int(found["year"]), month, day) if fits else None


def _doi(text: str) -> str:
    bare = doi(text)
    if not DOI.fullmatch(bare):
        raise CorrectionRefused(f"DOI: {text!r} is no DOI: one begins with 10., such as 10.1000/182")
    return bare


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise CorrectionRefused(f"language: {text!r} is no language code: write one such as en, de or pt-BR")
    return text


def _type(text: str) -> str:
    if text not in TYPES:
        raise CorrectionRefused(f"type: {text!r} is no type of CSL: write one such as article-journal, book or report")
    return text
