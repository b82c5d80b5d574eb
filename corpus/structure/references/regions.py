"""Where the reference lists of a text stand: under a heading that names one, or as a run of entries at its end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from corpus.bibliography.names import folded
from corpus.document import Section, Span
from corpus.structure.references.continuation import REACH, goes_on
from corpus.structure.references.headings import is_heading, is_part
from corpus.structure.references.labels import YEAR, reads_like_entry
from corpus.structure.references.lines import DASHES, ListLine

_AFTER_LISTS = re.compile(
    r"(?:appendi(?:x|ces)|annex|acknowledg\w+|about the authors?|authors? (?:contributions?|information|biograph\w+)"
    r"|funding|conflicts? of interests?|declarations?|supplementary|data availability|copyright|disclaimer"
    r"|received|retrieved from|how to cite|publisher[’']s note|приложени\w+|сведения об авторах|информация об авторах"
    r"|об авторах|ekler|anhang|annexes?|allegati|yazar hakkında|mualliflar haqida)\b",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"(?:[.>)\]”\"*]|\d|/\S*)\s*$")
_FOOTNOTE = re.compile(r"(?:[¹²³⁰⁴-⁹]{1,3}|\[\^[^\]\s]{1,12}\]:)\s*(?=\S)")
_BULLET = re.compile(r"[-*•–▪✓]\s+(?=\S)")
_LAST_LINES = 400
_FEWEST = 3
_STRAY_LINES = 3

NONE: Mapping[str, int] = MappingProxyType({})
"""No heading is printed."""


def regions(text: str, sections: Sequence[Section]) -> Iterator[Span]:
    """The run of text under each list heading, up to the next heading that is not part of the list."""
    headings = list(_heading_lines(text))
    starts = [heading.start for heading in headings]
    printed = headings_printed(text, sections)
    end_of_last = 0
    for heading in headings:
        if heading.start < end_of_last:
            continue
        following = bisect_left(starts, heading.end)
        next_list = starts[following] if following < len(starts) else len(text)
        end_of_last = _region_end(text, heading, sections, printed, next_list)
        yield Span(heading.end, end_of_last)


def headings_printed(text: str, sections: Sequence[Section]) -> Counter[str]:
    """How often each heading is printed: a page's running head is on several."""
    return Counter(_folded(text, section) for section in sections)


def _heading_lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        if len(match[0]) <= 80 and is_heading(match[0].strip()):
            yield Span(match.start(), match.end())


def _region_end(
    text: str, heading: Span, sections: Sequence[Section], printed: Mapping[str, int], next_list: int
) -> int:
    """Where the list under `heading` ends, at `next_list` at the latest."""
    own = next((s for s in _headed_within(sections, heading) if s.heading.overlaps(heading)), None)
    level = own.level if own else 99
    for section in _headed_within(sections, Span(heading.end, next_list)):
        if section.heading.start < heading.end or section.level > level:
            continue
        words = section.heading.of(text).strip("#* \n")
        if is_part(words) or reads_like_entry(words):
            continue
        above = Span(heading.end, section.heading.start)
        if not _stands_inside(text, above, section.heading, printed.get(_folded(text, section), 0) > 1):
            return section.heading.start
    return next_list


def _headed_within(sections: Sequence[Section], span: Span) -> Sequence[Section]:
    """The sections, which are in the order of the text, whose headings begin in the span, and the one before these."""
    first = bisect_left(sections, span.start, key=lambda section: section.heading.start)
    end = bisect_left(sections, span.end, key=lambda section: section.heading.start)
    return sections[max(0, first - 1) : end]


def _folded(text: str, section: Section) -> str:
    return folded(section.heading.of(text))


def _stands_inside(text: str, above: Span, heading: Span, repeated: bool) -> bool:
    """Whether the list goes on below a heading, as it does round a page's running head."""
    words = heading.of(text).strip("#* \n")
    if _AFTER_LISTS.match(words) or is_heading(words):
        return False
    return goes_on(*_round(text, above, heading), repeated)


