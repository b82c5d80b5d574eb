"""Lines and paragraphs of a text, as spans: what every other layer counts in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from corpus.document import Span

_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]*>|\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+|\\(?=[^\w\s])")
_MARK = re.compile(r"[<*_`\\]")
_BLANK = " \t\n\r\f\v\ufeff\u200b\xa0"


def line_spans(text: str) -> Iterator[Span]:
    """Every line without its line end, in order, empty ones too."""
    start = 0
    for bare, line in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        yield Span(start, start + len(bare))
        start += len(line)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space (or byte order mark) at its two ends."""
    while start < end and (text[start].isspace() or text[start] in _BLANK):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _BLANK):
        end -= 1
    return Span(start, end)


def paragraphs(text: str) -> list[list[Span]]:
    """Runs of filled lines parted by empty ones, each line trimmed."""
    found: list[list[Span]] = [[]]
    for line in line_spans(text):
        span = trimmed(text, line.start, line.end)
        if len(span):
            found[-1].append(span)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def plain_words(text: str) -> str:
    """`text` without Markdown emphasis, HTML tags and backslashes, its white space made single."""
    if _MARK.search(text):
        text = _MARKUP.sub("", text)
    return " ".join(text.replace("\ufeff", "").split())


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans sorted, those that touch or overlap made one, empty ones left out."""
    found: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


class Taken:
    """Many spans, asked often whether another one shares a character with any of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        whole = merged(spans)
        self._starts = [span.start for span in whole]
        self._ends = [span.end for span in whole]

    def meets(self, span: Span) -> bool:
        """Whether one of them shares a character with `span`."""
        first = bisect_right(self._ends, span.start)
        return first < bisect_left(self._starts, span.end)


def covered(span: Span, others: Iterable[Span]) -> bool:
    """Whether any of `others` shares a character with `span`."""
    return any(span.overlaps(other) for other in others)
