"""Whether two entries of a reference list are one work, and how surely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import OSA, Levenshtein

from corpus.bibliography.entry import doi_key
from corpus.bibliography.names import UPPER, folded
from corpus.document import Reference
from service.checks.references.naming import authors, entry_years

Sameness = Literal["same", "perhaps"]

_SMALL_WORDS = """
    a an the of and for in on to with by from at as und der die das den dem de la le les et el los las y di il lo
    e и в на с по о из для ve ile
"""
_GIVEN = re.compile(rf"^(?:[{UPPER}][^\W\d_]+|[{UPPER}]\.)(?:[ -](?:[{UPPER}][^\W\d_]+|[{UPPER}]\.))?:\s+(?=\S)")
_SMALL = frozenset(_SMALL_WORDS.split())
_NUMERAL = re.compile(r"\d+|[ivx]{1,5}|first|second|third|fourth|fifth|one|two|three|four|part|[a-z]")
_LEAST_TITLE = 3
"""Words that a title needs to tell a work; shorter ones (“Introduction”) stand over many."""

_LONG_TITLE = 6
_MOST_ODD = 0.25
"""The share of a title's words that may be mistyped."""

_PREPRINT = re.compile(
    r"\b(?:arxiv|preprint|working paper|discussion paper|ssrn|biorxiv|medrxiv|mimeo)\b", re.IGNORECASE
)
_FAR_YEARS = 1


@dataclass(frozen=True)
class Entry:
    """An entry with what tells it from others."""

    reference: Reference

    @cached_property
    def title(self) -> tuple[str, ...]:
        """The title's words, folded, without a given name that was read as its beginning: `Marshall, Alfred: …`."""
        title = str(self.reference.csl.get("title") or "")
        people = self.reference.csl.get("author")
        first = people[0] if isinstance(people, list) and people else {}
        return tuple(folded(title if "given" in first else _GIVEN.sub("", title)).split())

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The title's words, each once."""
        return frozenset(self.title)

    @cached_property
    def raw(self) -> str:
        """All of its words, folded, without its number."""
        raw = self.reference.raw
        label = self.reference.label
        return folded(re.sub(rf"^\W*{re.escape(label)}\b", "", raw) if label else raw)

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """Family names, folded."""
        return authors(self.reference)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of publication."""
        return entry_years(self.reference)

    @cached_property
    def doi(self) -> str:
        """The DOI as it is compared, empty where there is none."""
        return doi_key(str(self.reference.csl.get("DOI") or ""))

    @cached_property
    def journal(self) -> str:
        """What it stands in, folded."""
        return folded(str(self.reference.csl.get("container-title") or ""))

    @cached_property
    def is_preprint(self) -> bool:
        """Whether it is an early form of what may be published elsewhere."""
        return "archive" in self.reference.csl or _PREPRINT.search(self.reference.raw) is not None

    def field(self, name: str) -> str:
        """A field of the entry, folded, empty where it has none."""
        return folded(str(self.reference.csl.get(name) or ""))

    @cached_property
    def volume(self) -> str:
        """The volume without noughts before it."""
        return self.field("volume").lstrip("0")

    @cached_property
    def page(self) -> str:
        """The pages, as digits in a row: a dash between them is easily lost."""
        return re.sub(r"\W+", "", str(self.reference.csl.get("page") or "")).lower()

    @cached_property
    def first_page(self) -> str:
        """The page that it begins on."""
        found = re.match(r"\w+", str(self.reference.csl.get("page") or ""))
        return found[0].lower() if found else ""


def sameness(first: Entry, second: Entry) -> tuple[Sameness, str] | None:
    """How surely both are one work, and why; None for two works, which editions, parts and volumes are."""
    if first.doi and first.doi == second.doi:
        if _alike(first, second):
            return "same", f"both have the DOI {first.doi}"
        return "perhaps", f"both have the DOI {first.doi}, under two titles"
    if first.raw == second.raw:
        return "same", "both are the same words"
    if not _share_author(first, second) or _are_editions(first, second):
        return _same_place(first, second)
    if not titles_match(first.title, second.title):
        return _same_place(first, second)
    return _by_title(first, second)


def _by_title(first: Entry, second: Entry) -> tuple[Sameness, str] | None:
    elsewhere = _stand_elsewhere(first, second)
    if _years_agree(first, second):
        if len(first.title) < _LEAST_TITLE and (elsewhere or not first.years):
            return None
        if elsewhere:
            return ("perhaps", "author, title and year are the same, the place is another") if _is_long(first) else None
        return "same", "author, title and year are the same"
    if _at_one_place(first, second):
        return "same", "author, title and pages are the same, only the years differ"
    if (first.is_preprint or second.is_preprint) and len(first.title) >= _LEAST_TITLE:
        return "perhaps", "author and title are the same, and one of them is an early version"
    near = min(abs(a - b) for a in first.years for b in second.years) <= _FAR_YEARS
    return (
        ("perhaps", "author and title are the same, the years are next to each other")
        if near and not elsewhere
        else None
    )


def titles_match(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two titles are one but for small words, slips of the pen and a subtitle that one of them leaves out."""
    one = [word for word in first if word not in _SMALL]
    two = [word for word in second if word not in _SMALL]
    if not one or not two:
        return False
    if _numerals(one) != _numerals(two):
        return False
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) > _LEAST_TITLE and longer[: len(shorter)] == shorter:
        return True
    if "".join(one) == "".join(two):
        return True
    odd = 0
    for edit in Levenshtein.opcodes(one, two):
        if edit.tag == "equal":
            continue
        odd += max(edit.src_end - edit.src_start, edit.dest_end - edit.dest_start)
        left = "".join(one[edit.src_start : edit.src_end])
        right = "".join(two[edit.dest_start : edit.dest_end])
        if not _is_slip(left, right):
            return False
    return odd <= max(1, _MOST_ODD * len(shorter))


