"""Markdown, kept character by character; its headings and tables by the lines that the parser names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.bibliography.names import name_of
from corpus.bibliography.record import Field
from corpus.document import Span
from corpus.reading.plain import decode, form_feed_pages, superscripts
from corpus.reading.reading import Grid, Heading, Reading
from corpus.structure.grid_rows import grid_of, is_rule
from corpus.structure.grids import pipe_cells
from corpus.structure.lines import trimmed
from corpus.structure.spanning import MOST_COLUMNS

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M)
_FRONT_FIELD = re.compile(r"^(title|author|authors|date|doi|journal|abstract|lang):[ \t]*(\S.*)$", re.M | re.I)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def read_markdown(data: bytes, name: str) -> Reading:
    """A Markdown file as it stands, with its headings, tables and the fields of its front matter.

    Raises FileUnsupported where the bytes are no text.
    """
    text, notices = decode(data, name)
    lines = _parser_lines(text)
    # Only blocks are asked for: what stands within their lines need not be parsed.
    parser = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
    tokens = parser.parse(_without_front_matter(text))
    return Reading(
        text=text,
        pages=form_feed_pages(text),
        headings=tuple(_headings(text, tokens, lines)),
        grids=tuple(_grids(text, tokens, lines)),
        superscripts=superscripts(text),
        fields=tuple(_front_fields(text, name)),
        notices=notices,
    )


def _parser_lines(text: str) -> list[Span]:
    """The lines as markdown-it counts them: parted by line feeds (with or without a carriage return) alone."""
    lines, start = [], 0
    for match in re.finditer(r"\r\n|\n|\r|\Z", text):
        lines.append(Span(start, match.start()))
        start = match.end()
    return lines


def _without_front_matter(text: str) -> str:
    match = _FRONT_MATTER.match(text)
    if not match:
        return text
    return re.sub(r"[^\r\n]+", "", match.group()) + text[match.end() :]


def _headings(text: str, tokens: Sequence[Token], lines: Sequence[Span]) -> Iterator[Heading]:
    for token in tokens:
        if token.type != "heading_open" or not token.map:
            continue
        first, end = token.map
        # A heading underlined with = or - has its rule on the last line.
        last = end - 1 if token.markup.startswith("#") else end - 2
        span = trimmed(text, lines[first].start, lines[max(first, last)].end)
        if len(span):
            yield Heading(int(token.tag[1:]), span)


def _grids(text: str, tokens: Sequence[Token], lines: Sequence[Span]) -> Iterator[Grid]:
    for token in tokens:
        if token.type != "table_open" or not token.map:
            continue
        rows = [pipe_cells(text, line) for line in lines[token.map[0] : token.map[1]]]
        width = len(rows[0])
        if width > MOST_COLUMNS:
            continue
        body = [row[:width] for row in rows[:1] + rows[2:] if row and not is_rule(text, row)]
        if body:
            yield grid_of(text, body, header_rows=1)


def _front_fields(text: str, name: str) -> Iterator[Field]:
    match = _FRONT_MATTER.match(text)
    for key, value in _FRONT_FIELD.findall(match.group(1)) if match else ():
        value = value.strip().strip("\"'")
        field = _front_field(key.lower(), value)
        if field and value:
            yield Field(field[0], field[1], "embedded", f"{name}: {key}", 0.9)


def _front_field(key: str, value: str) -> tuple[str, object] | None:
    if key in ("author", "authors"):
        people = [part.strip(" \"'") for part in re.split(r";|,(?!\s*\w\.)|\band\b|&", value.strip("[]"))]
        return "author", [name_of(person) for person in people if person]
    if key == "date":
        year = _YEAR.search(value)
        return ("issued", {"date-parts": [[int(year.group())]]}) if year else None
    names = {"title": "title", "doi": "DOI", "journal": "container-title", "abstract": "abstract", "lang": "language"}
    return names[key], value
