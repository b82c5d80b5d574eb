"""Citing: the citations and the bibliography of a conversation in one style.

No record is too odd to be cited: what the processor can't set is given in Pincite's own form, and the entry says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.bibliography.citation import citation
from corpus.bibliography.names import folded
from service.export.crediting import credited
from service.export.csl_items import csl_item
from service.export.plain_words import writable
from service.export.processor import KNOWN, Processor, Unprocessable
from service.export.runs import Run, Runs, plain, runs_of
from service.export.styles import Style
from service.export.works import Work
from service.naming import visible
from service.quotes.quote import Place

LONGEST_SECTION = 80
"""Characters of a section's title in a citation."""

_CYRILLIC = range(0x400, 0x530)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True)
class Entry:
    """A work's entry in the bibliography; `note` says what is odd about it, and is empty where nothing is."""

    runs: Runs
    note: str = ""


class Citations:
    """The citations of these works in one style, numbered or lettered by one another's company."""

    def __init__(self, works: Sequence[Work], style: Style) -> None:
        """Cite the works, given in the order of their first mention."""
        self._style = style
        self._told: dict[tuple[str, str | None, str | None, str], Runs] = {}
        self._works = {work.id: work for work in works}
        self._processor = Processor(style, {work.id: csl_item(work.record, style, KNOWN) for work in works})
        self._order = list(self._works)
        self.entries = self._set()

    def in_text(self, place: Place, reports: Sequence[str] = ()) -> Runs:
        """The citation of a place with its printed page, or its section where the document has no pages.

        `reports` names the works that its words are credited to (`Porter, 1990`).
        """
        key = (place.document_id, place.page_label, place.section, place.citation)
        if key not in self._told:
            self._told[key] = self._in_text(place)
        return credited(self._told[key], reports, self._style)

    def language(self, place: Place) -> str:
        """The language of the place's document as HTML has it (`en`, `pt-BR`); nothing where it is not known."""
        language = self._works[place.document_id].record.text("language") or ""
        return language if _LANGUAGE.fullmatch(language) else ""

    def _in_text(self, place: Place) -> Runs:
        pinpoint = "" if place.page_label else self._section(place)
        if self._style.is_numeric:
            page = self._style.on_page(writable(place.page_label)) if place.page_label else pinpoint
            number = self._order.index(place.document_id) + 1
            return (Run(f"({number}, {page})" if page else f"({number})"),)
        return _with_pinpoint(self._cited(place), pinpoint)

    def _cited(self, place: Place) -> Runs:
        work = self._works[place.document_id]
        label = writable(place.page_label) if place.page_label else None
        if self._is_settable(work):
            try:
                return runs_of(self._processor.citation(work.id, label))
            except Unprocessable:
                pass
        return (Run(writable(place.citation)),)

    def _section(self, place: Place) -> str:
        """The section in words; nothing where it is called as the whole work is."""
        title = " ".join(writable(place.section or "").split())
        work = self._works[place.document_id]
        if not title or folded(title) == folded(work.record.text("title") or ""):
            return ""
        if len(title) > LONGEST_SECTION:
            title = (title[:LONGEST_SECTION].rpartition(" ")[0] or title[:LONGEST_SECTION]) + " …"
        return self._style.section.format(title)

    def _set(self) -> tuple[Entry, ...]:
        """The entries by first mention for a numeric style; else by their words, as a reader looks them up."""
        entries = {id: self._entry(id) for id in self._order}
        if not self._style.is_numeric:
            self._order = sorted(entries, key=lambda id: (*self._alphabetical(entries[id]), id))
            self._processor.order(self._order)
            lettered = self._lettered()
            again = self._order if self._style.counts_entries else lettered
            entries |= {id: self._entry(id) for id in again}
        return tuple(entries[id] for id in self._order)

    def _alphabetical(self, entry: Entry) -> tuple[bool, str]:
        words = _unnumbered(plain(entry.runs))
        is_cyrillic = bool(words) and ord(words[0]) in _CYRILLIC
        return self._style.cyrillic_first and not is_cyrillic, folded(words)

    def _lettered(self) -> tuple[str, ...]:
        """Put letters behind the years of works that would be cited alike; gives these works."""
        alike: dict[str, list[str]] = defaultdict(list)
        for id in self._order:
            try:
                alike[self._processor.citation(id)].append(id)
            except Unprocessable:
                continue
        for ids in alike.values():
            for place, id in enumerate(ids if len(ids) > 1 else ()):
                gap = " " if self._style.undated and self._works[id].record.get("issued") is None else ""
                self._processor.set_suffix(id, gap + _letter(place))
        return tuple(id for ids in alike.values() if len(ids) > 1 for id in ids)

    def _entry(self, id: str) -> Entry:
        work = self._works[id]
        if self._is_settable(work):
            try:
                return self._checked(work, runs_of(self._processor.entry(id)))
            except Unprocessable:
                return self._own_entry(work, f"This record could not be set in {self._style.title}.")
        if not work.is_held:
            return self._own_entry(work, "This document is no longer held, so that only its file’s name is known.")
        return self._own_entry(work, "Neither the author nor the title of this document is known.")

    def _checked(self, work: Work, runs: Runs) -> Entry:
        if not any(character.isalpha() for character in plain(runs)):
            return self._own_entry(work, f"This record could not be set in {self._style.title}.")
        if work.record.text("title") is None:
            return Entry(runs, f"The title of this document is not known; its file is {visible(work.name)}.")
        return Entry(runs)

    def _own_entry(self, work: Work, note: str) -> Entry:
        """The entry in Pincite's own form: author and year, title, file."""
        told = [citation(work.record, work.name, None)[1:-1], work.record.text("title") or "", f"File: {work.name}"]
        words = " ".join(_stopped(visible(part)) for part in told if part)
        number = f"{self._order.index(work.id) + 1}. " if self._style.counts_entries else ""
        return Entry((Run(f"{number}{words}"),), f"{note} It is given in Pincite’s own form.")

    @staticmethod
    def _is_settable(work: Work) -> bool:
        return any(work.record.get(name) for name in ("title", "author", "editor"))


def _with_pinpoint(runs: Runs, pinpoint: str) -> Runs:
    """The citation with the pinpoint before its closing bracket."""
    if not pinpoint or not runs:
        return runs
    last = runs[-1]
    if last.text.endswith((")", "]")):
        return (*runs[:-1], Run(f"{last.text[:-1]}, {pinpoint}{last.text[-1]}", last.italic, last.bold))
    return (*runs, Run(f", {pinpoint}"))


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _unnumbered(entry: str) -> str:
    """The entry without its number and what else stands before its first letter."""
    return entry.lstrip("0123456789. «“\"'([")


def _letter(place: int) -> str:
    """a, b, … z, aa, ab, …"""
    rest, last = divmod(place, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("a") + last)
