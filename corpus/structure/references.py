"""The reference lists of a document: found by their heading, split into entries, each parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bibliography.names import PARTICLE, UPPER, folded, leading_names
from corpus.document import Reference, Section, Span
from corpus.structure.reference_entry import label_of, parse_entry

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
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_STARTS_ENTRY = re.compile(rf"[\"“«*_]*(?:{PARTICLE}\s){{0,3}}[{UPPER}]")
_SAME_AUTHOR = re.compile(r"[—–_‒-]{3,}")
_GOES_ON = re.compile(r"\s*(?:[a-zа-яё]|\d|https?:|doi|www\.|[(\[,;:&–—-])")
_COMPLETE = re.compile(r"(?:[.>)\]”\"*]|\d|/\S*)\s*$")
_INLINE_LABEL = re.compile(rf"(?<=[.)\]>\d”*])\s+(?=\[?(\d{{1,3}})[.\])]\]?\s*[\"“«*]?[{UPPER}])")


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
    if before and "author" not in csl and _SAME_AUTHOR.match(raw, start) and "author" in before[-1].csl:
        csl["author"] = before[-1].csl["author"]
    return Reference(len(before) + 1, span, raw, label, csl, confidence)


def _plausible(text: str, entries: Sequence[Span]) -> bool:
    """A list of sources has years (or links) in it; a passage that is only headed like one does not."""
    dated = sum(1 for span in entries if _YEAR.search(text, span.start, span.end) or "http" in span.of(text))
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
        if not _reads_like_entry(section.heading.of(text).strip("#* \n")):
            return section.heading.start
    return len(text)


def _reads_like_entry(line: str) -> bool:
    """Whether a line opens an entry: a name in a bibliography's form, or a label, with a date near."""
    words = line[label_of(line)[1] :]
    if _SAME_AUTHOR.match(words):
        return True
    if not _STARTS_ENTRY.match(words):
        return False
    date = _YEAR.search(words[:300])
    if leading_names(words[:300]).names:
        return date is not None or len(words) > 60
    return date is not None and re.match(r"[^.]{2,150}?[.,]?\s\(\d{4}", words) is not None


def _lines(text: str, region: Span, sections: Sequence[Section]) -> list[_Line]:
    inner = [s.heading for s in sections if region.contains(s.heading) and not _reads_like_entry(s.heading.of(text))]
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
        lines.extend(_unfolded(_unbulleted(_Line(span, words, apart, match[0].index(words)))))
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


def _unfolded(line: _Line) -> Iterator[_Line]:
    """One line a numbered entry, where a reader ran several entries together: labels that count on are believed."""
    number, begin = line.number, 0
    if number is not None:
        for match in _INLINE_LABEL.finditer(line.text):
            if int(match[1]) == number + 1:
                yield _part(line, begin, match.start(), begin == 0)
                begin, number = match.end(), number + 1
    yield _part(line, begin, len(line.text), begin == 0)


def _part(line: _Line, start: int, end: int, first: bool) -> _Line:
    if first and end == len(line.text):
        return line
    span = Span(line.span.start + start, line.span.start + end)
    return _Line(span, line.text[start:end], line.apart if first else False, line.indent)


def _split(lines: Sequence[_Line]) -> list[Span]:
    """The spans of the entries among the lines of one list."""
    if not lines:
        return []
    starts = _numbered_starts(lines)
    if len(starts) >= 2 or (starts and len(lines) <= 3):
        return _joined(lines, starts, True)
    return _joined(lines, _unnumbered_starts(lines), False)


def _numbered_starts(lines: Sequence[_Line]) -> set[int]:
    """Lines whose number counts on from the last, or starts again at 1 as list counters do after a break."""
    starts: set[int] = set()
    last: int | None = None
    for index, line in enumerate(lines):
        number = line.number
        if number is None or not _STARTS_ENTRY.match(line.words):
            continue
        if last is None:
            accepted = number <= 3 or index == 0
        else:
            accepted = number == last + 1 or ((number == 1 or 0 < number - last <= 5) and _reads_like_entry(line.text))
            accepted = accepted or (line.apart and _reads_like_entry(line.text))
        if accepted:
            starts.add(index)
            last = number
    return starts


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
            opens = opens or _reads_like_entry(line.text)
        else:
            opens = _reads_like_entry(line.text) and not _unfinished(lines[index - 1])
        if opens:
            starts.add(index)
    return starts


def _hanging(lines: Sequence[_Line]) -> bool:
    indents = {line.indent for line in lines}
    least = min(indents)
    flush = sum(1 for line in lines if line.indent == least)
    return len(indents) > 1 and 2 <= flush < len(lines)


def _joined(lines: Sequence[_Line], starts: set[int], numbered: bool) -> list[Span]:
    """Entries of the lines from each start on; what stands apart after a finished entry is no part of it."""
    entries: list[Span] = []
    open_entry = False
    for index, line in enumerate(lines):
        if index in starts or (numbered and index and _lost_number(lines[index - 1], line)):
            entries.append(line.span)
            open_entry = True
        elif open_entry and (not line.apart or _continues(lines[index - 1], line)):
            entries[-1] = Span(entries[-1].start, line.span.end)
        else:
            open_entry = False
    return entries


def _lost_number(before: _Line, line: _Line) -> bool:
    """An entry of a numbered list whose own number was lost in reading."""
    return line.apart and line.number is None and not _unfinished(before) and _reads_like_entry(line.text)


def _continues(before: _Line, line: _Line) -> bool:
    if _unfinished(before):
        return True
    return bool(_GOES_ON.match(line.text)) and line.number is None and len(line.text) > 8
