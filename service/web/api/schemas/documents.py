"""What the API gives of documents and uploads."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.web.api.schemas.numbers import Whole
from service.web.api.schemas.passages import SpanOut


class ProvenanceOut(BaseModel):
    """Where a bibliographic field came from, and how sure that is (0 to 1)."""

    name: str
    source: str
    origin: str
    confidence: float


class DocumentOut(BaseModel):
    """A held document in brief."""

    id: str
    doc: str
    title: str | None
    authors: list[str]
    year: int | None
    media_type: str
    digest: str
    pages: int
    passages: int
    notices: list[str]
    csl: dict[str, Any]
    provenance: list[ProvenanceOut]


class DocumentsOut(BaseModel):
    """Some of the documents held, by name; `total` is how many there are."""

    total: int
    passages: int
    documents: list[DocumentOut]


class PageOut(BaseModel):
    """A page: its size in points, its runs of the text, and how surely it was read."""

    number: int
    label: str | None
    width: float
    height: float
    spans: list[SpanOut]
    confidence: float
    doubts: list[str]


class CorrectionOut(BaseModel):
    """What was put in by hand for a field, and what was read; "" where there is none."""

    value: str
    read: str


class DocumentDetailOut(DocumentOut):
    """A held document with its pages."""

    characters: int
    page_list: list[PageOut]
    layers: dict[str, int] = Field(description="How many items each layer has.")
    corrections: dict[str, CorrectionOut] = Field(description="The fields that were corrected by hand, by name.")


class CorrectionsIn(BaseModel):
    """Bibliographic fields as a person types them; a field that isn't named stays as it is."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"title": "On Ropes", "authors": ["Tar, Ada", "European Commission"], "year": 1901, "DOI": None}
            ]
        },
    )

    title: str | None = None
    authors: list[str] | None = Field(None, description="`Family, Given` each; without a comma, an organisation.")
    year: str | Whole | None = Field(None, description="A year, or a date such as 1998-05-03.")
    type: str | None = Field(None, description="A type of CSL, such as article-journal.")
    container: str | None = Field(None, description="The journal, book or series that it stands in.")
    volume: str | Whole | None = None
    issue: str | Whole | None = None
    pages: str | Whole | None = Field(None, description="Such as 77-90.")
    DOI: str | None = None
    language: str | None = Field(None, description="A code such as en or pt-BR.")


class TakenOut(BaseModel):
    """What became of one uploaded document."""

    file: str
    status: Literal["added", "updated", "unchanged", "failed"]
    detail: str
    document: DocumentOut | None


class UploadOut(BaseModel):
    """What became of each uploaded document."""

    outcomes: list[TakenOut]
