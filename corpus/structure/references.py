"""The reference lists of a document: found by their heading, split into entries, each parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from corpus.bibliography.names import folded
from corpus.document import Reference, Section, Span
from corpus.structure.reference_entry import label_of, parse_entry
from corpus.structure.reference_labels import (
    SAME_AUTHOR,
    YEAR,
    Label,
    counted,
    is_only_label,
    labels_of,
    reads_like_entry,
)

_HEADINGS = (
    "references|references and notes|notes and references|reference|reference list|list of references|bibliography"
    "|selected bibliography|references and further reading|works cited|literature|literature cited|cited literature"
    "|referrals and references|sources|sources and literature|references cited"
    "|literatur|literaturverzeichnis|quellen|quellenverzeichnis"
    "|bibliographie|références|références bibliographiques|bibliografia|riferimenti bibliografici|bibliografía"
    "|referencias|referencias bibliográficas|referências|referências bibliográficas|literatura|piśmiennictwo"
    "|список литературы|список использованной литературы|список использованных источников|список источников|литература"
    "|использованная литература|источники|библиография|библиографический список|список використаних джерел|література"
    "|kaynakça|kaynaklar|yararlanılan kaynaklar|adabiyotlar|adabiyotlar ro'yxati|foydalanilgan adabiyotlar"
    "|foydalanilgan adabiyotlar ro'yxati|ədəbiyyat|ədəbiyyat siyahısı|istifadə olunmuş ədəbiyyat|әдебиеттер|адабиётлар"
    "|фойдаланилган адабиётлар|фойдаланилган адабиётлар рўйхати"
)
HEADINGS = frozenset(folded(words) for words in _HEADINGS.split("|"))
_AFTER_LISTS = re.compile(
    r"(?:appendi(?:x|ces)|annex|acknowledg\w+|about the authors?|authors? (?:contributions?|information|biograph\w+)"
    r"|funding|conflicts? of interests?|declarations?|supplementary|data availability|copyright|disclaimer"
    r"|received|retrieved from|how to cite|приложени\w+|сведения об авторах|ekler|anhang|annexes?|allegati)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"^[#*_\s]*(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?\s+|[IVX]{1,5}\.\s+)?")
_GOES_ON = re.compile(r"\s*(?:[a-zа-яё]|\d|https?:|doi|www\.|[(\[,;:&–—-])")
_ENDS_ENTRY = re.compile(r"(?:[.>)\]”\"*]|/\S*|\d[-–]\d+)\s*$")
_COMPLETE = re.compile(r"(?:[.>)\]”\"*]|\d|/\S*)\s*$")
_NEAR_HEADING = 600


@dataclass(frozen=True)
class _Line:
    """A line of the list: its span without white space around it, and whether an empty line stands before it."""

    span: Span
    text: str
    apart: bool
    indent: int

    @property
    def number(self) -> int | None:
        label, length = label_of(self.text)
        return int(label) if label and length < len(self.text) else None

    @property
    def words(self) -> str:
        return self.text[label_of(self.text)[1] :]


def references(text: str, sections: Sequence[Section] = ()) -> tuple[Reference, ...]:
    """Every entry of every reference list in `text`, counted from 1 in the order of the text."""
    found: list[Reference] = []
    for region in _regions(text, sections):
        entries = _split(_lines(text, region, sections))
        if _plausible(text, entries):
            for span in entries:
                found.append(_reference(text, span, found))
    return tuple(found)


def _reference(text: str, span: Span, before: Sequence[Reference]) -> Reference:
    raw = span.of(text)
    label, start = label_of(raw)
    csl, confidence = parse_entry(raw)
    if before and "author" not in csl and SAME_AUTHOR.match(raw, start) and "author" in before[-1].csl:
        csl["author"] = before[-1].csl["author"]
    return Reference(len(before) + 1, span, raw, label, csl, confidence)


def _plausible(text: str, entries: Sequence[Span]) -> bool:
    """A list of sources has years (or links) in it; a passage that is only headed like one does not."""
    dated = sum(1 for span in entries if YEAR.search(text, span.start, span.end) or "http" in span.of(text))
    return bool(entries) and dated >= 0.4 * len(entries) and len(text[entries[0].start : entries[0].end]) < 3000


def is_heading(line: str) -> bool:
    """Whether a line is the heading of a reference list, in any of the languages that are known."""
    return len(line) <= 80 and folded(_MARKUP.sub("", line, count=1)) in HEADINGS


def _regions(text: str, sections: Sequence[Section]) -> Iterator[Span]:
    """The run of text under each list heading, up to the next heading that is not part of the list."""
    end_of_last = 0
    for heading in _heading_lines(text):
        if heading.start < end_of_last:
            continue
        end_of_last = _region_end(text, heading, sections)
        yield Span(heading.end, end_of_last)


def _heading_lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        if len(match[0]) <= 80 and is_heading(match[0]):
            yield Span(match.start(), match.end())


def _region_end(text: str, heading: Span, sections: Sequence[Section]) -> int:
    own = next((s for s in sections if s.heading.overlaps(heading)), None)
    level = own.level if own else 99
    for section in sorted(sections, key=lambda s: s.heading.start):
        if section.heading.start < heading.end or section.level > level:
            continue
        words = section.heading.of(text).strip("#* \n")
        if not reads_like_entry(words) and not _stands_inside(text, heading.end, section.heading, words):
            return section.heading.start
    return len(text)


def _stands_inside(text: str, start: int, heading: Span, words: str) -> bool:
    """Whether the count of a numbered list goes on below a heading, as it does round a page's running head."""
    if _AFTER_LISTS.match(words) or is_heading(words):
        return False
    above = {label.number for label in _labels_in(text[start : heading.start])}
    below = _labels_in(text[heading.end : heading.end + _NEAR_HEADING])
    return any(label.number - 1 in above and reads_like_entry(label.words) for label in below[:2])


