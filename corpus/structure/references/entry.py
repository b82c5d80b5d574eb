"""One entry of a reference list, parsed to CSL-JSON.

A sequence model tells the entry's parts; rules read what is inside them (names, dates, numbers) and what they tell
better than a model does (links and identifiers, the label, the kind of work).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpus.bibliography.name_lists import names_in
from corpus.bibliography.names import FAMILY, UPPER, Name
from corpus.structure.references.boundaries import settled
from corpus.structure.references.dates import accessed_in, issued_of
from corpus.structure.references.fields import Part, abbreviated, bare, parts
from corpus.structure.references.keys import KEY
from corpus.structure.references.kinds import genre_of, kind_of
from corpus.structure.references.language import language_of_entry
from corpus.structure.references.links import links_in
from corpus.structure.references.numbers import locators_of
from corpus.structure.references.surety import surety
from corpus.structure.references.tagger import ReferenceTagger

LABEL = re.compile(
    r"\s*(?:[-*•–]\s+)?(?:\[(?P<square>\d{1,3})\]\.?|\((?P<round>\d{1,3})\)|(?P<bare>\d{1,3})\s?[.)\]\-–](?!\d)"
    rf"|(?P<spaced>\d{{1,3}})(?=\s[{UPPER}][\w’'])|\[(?P<key>{KEY})\])\s*"
)
_LONGEST = 2500
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\ufeff]+")
_EMPHASIS = re.compile(r"(?<![\w\\/])[*_]{1,3}(?=\S)|(?<=[^\s\\/])[*_]{1,3}(?![\w/])")
_STRONG = re.compile(r"\*{2,3}|_{2}(?=\w)|(?<=\w)_{2}")
_HEAD = re.compile(r"(?:[-–—•_]{3,}\.?,?|[—―]{1,2}[.,]|[—―]{2}|[-–•])\s+")
_NOTE = re.compile(r"(?<=\.)\s\((?P<note>[^()\d:]{12,300})\)\.?$")
_QUOTED_WHOLE = re.compile(r"[\"“«„‘'](?P<words>[^\"“”«»„]+)[\"”»“’']")
_INVERTED = re.compile(
    rf"(?:{FAMILY},?\s(?:[{UPPER}]\.[\s-]?){{1,3}}(?:,\s|;\s|\s?(?:and|und|et|y|e|&|и|ва|va|ve)\s)?)+(?<=\.\s)(?=[{UPPER}])"
)
_MEDIUM = re.compile(r"\s*\[(?:электронный ресурс|текст|electronic resource|elektron resurs|online)\]", re.IGNORECASE)
_IN_SOURCE = re.compile(rf"(?<=\w)(?:{_MEDIUM.pattern}|[^\w\s]{{0,2}}\s//\s)", re.IGNORECASE)
_INITIAL = re.compile(rf"(?<!\w)[{UPPER}]\.")
_PEOPLE = {"author": "author", "collaboration": "author", "editor": "editor", "translator": "translator"}
_WORDS = {"title": "title", "series": "collection-title", "publisher": "publisher", "location": "publisher-place"}
_TITLED = frozenset({"title", "book", "journal"})
_PUBLISHED = frozenset({"book", "journal", "publisher"})


@cache
def _shipped() -> ReferenceTagger:
    return ReferenceTagger()


def label_of(raw: str) -> tuple[str | None, int]:
    """The printed number or key at the head of an entry (None where there is none) and where its words begin."""
    match = LABEL.match(raw)
    if not match:
        return None, 0
    return match["square"] or match["round"] or match["bare"] or match["spaced"] or match["key"], match.end()


def parse_entry(raw: str, tagger: ReferenceTagger | None = None) -> tuple[dict[str, object], float]:
    """The entry's CSL-JSON fields, and from 0 to 1 how probably its author, title, year and container are right.

    The model is the one that is part of the package unless another `tagger` is given.
    """
    text, note = words_of(raw)
    tagging = (tagger or _shipped()).tagged(text)
    found = settled(text, _with_title(text, _with_author(parts(tagging))))
    links = links_in(text, found)
    csl: dict[str, object] = {**links, **_people(text, found), **_texts(text, found)}
    csl.update(_dates(text, found, links))
    csl.update(locators_of(text, found))
    if note:
        csl["note"] = note
    if genre := genre_of(text, found):
        csl["genre"] = genre
    csl["type"] = kind_of(csl, {part.label for part in found})
    if language := language_of_entry(csl):
        csl["language"] = language
    return dict(sorted(csl.items())), surety(tagging, csl)


def words_of(raw: str) -> tuple[str, str]:
    """The entry on one line without its label, and the citing author's remark at its end.

    Marks of emphasis stay, one for each end: the model knows what is set in italics.
    """
    words = raw[label_of(raw)[1] :][:_LONGEST].replace("\\_", "_").replace("\\&", "&")
    words = " ".join(_STRONG.sub("*", _CONTROL.sub(" ", words)).split())
    words = _HEAD.sub("", words, count=1) if _HEAD.match(words) else words
    note = _NOTE.search(words)
    if note and len(note["note"].split()) > 2:
        return words[: note.start()], note["note"]
    return words, ""


def _with_author(found: list[Part]) -> list[Part]:
    """The parts, but an organisation at the head of an entry that names no person is its author."""
    labels = {part.label for part in found}
    heads = bool(found) and found[0].label == "publisher" and found[0].start <= 2
    if heads and "title" in labels and labels.isdisjoint(_PEOPLE):
        return [replace(found[0], label="collaboration"), *found[1:]]
    return found


def _with_title(text: str, found: list[Part]) -> list[Part]:
    """The parts, but where no title was told, the words that the authors' names run into are it."""
    labels = {part.label for part in found}
    if not found or found[0].label != "author" or "title" in labels:
        return found
    head = found[0]
    source = _IN_SOURCE.search(text, head.end)
    if source and not any(head.end < part.start < source.start() for part in found):
        return [head, Part("title", head.end, source.start(), head.surety), *found[1:]]
    if labels.isdisjoint(_PUBLISHED):
        return found
    cut = _title_behind_initials(head.of(text))
    if cut is None and labels.isdisjoint(_TITLED):
        cut = _title_behind_comma(head.of(text))
    if cut is None:
        return found
    names, title = cut
    parted = Part("title", head.start + title, head.end, head.surety)
    return [replace(head, end=head.start + names), parted, *found[1:]]


