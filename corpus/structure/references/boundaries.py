"""Where the parts of an entry meet within a phrase: moved to the punctuation that parts the phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.structure.references.cues import CUES
from corpus.structure.references.fields import Part

_CONTAINERS = frozenset({"journal", "book", "publisher", "series"})
_PUBLICATION = frozenset({"publisher", "location"})
_HANGING = re.compile(
    r"\b(?:of|in|the|and|for|on|di|del|della|de|des|du|la|von|der|und|im|et|y|ve|va|и|в|на)\s*$", re.IGNORECASE
)
_CARRIED = re.compile(r"[a-z]{2,4}\s[^.]{2,60}\.\s(?=[^\W\d_a-zа-я])")
_FIRST_PHRASE = re.compile(r"[^.:]{2,40}\.\s(?=[^\W\d_a-zа-я])")
_TAIL = re.compile(r"(?P<stop>[;.])\s(?P<words>[^\W\d_a-zа-я][\w’'-]*(?:\s[\w’'-]+){0,2})\s*$")
_LINKING = re.compile(r"(?:and|of|und|et|y|i|и|ve|va|&)\s")
_COLON = re.compile(r"\s?:\s")
_PAGES = re.compile(r"[\s,.]*(?:pp|С|с|S|ss)\.?\s?\d+\s?[-–—]\s?\d+")
_MONTH_LAST = re.compile(r",\s(?P<month>[^\W\d_]{3,})[\s,.]*$")
_SCHOOLS = frozenset({"university", "universität", "université", "universidad", "institute", "institut"})
_WORDS = re.compile(r"[^\W\d_]+")


def settled(text: str, found: Sequence[Part]) -> list[Part]:
    """The parts, each of which begins and ends where a phrase does, and a publisher that has pages made a journal."""
    parts = list(found)
    for move in (_moved_to_title, _moved_from_title):
        parts = _pairs_moved(text, parts, move)
    return [_without_month(text, part) for part in _journal_told(text, _imprint(text, parts))]


def _pairs_moved(text: str, parts: list[Part], move: Callable[[str, Part, Part], int | None]) -> list[Part]:
    for at, (before, part) in enumerate(pairwise(list(parts))):
        if before.label == "title" and part.label in _CONTAINERS and not text[before.end : part.start].strip():
            edge = move(text, before, part)
            if edge is not None:
                parts[at], parts[at + 1] = replace(before, end=edge), replace(part, start=edge)
    return parts


def _moved_to_title(text: str, title: Part, part: Part) -> int | None:
    """`Process` and `of SMEs. Technology and Investment`: the first phrase goes on with the title."""
    words = part.of(text)
    hangs = _HANGING.search(title.of(text)) is not None
    match = _CARRIED.match(words) or (_FIRST_PHRASE.match(words) if hangs else None)
    return part.start + match.end() if match and text[title.end - 1] not in ".?!;" else None


def _moved_from_title(text: str, title: Part, part: Part) -> int | None:
    """`A theory; Higher` and `School of Trade`, `II. Problems` and `and Perspectives`: the tail is not the title's."""
    tail = _TAIL.search(title.of(text))
    if tail is None or tail.start() < 8:
        return None
    links = _LINKING.match(part.of(text)) is not None
    return title.start + tail.start("words") if tail["stop"] == ";" or links else None


def _imprint(text: str, parts: list[Part]) -> list[Part]:
    """Publisher and place on either side of the colon between them, whichever stands first."""
    run = [at for at, part in enumerate(parts) if part.label in _PUBLICATION]
    if not run or len(run) > 2 or run[-1] - run[0] != len(run) - 1:
        return parts
    first, last = parts[run[0]], parts[run[-1]]
    colons = list(_COLON.finditer(text, first.start, last.end))
    if len(colons) != 1 or (len(run) == 2 and colons[0].start() <= last.start <= colons[0].end() + 1):
        return parts
    before, after = text[first.start : colons[0].start()], text[colons[0].end() : last.end]
    labels = _sides(before, after, text[: first.start].rstrip().endswith(";"))
    if labels is None:
        return parts
    halves = [
        Part(labels[0], first.start, colons[0].start(), first.surety),
        Part(labels[1], colons[0].end(), last.end, last.surety),
    ]
    return [*parts[: run[0]], *halves, *parts[run[-1] + 1 :]]


def _sides(before: str, after: str, listed: bool) -> tuple[str, str] | None:
    """What stands before and after a colon; `listed`: semicolons part the entry, as where places stand last."""
    if _are(before, "place", all):
        return "location", "publisher"
    if listed or _are(before, "publisher", any) or (_are(after, "place", any) and not _are(after, "publisher", any)):
        return "publisher", "location"
    return None


def _are(words: str, kind: str, how: Callable[[list[bool]], bool]) -> bool:
    return how([word.casefold() in CUES[kind] for word in _WORDS.findall(words)])


def _journal_told(text: str, parts: list[Part]) -> list[Part]:
    """Parts in which a publisher after the title's full stop, with a range of pages and no place, is a journal."""
    labels = {part.label for part in parts}
    if labels & {"journal", "book", "location", "series", "editor"}:
        return parts
    return [
        replace(part, label="journal")
        if part.label == "publisher"
        and text[: part.start].rstrip().endswith(".")
        and _PAGES.match(text, part.end)
        and not _names_a_house(part.of(text))
        else part
        for part in parts
    ]


def _names_a_house(words: str) -> bool:
    """Whether the words name who publishes books; journals have universities in their names, too."""
    return any(word.casefold() in CUES["publisher"] - _SCHOOLS for word in _WORDS.findall(words))


def _without_month(text: str, part: Part) -> Part:
    """A place without the month that stands after it."""
    month = _MONTH_LAST.search(part.of(text)) if part.label == "location" else None
    return (
        replace(part, end=part.start + month.start()) if month and month["month"].casefold() in CUES["month"] else part
    )
