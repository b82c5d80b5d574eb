"""In-text citations: where the text points to its reference list, and to which entries."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from corpus.bibliography.names import UPPER, folded
from corpus.document import Callout, Reference, Span
from corpus.structure.cited_work import NAMES, YEAR, CitedWork, ReferenceIndex, cited_works
from corpus.structure.lines import merged
from corpus.structure.ordinary_words import OrdinaryWords

_DASH = r"[-–—−‐‑]"
_NUMBERS = rf"\d{{1,3}}(?:\s?(?:[,;]|{_DASH})\s?\d{{1,3}})*"
_PAGES = r"(?:,\s?(?:pp?\.|[сСs]\.|S\.|стр\.)\s?[\d–\- ,]{1,20}|,\s?\d{1,4}[- ](?:b|бет|с)\.)?"
_BRACKET = rf"\[\s?{_NUMBERS}{_PAGES}\s?\]"
_BRACKETS = re.compile(rf"{_BRACKET}(?:\s?(?:{_DASH}|,)?\s?(?=\[){_BRACKET})*")
_RAISED = re.compile(rf"<sup>\s*(?P<html>{_NUMBERS})\s*</sup>|\^\{{(?P<tex>{_NUMBERS})\}}|\^(?P<plain>\d{{1,3}})\^")
_UNICODE = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]+(?:[⁻˒,⁾]{1,2}[¹²³⁰⁴⁵⁶⁷⁸⁹]+)*")
_ROUND = re.compile(r"\((?P<inside>[^()\[\]]{5,600})\)|\[(?P<square>[^()\[\]]{5,300})\]")
_YEAR_IN_BRACKETS = re.compile(
    rf"\s?\((?P<year>(?:{YEAR}|n\.\s?d\.)[a-z]?(?:\s?[,;/]\s?(?:{YEAR}[a-z]?|[a-z]\b)){{0,8}}"
    r"(?:[,:]\s?(?:pp?\.\s?)?[\d–\- ]{1,15})?)\)"
)
_NAMES_BEFORE = re.compile(rf"(?:(?<=\W)|^)({NAMES})(?:['’]s?)?$")
_INTERVAL = re.compile(r"(?:\bCI|[Ii]nterval|[Rr]ange|∈|=|\bbetween)[\s:]*$")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_OTHER_WORDS = (
    "january february march april may june july august september october november december spring summer autumn fall"
    " winter table tables figure figures fig source sources section chapter equation appendix panel act law directive"
    " regulation no vol part since from until in the during as of on at by and author authors own calculations accessed"
    " retrieved updated published accepted received year years covid monday tuesday wednesday thursday friday saturday"
    " sunday version note notes annex article q1 q2 q3 q4 early late mid before after between"
)
_NO_AUTHORS = frozenset(_OTHER_WORDS.split())
_OPENING_WORDS = (
    "following according whereas while although however see also both but like unlike when where thus then yet even"
    " later recently moreover furthermore for with if so this these that such because therefore hence first second"
)
_OPENERS = _NO_AUTHORS | frozenset(_OPENING_WORDS.split())
_LOOK_BACK = 160


def callouts(
    text: str, references: Sequence[Reference], superscripts: Sequence[Span] = (), excluded: Sequence[Span] = ()
) -> tuple[Callout, ...]:
    """Every in-text citation in `text`, sorted, with the numbers of the entries that it means.

    `superscripts` are the spans that the file sets raised; nothing is looked for in `excluded` (tables, headings of
    figures) nor in the entries themselves. A bracket that cites several works is one callout.
    """
    return _Search(text, references, [*excluded, *(r.span for r in references)]).run(superscripts)


def cited_numbers(text: str) -> tuple[int, ...]:
    """The entry numbers that a numeric callout names, ranges expanded: `[2]–[5]` is 2, 3, 4, 5."""
    text = re.sub(_PAGES[:-1] + r"(?=\s?\])", "", text)
    numbers: list[int] = []
    for first, _, last in re.findall(rf"(\d{{1,3}})(?:\]?\s?({_DASH})\s?\[?(\d{{1,3}}))?", text):
        start, end = int(first), int(last or first)
        numbers.extend(range(start, end + 1) if start <= end <= start + 60 else (start, end))
    return tuple(dict.fromkeys(numbers))


class _Search:
    """One text searched for callouts: each form in turn, none where another already stands."""

    def __init__(self, text: str, references: Sequence[Reference], closed: Iterable[Span]) -> None:
        self.text = text
        self.references = references
        self.index = ReferenceIndex(references)
        self.lists = _lists(references)
        self.found: list[Callout] = []
        self.closed = sorted(closed)

    def run(self, superscripts: Sequence[Span]) -> tuple[Callout, ...]:
        self._add(self._bracketed())
        self._add(self._parenthetical())
        self._add(self._narrative())
        if sum(1 for callout in self.found if callout.kind == "numeric" and callout.resolves_to) < 2:
            self._add(self._raised(superscripts))
        return tuple(sorted(self.found, key=lambda callout: callout.span))

    def _add(self, callouts: Iterable[Callout]) -> None:
        blocked = _Blocked([*self.closed, *(c.span for c in self.found)])
        self.found.extend(callout for callout in callouts if not blocked(callout.span))

    def _bracketed(self) -> Iterator[Callout]:
        for match in _BRACKETS.finditer(self.text):
            numbers = cited_numbers(match[0])
            if 0 in numbers or _INTERVAL.search(self.text, max(0, match.start() - 20), match.start()):
                continue
            yield self._callout(match.start(), match.end(), "numeric", self._numbered(numbers, match.start()))

    def _raised(self, superscripts: Sequence[Span]) -> Iterator[Callout]:
        spans = [Span(m.start(), m.end()) for form in (_RAISED, _UNICODE) for m in form.finditer(self.text)]
        for span in sorted({*spans, *superscripts}):
            words = span.of(self.text).translate(_DIGITS)
            numbers = cited_numbers(words) if re.fullmatch(rf"\W*(?:<sup>)?\W*{_NUMBERS}\W*(?:sup>)?", words) else ()
            meant = self._numbered(numbers, span.start)
            if meant and len(meant) == len(numbers) and not _is_exponent(self.text, span.start):
                yield self._callout(span.start, span.end, "superscript", meant)

    def _parenthetical(self) -> Iterator[Callout]:
        for match in _ROUND.finditer(self.text):
            inside = match["inside"] or match["square"]
            works = cited_works(inside) if re.search(YEAR, inside) or "n.d" in inside else ()
            meant = self._meant(works)
            if meant or any(self._reads_as_citation(work) for work in works):
                yield self._callout(match.start(), match.end(), "author-year", meant)

    def _narrative(self) -> Iterator[Callout]:
        for match in _YEAR_IN_BRACKETS.finditer(self.text):
            before = self.text[max(0, match.start() - _LOOK_BACK) : match.start()]
            before = before[before.rfind("\n\n") + 1 :]
            start = self._narrative_start(before, match["year"])
            if start is not None:
                works = cited_works(f"{before[start:]} {match['year']}")
                begin = match.start() - len(before) + start
                yield self._callout(begin, match.end(), "narrative", self._meant(works))

    def _narrative_start(self, before: str, year: str) -> int | None:
        """Where the names of `year` begin: the longest run that is listed, else the longest that reads like names."""
        runs = [(start, cited_works(f"{before[start:]} {year}")) for start in _names_at_end(before)]
        listed = (start for start, works in runs if self._meant(works))
        read = (start for start, works in runs if any(self._reads_as_narrative(w, before[:start]) for w in works))
        return next(listed, next(read, None))

    def _meant(self, works: Iterable[CitedWork]) -> tuple[int, ...]:
        return tuple(sorted({n for work in works for n in self.index.meant_by(work)}))

    def _reads_as_citation(self, work: CitedWork) -> bool:
        """Whether an unknown name with a year is a citation whose entry is missing, and no place, month or table."""
        if self.index.lists_author(work):
            return True
        if folded(work.names[0]).split(" ")[0] in _NO_AUTHORS or any(len(name.split()) > 4 for name in work.names):
            return False
        if work.others or len(work.names) > 1:
            return not any(folded(name) in _NO_AUTHORS or self._is_place_or_word(name) for name in work.names)
        return work.comma and self._cites_by_author and not self._is_place_or_word(work.names[0])

    def _reads_as_narrative(self, work: CitedWork, before: str) -> bool:
        if self.index.lists_author(work):
            return True
        if folded(work.names[0]).split(" ")[0] in _NO_AUTHORS or any(len(name.split()) > 3 for name in work.names):
            return False
        if work.others or len(work.names) > 1:
            return not any(self._is_place_or_word(name) for name in work.names)
        if len(work.names[0].split()) > 2:
            return False
        title_goes_on = re.search(rf"(?:[{UPPER}]\w*|\b(?:of|the|and|for|in))\W*$", before)
        return self._cites_by_author and not title_goes_on and not self._is_place_or_word(work.names[0])

    @cached_property
    def _cites_by_author(self) -> bool:
        """Whether this text cites by author and year at all: one such callout is known, or the list has no numbers."""
        resolved = any(c.kind in ("author-year", "narrative") and c.resolves_to for c in self.found)
        return resolved or any(reference.label is None for reference in self.references) or bool(self._resolvable())

    def _resolvable(self) -> bool:
        inside = (m["inside"] for m in _ROUND.finditer(self.text) if m["inside"] and re.search(YEAR, m["inside"]))
        return any(self._meant(cited_works(words)) for words in inside)

    def _is_place_or_word(self, name: str) -> bool:
        """A name after a preposition of place, or one that the text also writes small, is no author."""
        return name in self._ordinary

    @cached_property
    def _ordinary(self) -> OrdinaryWords:
        return OrdinaryWords(self.text)

    def _numbered(self, numbers: Sequence[int], at: int) -> tuple[int, ...]:
        numbering = next((lookup for end, lookup in self.lists if at < end), self.lists[-1][1] if self.lists else {})
        return tuple(dict.fromkeys(numbering[number] for number in numbers if number in numbering))

    def _callout(self, start: int, end: int, kind: str, meant: tuple[int, ...]) -> Callout:
        return Callout(Span(start, end), self.text[start:end], kind, meant)


class _Blocked:
    """Whether a span meets one of many others."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = merged(spans)
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def __call__(self, span: Span) -> bool:
        first = bisect_right(self._ends, span.start)
        return first < bisect_left(self._starts, span.end)


