"""The title among the lines of a first page: by its type where the page shows one, else by headings and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.bibliography.front_matter import FrontLine
from corpus.bibliography.language import language_of_words
from corpus.bibliography.marks import CLOSE, MARKED, OPEN
from corpus.bibliography.names import folded
from corpus.structure.captions import is_label
from corpus.structure.section_names import WHOLE_LINE

_LARGER = 1.12
_SAME = 0.03
_SUBTITLE = 1.04
_PARAGRAPH = 110
_SENTENCE = 40
_LATE = 0.35
_WRAPPED = 60
_FOOTNOTE_MARK = re.compile(r"(?<=\S)\s?(?:\\?[*∗⁎†‡§¶⋆✩☆]+|[¹²³⁴⁵⁶⁷⁸⁹]+|\^\{?[\d*]{1,2}\}?)\s*$")
_CONNECTIVES = re.compile(r"\s(?:of|and|in|the|for|on|und|der|et|de|и|в|ve|va|uchun|i|w|la|le|del)\s")
_NO_TITLE = re.compile(
    r"(?:contributors?|authors?|by|keywords?|subjects?|dear|to|from|date|re|subject|page|figure|fig|note"
    r"|no)\b[\s:.]",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\d{1,2}(?:\.\d{1,2})+\.?\s|\d{1,2}\.?\s(?:introduction|einleitung|введение|giriş)\b", re.IGNORECASE
)
_MOST_LINES = 4


@dataclass(frozen=True)
class Title:
    """The title's words, the indices of its first line and of the line behind it, and how surely it is one."""

    words: str
    start: int
    end: int
    confidence: float


def title_of(lines: Sequence[FrontLine], venues: Sequence[str], body_size: float) -> Title | None:
    """The title among these lines above the text; `venues` are names of journals and series, which are none.

    The largest type is the title's; where no line is larger than the text it is the highest heading, else the line
    that reads most like a title. Running text is none, and neither is a line that a table's caption begins.
    """
    names = {folded(name) for name in venues if name}
    able = [i for i, line in enumerate(lines) if _can_be(line) and folded(line.text) not in names]
    prose = next((i for i, line in enumerate(lines) if _is_paragraph(line)), len(lines))
    able, late = [i for i in able if i < prose] or able, all(i >= prose for i in able)
    title = _found(lines, able, names, body_size)
    return replace(title, confidence=min(title.confidence, _LATE)) if title and late else title


def _found(lines: Sequence[FrontLine], able: Sequence[int], names: set[str], body_size: float) -> Title | None:
    large = _largest(lines, able, body_size)
    if large is not None:
        return _typeset(lines, large, names, body_size)
    able = [i for i in able if not lines[i].in_table]
    headed = [
        i
        for i in able
        if lines[i].level is not None and not lines[i].text.endswith(":") and not _NUMBERED.match(lines[i].text)
    ]
    if headed and not any(line.size for line in lines):
        return _headed(lines, min(headed, key=lambda i: (lines[i].level or 0, i)))
    return _worded(lines, able, bool(headed))


def _is_paragraph(line: FrontLine) -> bool:
    """Running text: what stands behind it are headings and no title. Without print a sentence may be a paragraph."""
    long = len(line.text) >= (_PARAGRAPH if line.size else _SENTENCE)
    return line.is_prose and long and not (line.is_running or line.people or line.level is not None)


def _can_be(line: FrontLine) -> bool:
    told = line.is_running or line.is_kind or line.opens_text or _NO_TITLE.match(line.text)
    opened = line.text[0].isalnum() or line.text[0] in "“\"«„‘'¿¡([" or line.level == 1
    return opened and not told and len(line.text) > 3 and _is_worded(line) and folded(line.text) not in WHOLE_LINE


def _is_worded(line: FrontLine) -> bool:
    """Whether a line holds more words than figures."""
    parts = line.text.split()
    figures = sum(any(map(str.isdigit, part)) for part in parts)
    return 2 * figures <= max(len(parts), 3)


def _largest(lines: Sequence[FrontLine], able: Sequence[int], body_size: float) -> int | None:
    """The first line in the largest type, where that is larger than the text's; an institution's name comes last."""
    larger = [
        i for i in able if lines[i].size >= _LARGER * body_size and lines[i].size and not _is_long_prose(lines[i])
    ]
    if not larger:
        return None
    titled = [i for i in larger if not _is_imprint(lines[i])] or larger
    most = max(lines[i].size for i in titled)
    first = next(i for i in titled if lines[i].size >= (1 - _SAME) * most)
    only_names = lines[first].people and not any(line.people for line in lines if line is not lines[first])
    return (
        None if _NUMBERED.match(lines[first].text) or (only_names and first > 0) or _is_byline(lines[first]) else first
    )


def _is_byline(line: FrontLine) -> bool:
    """Whether a line surely names people: with marks, or several of them."""
    return bool(line.people) and not line.text.isupper() and (len(line.people) > 1 or bool(line.people[0].marks))


def _is_long_prose(line: FrontLine) -> bool:
    return len(line.text) > 350 or (line.is_prose and len(line.text) > 200)


def _is_imprint(line: FrontLine) -> bool:
    """The name of a publisher, a university or a series that a cover prints large."""
    words = line.text.split()
    return (line.is_place and len(words) <= 8 and ":" not in line.text) or len(line.text) < 6


