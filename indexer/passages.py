"""Passages: the spans that are ranked and quoted, each with the context that it is embedded in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.bibliography.names import families
from corpus.document import Cell, Document, Reference, Section, Span
from indexer.front_matter import FIELD_WORDS, FrontLine, front_lines

Kind = Literal["sentence", "row", "front", "reference"]
"""Prose, a table's row, a line of the front matter, an entry of the reference list."""

BODY: frozenset[Kind] = frozenset({"sentence", "row"})
"""The kinds that answer questions about a subject; the others tell about the document itself and what it cites."""

PASSAGES_VERSION = 3
"""Raised whenever a document would give other passages, so that libraries take it in anew."""


@dataclass(frozen=True)
class Passage:
    """A sentence or a table row, and the words around it that say what it is about.

    What is quoted is `span`; what is embedded is `reading` under its `context` (title, section, caption).
    For a row, `reading` names each cell by its column head, and those of rows above that reach down into it.
    For a line of the front matter, `context` ends with the fields that it tells (`FIELD_WORDS`).
    """

    span: Span
    kind: Kind
    reading: str
    context: str

    @property
    def embedded(self) -> str:
        """The text that the encoder sees."""
        return f"{self.context}\n{self.reading}" if self.context else self.reading


def passages(document: Document) -> tuple[Passage, ...]:
    """Every sentence of the document that says something, rows of tables, front matter and references, by start."""
    fronts = front_lines(document)
    found = [*_sentences(document), *_rows(document)]
    # A line of the front matter is no sentence as well, or it would answer questions about the subject.
    body = [passage for passage in found if not any(line.span.overlaps(passage.span) for line in fronts)]
    body = body or [*found, *_headings(document, fronts)]
    others = [*(_front(document, line) for line in fronts), *(_reference(document, r) for r in document.references)]
    return tuple(sorted([*body, *others], key=lambda passage: (passage.span, passage.kind)))


def _front(document: Document, line: FrontLine) -> Passage:
    told = "; ".join(FIELD_WORDS[name] for name in line.fields)
    reading = " ".join(line.span.of(document.text).split())
    return Passage(line.span, "front", reading, _joined([_work(document), f"{_TELLS}{told}"]))


_TELLS = "About this document: "


def fields_of(passage: Passage) -> tuple[str, ...]:
    """The fields (`FIELD_WORDS`) that a passage of front matter tells; none for any other."""
    if passage.kind != "front":
        return ()
    told = passage.context.rpartition(_TELLS)[2].split("; ")
    return tuple(name for name, words in FIELD_WORDS.items() if words in told)


def _reference(document: Document, reference: Reference) -> Passage:
    named = f"Reference {reference.label or reference.n}"
    reading = " ".join(reference.span.of(document.text).split())
    return Passage(reference.span, "reference", reading, _joined([_work(document), named]))


def _headings(document: Document, fronts: Sequence[FrontLine]) -> Iterator[Passage]:
    """The headings, for a document that has nothing else: slides, a poster, a text whose every line looks like one."""
    for section in document.sections:
        if section.title and not any(line.span.overlaps(section.heading) for line in fronts):
            reading = " ".join(section.heading.of(document.text).split())
            yield Passage(section.heading, "sentence", reading, _work(document))


def _sentences(document: Document) -> Iterator[Passage]:
    lead: Span | None = None
    for span in _cut(document.text, _whole(document.text, document.sentences)):
        text = span.of(document.text)
        if not any(character.isalpha() for character in text) or _is_label(document.text, span):
            continue
        if lead is not None and span.start - lead.end > MOST_LEAD_DISTANCE:
            lead = None
        yield Passage(span, "sentence", " ".join(text.split()), _context(document, span, lead))
        if text.endswith(":"):
            lead = span


MOST_LEAD_DISTANCE = 1200
"""Characters over which a sentence that ends in a colon leads the list items after it."""

LEAST_WORDS = 4
"""Fewer words than this, ending in a full stop, can't be understood alone."""