def _is_slip(left: str, right: str) -> bool:
    """Whether a word is another one mistyped, or shortened: never a word that only one title has."""
    if not left or not right or min(len(left), len(right)) < _LEAST_TITLE:
        return False
    if left.startswith(right) or right.startswith(left):
        return True
    distance = OSA.distance(left, right)
    return distance <= (1 if min(len(left), len(right)) < 8 else 2)


def _numerals(words: Sequence[str]) -> list[str]:
    return [word for word in words if _NUMERAL.fullmatch(word)]


def _share_author(first: Entry, second: Entry) -> bool:
    """Whether the first authors are one person, or some author of a long title is; or one entry has none."""
    if not first.authors or not second.authors:
        return _is_long(first) and titles_match(first.title, second.title)
    if _same_name(first.authors[0], second.authors[0]):
        return True
    return _is_long(first) and any(_same_name(one, two) for one in first.authors for two in second.authors)


def _same_name(one: str, two: str) -> bool:
    if one == two or one.endswith(" " + two) or two.endswith(" " + one):
        return True
    shorter = min(len(one), len(two))
    return shorter >= 4 and OSA.distance(one, two) <= (1 if shorter < 7 else 2)


def _are_editions(first: Entry, second: Entry) -> bool:
    for name in ("edition", "volume", "number-of-volumes", "chapter-number"):
        one, two = first.field(name), second.field(name)
        is_book = not (first.journal and second.journal)
        if one != two and (name != "volume" or (is_book and one and two)) and ((one and two) or name == "edition"):
            return True
    return False


def _years_agree(first: Entry, second: Entry) -> bool:
    return not first.years or not second.years or bool(set(first.years) & set(second.years))


def _stand_elsewhere(first: Entry, second: Entry) -> bool:
    """Whether what they stand in, and the pages, are others: two publications under one title."""
    pages = bool(first.page and second.page and first.first_page != second.first_page and first.page != second.page)
    journals = bool(first.journal and second.journal and not _same_journal(first.journal, second.journal))
    return (pages and (journals or first.volume != second.volume)) or (journals and not first.first_page)


def _same_journal(one: str, two: str) -> bool:
    """Whether one name is the other's, shortened or not: `j econ geogr` and `journal of economic geography`."""
    left = [word for word in one.split() if word not in _SMALL]
    right = [word for word in two.split() if word not in _SMALL]
    if len(left) != len(right):
        return one.startswith(two) or two.startswith(one)
    return all(a.startswith(b) or b.startswith(a) or OSA.distance(a, b) <= 1 for a, b in zip(left, right, strict=True))


def _at_one_place(first: Entry, second: Entry) -> bool:
    """Whether both stand in one volume of one journal, on the same first page."""
    if not first.first_page or first.first_page != second.first_page or not first.journal or not second.journal:
        return False
    return bool(first.volume) and first.volume == second.volume and _same_journal(first.journal, second.journal)


def _same_place(first: Entry, second: Entry) -> tuple[Sameness, str] | None:
    """Two titles on one page of one volume: a translated or mistaken title."""
    issues = (first.field("issue"), second.field("issue"))
    pages = (first.page, second.page)
    if (
        not _at_one_place(first, second)
        or not _years_agree(first, second)
        or len(set(pages)) > 1
        or len(set(issues)) > 1
    ):
        return None
    return "perhaps", "they stand on the same pages of the same volume, under two titles"


def _alike(first: Entry, second: Entry) -> bool:
    return not first.title or not second.title or titles_match(first.title, second.title)


def _is_long(entry: Entry) -> bool:
    return len(entry.title) >= _LONG_TITLE
