"""What the API gives of reviews and audits."""

from __future__ import annotations

from pydantic import BaseModel, Field

from service.findings.finding import FindingType, FindingVerdict
from service.review.decisions import LONGEST_WORDS, Status
from service.web.api.schemas.jobs import JobOut
from service.web.api.schemas.passages import PlaceOut


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


class DecisionOut(BaseModel):
    """What the reviewer made of a finding."""

    status: Status = Field(description="`open`: nothing is decided yet.")
    reason: str = Field(description="Why it was dismissed.")
    note: str = Field(description="The reviewer's own words about it.")


class ReviewedFindingOut(FindingOut):
    """A finding of a review."""

    id: str = Field(
        description="The same in every review of the same text that finds the same there.",
        examples=["5f0c1d2e3b4a5968"],
    )


class DecidedFindingOut(ReviewedFindingOut):
    """A finding of a kept review, and what was decided of it."""

    decision: DecisionOut


class ReviewOut(BaseModel):
    """A reviewed manuscript: the findings in the order of its text."""

    document: str
    findings: list[ReviewedFindingOut]
    checked: dict[str, int] = Field(description="How many of each kind of thing were checked.")
    counts: dict[str, int] = Field(description="How many findings each verdict has.")
    notices: list[str]


class KeptReviewOut(BaseModel):
    """A review that is kept, with what was decided."""

    id: str = Field(examples=["tU3gS0pQ9k2x"])
    document: str
    findings: list[DecidedFindingOut]
    checked: dict[str, int] = Field(description="How many of each kind of thing were checked.")
    counts: dict[str, int] = Field(description="How many findings each verdict has.")
    decided: dict[str, int] = Field(description="How many problems and doubts are open, accepted and dismissed.")
    notices: list[str]


class ReviewEntryOut(BaseModel):
    """A kept review in brief."""

    id: str = Field(examples=["tU3gS0pQ9k2x"])
    document: str = Field(description="The manuscript's file name.", examples=["manuscript.pdf"])
    checked: bool = Field(description="False until the manuscript was checked to the end.")
    counts: dict[str, int] = Field(description="How many findings each verdict has.")
    decided: int = Field(description="How many problems and doubts were accepted or dismissed.")


class ReviewsOut(BaseModel):
    """The reviews that are kept for whoever asks, the latest first."""

    reviews: list[ReviewEntryOut]


class ReviewStartedOut(BaseModel):
    """A manuscript that is kept and will be checked."""

    id: str = Field(description="The review's id, the same for the same file.", examples=["tU3gS0pQ9k2x"])
    job: JobOut


class DecisionIn(BaseModel):
    """What is decided of a finding; a dismissed one needs a reason."""

    status: Status = "open"
    reason: str = Field("", max_length=LONGEST_WORDS, examples=["The edition of 1920 has this figure."])
    note: str = Field("", max_length=LONGEST_WORDS, examples=["Ask the authors for the table."])