def _whole(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences, a fragment such as a run-in heading joined to the sentence after it in its paragraph."""
    fragment: Span | None = None
    for span in sentences:
        if fragment is not None and "\n\n" not in text[fragment.end : span.start]:
            span = Span(fragment.start, span.end)
        elif fragment is not None:
            yield fragment
        fragment = span if _is_fragment(span.of(text)) else None
        if fragment is None:
            yield span
    if fragment is not None:
        yield fragment


LONGEST_PASSAGE = 1500
"""Characters; a longer run without a stop is cut between words, since nobody reads it as one quotation."""


def _cut(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    for span in spans:
        while len(span) > LONGEST_PASSAGE:
            middle = text.rfind(" ", span.start + 1, span.start + LONGEST_PASSAGE)
            middle = middle if middle > 0 else span.start + LONGEST_PASSAGE
            yield Span(span.start, middle)
            span = Span(middle + (text[middle] == " "), span.end)
        yield span


def _is_label(text: str, span: Span) -> bool:
    """Whether it is a line such as an author's name or a caption: short, alone, without a stop, and no list item."""
    return (
        len(span.of(text).split()) < MOST_LABEL_WORDS
        and _opens_line(text, span.start)
        and not span.of(text).rstrip("\"'”’)]*").endswith((".", "!", "?", ":", ";", "…"))
        and text[span.end : span.end + 2].strip() == ""
        and "\n" in text[span.end : span.end + 2]
    )


def _opens_line(text: str, at: int) -> bool:
    # Only the white space before it is looked at: a line may hold a hundred thousand sentences.
    while at and text[at - 1].isspace() and text[at - 1] != "\n":
        at -= 1
    return not at or text[at - 1] == "\n"


MOST_LABEL_WORDS = 12
"""A line with fewer words than this and no stop at its end says nothing by itself."""


def _is_fragment(text: str) -> bool:
    return len(text.split()) < LEAST_WORDS and text.endswith(".")


def _context(document: Document, span: Span, lead: Span | None) -> str:
    parts = [_work(document), *(section.title for section in _inner(document.section_path(span.start)))]
    if lead is not None:
        parts.append(" ".join(lead.of(document.text).split()))
    return _joined(parts)


def _inner(path: tuple[Section, ...]) -> tuple[Section, ...]:
    """The two innermost sections: outer ones repeat the title more often than they add to it."""
    return path[-2:]


def _rows(document: Document) -> Iterator[Passage]:
    for table in document.tables:
        heads = [cell.text for cell in table.header]
        above: frozenset[Span] = frozenset()
        group = ""
        for row in table.rows:
            filled = list(dict.fromkeys(cell for cell in row if cell.text))
            own = [cell.span for cell in filled if cell.span not in above]
            above = frozenset(cell.span for cell in filled)
            if len(row) == row[0].columns > 1:
                group = row[0].text
            elif own and _says_something(filled):
                span = Span(min(s.start for s in own), max(s.end for s in own))
                context = _joined([_work(document), table.name, group])
                yield Passage(span, "row", _reading(heads, row), context)


def _reading(heads: Sequence[str], row: Sequence[Cell]) -> str:
    """The row in words; a cell that stands over several columns is said once, after all their heads."""
    over: dict[Cell, list[str]] = {}
    for head, cell in zip([*heads, *[""] * len(row)], row, strict=False):
        over.setdefault(cell, []).append(head)
    joined = [", ".join(dict.fromkeys(head for head in names if head)) for names in over.values()]
    return row_reading(joined, [cell.text for cell in over])


def _says_something(cells: list[Cell]) -> bool:
    """Whether any cell but the first, which names the row, holds a value."""
    return any(cell.text.strip(" .*").lower() not in PLACEHOLDERS for cell in cells[1:])


PLACEHOLDERS = frozenset({"", "undefined", "null", "none", "nan", "n/a", "na", "n.a", "-", "–", "—", "…", "?", "tbd"})
"""What stands in a cell without a value."""


def row_reading(heads: Sequence[str], cells: Sequence[str]) -> str:
    """A table row in words: each cell that isn't empty, after its column head where it has one."""
    padded = [*heads, *[""] * len(cells)]
    named = (f"{head}: {cell}" if head else cell for head, cell in zip(padded, cells, strict=False) if cell)
    return "; ".join(named)


def _work(document: Document) -> str:
    """The work by its authors and its title, so that a passage is found by whose it is."""
    authors = ", ".join(families(document.record.get("author"))[:MOST_AUTHORS])
    return ": ".join(part for part in (authors, document.record.text("title") or "") if part)


MOST_AUTHORS = 4
"""More names would push the passage itself out of the encoder's sight."""


def _joined(parts: list[str]) -> str:
    """The parts that are not empty, each once, parted by full stops."""
    return ". ".join(dict.fromkeys(part.strip().rstrip(".") for part in parts if part.strip()))
