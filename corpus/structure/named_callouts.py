"""Callouts by author and year: `(Porter, 1990; Marshall 1890, p. 12)`, `as Porter (1998) shows`, `[Портер, с. 12]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.bibliography.names import PARTICLE, UPPER, folded
from corpus.document import Span
from corpus.structure.cited_runs import Dated, runs
from corpus.structure.cited_work import (
    LOCATORS,
    NAMES,
    NEXT_LETTER,
    UNDATED,
    YEAR,
    CitedWork,
    ReferenceIndex,
    cited_works,
    paged_work,
)
from corpus.structure.citing_words import is_cited, is_of_other_things, is_organisation, is_personal
from corpus.structure.ordinary_words import OrdinaryWords

_ROUND = re.compile(r"\((?P<inside>(?:[^()\[\]]|\[[^()\[\]]{0,40}\]){5,600})\)|\[(?P<square>[^()\[\]]{5,300})\]")
_YEARS = rf"(?:{YEAR}[a-zа-г]?|(?:{UNDATED})(?:-?[a-z]\b)?)"
_DATED = re.compile(rf"{YEAR}|{UNDATED}")
_YEAR_IN_BRACKETS = re.compile(
    rf"\s?[(\[](?P<year>{_YEARS}(?:\s?/\s?{YEAR})?(?:\s?(?:[,;]|and|&)\s?(?:{_YEARS}|{NEXT_LETTER})){{0,8}}"
    rf"(?:[,:]\s?(?:{LOCATORS}|[\d–\- ]{{1,15}}))?)[)\]]"
)
_BARE_YEAR = re.compile(rf"(?<=[\w.’']),?\s(?P<year>{YEAR}[a-z]?)\b")
_NAMES_BEFORE = re.compile(rf"(?:(?<=\W)|^)({NAMES})(?:['’]s?)?$")
_SHORT_IN_BRACKETS = re.compile(rf"\s?\[(?P<short>[{UPPER}][\w&.-]{{1,11}})\]")
_INTRODUCED = re.compile(
    rf"(?P<long>[{UPPER}][\w'’-]{{1,60}}+(?:[ ](?:of|for|and|the|on|in|de|[{UPPER}][\w'’-]{{1,60}}+)){{1,8}})[ ]?"
    rf"[(\[](?P<short>[{UPPER}][{UPPER}\d&.-]{{1,9}})[)\],;]"
)
_OTHER_WORDS = (
    "january february march april may june july august september october november december spring summer autumn fall"
    " winter table tables figure figures fig source sources section chapter equation appendix panel act law directive"
    " regulation no vol part since from until in the during as of on at by and author authors own calculations accessed"
    " retrieved updated published accepted received year years covid monday tuesday wednesday thursday friday saturday"
    " sunday version note notes annex article q1 q2 q3 q4 early late mid before after between figs eq eqs tab"
    " phase wave round edition release season cohort olympics"
    " январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь таблица рисунок рис табл"
    " ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık tablo şekil"
)
_NO_AUTHORS = frozenset(folded(word) for word in _OTHER_WORDS.split())
_OPENING_WORDS = (
    "following according whereas while although however see also both but like unlike when where thus then yet even"
    " later recently moreover furthermore for with if so this these that such because therefore hence first second"
    " since similarly based quoting citing"
)
_OPENERS = _NO_AUTHORS | frozenset(_OPENING_WORDS.split())
_ENDS_IN_TITLE = re.compile(rf"(?:[{UPPER}]\w*|\b(?:of|the|and|for|in))\W*$")
_NAMED_AFTER = re.compile(rf"[\w,] [{UPPER}][\w’']{{1,40}} (?:of|for) $")
"""`the Treaty of`: a name that goes on, and no head of a sentence."""

_LED = re.compile(r"\s?(?:see|cf|e\.\s?g|for example|for instance|vgl|siehe|см|voir|véase|vid|bkz)\b", re.IGNORECASE)
_ALONE = re.compile(rf"\s{YEAR}[a-z]?$")
_FEWEST_OF_A_STYLE = 2
_INITIAL_OR_PARTICLE = re.compile(rf"(?:[{UPPER}]\.-?)+|{PARTICLE}")
_NAME_BEGINS = re.compile(rf"(?:(?<=[\s(“\"'‘«„])|^)(?=[{UPPER}abdeiltvz])")
_LOOK_BACK = 160
_LOOK_AHEAD = 80


@dataclass(frozen=True)
class Named:
    """A callout by name: the entries that it means, what was not found, whether it may mean several, and the places."""

    span: Span
    kind: str
    resolves_to: tuple[int, ...]
    missing: tuple[str, ...] = ()
    ambiguous: bool = False
    places: tuple[str, ...] = ()


def short_names(text: str) -> dict[str, str]:
    """Abbreviations that the text introduces, with the names that they stand for, folded: `un`, `united nations`."""
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        words = [word for word in match["long"].split() if word[0].isupper()]
        short = match["short"].replace(".", "")
        for start in range(len(words)):
            if "".join(word[0] for word in words[start:]).startswith(short[: len(words) - start]) and len(short) > 1:
                long = match["long"][match["long"].index(words[start]) :]
                found.setdefault(folded(short), folded(long))
                break
    return found


class NamedSearch:
    """One text, searched for callouts by author and year in brackets, and in the sentence."""

    def __init__(self, text: str, index: ReferenceIndex, numbered: bool) -> None:
        self.text = text
        self.index = index
        self._numbered = numbered

    def parenthetical(self) -> Iterator[Named]:
        """Whole brackets that cite works."""
        for match in _ROUND.finditer(self.text):
            inside = _SHORT_IN_BRACKETS.sub("", match["inside"] or match["square"])
            works = cited_works(inside) if _DATED.search(inside) else ()
            span = Span(match.start(), match.end())
            is_sure = len(works) > 1 and ";" in inside
            is_led = _LED.match(inside) is not None
            if any(self._means(work) or self._reads_as_citation(work, is_sure, is_led) for work in works):
                yield self._named(span, "author-year", works)
            elif not works and (paged := self._paged(inside, span)) is not None:
                yield paged

    def _paged(self, inside: str, span: Span) -> Named | None:
        work = paged_work(inside) if len(inside) < 80 and inside[-1:].isdigit() else None
        meant = self.index.by_author(work) if work is not None else ()
        if work is None or not meant:
            return None
        return Named(span, "author-page", meant, (), self._differ(meant), (work.locator or "",))

    def narrative(self) -> Iterator[Named]:
        """Names in the sentence with a year in brackets after them, and listed titles with their year.

        Of names that stand in one run, as in `Porter (1990), Krugman (1991) and Scott (1988)`, all are cited or none.
        """
        for run in runs(self._dated(match) for match in _YEAR_IN_BRACKETS.finditer(self.text)):
            first = run[0]
            is_plain = len(run) == 1 or any(one.standing == "listed" for one in run)
            is_other = not is_plain and is_of_other_things(first.before[: first.earliest])
            is_cited_run = not is_other and any(one.standing != "open" for one in run)
            for one in run:
                if one.standing == "listed" or (one.start is not None and is_cited_run):
                    yield self._of_dated(one)
                elif (titled := self._titled(one.before, one.match)) is not None:
                    yield titled

    def _of_dated(self, one: Dated) -> Named:
        works = cited_works(f"{one.before[one.start :]} {one.match['year'].replace(';', ',')}")
        return self._named(Span(one.offset + one.earliest, one.match.end()), "narrative", works)

    def _dated(self, match: re.Match[str]) -> Dated:
        """What stands before a year in brackets, and how surely it is cited."""
        before = self.text[max(0, match.start() - _LOOK_BACK) : match.start()]
        before = before[max(before.rfind("\n\n"), before.rfind(")"), before.rfind("]")) + 1 :]
        after = self.text[match.end() : match.end() + _LOOK_AHEAD]
        named = [(start, cited_works(f"{before[start:]} {match['year']}")) for start in _names_at_end(before)]
        for start, works in named:
            if any(self._means(work) for work in works):
                return Dated(match, before, start, "listed")
        open_at: int | None = None
        for start, works in named:
            if any(self.index.lists_author(work) for work in works):
                return Dated(match, before, start, "listed")
            if any(self._may_be_authors(work, before[:start]) for work in works):
                if any(self._is_cited(work, before[:start], before[start:], after) for work in works):
                    return Dated(match, before, start, "cited")
                open_at = start if open_at is None else open_at
        return Dated(match, before, open_at, "open")

    def running(self) -> Iterator[Named]:
        """Names with their year and no brackets, if they are listed: `as in Porter et al., 2010`."""
        for match in _BARE_YEAR.finditer(self.text):
            before = self.text[max(0, match.start() - _LOOK_BACK) : match.start()]
            before = before[before.rfind("\n\n") + 1 :]
            if before.rfind("(") > before.rfind(")"):
                continue
            for start in _names_at_end(before):
                works = cited_works(f"{before[start:]} {match['year']}")
                if works and all(self._means(work) for work in works):
                    yield self._named(Span(match.start() - len(before) + start, match.end()), "narrative", works)
                    break

    def _titled(self, before: str, match: re.Match[str]) -> Named | None:
        year = re.match(YEAR, match["year"])
        entry = self.index.titled(folded(before), int(year[0])) if year else None
        if entry is None:
            return None
        words = len(entry[1].split())
        starts = [m.start() for m in re.finditer(r"\w+", before)]
        start = match.start() - len(before) + (starts[-words] if words <= len(starts) else 0)
        return Named(Span(start, match.end()), "narrative", (entry[0],))

    def _means(self, work: CitedWork) -> tuple[int, ...]:
        return self.index.meant_by(work)

    def _named(self, span: Span, kind: str, works: Iterable[CitedWork]) -> Named:
        """A group of works: those that are listed, and the words of those that are not."""
        meant: dict[int, None] = {}
        missing, places = [], []
        ambiguous = False
        for work in works:
            found = self._means(work)
            ambiguous = ambiguous or self._differ(found)
            meant.update(dict.fromkeys(found))
            if work.locator:
                places.append(work.locator)
            if not found and not work.second_hand and self._is_author(work):
                missing.append(work.words)
        return Named(span, kind, tuple(sorted(meant)), tuple(missing), ambiguous, tuple(places))

    def _is_author(self, work: CitedWork) -> bool:
        return folded(work.names[0]).split(" ")[0] not in _NO_AUTHORS

    def _differ(self, found: tuple[int, ...]) -> bool:
        return len(found) > 1 and not self.index.same_work(found)

    def _reads_as_citation(self, work: CitedWork, grouped: bool, is_led: bool) -> bool:
        """Whether an unknown name with a year is a citation whose entry is missing, and no place, month or table.

        `is_led` says that the bracket opens with a `see` or the like.
        """
        if self.index.lists_author(work):
            return True
        if not self._is_author(work) or any(len(name.split()) > 4 for name in work.names):
            return False
        if work.others or len(work.names) > 1:
            return not any(folded(name) in _NO_AUTHORS or name in self._ordinary for name in work.names)
        is_usual = is_led or is_personal(work.names[0]) or self._cites_without_comma
        is_set_off = work.comma or work.suffix or work.year is None or is_organisation(work.names[0]) or is_usual
        is_sure = (grouped and work.comma) or work.suffix or work.year is None
        return bool(is_set_off) and bool(is_sure or self._cites_by_author) and work.names[0] not in self._ordinary

    def _may_be_authors(self, work: CitedWork, before: str) -> bool:
        """Whether names that aren't listed may be authors', and no product's, ship's or song's."""
        if not self._is_author(work) or any(len(name.split()) > 4 for name in work.names):
            return False
        if work.others or len(work.names) > 1:
            return not any(name in self._ordinary for name in work.names)
        if _length(work.names[0]) > 2 or not self._cites_by_author:
            return False
        return not self._title_goes_on(before) and work.names[0] not in self._ordinary

    def _is_cited(self, work: CitedWork, before: str, names: str, after: str) -> bool:
        """Whether the words around such names say that they are cited."""
        if work.others or len(work.names) > 1 or work.suffix or work.locator:
            return True
        return is_personal(names) or is_cited(before, names, after)

    def _title_goes_on(self, before: str) -> bool:
        title = _ENDS_IN_TITLE.search(before)
        if _NAMED_AFTER.search(before):
            return True
        return title is not None and title[0].strip().casefold() not in _OPENERS

    @cached_property
    def _cites_by_author(self) -> bool:
        """Whether this text cites by author and year at all: the list has no numbers, or one such callout resolves."""
        if not self._numbered:
            return True
        inside = (m["inside"] for m in _ROUND.finditer(self.text) if m["inside"] and re.search(YEAR, m["inside"]))
        return any(self._means(work) for words in inside for work in cited_works(words))

    @cached_property
    def _cites_without_comma(self) -> bool:
        """Whether most of the listed works that brackets cite alone have no comma before the year: `(Porter 1990)`."""
        alone = [
            work
            for match in _ROUND.finditer(self.text)
            if match["inside"] and _ALONE.search(match["inside"])
            for work in cited_works(match["inside"])
            if self._means(work)
        ]
        return len(alone) >= _FEWEST_OF_A_STYLE and 2 * sum(not work.comma for work in alone) > len(alone)

    @cached_property
    def _ordinary(self) -> OrdinaryWords:
        return OrdinaryWords(self.text)


def _length(name: str) -> int:
    """The words of a name, its initials and particles left out."""
    return sum(1 for word in name.split() if not _INITIAL_OR_PARTICLE.fullmatch(word))


def _names_at_end(before: str) -> list[int]:
    """Where a run of names that ends `before` can begin, the longest run first."""
    starts: list[int] = []
    for match in _NAME_BEGINS.finditer(before):
        opening = re.match(r"\w+", before[match.start() :])
        if opening and opening[0].casefold() in _OPENERS:
            continue
        if _NAMES_BEFORE.match(before, match.start()):
            starts.append(match.start())
    return starts
