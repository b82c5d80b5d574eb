"""GROBID's gold for lines of authors and for dates on first pages (kermitt2/grobid, Apache-2.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

from evals.gold.archives import GROBID, unpacked

_TEI = "{http://www.tei-c.org/ns/1.0}"


@dataclass(frozen=True)
class NameLine:
    """A line of authors as a page prints it, with the family and given names in it, in order."""

    text: str
    names: tuple[tuple[str, str], ...]
    held_out: bool


@dataclass(frozen=True)
class DateLine:
    """A date as printed, with its parts by name (`year`, `month`, `day`) as written."""

    text: str
    parts: dict[str, str]
    held_out: bool


@dataclass(frozen=True)
class Headers:
    """Both sets. GROBID's own evaluation part, and of the rest a third by the hash of its words, are held out."""

    names: tuple[NameLine, ...]
    dates: tuple[DateLine, ...]


@contextmanager
def headers(benchmarks: Path) -> Iterator[Headers]:
    """Every line of authors and every date that has a year. Raises MaterialError where the set is not there."""
    with unpacked(benchmarks / GROBID) as folder:
        yield Headers(tuple(_names(folder)), tuple(_dates(folder)))


def _roots(folder: Path, kind: str) -> Iterator[tuple[ElementTree.Element, bool]]:
    for path in sorted(folder.rglob(f"{kind}/*/*.xml")):
        try:
            yield ElementTree.parse(path).getroot(), path.parent.name == "evaluation"
        except ElementTree.ParseError:
            continue  # two files of the set are not well-formed


def _names(folder: Path) -> Iterator[NameLine]:
    for root, evaluation in _roots(folder, "name/header"):
        for author in root.iter(f"{_TEI}author"):
            names = tuple(name for person in author.iter(f"{_TEI}persName") if (name := _name(person))[0])
            text = _flat(author)
            if names:
                yield NameLine(text, names, evaluation or _in_the_third(text))


def _name(person: ElementTree.Element) -> tuple[str, str]:
    given = (_flat(part) for part in person if part.tag in (f"{_TEI}forename", f"{_TEI}middlename"))
    return " ".join(_flat(part) for part in person.iter(f"{_TEI}surname")), " ".join(given)


def _dates(folder: Path) -> Iterator[DateLine]:
    for root, evaluation in _roots(folder, "date"):
        for date in root.iter("date"):
            parts = {part: _flat(held) for part in ("year", "month", "day") if (held := date.find(part)) is not None}
            if re.search(r"\d", parts.get("year", "")):
                yield DateLine(_flat(date), parts, evaluation)


def _in_the_third(text: str) -> bool:
    return sha256(text.encode()).digest()[0] % 3 == 0


def _flat(element: ElementTree.Element) -> str:
    """The element's words; a break of line in it is a space."""
    for broken in element.iter(f"{_TEI}lb"):
        broken.text = " "
    return " ".join("".join(element.itertext()).split())
