"""What the API says of itself."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class StatusOut(BaseModel):
    """That all is well; where it isn't, the answer is a problem."""

    status: Literal["ok"]


class ReadyOut(StatusOut):
    """That questions can be answered; what is amiss all the same, for whoever runs the server."""

    warning: str | None = Field(default=None, description="Left out where nothing is amiss.")


class HealthOut(ReadyOut):
    """That the server answers, and what it answers from."""

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
    request: str = Field(
        description="The request's id, as in the header X-Request-ID and in the server's log.",
        examples=["0f1e2d3c4b5a6978"],
    )