def _labels_in(text: str) -> list[Label]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return labels_of(lines, [False] * len(lines))


def _lines(text: str, region: Span, sections: Sequence[Section]) -> list[_Line]:
    inner = [s.heading for s in sections if region.contains(s.heading) and not reads_like_entry(s.heading.of(text))]
    lines: list[_Line] = []
    apart = True
    for match in re.finditer(r"[^\n]*\n?", text[region.start : region.end]):
        words = match[0].strip()
        if not re.search(r"\w", words):
            apart = apart or bool(match[0])
            continue
        start = region.start + match.start() + match[0].index(words)
        span = Span(start, start + len(words))
        if any(heading.overlaps(span) for heading in inner):
            continue
        if _AFTER_LISTS.match(words.lstrip("#*_ ")) and apart and not (lines and _unfinished(lines[-1])):
            break
        lines.append(_unbulleted(_Line(span, words, apart, match[0].index(words))))
        apart = False
    return lines


def _unfinished(line: _Line) -> bool:
    return not _COMPLETE.search(line.text)


def _unbulleted(line: _Line) -> _Line:
    bullet = re.match(r"[-*•–▪✓]\s+", line.text)
    if not bullet:
        return line
    start = line.span.start + bullet.end()
    return _Line(Span(start, line.span.end), line.text[bullet.end() :], True, line.indent)


def _split(lines: Sequence[_Line]) -> list[Span]:
    """The spans of the entries among the lines of one list."""
    if not lines:
        return []
    labels = counted(labels_of([line.text for line in lines], [line.apart for line in lines]))
    if len(labels) >= 2 or (labels and len(lines) <= 3):
        return _numbered_entries(*_parted(lines, labels))
    return _joined(lines, _unnumbered_starts(lines), frozenset(), frozenset())


