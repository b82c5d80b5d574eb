"""Callouts by number: `[1; 3]`, `[2]–[5]`, `[5, с. 12; 7]`, and raised numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Reference, Span
from corpus.structure.cited_work import LOCATOR

_DASH = r"[-–—−‐‑]"
_PLACE = (
    rf"(?:{LOCATOR}|\d{{1,4}}(?:{_DASH}\d{{1,4}})?[- ]?(?:b|бет|bet|с|s|p)\."
    r"|(?:Fig|Table|Eq|Sect?|Theorem|Thm|Lemma)\.?\s?[\d.]{1,6})"
)
_NUMBER = r"\d{1,3}[a-h]?\b"
_BETWEEN = rf"(?:\s?(?:[,;.]|{_DASH})\s?|\s(?:and|и|und|et|va|ve|y)\s)"
_BRACKET = rf"\[\s?(?:(?:see|cf\.|e\.g\.,?|см\.)\s)?{_NUMBER}(?:{_BETWEEN}(?:{_PLACE}|{_NUMBER})){{0,60}}\s?\]"
_BRACKETS = re.compile(rf"{_BRACKET}(?:\s?(?:{_DASH}|,)?\s?(?=\[){_BRACKET}){{0,60}}")
_ITEM = re.compile(
    rf"(?P<part>;)|(?P<place>(?<=[,;\s]){_PLACE})"
    rf"|(?P<first>\d{{1,3}})[a-h]?(?:\]?\s?{_DASH}\s?\[?(?P<last>\d{{1,3}})(?![\d.]))?"
)
_INTERVAL = re.compile(r"(?:\bCI|[Ii]nterval|[Rr]ange|∈|=|\b[Bb]etween|[×+*/])[\s:]*(?:of\s)?$")
# A symbol of one letter, a name with an underscore, a further index, or a sign that prose never has before a bracket.
_VARIABLE = re.compile(r"(?:(?<![^\W\d_]|['’.-])[a-z]|\w_\w*|\[\w{1,8}\](?<!\d\])|[>=<&$@#])$")
_CODE = re.compile(r"[;}]\s*$|[-+*/=]=|->|::|&&|\w\(\w*\)$|\breturn\s\S*$")
_USED = re.compile(r"\s?(?:[-+*/%]?=(?!\d)|\((?=[\w\"']*\))|\.\w+\(|;\s*$)")
_NUMBERS = rf"\d{{1,3}}(?:\s?(?:[,;]|{_DASH})\s?\d{{1,3}}){{0,60}}"
_RAISED = re.compile(
    rf"<sup>\s*(?P<html>{_NUMBERS})\s*</sup>|\^\{{(?P<tex>{_NUMBERS})\}}|\^(?P<plain>\d{{1,3}})\^|\[\^(?P<mark>\d{{1,3}})\](?!:)"
)
_UNICODE = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]+(?:[⁻˒,⁾]{1,2}[¹²³⁰⁴⁵⁶⁷⁸⁹]+)*")
_RAISED_WORDS = re.compile(rf"\W{{0,3}}(?:<sup>)?\W{{0,3}}{_NUMBERS}\W{{0,3}}(?:sup>)?")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_FRACTION = re.compile(r"\s?[/⁄]\s?[\w(]")
_OPERATORS = ("=", "+", "−", "×", "·", "/", "⁄", "^", "⁻", "⁺")
_ROUND = re.compile(rf"\(\s?{_NUMBERS}\s?\)")
_WIDEST = 60
_FAR_APART = 1500
_NEAR = 80


@dataclass(frozen=True)
class Numbered:
    """A callout by number: where it stands, the numbers that it names, and the places in the works."""

    span: Span
    numbers: tuple[int, ...]
    places: tuple[str, ...] = ()


def cited_numbers(text: str) -> tuple[int, ...]:
    """The entry numbers that a numeric callout names, ranges expanded: `[2]–[5]` is 2, 3, 4, 5."""
    return _read(text)[0]


def _read(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Numbers and places; a bare number after a place, up to the next semicolon, is of the place."""
    numbers: list[int] = []
    places: list[str] = []
    placed = False
    for match in _ITEM.finditer(text):
        if match["part"]:
            placed = False
        elif match["place"]:
            places.append(match["place"])
            placed = True
        elif not placed:
            start, end = int(match["first"]), int(match["last"] or match["first"])
            numbers.extend(range(start, end + 1) if start <= end <= start + _WIDEST else (start, end))
    return tuple(dict.fromkeys(numbers)), tuple(places)