def _typeset(lines: Sequence[FrontLine], first: int, names: set[str], body_size: float) -> Title:
    """The title that begins at `first`, with the lines in its type and a subtitle in smaller type under it."""
    parts = [_words(lines[first])]
    end = first + 1
    while end < min(first + _MOST_LINES, len(lines)) and _belongs(lines[end], lines[end - 1], lines[first], parts):
        if folded(lines[end].text) in names or lines[end].size < _SUBTITLE * body_size:
            break
        same = abs(lines[end].size - lines[first].size) <= _SAME * lines[first].size
        parts.append(("" if same or re.search(r"[?!:.–—-]$", parts[-1]) else ": ") + _words(lines[end]))
        end += 1
    return Title(_joined(parts), first, end, 0.9)


def _belongs(line: FrontLine, above: FrontLine, first: FrontLine, parts: Sequence[str]) -> bool:
    """Whether a line goes on with the title: near under it, its type no or little smaller, its language, no names."""
    other = line.in_table or line.people or line.is_place or line.page != first.page or is_label(line.text)
    if other or not _can_be(line):
        return False
    near = 0 <= line.top - above.bottom <= 1.6 * first.size
    same = abs(line.size - first.size) <= _SAME * first.size
    smaller = 0.55 * first.size <= line.size < first.size and not line.text.endswith(".") and len(line.text) < 160
    if not near or not (same or (smaller and line.level != 1 and not _dated(line))):
        return False
    own, whole = language_of_words(line.text), language_of_words(" ".join(parts))
    translated = own is not None and whole is not None and own != whole
    return not translated and (same or bool(re.search(r"\s", line.text)))


def _dated(line: FrontLine) -> bool:
    return bool(re.search(r"\b(?:19|20)\d\d\W*$", line.text)) and len(line.text) < 30


def _headed(lines: Sequence[FrontLine], index: int) -> Title:
    """The title under a heading's mark: headings of its level that follow at once belong to it."""
    end, level = index + 1, lines[index].level
    for line in lines[index + 1 : index + 3]:
        if line.level != level or line.is_running or line.people or line.is_kind:
            break
        end += 1
    return Title(_joined([_words(line) for line in lines[index:end]]), index, end, 0.8)


def _worded(lines: Sequence[FrontLine], able: Sequence[int], headed: bool) -> Title | None:
    scored = [
        (_score(lines, i) + (3 if headed and lines[i].level is not None else 0), -i)
        for i in able
        if i < 18 and not _is_running_text(lines, i) and not _NUMBERED.match(lines[i].text)
    ]
    best, place = max(scored, default=(0, 0))
    if best <= 0:
        return None
    index = -place
    end = _wrapped_end(lines, index)
    return Title(_joined([_words(line) for line in lines[index:end]]), index, end, 0.6 if best > 2 else 0.4)


def _score(lines: Sequence[FrontLine], index: int) -> int:
    line, words = lines[index], lines[index].text.split()
    after = lines[index + 1] if index + 1 < len(lines) else None
    score = 1 if index == 0 else 0
    score += 3 if line.text.isupper() and len(words) > 1 else 0
    score += 2 if len(words) >= 4 else 0
    score += 1 if _CONNECTIVES.search(line.text.casefold()) else 0
    score -= 4 if line.is_institution and not line.text.isupper() else 0
    score -= 6 if line.is_place and line.text.isupper() and len(words) <= 6 else 0
    score -= 3 if re.search(r"[,;]$", line.text) or (line.text.endswith(".") and len(words) > 25) else 0
    score -= 8 if _stands_as_names(line, after) else 0
    score -= 4 if re.match(r"\d{1,5}\s", line.text) and len(words) < 5 else 0
    return score


def _stands_as_names(line: FrontLine, after: FrontLine | None) -> bool:
    """Whether a line surely names people, and no title that reads like names."""
    if not line.people or (line.text.isupper() and _CONNECTIVES.search(line.text.casefold())):
        return False
    return _is_byline(line) or len(line.people) > 1 or line.is_led or (after is not None and after.is_institution)


def _is_running_text(lines: Sequence[FrontLine], index: int) -> bool:
    """Whether a line is prose or a caption, or the paragraph that it begins goes on and ends as prose does."""
    line, last = lines[index], index
    while last + 1 < len(lines) and 0 <= lines[last + 1].span.start - lines[last].span.end <= 1:
        last += 1
    goes_on = last > index and (len(line.text) >= _WRAPPED or lines[index + 1].text[0].islower())
    return line.is_prose or is_label(line.text) or (goes_on and lines[last].is_prose)


def _wrapped_end(lines: Sequence[FrontLine], index: int) -> int:
    """Where a title of text lines ends: the next line goes on with it in small letters or in the same capitals."""
    end = index + 1
    while end < len(lines) and end < index + _MOST_LINES and 0 <= lines[end].span.start - lines[end - 1].span.end <= 1:
        line = lines[end]
        goes_on = (
            line.text[0].islower()
            or (line.text.isupper() and lines[index].text.isupper())
            or re.search(r"[:,–—-]$", lines[end - 1].text)
        )
        if not goes_on or not _can_be(line) or line.people or line.is_place:
            break
        end += 1
    return end


def _words(line: FrontLine) -> str:
    """The words of a title's line without the mark of a footnote at their end."""
    raised = line.rows[-1].rstrip() if line.rows else ""
    text = line.text
    if raised.endswith(CLOSE) and len(raised) > 3:
        last = MARKED.findall(raised)[-1].strip()
        text = (
            text[: -len(last)]
            if last and text.endswith(last) and not re.search(rf"[A-Z]{OPEN}[^{CLOSE}]*{CLOSE}$", raised)
            else text
        )
    while cut := _FOOTNOTE_MARK.search(text):
        text = text[: cut.start()]
    return " ".join(text.split())


def _joined(parts: Sequence[str]) -> str:
    joined = ""
    for part in parts:
        joined += part if not joined or part.startswith(": ") else " " + part
    return " ".join(joined.split())