def _parted(lines: Sequence[_Line], labels: Sequence[Label]) -> tuple[list[_Line], dict[int, int]]:
    """Lines that begin anew at each label, where a reader ran entries together, and the number of each that does."""
    inside: dict[int, list[Label]] = {}
    for label in labels:
        inside.setdefault(label.line, []).append(label)
    parts: list[_Line] = []
    numbers: dict[int, int] = {}
    for index, line in enumerate(lines):
        own = inside.get(index, [])
        cuts = sorted({0, *(label.at for label in own), len(line.text)})
        at = {label.at: label.number for label in own}
        for start, end in pairwise(cuts):
            if start in at:
                numbers[len(parts)] = at[start]
            parts.append(_part(line, start, end))
    return parts, numbers


def _part(line: _Line, start: int, end: int) -> _Line:
    words = line.text[start:end].rstrip()
    begin = line.span.start + start
    return _Line(Span(begin, begin + len(words)), words, line.apart if start == 0 else False, line.indent)


def _numbered_entries(lines: Sequence[_Line], numbers: dict[int, int]) -> list[Span]:
    """Entries from one number to the next; what stands between two numbers that count on is the first one's."""
    inner: set[int] = set()
    lost: set[int] = set()
    order = sorted(numbers)
    for start, after in zip(order, [*order[1:], len(lines)], strict=True):
        counts_on = after < len(lines) and numbers[after] == numbers[start] + 1
        if not counts_on:
            lost.update(i for i in range(start + 1, after) if _lost_number(lines[i - 1], lines[i]))
        elif _ENDS_ENTRY.search(lines[after - 1].text):
            inner.update(range(start + 1, after))
    return _joined(lines, set(order) | lost, inner, frozenset(order))


def _unnumbered_starts(lines: Sequence[_Line]) -> set[int]:
    """Lines that open an entry in a list without numbers: by paragraph, by hanging indent, or by their form."""
    paragraphs = sum(1 for line in lines if line.apart)
    by_paragraph = paragraphs >= 0.5 * len(lines)
    hanging = not by_paragraph and _hanging(lines)
    starts = {0}
    for index, line in enumerate(lines[1:], 1):
        if hanging:
            opens = line.indent == min(other.indent for other in lines)
        elif by_paragraph and line.apart:
            opens = not _GOES_ON.match(line.text) and (_COMPLETE.search(lines[index - 1].text) is not None)
            opens = opens or reads_like_entry(line.text)
        else:
            opens = reads_like_entry(line.text) and not _unfinished(lines[index - 1])
        if opens:
            starts.add(index)
    return starts


def _hanging(lines: Sequence[_Line]) -> bool:
    indents = {line.indent for line in lines}
    least = min(indents)
    flush = sum(1 for line in lines if line.indent == least)
    return len(indents) > 1 and 2 <= flush < len(lines)


def _joined(
    lines: Sequence[_Line], starts: AbstractSet[int], inner: AbstractSet[int], labelled: AbstractSet[int]
) -> list[Span]:
    """Entries of the lines from each start on; what stands apart after a finished entry is no part of it.

    Lines of `inner` surely go on with their entry, and so does what follows a number alone on its (`labelled`) line.
    """
    entries: list[Span] = []
    open_entry = False
    for index, line in enumerate(lines):
        if index in starts:
            entries.append(line.span)
            open_entry = True
            continue
        before = lines[index - 1]
        surely = index in inner or (index - 1 in labelled and is_only_label(before.text))
        if surely or (open_entry and (not line.apart or _continues(before, line))):
            entries[-1] = Span(entries[-1].start, line.span.end)
        else:
            open_entry = False
    return entries


def _lost_number(before: _Line, line: _Line) -> bool:
    """An entry of a numbered list whose own number was lost in reading."""
    if not line.apart or line.number is not None or _unfinished(before) or is_only_label(before.text):
        return False
    return reads_like_entry(line.text)


def _continues(before: _Line, line: _Line) -> bool:
    if _unfinished(before):
        return True
    return bool(_GOES_ON.match(line.text)) and line.number is None and len(line.text) > 8