def bracketed(text: str) -> Iterator[Numbered]:
    """Numbers in square brackets, but for intervals and the indices of code."""
    for match in _BRACKETS.finditer(text):
        numbers, places = _read(match[0])
        if 0 in numbers or _INTERVAL.search(text, max(0, match.start() - 20), match.start()):
            continue
        if _is_index(text, match.start(), match.end()):
            continue
        yield Numbered(Span(match.start(), match.end()), numbers, places)


def _is_index(text: str, start: int, end: int) -> bool:
    """Whether a bracket is an index in a line of code: a callout stands after a space, or after words."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    if not before or before[-1].isspace():
        return False
    after = text[end : end + _NEAR].partition("\n")[0]
    return _VARIABLE.search(before) is not None or _CODE.search(before) is not None or _USED.match(after) is not None


def rounded(text: str) -> Iterator[Numbered]:
    """Numbers in round brackets within a sentence: not at the head of a line, as items are, nor alone at its end."""
    for match in _ROUND.finditer(text):
        before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        if (
            not before
            or "\n" in before
            or not before[-1].isspace()
            or not before[0].isalpha()
            or after[:1] in ("", "\n")
        ):
            continue
        yield Numbered(Span(match.start(), match.end()), cited_numbers(match[0]))


def raised(text: str, superscripts: Sequence[Span]) -> Iterator[Numbered]:
    """Raised numbers, by mark-up, by Unicode or by the file's own word; powers and units are none."""
    spans = [Span(m.start(), m.end()) for form in (_RAISED, _UNICODE) for m in form.finditer(text)]
    for span in sorted({*spans, *superscripts}):
        words = span.of(text).translate(_DIGITS)
        numbers = cited_numbers(words) if len(span) < 200 and _RAISED_WORDS.fullmatch(words) else ()
        if numbers and 0 not in numbers and not _is_exponent(text, span.start, span.end):
            yield Numbered(span, numbers)


def _is_exponent(text: str, at: int, end: int) -> bool:
    """A raised number after a digit, a unit or a one-letter symbol is a power, not a note; nor is a fraction's part."""
    if _FRACTION.match(text, end) or text[max(0, at - 2) : at].rstrip().endswith(_OPERATORS):
        return True
    return re.search(r"(?:\d|(?<![^\W\d_])[^\W\d_]{1,2})$", text[max(0, at - 12) : at]) is not None


class Numberings:
    """Which entries each printed number means, for each list of a document: a callout means the list below it."""

    def __init__(self, references: Sequence[Reference]) -> None:
        groups = _groups(references)
        self._ends = [group[-1].span.end for group in groups]
        self._lookups = [_numbering(group) for group in groups]

    def entries(self, number: int, at: int) -> tuple[int, ...]:
        """The entries with this number in the list that a callout at `at` points to."""
        below = bisect_right(self._ends, at)
        lookup = self._lookups[min(below, len(self._lookups) - 1)] if self._lookups else {}
        return lookup.get(number, ())


def _groups(references: Sequence[Reference]) -> list[list[Reference]]:
    """The lists: entries with little between them, whose numbers don't start again after counting on."""
    groups: list[list[Reference]] = []
    labels: set[str | None] = set()
    for reference in references:
        group = groups[-1] if groups else []
        near = bool(group) and reference.span.start - group[-1].span.end < _FAR_APART
        again = reference.label == "1" and len(labels) > 2
        if near and not again:
            group.append(reference)
        else:
            groups.append([reference])
            labels = set()
        labels.add(reference.label)
    return groups


def _numbering(group: Sequence[Reference]) -> dict[int, tuple[int, ...]]:
    """Printed numbers where they tell the entries apart, else the place in the list (a restarted counter misleads).

    Works without a number of their own, between two that have one, stand under the first one's.
    """
    labels = [int(r.label) for r in group if r.label and r.label.isdigit()]
    if labels and len(labels) == len(set(labels)) and group[0].label and len(labels) >= len(group) / 2:
        found: dict[int, list[int]] = {}
        number = 0
        for reference in group:
            number = int(reference.label) if reference.label and reference.label.isdigit() else number
            found.setdefault(number, []).append(reference.n)
        return {number: tuple(entries) for number, entries in found.items()}
    return {place: (reference.n,) for place, reference in enumerate(group, 1)}
