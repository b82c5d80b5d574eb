"""What a quotation is: a verbatim run of a document's text, and all that a reader needs to find and weigh it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Span


@dataclass(frozen=True)
class TableRow:
    """A quoted row as a table: the `caption`, the column `heads` (none where the table has none) and the `cells`.

    `spans` are the cells' characters of the document.
    """

    caption: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a verbatim run of a document's text stands: `document.text[start:end] == text`.

    `doc` is the document's name in the library, `document_id` the key of its web address;
    `page` counts the file's pages from 1, `page_label` is the number printed on it.
    """

    doc: str
    document_id: str
    start: int
    end: int
    text: str
    page: int | None
    page_label: str | None
    section: str | None
    citation: str


@dataclass(frozen=True)
class Quote(Place):
    """A quotation: a place, and what a reader should know of it.

    `marks` are the runs in it (of the document's text) that meet the question or hold what it asks for. `before`
    and `after` are the sentences around it in its paragraph, empty where there are none; `repeats` are places that
    say the same again. `reports` names the works that its statement is credited to ("Porter, 1990"): it is
    second-hand then. `doubts` say why its page or its table may have been read wrongly.
    """

    row: TableRow | None = None
    marks: tuple[Span, ...] = ()
    before: str = ""
    after: str = ""
    repeats: tuple[Place, ...] = ()
    reports: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
