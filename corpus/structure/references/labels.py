"""The numbers of a reference list's entries: where one is printed, and which of them count on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.bibliography.names import PARTICLE, UPPER, leading_names
from corpus.structure.references.entry import label_of

STARTS_ENTRY = re.compile(rf"[\"“«*_]*(?:[a-z][.)]\s)?(?:{PARTICLE}\s){{0,3}}[{UPPER}]")
SAME_AUTHOR = re.compile(r"[—–_‒-]{3,}|[—―]{2}|[—―](?=[.,]\s)")
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBER = r"(?:\[(?P<square>\d{1,3})\]\.?|\((?P<round>\d{1,3})\)|(?P<bare>\d{1,3})[.)\]\-–](?![\d.]))"
_INSIDE = re.compile(rf"(?<=[.)\]>\d”*/])\s+(?={_NUMBER}(?:\s*[\"“«*_]?[{UPPER}]|\s*$|\s+[a-z][.)]\s))")
_ALONE = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)\]])\.?")
_FOUR_DIGITS = re.compile(r"\s*(?:\[(?P<square>\d{4})\]|(?P<bare>\d{4})[.)](?!\d))\s*")
_NEAR = 400
_WIDEST_GAP = 5
_OTHER_PLACES = 3


@dataclass(frozen=True)
class Label:
    """A number that may open an entry: the line that it stands on, where in it, and the words from it on."""

    line: int
    at: int
    number: int
    words: str
    apart: bool = False

    @property
    def opens_line(self) -> bool:
        """Whether nothing stands before the number on its line."""
        return self.at == 0


def is_only_label(line: str) -> bool:
    """Whether a line holds the number of an entry and no more."""
    return _ALONE.fullmatch(line) is not None


def reads_like_entry(line: str) -> bool:
    """Whether a line opens an entry: a name in a bibliography's form, or a label, with a date near."""
    words = line[label_of(line)[1] :]
    if SAME_AUTHOR.match(words):
        return True
    if not STARTS_ENTRY.match(words):
        return False
    date = YEAR.search(words[:300])
    if leading_names(words[:300]).names:
        return date is not None or len(words) > 60
    return date is not None and re.match(r"[^.]{2,150}?[.,]?\s\(\d{4}", words) is not None


def labels_of(lines: Sequence[str], apart: Sequence[bool]) -> list[Label]:
    """Every number that may open an entry, in the order of the text; `apart` tells which lines follow an empty one."""
    found = []
    for index, line in enumerate(lines):
        follows = _following(lines, index)
        number, length = _label_at_head(line)
        if number and STARTS_ENTRY.match(line[length:] or follows):
            found.append(Label(index, 0, int(number), _words(line, follows), apart[index]))
        for match in _INSIDE.finditer(line):
            inner = line[match.end() :]
            if not is_only_label(inner.strip()) or STARTS_ENTRY.match(follows):
                number = match["square"] or match["round"] or match["bare"]
                found.append(Label(index, match.end(), int(number), _words(inner[:_NEAR], follows)))
    return found


def _label_at_head(line: str) -> tuple[str | None, int]:
    """As an entry's own label, and those of the few lists that count beyond 999."""
    number, length = label_of(line)
    if number and not number.isdecimal():
        return None, 0
    long = None if number else _FOUR_DIGITS.match(line)
    return (long["square"] or long["bare"], long.end()) if long else (number, length)


def _following(lines: Sequence[str], index: int) -> str:
    return " ".join(line[:_NEAR] for line in lines[index + 1 : index + 4])


def _words(line: str, follows: str) -> str:
    return f"{line} {follows}"[:_NEAR]


def counted(labels: Sequence[Label]) -> list[Label]:
    """The labels that count on from one another, or start again at 1 as list counters do after a break."""
    places = _Places(labels)
    chosen: list[Label] = []
    for index, label in enumerate(labels):
        if places.accepts(index, label, chosen[-1].number if chosen else None):
            chosen.append(label)
    return chosen


@dataclass(frozen=True)
class _Places:
    """Where each number stands among the labels, so that a better place for one can be looked up."""

    labels: Sequence[Label]
    of: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, label in enumerate(self.labels):
            self.of.setdefault(label.number, []).append(index)

    def accepts(self, index: int, label: Label, last: int | None) -> bool:
        """Whether the label opens the entry after the one with the number `last` (None: the first entry)."""
        if last is None:
            return label.opens_line and (label.number <= 3 or label.line == 0)
        if label.number == last + 1:
            return not self._better_later(index, label)
        near = 0 < label.number - last <= _WIDEST_GAP
        if label.opens_line:
            return (label.number == 1 or near or label.apart) and reads_like_entry(label.words)
        return near and self._next(last + 1, index) is None and reads_like_entry(label.words)

    def _better_later(self, index: int, label: Label) -> bool:
        """Whether the same number opens a line or an entry before the count goes on, as it does not here."""
        if label.opens_line and (label.apart or reads_like_entry(label.words)):
            return False
        end = self._next(label.number + 1, index)
        others = self.of[label.number]
        first = bisect_right(others, index)
        rivals = [self.labels[i] for i in others[first : first + _OTHER_PLACES] if end is None or i < end]
        if not label.opens_line and any(rival.opens_line for rival in rivals):
            return True
        return bool(rivals) and not reads_like_entry(label.words) and any(reads_like_entry(r.words) for r in rivals)

    def _next(self, number: int, index: int) -> int | None:
        places = self.of.get(number, [])
        after = bisect_right(places, index)
        return places[after] if after < len(places) else None
