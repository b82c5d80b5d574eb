"""The reference lists of a document: found, split into entries, each parsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.document import Reference, Section, Span
from corpus.structure.note_citations import note_entries
from corpus.structure.notes import Note
from corpus.structure.references.entries_or_text import holds_entries
from corpus.structure.references.entry import label_of, parse_entry
from corpus.structure.references.headings import may_head_text
from corpus.structure.references.labels import SAME_AUTHOR, YEAR
from corpus.structure.references.regions import headings_printed, lines_in, regions, unheaded_region
from corpus.structure.references.splitting import entries_among

_LONGEST_FIRST = 3000
_LONG = 8
_STRAY = 0.15


def references(text: str, sections: Sequence[Section] = (), notes: Sequence[Note] = ()) -> tuple[Reference, ...]:
    """Every entry of every reference list in `text`, counted from 1 in the order of the text.

    Where there is no list, the entries are the works that its foot- and endnotes cite, where each is cited first.
    """
    found: list[Reference] = []
    lists = list(_lists(text, sections)) or [list(note_entries(text, notes))]
    for entries in lists:
        first = len(found)
        for span in entries:
            found.append(_reference(text, span, found))
        found[first:] = _without_stray_labels(found[first:])
    return tuple(found)


def _lists(text: str, sections: Sequence[Section]) -> Iterator[list[Span]]:
    printed = headings_printed(text, sections)
    headed = list(_headed(text, sections, printed))
    yield from headed
    if not headed and (last := unheaded_region(text)) is not None:
        entries = entries_among(lines_in(text, last, sections, printed=printed))
        if _plausible(text, entries):
            yield entries


def _headed(text: str, sections: Sequence[Section], printed: Mapping[str, int]) -> Iterator[list[Span]]:
    """The lists under headings; what a name such as `Literature` stands over may be a part of the text instead."""
    every = (
        (region, entries_among(lines_in(text, region, sections, printed=printed))) for region in regions(text, sections)
    )
    found = [(region, entries) for region, entries in every if _plausible(text, entries)]
    plain = [region.start for region, _ in found if not may_head_text(_line_before(text, region))]
    for region, entries in found:
        beside = bool(plain) and plain[-1] > region.start
        if region.start in plain or holds_entries([entry.of(text) for entry in entries], beside):
            yield entries


def _line_before(text: str, region: Span) -> str:
    """The heading that a region is under, which ends where it begins."""
    return text[text.rfind("\n", 0, region.start) + 1 : region.start].strip()


def _reference(text: str, span: Span, before: Sequence[Reference]) -> Reference:
    raw = span.of(text)
    label, start = label_of(raw)
    csl, confidence = parse_entry(raw)
    if before and "author" in before[-1].csl and SAME_AUTHOR.match(raw, start):
        csl = {**csl, "author": before[-1].csl["author"]}
    return Reference(len(before) + 1, span, raw, label, csl, confidence)


def _without_stray_labels(entries: list[Reference]) -> list[Reference]:
    """The entries of one list; a number before one or two of many is a page's, and no label."""
    labelled = sum(entry.label is not None for entry in entries)
    if len(entries) < _LONG or labelled > len(entries) * _STRAY:
        return entries
    return [replace(entry, label=None) for entry in entries]


def _plausible(text: str, entries: Sequence[Span]) -> bool:
    """A list of sources has years (or links) in it; a passage that is only headed like one does not."""
    dated = sum(1 for span in entries if YEAR.search(text, span.start, span.end) or "http" in span.of(text))
    return bool(entries) and dated >= 0.4 * len(entries) and len(entries[0]) < _LONGEST_FIRST
