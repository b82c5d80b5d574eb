"""The library's records in the forms that reference managers read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

from corpus.bibliography.bibtex import write_bibtex
from corpus.bibliography.citation import year_of
from corpus.bibliography.csl_json import write_csl_json
from corpus.bibliography.names import families
from corpus.bibliography.record import Record
from corpus.bibliography.ris import write_ris

_CYRILLIC_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳәөүұіїєґ"
_IN_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya o q g h a o u u i i e g"
_CYRILLIC = dict(zip(_CYRILLIC_LETTERS, _IN_LATIN.split(), strict=True))
_SPECIAL = {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "þ": "th", "ð": "d", "ə": "a"}


def to_bibtex(records: Sequence[tuple[str, Record]]) -> str:
    """A .bib file of (file name, record) pairs."""
    return write_bibtex(_keyed(records))


def to_ris(records: Sequence[tuple[str, Record]]) -> str:
    """An .ris file of (file name, record) pairs."""
    return write_ris(_keyed(records))


def to_csl_json(records: Sequence[tuple[str, Record]]) -> str:
    """A CSL-JSON file of (file name, record) pairs."""
    return write_csl_json(_keyed(records))


def keys(records: Sequence[tuple[str, Record]]) -> tuple[str, ...]:
    """A citation key for each pair, none twice: `porter1998`, `porter1998a`; the letters follow the files' names."""
    bases = [_base(name, record) for name, record in records]
    order = sorted(range(len(records)), key=lambda i: (bases[i], records[i][0], i))
    taken: set[str] = set(bases)
    given: dict[int, str] = {}
    used: set[str] = set()
    for index in order:
        key, place = bases[index], 0
        while key in used or (key in taken and key != bases[index]):
            key, place = bases[index] + _letters(place), place + 1
        used.add(key)
        given[index] = key
    return tuple(given[index] for index in range(len(records)))


def _keyed(records: Sequence[tuple[str, Record]]) -> list[tuple[str, dict[str, object]]]:
    found = zip(keys(records), (record.csl() for _, record in records), strict=True)
    return sorted(found, key=lambda pair: pair[0])


def _base(name: str, record: Record) -> str:
    people = families(record.get("author")) or families(record.get("editor"))
    who = _ascii(people[0]) if people else ""
    who = who or _ascii(str(record.get("title") or ""))[:20] or _ascii(PurePath(name).stem)[:20] or "work"
    year = re.search(r"\d{4}", year_of(record))
    return who + (year[0] if year else "")


def _letters(place: int) -> str:
    """a, b, … z, aa, ab, …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _ascii(text: str) -> str:
    """`text` in small ASCII letters and digits, Cyrillic transliterated, accents dropped."""
    plain = "".join(_CYRILLIC.get(c, _SPECIAL.get(c, c)) for c in text.casefold())
    bare = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", bare.casefold())
