"""What the API tells of work in the background."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class ItemOut(BaseModel):
    """One of the things that a job works on, such as a file."""

    name: str
    status: str = Field(description='What became of it; "" as long as that is open.')
    detail: str = Field(description="A line for people.")
    address: str = Field(description="The page that shows what came of it.")


class JobOut(BaseModel):
    """Work in the background, and how far it has come."""

    id: str = Field(examples=["tU3gS0pQ9k2x"])
    kind: str = Field(description="reading, correcting or checking.")
    title: str
    status: Literal["waiting", "running", "done", "failed", "cancelled"]
    step: str = Field(description="What is being done now.")
    done: int
    total: int = Field(description="Of how many; 0 where that isn't known.")
    share: float | None = Field(
        None, description="How much of the whole work is done, from 0 to 1; null where only the step is told."
    )
    stopping: bool = Field(False, description="It was cancelled, and ends at its next word of progress.")
    ahead: int = Field(description="The jobs that are worked on before it.")
    items: list[ItemOut]
    result: str = Field(description="The address of the page that shows what came of it, once it is done.")
    problem: str = Field(description="Why it failed.")


class JobsOut(BaseModel):
    """The reader's work in the background, the oldest first."""

    jobs: list[JobOut]
