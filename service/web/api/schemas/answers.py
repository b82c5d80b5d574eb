"""What the API takes and gives of questions and answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from service.web.api.schemas.numbers import Whole
from service.web.api.schemas.passages import QuoteOut, SpanOut

MOST_HISTORY = 50
"""Earlier questions that one request may carry."""


NOT_EMPTY: JsonDict = {"minLength": 1}
"""Told in the description; whatever understands questions refuses what is no question in words of its own."""

LONGEST_CONDITION = 2000
"""Characters of a name or of words of a title."""

Earlier = Annotated[str, Field(max_length=20_000)]
Condition = Annotated[str, Field(max_length=LONGEST_CONDITION)]

MOST_CONDITIONS = 200
"""Documents, authors or languages that one request may name."""


class ScopeOut(BaseModel):
    """The documents that may answer: those that meet each kind of condition, and of one kind any; all without any."""

    documents: list[Condition] = Field(
        default=[], max_length=MOST_CONDITIONS, description="Ids or names, or words of titles or names."
    )
    authors: list[Condition] = Field(default=[], max_length=MOST_CONDITIONS, description="Names, or words of them.")
    year_from: Whole | None = Field(default=None, ge=-9999, le=9999, description="The earliest year of publication.")
    year_to: Whole | None = Field(default=None, ge=-9999, le=9999, description="The latest year of publication.")
    languages: list[Condition] = Field(default=[], max_length=MOST_CONDITIONS, description="ISO 639-1 codes.")


class ScopeIn(ScopeOut):
    """The documents that may answer; a document whose year or language isn't known meets no condition on it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"authors": ["Porter"], "year_from": 1990, "year_to": 2000}]}
    )


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
                    "within": {"year_from": 1990},
                }
            ]
        },
    )

    question: str = Field(description="The question, in words; at most 2,000 characters.", json_schema_extra=NOT_EMPTY)
    history: list[Earlier] = Field(
        default=[], max_length=MOST_HISTORY, description="The earlier questions of the conversation, oldest first."
    )
    id: str = Field(default="", max_length=200, description="Given back with the answer.")
    within: ScopeIn = Field(default=ScopeIn(), description="The documents that may answer; all of them by default.")


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