def _round(text: str, above: Span, middle: Span) -> tuple[str, str]:
    """What stands above and below a line, as far as is needed to tell whether a list goes on."""
    return text[max(above.start, above.end - REACH) : above.end], text[middle.end : middle.end + REACH]


def lines_in(
    text: str, region: Span, sections: Sequence[Section] = (), whole: bool = False, printed: Mapping[str, int] = NONE
) -> list[ListLine]:
    """The filled lines of a region, without the headings in it and, unless it is `whole`, what follows the list.

    `sections` are in the order of the text; `printed` tells how often each heading is.
    """
    headed = [section for section in _headed_within(sections, region) if region.contains(section.heading)]
    inner = [section for section in headed if not reads_like_entry(section.heading.of(text))]
    lines: list[ListLine] = []
    apart, in_note = True, False
    for line in _filled(text, region):
        if line is None:
            apart = True
            continue
        in_note = not whole and _is_in_note(line.text, apart, in_note, lines)
        if in_note:
            apart = False
            continue
        heading = next((s for s in _headed_within(inner, line.span) if s.heading.overlaps(line.span)), None)
        broken = bool(lines) and unfinished(lines[-1].text)
        if is_part(line.text) or (heading and (not broken or printed.get(_folded(text, heading), 0) > 1)):
            continue
        ends = not whole and apart and _AFTER_LISTS.match(line.text.lstrip("#*_ "))
        if ends and not broken and not goes_on(*_round(text, Span(region.start, line.span.start), line.span)):
            break
        lines.append(_unbulleted(ListLine(line.span, line.text, apart, line.indent)))
        apart = False
    return lines


def _is_in_note(words: str, apart: bool, in_note: bool, lines: Sequence[ListLine]) -> bool:
    """Whether a line belongs to a footnote that a page left in the list; where the list opens so, these are labels."""
    if not apart:
        return in_note
    mark = _FOOTNOTE.match(words)
    if mark is None or not lines or _FOOTNOTE.match(lines[0].text):
        return False
    return not reads_like_entry(words[mark.end() :])


def _filled(text: str, region: Span) -> Iterator[ListLine | None]:
    """Each line with something on it, and None for each without."""
    for match in re.finditer(r"[^\n]*\n?", text[region.start : region.end]):
        words = match[0].strip()
        if not re.search(r"\w", words) and not DASHES.match(words):
            if match[0]:
                yield None
            continue
        indent = match[0].index(words)
        start = region.start + match.start() + indent
        yield ListLine(Span(start, start + len(words)), words, False, indent)


def unfinished(words: str) -> bool:
    """Whether a line of a list ends in the middle of its entry."""
    return not _COMPLETE.search(words[-80:])


def _unbulleted(line: ListLine) -> ListLine:
    bullet = _BULLET.match(line.text)
    if not bullet:
        return line
    start = line.span.start + bullet.end()
    return ListLine(Span(start, line.span.end), line.text[bullet.end() :], True, line.indent)


def unheaded_region(text: str) -> Span | None:
    """A run of entries that ends the text without a heading over it; a few stray lines may stand in it and after it."""
    lines = _last_lines(text)
    first = last = None
    found = stray = 0
    for line in reversed(lines):
        if _is_entry(line.text):
            found, stray, first = found + 1, 0, line
            last = last or line
        elif (not line.text[0].islower() and len(line.text) > 40) or last is None:
            stray += 1
        if stray > _STRAY_LINES:
            break
    if first is None or last is None or found < _FEWEST:
        return None
    return Span(first.span.start, len(text))


def _last_lines(text: str) -> list[ListLine]:
    """The last lines of the text, which is cut at a line's start."""
    start = len(text)
    for _ in range(_LAST_LINES):
        start = text.rfind("\n", 0, max(0, start - 1)) + 1
        if start == 0:
            break
    return [line for line in _filled(text, Span(start, len(text))) if line is not None]


def _is_entry(words: str) -> bool:
    words = words.lstrip("-*•– ")
    return len(words) <= 1200 and YEAR.search(words[:400]) is not None and reads_like_entry(words)
