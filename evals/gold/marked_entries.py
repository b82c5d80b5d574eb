"""Reference entries whose parts were marked by people, in one form for every set."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIELDS = (
    "author",
    "collaboration",
    "editor",
    "translator",
    "title",
    "journal",
    "book",
    "series",
    "volume",
    "issue",
    "pages",
    "date",
    "publisher",
    "location",
    "edition",
    "genre",
    "doi",
    "url",
    "identifier",
    "note",
    "number",
)
"""The names that every set's own names are brought to; `number` is the entry's own in its list."""

_OPENING = re.compile(
    r"[\s\W_]*(?:(?:in|dans|en|aus)\b\s?:?\s+(?=\S)|(?:edited by|ed\.? by|hrsg\. von|sous la dir\w*\.? de)\s+"
    r"|eds?\.\s+(?=[^\W\d_]))*",
    re.IGNORECASE,
)
_CLOSING_ROLE = re.compile(
    r"[\s,(\[]*(?:\(?(?:eds?|editors?|hrsg|hg|éds?|dirs?|orgs?|coords?|sous la dir\w*)\b[.)\]:,\s]*)+$", re.IGNORECASE
)
_ISSUE_CUE = r"(?:(?:nos?|nr|iss(?:ue)?|num\w*|heft|number|вып)\b|[n№][°º]?)[.\s]*"
_VOLUME_CUE = r"(?:(?:vol(?:ume)?s?|v|bd|band|tome?|jg|т|cilt)\b[.\s]*)"
_VOLUME = re.compile(
    rf"\W*(?:(?P<date>(?:19|20)\d\d)\s?[^\d\w]*;\s?)?(?:{_VOLUME_CUE}+{_ISSUE_CUE}|{_VOLUME_CUE}*)(?!{_ISSUE_CUE}\d)"
    r"(?P<volume>[^\s,;:()]+)"
    rf"(?:(?:[\s,;]*\(\s?|[\s,;.]*{_ISSUE_CUE}|[\s,;:]+)(?P<issue>\d[\d\w–/-]*|\w{{1,12}}))?\)?"
    r"(?:\s?[:,;]\s?(?P<pages>\w*\d+\s?[-–]\s?\w*\d+))?(?:[\s,.]*suppl\w*\W*\d*)?\W*$",
    re.IGNORECASE,
)
_ISSUE = re.compile(rf"\W*(?:{_ISSUE_CUE}|\(\s?)(?P<issue>[^\s,;:()]+)\W*$", re.IGNORECASE)
_PAGES_CUE = re.compile(r"\W*(?:(?:pp?|pgs?|pages?|ss?|seiten?|с|стр)\b\.?\s?)?", re.IGNORECASE)
_DOI_CUE = re.compile(r"\W*(?:doi\b\s?[:.]?\s*)*", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """One marked part of an entry: half-open, in characters of its text."""

    start: int
    end: int
    field: str


@dataclass(frozen=True)
class MarkedEntry:
    """An entry and its marked parts in the order of the text; `source` names where it comes from (set, file)."""

    text: str
    marks: tuple[Mark, ...]
    source: str

    @property
    def key(self) -> str:
        """Equal for entries of the same letters and digits."""
        return "".join(character for character in plain(self.text) if character != " ")

    def values(self, field: str) -> list[str]:
        """What is marked as `field`."""
        return [self.text[mark.start : mark.end] for mark in self.marks if mark.field == field]


def plain(text: str) -> str:
    """`text` as fields are compared: case, accents' encoding and punctuation made equal."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def held_out(key: str) -> bool:
    """Whether what has this key belongs to the tenth that is kept from training: by its hash, so for good."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 10 == 0


def entry_of(parts: Iterable[tuple[str, str | None]], source: str) -> MarkedEntry:
    """The entry that pieces of text, each with its field or None, make up; white space is made single."""
    text = ""
    marks: list[Mark] = []
    for piece, field in parts:
        words = " ".join(piece.split())
        if text and not text.endswith(" ") and piece[:1].isspace():
            text += " "
        marks += _marks(words, field, len(text))
        text += words + (" " if words and piece[-1:].isspace() else "")
    return MarkedEntry(text.rstrip(), tuple(marks), source)


def _marks(words: str, field: str | None, offset: int) -> Iterable[Mark]:
    if field is None or not words:
        return []
    found = list(_inside(words, field))
    trimmed = (_trimmed(words, start, end, name) for start, end, name in found)
    return [Mark(offset + mark.start, offset + mark.end, mark.field) for mark in trimmed if mark.start < mark.end]


def _inside(words: str, field: str) -> Iterable[tuple[int, int, str]]:
    """A part without the words that only announce it, and one that mixes several as its several parts."""
    if field == "volume" and (match := _ISSUE.match(words) or _VOLUME.match(words)):
        groups = match.groupdict()
        return [(*match.span(name), name) for name in ("date", "volume", "issue", "pages") if groups.get(name)]
    cue = {"pages": _PAGES_CUE, "doi": _DOI_CUE, "editor": _OPENING, "book": _OPENING, "journal": _OPENING}.get(field)
    begin = match.end() if cue and (match := cue.match(words)) else 0
    role = _CLOSING_ROLE.search(words) if field == "editor" else None
    return [(begin, role.start() if role else len(words), field)]


def _trimmed(words: str, start: int, end: int, field: str) -> Mark:
    while start < end and not words[start].isalnum():
        start += 1
    while end > start and not words[end - 1].isalnum():
        end -= 1
    return Mark(start, end, field)


def without_duplicates(entries: Sequence[MarkedEntry], kept_out: Iterable[MarkedEntry] = ()) -> list[MarkedEntry]:
    """The entries without later copies of one, and without those that are in `kept_out` too."""
    seen = {entry.key for entry in kept_out}
    found = []
    for entry in entries:
        if entry.key and entry.key not in seen:
            seen.add(entry.key)
            found.append(entry)
    return found