def _title_behind_comma(words: str) -> tuple[int, int] | None:
    """Where names end and a title begins, as in `Ann Alder, River Ice`."""
    names, comma, last = words.rpartition(", ")
    if not comma or "." in last.rstrip(" .,") or len(last.split()) < 2 or re.search(r"\b(?:and|&)\s", last):
        return None
    return len(names), len(names) + len(comma)


def _title_behind_initials(words: str) -> tuple[int, int] | None:
    """Where names end and a title begins, as in `Alder A. B. River ice.`; never where more initials follow."""
    names = _INVERTED.match(words)
    if not names or _INITIAL.search(words, names.end()) or not words[names.end() :].strip(" .,"):
        return None
    return len(names[0].rstrip()), names.end()


def _people(text: str, found: Sequence[Part]) -> dict[str, object]:
    people: dict[str, list[Name]] = {}
    for part in found:
        if variable := _PEOPLE.get(part.label):
            words = _EMPHASIS.sub("", part.of(text))
            names = [{"literal": bare(text, part)}] if part.label == "collaboration" else names_in(words)
            people.setdefault(variable, []).extend(name for name in names if any(map(str.strip, name.values())))
    return {variable: names for variable, names in people.items() if names}


def _texts(text: str, found: Sequence[Part]) -> dict[str, object]:
    texts: dict[str, object] = {}
    for part in found:
        variable = _WORDS.get(part.label)
        if (
            variable
            and variable not in texts
            and (words := _tidy((bare if part.label == "title" else abbreviated)(text, part)))
        ):
            texts[variable] = words
    containers = [part for part in found if part.label in ("journal", "book")]
    if containers and (words := _tidy(abbreviated(text, _fullest(containers)))):
        texts["container-title" if "title" in texts or containers[0].label == "journal" else "title"] = words
    return texts


def _fullest(candidates: Sequence[Part]) -> Part:
    """The longest part of those that a stray label may have divided; the first of equal ones."""
    return max(candidates, key=lambda part: (part.end - part.start, -part.start))


def _tidy(words: str) -> str:
    """Words without the quotation marks that enclose all of them."""
    words = _MEDIUM.sub("", _EMPHASIS.sub("", words))
    whole = _QUOTED_WHOLE.fullmatch(words)
    return (whole["words"] if whole else words).strip(" ,;:")


def _dates(text: str, found: Sequence[Part], links: dict[str, object]) -> dict[str, object]:
    accessed, spans = accessed_in(text)
    dates: dict[str, object] = {"accessed": accessed} if accessed and "URL" in links else {}
    return {**dates, **issued_of(text, found, spans)}
