"""What the API says of itself."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


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
