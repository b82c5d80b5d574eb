"""Works that foot- and endnotes cite: in full the first time, then shortly, by ibid. and by op. cit.

The forms are those of the Chicago Manual's notes, of GOST R 7.0.5 (там же, указ. соч.) and of Turkish notes (a.g.e.).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bibliography.names import FAMILY, UPPER, families, folded, leading_names
from corpus.document import Callout, Reference, Span
from corpus.structure.cited_work import LOCATOR, YEAR
from corpus.structure.notes import Note
from corpus.structure.numbered_callouts import raised

_LED_BY = re.compile(
    r"(?:(?:see|see also|see, for example,|cf|compare|e\.g|for (?:example|a review|details)[^,]{0,40}|also|quoted in"
    r"|cited in|and|in|vgl|siehe|s|см|см\. также|ср|цит\. по|bkz|voir|véase|vid|vedi|qarang)\b[.,:]*\s+){1,3}",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:ibid(?:em)?\b|id(?:em)?\b\.|там же|o[‘'’ʻ]sha (?:yerda|joyda)|шу (?:ерда|жойда)|aynı (?:eser|yer)|agy\b|ebd\b"
    r"|ebenda\b|a\.\s?g\.\s?[em]\.)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:op\.?\s?cit|loc\.?\s?cit|art\.\s?cit|указ\.\s?соч|цит\.\s?соч|указ\.\s?раб|a\.\s?g\.\s?[emty]\.|a\.\s?a\.\s?O"
    r"|(?:ko[‘'’ʻ]rsatilgan|кўрсатилган) (?:asar|асар))",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"(?:[{UPPER}]\.[ ]?){{0,4}}(?P<family>{FAMILY})")
_PLACE = re.compile(
    rf"(?:,\s|^)(?P<place>{LOCATOR}|(?:book|vol\.|chapter|т\.|кн\.)\s[^.;]{{1,40}}"
    rf"|\d{{1,4}}(?:[-–]\d{{1,4}})?)(?=[.,;)]|$)"
)
_PARTED = re.compile(r";\s+(?=[^\s)])")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_SHORTEST_FULL = 25
_LONGEST_SHORT = 160
# No list holds more works of one author; of a file that does, no more are looked at for each note.
_MOST_TITLED = 500


@dataclass(frozen=True)
class NoteCitation:
    """One work that a note cites: where, and in which form (full, short, same, earlier)."""

    note: Note
    span: Span
    form: str
    family: str = ""
    title: str = ""


def note_citations(text: str, notes: Sequence[Note]) -> tuple[NoteCitation, ...]:
    """Every citation of the notes, in their order; what a note says beside them is left out."""
    return tuple(
        citation
        for note in notes
        for start, end in _chunks(note.span.of(text))
        if (citation := _citation(text, note, note.span.start + start, note.span.start + end)) is not None
    )


def _chunks(words: str) -> Iterator[tuple[int, int]]:
    """The parts of a note between semicolons outside of brackets and quotation marks."""
    start = 0
    for match in _PARTED.finditer(words):
        before = words[start : match.start()]
        if before.count("(") <= before.count(")") and before.count("“") <= before.count("”"):
            yield start, match.start()
            start = match.end()
    yield start, len(words)


def _citation(text: str, note: Note, start: int, end: int) -> NoteCitation | None:
    led = _LED_BY.match(text, start, end)
    start = led.end() if led else start
    words = text[start:end]
    span = Span(start, end)
    if _SAME.match(words):
        return NoteCitation(note, span, "same")
    names = leading_names(words[:300])
    family = _family(names.names[0]) if names.names else ""
    head = _HEAD.match(words)
    if _EARLIER.search(words[:200]) and head:
        return NoteCitation(note, span, "earlier", folded(family or head["family"]))
    if names.names and len(words) >= _SHORTEST_FULL and re.search(rf"(?<!\d){YEAR}(?!\d)", words[names.length :]):
        return NoteCitation(note, span, "full", folded(family), _title(words[names.length :]))
    if head and words[head.end() : head.end() + 1] == "," and len(words) <= _LONGEST_SHORT:
        return NoteCitation(note, span, "short", folded(family or head["family"]), _title(words[head.end() :]))
    return None


def _family(name: object) -> str:
    return families([name])[0] if families([name]) else ""


def _title(words: str) -> str:
    """The first words after the names, up to the first comma, bracket or full stop after a word."""
    match = re.match(r"[\s,:.“\"«„‘]*([^,(“”\"«»]{2,200}?)(?:[,(”\"»]|(?<=[^\W\d_]{3})\.|$)", words)
    return folded(match[1]) if match else ""


def note_entries(text: str, notes: Sequence[Note]) -> tuple[Span, ...]:
    """The first full citation of each work in the notes: the entries of a document without a list."""
    found: list[Span] = []
    known: set[tuple[str, str]] = set()
    for citation in note_citations(text, notes):
        key = (citation.family, citation.title[:30])
        if citation.form == "full" and key not in known:
            known.add(key)
            found.append(citation.span)
    return tuple(found)


class NoteCallouts:
    """The calls of notes in a text and the short citations in the notes, each with the entries that it means."""

    def __init__(self, text: str, references: Sequence[Reference]) -> None:
        self._text = text
        self._references = sorted(references, key=lambda reference: reference.span)
        self._starts = [reference.span.start for reference in self._references]
        self._by_family: dict[str, list[Reference]] = {}
        for reference in self._references:
            for name in families(reference.csl.get("author") or reference.csl.get("editor"))[:1]:
                self._by_family.setdefault(folded(name).split(" ")[-1], []).append(reference)
        self._title_words: dict[int, frozenset[str]] = {}

    def callouts(self, notes: Sequence[Note], superscripts: Sequence[Span]) -> list[Callout]:
        """All of them; calls of notes that cite nothing are none."""
        cited: dict[int, list[int]] = {}
        found: list[Callout] = []
        last: tuple[int, ...] = ()
        for citation in note_citations(self._text, notes):
            meant = last if citation.form == "same" else self._meant(citation)
            last = meant[:1] or last
            cited.setdefault(citation.note.mark.start, []).extend(meant)
            if citation.form != "full" or not self._is_entry(citation.span):
                found.extend(self._within(citation, meant))
        return [*self._calls(notes, superscripts, cited), *found]

    def _meant(self, citation: NoteCitation) -> tuple[int, ...]:
        inside = self._entry_in(citation.span)
        if inside is not None:
            return (inside.n,)
        listed = self._by_family.get(citation.family.split(" ")[-1], []) if citation.family else []
        if citation.form == "earlier":
            before = bisect_left(listed, citation.span.start, key=lambda reference: reference.span.start)
            return tuple(reference.n for reference in listed[:before][-1:] or listed[-1:])
        words = _WORDS.findall(citation.title)[:4]
        for reference in listed[:_MOST_TITLED] if words else []:
            if self._bears(reference, words):
                return (reference.n,)
        return (listed[0].n,) if len(listed) == 1 and citation.form == "short" else ()

    def _bears(self, reference: Reference, words: Sequence[str]) -> bool:
        """Whether these first words of weight of a short title are, for the most part, of the entry's title."""
        if reference.n not in self._title_words:
            title = folded(str(reference.csl.get("title", "")) or reference.raw)
            self._title_words[reference.n] = frozenset(_WORDS.findall(title))
        return sum(word in self._title_words[reference.n] for word in words) >= (len(words) + 1) // 2

    def _entry_in(self, span: Span) -> Reference | None:
        at = bisect_left(self._starts, span.start)
        inside = at < len(self._starts) and self._references[at].span.start < span.end
        return self._references[at] if inside else None

    def _is_entry(self, span: Span) -> bool:
        return self._entry_in(span) is not None

    def _within(self, citation: NoteCitation, meant: tuple[int, ...]) -> Iterator[Callout]:
        words = citation.span.of(self._text)
        if not meant:
            return
        place = _PLACE.search(words)
        yield Callout(citation.span, words, "short", meant, "resolved", (), place["place"] if place else None)

    def _calls(
        self, notes: Sequence[Note], superscripts: Sequence[Span], cited: dict[int, list[int]]
    ) -> Iterator[Callout]:
        """Raised numbers in the text, each with what the next note of its number cites."""
        heads = {offset for note in notes for offset in (note.mark.start, note.mark.start + 1)}
        by_number: dict[int, list[int]] = {}
        for note in notes:
            by_number.setdefault(note.number, []).append(note.mark.start)
        for call in raised(self._text, superscripts):
            starts = [_note_of(by_number.get(number, []), call.span.start) for number in call.numbers]
            meant = tuple(dict.fromkeys(n for start in starts if start is not None for n in cited.get(start, ())))
            if meant and call.span.start not in heads:
                yield Callout(call.span, call.span.of(self._text), "note", meant)


def _note_of(starts: Sequence[int], at: int) -> int | None:
    """The note behind a call, as footnotes and endnotes stand; else the last one before it."""
    following = bisect_left(starts, at)
    if following < len(starts):
        return starts[following]
    return starts[-1] if starts else None
