"""What the API gives of passages: where they stand, and what is known of them."""

from __future__ import annotations

from pydantic import BaseModel, Field


class SpanOut(BaseModel):
    """Characters `start` to `end` (half-open)."""

    start: int
    end: int


class RowOut(BaseModel):
    """A quoted table row."""

    caption: str
    heads: list[str]
    cells: list[str]
    spans: list[SpanOut] = Field(description="The cells' characters of the document.")


class PlaceOut(BaseModel):
    """A verbatim run of a document's text, its characters `start` to `end`, and where it stands."""

    doc: str = Field(description="The document's name.", examples=["porter-1998.pdf"])
    document_id: str = Field(description="The document's id in this API.", examples=["0f1e2d3c4b5a"])
    start: int
    end: int
    text: str
    page: int | None = Field(description="The page of the file, counted from 1.")
    page_label: str | None = Field(description="The page number as printed.", examples=["78"])
    section: str | None
    citation: str = Field(examples=["(Porter, 1998, p. 78)"])


class QuoteOut(PlaceOut):
    """A quotation, and what a reader should know of it."""

    row: RowOut | None = Field(description="The cells, where a table row is quoted.")
    marks: list[SpanOut] = Field(description="The words in it by which it answers, in characters of the document.")
    before: str = Field(description="The sentence before it in its paragraph.")
    after: str = Field(description="The sentence after it in its paragraph.")
    repeats: list[PlaceOut] = Field(description="Other places that say the same.")
    reports: list[str] = Field(description="The works that its statement is credited to.", examples=[["Porter, 1990"]])
    doubts: list[str] = Field(description="Why its page or its table may have been read wrongly.")


class TextOut(SpanOut):
    """A run of the document's text."""

    text: str


class BoxOut(BaseModel):
    """A rectangle on a page, in points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class BoxesOut(SpanOut):
    """The rectangles that cover a passage, one a line, in reading order; none for a text without pages."""

    boxes: list[BoxOut]


class HitOut(SpanOut):
    """A place of a document that reads like the words that were searched for, and the words around it."""

    text: str
    before: str
    after: str
    page: int | None = Field(description="The page of the file, counted from 1.")
    page_label: str | None = Field(description="The page number as printed.", examples=["78"])


class HitsOut(BaseModel):
    """What a search in a document found, in the order of its text."""

    words: str = Field(examples=["knowledge spillovers"])
    total: int = Field(description="How many places there are; at most 1,000 are looked for.")
    hits: list[HitOut]
