"""When a cited work appeared, and when the citing author looked at it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.dates import PrintedDate, dates_in
from corpus.document import Span
from corpus.structure.references.fields import Part

_YEAR = re.compile(r"(?<!\d)(?P<year>(?:1[5-9]|20)\d\d)(?P<suffix>[a-z]\b)?(?!\d|\.\d{4,})")
_ACCESSED = re.compile(
    r"\b(?:last\s)?(?:accessed|retrieved|visited|cited|viewed|дата обращения|обращение|erişim(?: tarihi)?|erişildi"
    r"|zugriff(?: am)?|abgerufen(?: am)?|consulté(?: le)?|consultado(?: el)?|murojaat(?: sanasi)?)\b[^()\[\]]{0,45}",
    re.IGNORECASE,
)
_NUMBERS_AFTER = re.compile(r"\W{1,3}(?P<month>0?[1-9]|1[0-2])(?:\W{1,2}(?P<day>0?[1-9]|[12]\d|3[01]))?(?!\d)")
_UNDATED = re.compile(
    r"\b(?:n\.\s?d\.|s\.\s?[da]\.|o\.\s?J\.|t\.\s?y\.|б\.\s?г\.|in press|in print|forthcoming|to appear"
    r"|im Erscheinen|baskıda|в печати)",
    re.IGNORECASE,
)


def accessed_in(text: str) -> tuple[dict[str, object] | None, list[Span]]:
    """The day on which the work was looked at, and the parts of the entry that say so."""
    accessed: dict[str, object] | None = None
    spans = []
    for match in _ACCESSED.finditer(text):
        dates = dates_in(match[0])
        if dates:
            spans.append(Span(match.start(), match.start() + dates[0].end))
            accessed = accessed or dates[0].csl()
    return accessed, spans


def issued_of(text: str, found: Sequence[Part], accessed: Sequence[Span]) -> dict[str, object]:
    """`issued`, and `year-suffix` where one is printed: from what the model holds for dates, else from a stray year."""
    dated = [Span(part.start, part.end) for part in found if part.label == "date"]
    dated = [span for span in dated if not any(span.overlaps(other) for other in accessed)]
    year = next((match for span in dated if (match := _YEAR.search(text, span.start, span.end + 1))), None)
    if year is None:
        year = _stray_year(text, found, accessed)
    if year is None:
        undated = _UNDATED.search(text)
        return {"issued": {"literal": undated[0]}} if undated else {}
    issued: dict[str, object] = {"issued": {"date-parts": [_date_parts(text, year, dated)]}}
    return {**issued, "year-suffix": year["suffix"]} if year["suffix"] else issued


def _stray_year(text: str, found: Sequence[Part], accessed: Sequence[Span]) -> re.Match[str] | None:
    """The last year that stands in no title, no link and no range of pages."""
    taken = [Span(part.start, part.end) for part in found if part.label not in ("date", "note")]
    years = [
        match
        for match in _YEAR.finditer(text)
        if not any(Span(*match.span()).overlaps(span) for span in (*taken, *accessed))
    ]
    return years[-1] if years else None


def _date_parts(text: str, year: re.Match[str], dated: Sequence[Span]) -> list[int]:
    """Year, month and day, as far as the dates that name this year say them."""
    number = int(year["year"])
    inside = next((span for span in dated if span.start <= year.start() < span.end), Span(*year.span()))
    own = text[max(0, inside.start - 1) : inside.end + 1]
    if after := _NUMBERS_AFTER.match(text, year.end(), inside.end):
        return [number, *(int(after[name]) for name in ("month", "day") if after[name])]
    other = " ".join(text[span.start : span.end] for span in dated)
    candidates = [list(date.parts) for words in (own, other) for date in _dates(words) if date.parts[0] == number]
    return max(candidates, key=lambda parts: len(parts)) if candidates else [number]


def _dates(words: str) -> list[PrintedDate]:
    return dates_in(words) if re.search(r"[^\W\d_]{3}|\d\W\d", words) else []