def _lists(references: Sequence[Reference]) -> list[tuple[int, dict[int, int]]]:
    """For each list (entries with little between them) where it ends, and which entry each printed number means."""
    groups: list[list[Reference]] = []
    for reference in references:
        near = groups and reference.span.start - groups[-1][-1].span.end < 1500
        groups[-1].append(reference) if near else groups.append([reference])
    return [(group[-1].span.end, _numbering(group)) for group in groups]


def _numbering(group: Sequence[Reference]) -> dict[int, int]:
    """Printed numbers where they tell the entries apart, else the place in the list (a restarted counter misleads)."""
    labels = [int(r.label) for r in group if r.label and r.label.isdigit()]
    if len(labels) == len(group) == len(set(labels)):
        return {label: reference.n for label, reference in zip(labels, group, strict=True)}
    return {place: reference.n for place, reference in enumerate(group, 1)}


def _names_at_end(before: str) -> list[int]:
    """Where a run of names that ends `before` can begin, the longest run first."""
    starts: list[int] = []
    for match in re.finditer(rf"(?:(?<=[\s(“\"'‘])|^)(?=[{UPPER}dvl])", before):
        opening = re.match(r"\w+", before[match.start() :])
        if opening and opening[0].casefold() in _OPENERS:
            continue
        if _NAMES_BEFORE.match(before, match.start()):
            starts.append(match.start())
    return starts


def _is_exponent(text: str, at: int) -> bool:
    """A raised number after a digit, a unit or a one-letter symbol is a power, not a note."""
    return re.search(r"(?:\d|(?<![^\W\d_])[^\W\d_]{1,2})$", text[max(0, at - 12) : at]) is not None
