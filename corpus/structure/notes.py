"""Foot- and endnotes: paragraphs that open with a raised number, or with a number below a heading `Notes`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bibliography.names import folded
from corpus.document import Section, Span

_RAISED_HEAD = re.compile(
    r"[ \t]*(?:(?P<unicode>[¹²³⁰⁴⁵⁶⁷⁸⁹]{1,4})|<sup>\s*(?P<html>\d{1,3})\s*</sup>"
    r"|\^\{(?P<tex>\d{1,3})\}|\^(?P<plain>\d{1,3})\^"
    r"|\[\^(?P<mark>\d{1,3})\]:)[ \t]*(?=\S)"
)
_NUMBERED_HEAD = re.compile(r"[ \t]*(?:\[(?P<square>\d{1,3})\]|(?P<number>\d{1,3})[.)]?)[ \t]+(?=\S)")
_LINE = re.compile(r"[^\n]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NAMES = (
    "notes|endnotes|footnotes|notes and references|references and notes|note|anmerkungen|endnoten"
    "|fußnoten|notas|notas finales|notas de rodapé|notes de fin|примечания|сноски|ссылки|notlar|dipnotlar"
    "|sonnotlar|son notlar|izohlar|izoh|изоҳлар|przypisy"
)
_HEADINGS = frozenset(folded(words) for words in _NAMES.split("|"))
_LONGEST = 4000


@dataclass(frozen=True)
class Note:
    """A note: its number, where the number is printed, and its words."""

    number: int
    mark: Span
    span: Span


def notes(text: str, superscripts: Sequence[Span] = (), sections: Sequence[Section] = ()) -> tuple[Note, ...]:
    """Every note of `text`, in its order. Its words end with its paragraph, or where the next note begins."""
    marks = sorted({*_raised_heads(text, superscripts), *_below_headings(text, sections)}, key=lambda mark: mark[1])
    ends = [*(mark.start for _, mark in marks), len(text)][1:]
    return tuple(
        Note(number, mark, _words(text, mark.end, end)) for (number, mark), end in zip(marks, ends, strict=True)
    )


def _raised_heads(text: str, superscripts: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    for line in _LINE.finditer(text):
        if match := _RAISED_HEAD.match(line[0]):
            number = next(value for value in match.groups() if value is not None).translate(_DIGITS)
            yield int(number), Span(line.start(), line.start() + match.end())
    for span in superscripts:
        opens = span.start == 0 or text[span.start - 1] == "\n"
        words = span.of(text).strip()
        if opens and words.isascii() and words.isdigit() and len(words) <= 3:
            yield int(words), span


def _below_headings(text: str, sections: Sequence[Section]) -> Iterator[tuple[int, Span]]:
    """Numbered paragraphs under a heading of notes."""
    for section in sections:
        if folded(section.title) not in _HEADINGS:
            continue
        for line in _LINE.finditer(text, section.heading.end, section.span.end):
            if match := _NUMBERED_HEAD.match(line[0]):
                yield int(match["square"] or match["number"]), Span(line.start(), line.start() + match.end())


def _words(text: str, start: int, end: int) -> Span:
    end = min(end, start + _LONGEST)
    blank = re.compile(r"\n[ \t]*\n").search(text, start, end)
    words = text[start : blank.start() if blank else end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, max(begin, start + len(words.rstrip())))
