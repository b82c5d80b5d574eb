"""What the HTTP API takes and gives, as its OpenAPI description shows it; the shapes are those of `service.shapes`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.findings.finding import FindingType, FindingVerdict

MOST_HISTORY = 50
"""Earlier questions that one request may carry."""


class QuestionIn(BaseModel):
    """A question to the library."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "id": "q2",
                    "question": "And how is it measured?",
                    "history": ["What is a knowledge spillover?"],
                }
            ]
        },
    )

    question: str = Field(description="The question, in words; at most 2,000 characters.")
    history: list[str] = Field(
        default=[], max_length=MOST_HISTORY, description="The earlier questions of the conversation, oldest first."
    )
    id: str = Field(default="", max_length=200, description="Given back with the answer.")


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


class CellReferenceOut(SpanOut):
    """A cell of a table that a computation rests on; `row` and `column` count from 0."""

    doc: str
    document_id: str
    table: str | None
    row: int
    column: int
    text: str
    value: float | None
    unit: str | None


class ComputationOut(BaseModel):
    """A figure worked out from quoted cells alone, with the way to it in words."""

    operation: str
    expression: str
    result: str
    cells: list[CellReferenceOut]


class DisputedOut(SpanOut):
    """One of two places that disagree."""

    doc: str
    document_id: str
    text: str


class DisagreementOut(BaseModel):
    """Two places that give one thing two values."""

    kind: Literal["table_conflict", "number_table_mismatch"]
    text: str
    places: list[DisputedOut]


class NoticeOut(BaseModel):
    """Something that a reader of the answer should know."""

    kind: str
    text: str


class AnswerOut(BaseModel):
    """Quotations, best first; or, when `abstained`, none, the `reason`, and the `nearest` passages."""

    id: str
    question: str
    abstained: bool
    reason: str
    answer: str
    quotes: list[QuoteOut]
    nearest: list[QuoteOut] = Field(description="Passages that do not answer, offered only when there is no answer.")
    notices: list[NoticeOut]
    computations: list[ComputationOut] = Field(description="What was worked out from quoted cells.")
    disagreements: list[DisagreementOut] = Field(description="Other values that the library gives for what is quoted.")


class ClaimIn(BaseModel):
    """A claim to be held against the library."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"id": "c1", "claim": "Knowledge spillovers fade with distance."}]},
    )

    claim: str = Field(description="The claim, a sentence; at most 2,000 characters.")
    id: str = Field(default="", max_length=200, description="Given back with the verdict.")


class EvidenceOut(QuoteOut):
    """A quotation that speaks for a claim or against it."""

    stance: Literal["for", "against"]
    probability: float = Field(description="How surely it takes that side, 0 to 1.")
    decides: bool = Field(
        description="Whether the verdict rests on it; else it is merely near, and leans to that side."
    )
    steps: list[str] = Field(description="Why it is taken so.")


class VerdictOut(BaseModel):
    """What came of a claim, with its evidence, best first."""

    id: str
    claim: str
    verdict: Literal["supported", "contradicted", "partly_supported", "not_found"]
    confidence: float = Field(description="How probable the verdict is, 0 to 1.")
    reason: str = Field(description="The verdict in one sentence.")
    evidence: list[EvidenceOut]
    said_by: list[PlaceOut] = Field(description="Other works that say what the credited one doesn't.")
    unheld: list[str] = Field(description="Works that the claim credits and the library doesn't hold.")
    parts: list[VerdictOut] = Field(description="The verdicts on each of several claims in one sentence.")
    steps: list[str] = Field(description="What was looked at, in order.")


class FindingOut(BaseModel):
    """What was found of a passage: its characters `start` to `end` of the manuscript's text, and what it rests on."""

    type: FindingType
    verdict: FindingVerdict = Field(description="`ok`: checked, and in order.")
    start: int
    end: int
    text: str
    page: int | None
    page_label: str | None
    section: str | None
    message: str
    related: list[PlaceOut] = Field(description="The places that it rests on, in the manuscript or the library.")
    steps: list[str] = Field(description="How it was worked out.")


class ReviewOut(BaseModel):
    """A reviewed manuscript: the findings in the order of its text."""

    document: str
    findings: list[FindingOut]
    checked: dict[str, int] = Field(description="How many of each kind of thing were checked.")
    counts: dict[str, int] = Field(description="How many findings each verdict has.")
    notices: list[str]


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


class DocumentDetailOut(DocumentOut):
    """A held document with its pages."""

    characters: int
    page_list: list[PageOut]
    layers: dict[str, int] = Field(description="How many items each layer has.")


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


class TakenOut(BaseModel):
    """What became of one uploaded document."""

    file: str
    status: Literal["added", "updated", "unchanged", "failed"]
    detail: str
    document: DocumentOut | None


class UploadOut(BaseModel):
    """What became of each uploaded document."""

    outcomes: list[TakenOut]


class HealthOut(BaseModel):
    """That the server answers, and what it answers from."""

    status: Literal["ok"]
    documents: int
    passages: int
    encoder: str


class ProblemOut(BaseModel):
    """Problem details (RFC 9457); `code` is one word for programs."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["there is no such document in this library"])
    code: str = Field(examples=["document_unknown"])
