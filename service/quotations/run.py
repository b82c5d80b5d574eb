"""A run of words as somebody quotes them: with what they left out and what they put in openly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.document import Span
from service.quotations.wording import Wording, wording

GapKind = Literal["ellipsis", "bracket"]
"""An ellipsis stands for any words; words in brackets for a few."""

_ELLIPSIS = re.compile(r"[\[(]?\s?(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s?[\])]?")
_BRACKET = re.compile(r"\[[^\[\]]{0,120}\]")
_AT_START = re.compile(r"\[(\w{1,3})\](?=[^\W\d_])")
_AT_END = re.compile(r"(?<=[^\W\d_])\[(\w{0,4})\]")
_REMARK = re.compile(
    r"^\W*(?:sic\b|\d|emphas[ie]s|italics|my |our |own |author|translat|original|bold|highlight|underlin|note\b)"
    r"|(?:added|original|mine|ours|translation|omitted|removed)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Run:
    """Quoted words; `gaps` has for a word's place what openly stands for others before it (its end: the last place).

    `bracketed` are the places of words that have letters in brackets: `[T]he`, `cluster[s]`.
    """

    wording: Wording
    gaps: Mapping[int, GapKind]
    bracketed: frozenset[int]

    @property
    def words(self) -> tuple[str, ...]:
        """The words, as they are compared."""
        return self.wording.words

    def parts(self) -> Iterator[tuple[str, ...]]:
        """The firm words between gaps, as far as there are any."""
        cuts = [0, *sorted(self.gaps), len(self.words)]
        for start, end in pairwise(cuts):
            part = tuple(self.words[place] for place in range(start, end) if place not in self.wording.loose)
            if part:
                yield part


def quoted_run(text: str, span: Span | None = None, loose: Sequence[Span] = ()) -> Run:
    """The run of words that is `text`, or the characters under `span`, as quoted by one who follows the rules."""
    area = span or Span(0, len(text))
    characters = list(text[: area.end])
    lettered = _open_words(text, area, characters)
    gaps = sorted([*_brackets(text, area, characters), *_ellipses(characters, area)])
    found = wording("".join(characters), area, loose)
    starts = [word.start for word in found.spans]
    places: dict[int, GapKind] = {}
    for at, kind in gaps:
        place = bisect_left(starts, at)
        places[place] = "ellipsis" if "ellipsis" in (kind, places.get(place)) else kind
    bracketed = {bisect_left(starts, at + 1) - 1 for at in lettered}
    return Run(found, dict(sorted(places.items())), frozenset(bracketed))


def _open_words(text: str, area: Span, characters: list[str]) -> list[int]:
    """Take the brackets out of words like `[T]he`; gives where those words have letters."""
    found = []
    for pattern in (_AT_START, _AT_END):
        for match in pattern.finditer(text, area.start, area.end):
            if match[1].isdigit():
                continue
            characters[match.start()] = characters[match.end() - 1] = "\u200b"
            found.append(match.end() if pattern is _AT_START else match.start() - 1)
    return found


def _brackets(text: str, area: Span, characters: list[str]) -> Iterator[tuple[int, GapKind]]:
    """Blank what stands in brackets; a remark such as `[sic]`, or a number, stands for no other words."""
    for match in _BRACKET.finditer("".join(characters), area.start, area.end):
        characters[match.start() : match.end()] = " " * len(match[0])
        inside = match[0][1:-1]
        if _ELLIPSIS.fullmatch(match[0]) or not inside.strip(" ."):
            yield match.start(), "ellipsis"
        elif not _REMARK.search(inside):
            yield match.start(), "bracket"


def _ellipses(characters: list[str], area: Span) -> Iterator[tuple[int, GapKind]]:
    for match in _ELLIPSIS.finditer("".join(characters), area.start, area.end):
        yield match.start(), "ellipsis"
