"""What the API takes and gives of claims and verdicts."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.web.api.schemas.answers import NOT_EMPTY
from service.web.api.schemas.passages import PlaceOut, QuoteOut


class ClaimIn(BaseModel):
    """A claim to be held against the library."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"id": "c1", "claim": "Knowledge spillovers fade with distance."}]},
    )

    claim: str = Field(description="The claim, a sentence; at most 2,000 characters.", json_schema_extra=NOT_EMPTY)
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
