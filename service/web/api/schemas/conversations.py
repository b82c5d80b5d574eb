"""What the API takes and gives of conversations that are kept."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from service.web.api.schemas.answers import NOT_EMPTY, AnswerOut, ScopeIn, ScopeOut


class AskedIn(BaseModel):
    """A question in a conversation; those before it are known."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "And how is it measured?", "within": {"year_from": 1990}}]},
    )

    question: str = Field(description="The question, in words; at most 2,000 characters.", json_schema_extra=NOT_EMPTY)
    within: ScopeIn = Field(default=ScopeIn(), description="The documents that may answer; all of them by default.")


class NameIn(BaseModel):
    """A conversation's name."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "Chapter two"}]})

    name: str = Field(max_length=200, description='The name; "" for that of the first question.')


class ListedOut(BaseModel):
    """A conversation in brief."""

    id: str = Field(examples=["q3N0vGvYc1kTz9aB"])
    name: str
    questions: int = Field(description="How many it has.")


class ConversationsOut(BaseModel):
    """The reader's conversations, the last used first."""

    conversations: list[ListedOut]


class TurnOut(BaseModel):
    """A question with the answer that was given; null while it is worked out, or where that was broken off."""

    number: int = Field(description="Its place in the conversation, from 1.")
    question: str
    within: ScopeOut
    answer: AnswerOut | None
    stale: list[str] = Field(description="Ids of documents it quotes that were removed or read anew since.")


IS_KEPT = "False where the library's disk is full or can't be written to: it is then kept until the server stops."


class AskedOut(TurnOut):
    """A question that was asked just now."""

    kept: bool = Field(description=IS_KEPT)


class ConversationOut(BaseModel):
    """A conversation with all of its turns; `within` is what its next question searches on the page."""

    id: str = Field(examples=["q3N0vGvYc1kTz9aB"])
    name: str
    within: ScopeOut
    turns: list[TurnOut]
    kept: bool = Field(description=IS_KEPT)


class SuggestionsOut(BaseModel):
    """Questions to begin with, made from the library's own headings; each is answered."""

    questions: list[str]
