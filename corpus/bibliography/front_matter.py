"""The lines of a document's opening pages: their words, their type and place, and what kind their form shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, takewhile

from corpus.bibliography.byline import Person, is_led, people_in
from corpus.bibliography.marks import CLOSE, OPEN
from corpus.bibliography.names import UPPER
from corpus.bibliography.places import names_a_place, names_an_institution
from corpus.bibliography.rows import Row, extent, rows_of
from corpus.document import NO_GLYPHS, Glyphs, Span
from corpus.reading.reading import Heading
from corpus.structure.lines import covered
from corpus.structure.references.headings import is_heading as heads_references

LONGEST_LINE = 400
_LONGEST = 6000
_LONGEST_IN_ROWS = 700
_LONGEST_BYLINE = 1500
_SENTENCES = 160
_MOST_ROWS = 12
_OPENS_TEXT = re.compile(
    r"(?:abstract|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|summary|executive summary|introduction|(?:\d"
    r"|i)[.)]?\s+introduction|keywords?|key words|index terms|zusammenfassung"
    r"|résumé|resumen|resumo|riassunto|streszczenie|özet|öz|аннотация|реферат|анотація|annotatsiya|xülasə|kirish"
    r"|введение|вступ|giriş|einleitung|introducción"
    r"|introdução|introduzione|wstęp|jel classification|in brief|highlights|ccs concepts)\b"
    r"|(?:contents|table of contents|inhalt|inhaltsverzeichnis|оглавление|содержание|içindekiler|mundarija)\s*$"
    r"|a\s?r\s?t\s?i\s?c\s?l\s?e\s+i\s?n\s?f\s?o",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:[ep]?-?issn|isbn|doi|https?:|www\.|vol(?:ume)?\.?\s*\d|issue\s*\d|no\.\s*\d|pp\.\s*\d|received|revised"
    r"|accepted|published|available online|cilt\s?:|sayı\s?:|jg\.\s?\d"
    r"|submitted|copyright|licen[cs]e|journal homepage|open access|subjects?:|jel|all rights reserved"
    r"|downloaded from|this version|first draft|geliş|kabul|поступила|eingegangen"
    r"|stable url|author\(s\)|to cite this|how to cite|cite this|hal id|munich personal|mpra|электронн\w+ журнал"
    r"|supervisor|submitted in|in partial ful)|©|@|\bp:\s?\d"
    r"|(?:^|\s)(?:т\.|№)\s?\d|\bс\. ?\d|(?:^|[^\w])(?:удк|udk|udc|ббк|гртни|уўк|ӘОЖ)\b|uo[‘'ʻ’`]k|\d-son\b"
    r"|\bвып\.\s?\d|arxiv:\d|see discussions|contents lists available|sciencedirect",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"^(?:[“\"«]?\w+\s){0,4}(?:journal|revue|zeitschrift|bulletin|review|вестник|журнал|dergisi|jurnal\w*"
    r"|proceedings|transactions|letters|annals|quarterly)\b",
    re.IGNORECASE,
)
_KIND_WORDS = (
    r"(?:original|research|review|full|full[- ]length|regular|short|scientific|theoretical|empirical|conceptual"
    r"|methodological|case|open access|peer[- ]reviewed|invited|brief|technical|working|discussion|policy|position"
    r"|conference|special issue|feature|policy and practice)"
)
_KIND = re.compile(
    rf"(?:{_KIND_WORDS}\s+){{0,4}}(?:article|paper|review|study|research|case study|report|editorial|commentary"
    rf"|essay|perspective|viewpoint|note|communication|letter|brief|preprint|working paper|discussion paper"
    rf"|introduction to the special issue)s?"
    r"|open access|research|articles? in press|accepted manuscript|author'?s? manuscript"
    r"|preprint not peer reviewed|front cover|contribution|\(?\w+\)? ?(?:araştırma|derleme) makalesi"
    r"|araştırma makalesi|derleme(?: makalesi)?|orijinal makale"
    r"|оригинальная статья|научная статья|обзорная статья|обзор|статья|оригинальное исследование|originalbeitrag"
    r"|aufsatz|artikel|beitrag|article original|artículo(?: original| de investigación)?|artigo original"
    r"|chapter\s+(?:\d{1,3}|[ivxl]+)|kapitel \d+|глава \d+|ilmiy maqola|maqola|check for updates|view pdf"
    r"|crossmark|citation|thesis|dissertation|a thesis|by",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[<>#*_]")
_TAG = re.compile(r"</?(?!sup\b)\w+[^<>]{0,60}>")
_EMPHASIS = re.compile(r"^[\s#>]+|(?<!\\)\*{1,3}(?=[^\s,])|(?<![\w\\])_{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?=\W|$)")
_SPACES = re.compile(r" {2,}")
_WIDE_GAP = re.compile(r" *\t[\t ]*")
_WHITE_SPACE = re.compile(r"\s+")
_GRID_LINE = re.compile(r"\s*\|.*\||[\s|:+=—–-]*")
_SENTENCE_GOES_ON = re.compile(rf"[^\W\d_]{{3,}}[.!?…]['’\"”)\]]*\s+[{UPPER}“\"]\S*(?:\s|$)")


@dataclass(frozen=True)
class FrontLine:
    """A line of the opening: its span, its words without mark-up, its heading level if it is one, and its print.

    `rows` are the lines as they are printed, with wide gaps as tabs and marks between `marks.OPEN` and `CLOSE`;
    `marked` is all of it with these marks, words that a row's end breaks made whole;
    `size` is the height of the type in points and `top` and `bottom` its place on the page, 0 where there is no page;
    `in_table` says that it is a row of a table.
    """

    span: Span
    text: str
    level: int | None
    page: int = 1
    rows: tuple[str, ...] = ()
    marked: str = ""
    size: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    in_table: bool = False

    @cached_property
    def is_running(self) -> bool:
        """A running head, an identifier, a date or an address: nothing that a title or a name is."""
        return bool(_RUNNING.search(self.text) or (_JOURNAL.match(self.text) and len(self.text) < 90)) or not re.search(
            r"[^\W\d_]{2}", self.text
        )

    @cached_property
    def is_institution(self) -> bool:
        """An author's affiliation or degree."""
        return names_an_institution(self.text)

    @cached_property
    def is_place(self) -> bool:
        """A place of work, by its name."""
        return names_a_place(self.text)

    @cached_property
    def is_kind(self) -> bool:
        """`Research article` and the like, in one language or two."""
        parts = [part.strip(" :.|·") for part in re.split(r"[/|·]|\s[-–]\s", self.text)]
        return bool(parts) and all(_KIND.fullmatch(part) for part in parts)

    @property
    def is_led(self) -> bool:
        """Whether it says itself that names follow: `By …`, `Authors: …`."""
        return is_led(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """A sentence that ends, or that another one follows: running text, which no title is."""
        return self.text.endswith(".") or bool(_SENTENCE_GOES_ON.search(self.text))

    @cached_property
    def is_sentence(self) -> bool:
        """Words of which most are small, as in no list of names."""
        words = self.text.split()
        return len(words) > 8 and sum(word[0].islower() for word in words) > 0.5 * len(words)

    @cached_property
    def opens_text(self) -> bool:
        """The heading of an abstract, an introduction or the like, alone or with the words that it is over."""
        return _OPENS_TEXT.match(self.text) is not None

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people that the line names, if it does nothing else; row by row where each row is one name or a few."""
        if len(self.text) > (_LONGEST_BYLINE if self.rows else _LONGEST_IN_ROWS) or self.is_sentence:
            return ()
        rows = self.rows or (self.text,)
        in_cells = any("\t" in row for row in rows)
        if in_cells or (len(rows) > 1 and not any(row.rstrip().endswith((",", ";")) for row in rows)):
            single = list(takewhile(bool, map(people_in, rows)))
            if in_cells or len(single) == len(rows):
                return tuple(person for people in single for person in people) if len(single) == len(rows) else ()
        return people_in(self.marked or self.text)


def opening_lines(
    text: str,
    spans: Sequence[tuple[int, Span]],
    headings: Sequence[Heading] = (),
    glyphs: Glyphs = NO_GLYPHS,
    superscripts: Sequence[Span] = (),
    tables: Sequence[Span] = (),
) -> tuple[FrontLine, ...]:
    """The lines of these runs of the text (each with the number of its page), in order; `tables` are what tables cover.

    A paragraph of a page whose rows are names and places of work is a line for each run of them.
    """
    levels = sorted((heading.span.start, heading.level) for heading in headings)
    starts = [start for start, _ in levels]
    found: list[FrontLine] = []
    last = max((span.end for _, span in spans), default=0)
    marks = sorted(mark for mark in superscripts if mark.start < last)
    for page, span in spans:
        for match in re.finditer(r"[^\n]+", text[span.start : span.end]):
            words = plain(match[0])
            if words and not _GRID_LINE.fullmatch(match[0]):
                at = Span(span.start + match.start(), span.start + match.end())
                next_heading = bisect_left(starts, at.start)
                headed = next_heading < len(starts) and starts[next_heading] < at.end
                level = levels[next_heading][1] if headed else None
                line = FrontLine(at, words, level, page, in_table=covered(at, tables))
                found.extend(
                    _typeset(text, line, glyphs, _within(at, marks))
                    if len(glyphs) >= at.end
                    else [_marked(text, line, _within(at, marks))]
                )
    return tuple(found)


def _within(span: Span, marks: Sequence[Span]) -> Sequence[Span]:
    """Those of the marks, which are sorted and do not overlap, that may share a character with the span."""
    first = bisect_left(marks, span.start, key=lambda mark: mark.start)
    return marks[max(0, first - 1) : bisect_left(marks, span.end, key=lambda mark: mark.start)]


def _marked(text: str, line: FrontLine, superscripts: Sequence[Span]) -> FrontLine:
    """The line of a text without pages, its row with the marks that the reader found."""
    marks = [mark for mark in superscripts if line.span.contains(mark)]
    words = plain(_with_marks(text, line.span, marks))
    return replace(line, rows=(words,), marked=words)


def _typeset(text: str, line: FrontLine, glyphs: Glyphs, superscripts: Sequence[Span]) -> Iterator[FrontLine]:
    """The line with its rows, type and place; a long paragraph needs no rows."""
    if len(line.text) > _LONGEST_IN_ROWS or (len(line.text) > _SENTENCES and line.is_prose and line.is_sentence):
        size, top, bottom = extent(line.span, glyphs)
        yield replace(line, size=size, top=top, bottom=bottom)
        return
    rows = rows_of(text, line.span, glyphs, superscripts)
    if not 2 <= len(rows) <= _MOST_ROWS or not _names_and_places(rows):
        yield _with_rows(line, rows)
        return
    for _, group in groupby(rows, lambda row: bool(people_in(row.text))):
        run = list(group)
        span = Span(run[0].span.start, run[-1].span.end)
        yield _with_rows(replace(line, span=span, text=plain(span.of(text))), run)


def _names_and_places(rows: Sequence[Row]) -> bool:
    """Whether a paragraph begins with rows of names, and other rows say where they work."""
    return bool(people_in(rows[0].text)) and any(names_an_institution(row.text) or "@" in row.text for row in rows[1:])


def _with_rows(line: FrontLine, rows: Sequence[Row]) -> FrontLine:
    sizes = sorted(row.size for row in rows for _ in range(len(row.text)))
    size = sizes[len(sizes) // 2] if sizes else 0.0
    top, bottom = (rows[0].top, rows[-1].bottom) if rows else (0.0, 0.0)
    marked = _WHITE_SPACE.sub(" ", "".join([row.text for row in rows]))
    return replace(line, rows=tuple(map(_printed, rows)), marked=marked, size=size, top=top, bottom=bottom)


def _printed(row: Row) -> str:
    return _WIDE_GAP.sub("\t", _SPACES.sub(" ", row.text)).strip()


def _with_marks(text: str, span: Span, marks: Sequence[Span]) -> str:
    """The line with its superscripts, where the reader found them, between OPEN and CLOSE."""
    parts: list[str] = []
    at = span.start
    for mark in marks:
        words = re.sub(r"[\^{}\[\]]|</?sup>", "", mark.of(text))
        parts += [text[at : mark.start], f"{OPEN}{words}{CLOSE}"]
        at = mark.end
    return "".join([*parts, text[at : span.end]])


def front_lines(lines: Sequence[FrontLine]) -> tuple[FrontLine, ...]:
    """Those of the first page's lines that stand before its abstract, its introduction or its first long paragraph.

    On a page with places also those that stand above it there, whatever column they were read in.
    """
    end = next((i for i, line in enumerate(lines) if _ends_front(line, lines[0])), len(lines))
    limit = lines[end].top if end < len(lines) and lines[end].page == lines[0].page else 0.0
    above = [line for line in lines[end:] if line.size and line.bottom <= limit and line.page == lines[0].page]
    return (*lines[:end], *above)


def _ends_front(line: FrontLine, first: FrontLine) -> bool:
    paragraph = len(line.text) > LONGEST_LINE and len(line.people) < 3
    return line.opens_text or paragraph or line.span.start - first.span.start > _LONGEST


_BODY = re.compile(
    r"(?:(?:\d|i)[.)]?\s*\|?\s*)?(?:introduction|introducción|introdução|introduzione|einleitung|einführung"
    r"|введение|вступ|giriş|kirish|кириш|wstęp|inleiding)\b",
    re.IGNORECASE,
)
_CITED_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
_ENTRIES = 3
_PARAGRAPHS_IN_HEAD = 3
_LONGEST_HEADING = 40


def opens_body(line: FrontLine) -> bool:
    """Whether a line is the heading of an introduction."""
    return _BODY.match(line.text) is not None and (line.level is not None or len(line.text) < _LONGEST_HEADING)


def head_lines(lines: Sequence[FrontLine]) -> tuple[FrontLine, ...]:
    """The lines before the body: up to its introduction if a heading shows it, else a few paragraphs."""
    end = next((i for i, line in enumerate(lines) if i and opens_body(line)), None)
    if end is None:
        long = [i for i, line in enumerate(lines) if len(line.text) > LONGEST_LINE and not line.people]
        end = long[_PARAGRAPHS_IN_HEAD - 1] if len(long) >= _PARAGRAPHS_IN_HEAD else len(lines)
    return tuple(lines[:end])


def before_references(lines: Sequence[FrontLine]) -> tuple[FrontLine, ...]:
    """The lines before the first reference list: what stands in one is of other works.

    A heading alone is no list (`Citations 12` is counted on covers): one of the lines behind it holds a year.
    """
    for i, line in enumerate(lines):
        if heads_references(line.text) and any(_CITED_YEAR.search(o.text) for o in lines[i + 1 : i + 1 + _ENTRIES]):
            return tuple(lines[:i])
    return tuple(lines)


def plain(line: str) -> str:
    """The words of a line without Markdown or HTML marks and spaces run together; tabs stay."""
    line = line.lstrip("\ufeff")
    line = _EMPHASIS.sub("", _TAG.sub("", line).strip()) if _MARKUP.search(line) else line.strip()
    return (_SPACES.sub(" ", line) if "  " in line else line).strip(" *_#")
