"""What an answer is: quotations that can be shown on their page, or a plain word that there are none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """What was asked; `history` holds the earlier questions of the conversation, oldest first."""

    text: str
    id: str = ""
    history: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """A quoted row as a table: the `caption`, the column `heads` (none where the table has none) and the `cells`."""

    caption: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """A verbatim run of a document's text: `document.text[start:end] == text`.

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
    row: TableRow | None = None


@dataclass(frozen=True)
class Notice:
    """Something that a reader of the answer should know; `kind` is one word for programs."""

    kind: str
    text: str


@dataclass(frozen=True)
class Answer:
    """Quotations, best first; or, when `abstained`, none, the `reason`, and the `nearest` passages offered as such."""

    id: str
    question: str
    abstained: bool
    reason: str
    answer: str
    quotes: tuple[Quote, ...] = ()
    nearest: tuple[Quote, ...] = ()
    notices: tuple[Notice, ...] = ()
