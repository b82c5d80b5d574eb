"""Conversations over HTTP: kept for whoever reads, as those of the page are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from service.export.forms import FORMS
from service.shapes import Json, answer_json
from service.web.api.answers import scope_json, scope_of
from service.web.api.responses import UNKNOWN
from service.web.api.schemas.conversations import (
    AskedIn,
    AskedOut,
    ConversationOut,
    ConversationsOut,
    NameIn,
    SuggestionsOut,
)
from service.web.ask import asking
from service.web.ask.conversation import stale_documents
from service.web.ask.exporting import exported
from service.web.desk import AtDesk, Desk
from service.web.reader import AtReader
from service.workspace.conversations import KeptConversation, KeptTurn, Placed

router = APIRouter(tags=["conversations"])

Id = Annotated[str, Path(description="The conversation's id", examples=["q3N0vGvYc1kTz9aB"])]
Number = Annotated[int, Path(ge=1, description="The question's place in it, from 1")]


@router.get("/suggestions", response_model=SuggestionsOut)
def suggestions(desk: AtDesk) -> Json:
    """A few questions that this library answers; those of before while new ones are made."""
    return {"questions": list(desk.suggestions())}


@router.get("/conversations", response_model=ConversationsOut)
def list_conversations(
    desk: AtDesk,
    reader: AtReader,
    find: Annotated[str, Query(description="Words of names, questions or answers")] = "",
) -> Json:
    """The conversations that are kept for whoever asks."""
    listed = desk.workspace.conversations.listed(reader, find)
    return {"conversations": [{"id": one.id, "name": one.name, "questions": one.questions} for one in listed]}


@router.post("/conversations", response_model=ConversationOut, status_code=201)
def begin_conversation(asked: AskedIn, desk: AtDesk, reader: AtReader) -> Json:
    """Begin a conversation with a question, which is answered and kept."""
    placed = asking.put(desk, reader, asked.question, scope_of(asked.within))
    asking.answered(desk, reader, placed)
    return _conversation_json(desk, desk.workspace.conversations.get(placed.id, reader))


@router.get("/conversations/{id}", response_model=ConversationOut, responses=UNKNOWN)
def show_conversation(id: Id, desk: AtDesk, reader: AtReader) -> Json:
    """A conversation with the answers as they were given."""
    return _conversation_json(desk, desk.workspace.conversations.get(id, reader))


@router.patch("/conversations/{id}", response_model=ConversationOut, responses=UNKNOWN)
def rename_conversation(id: Id, named: NameIn, desk: AtDesk, reader: AtReader) -> Json:
    """Give a conversation another name."""
    desk.workspace.conversations.rename(id, reader, named.name)
    return _conversation_json(desk, desk.workspace.conversations.get(id, reader))


@router.delete("/conversations/{id}", status_code=204, responses=UNKNOWN)
def delete_conversation(id: Id, desk: AtDesk, reader: AtReader) -> None:
    """Delete a conversation for good."""
    desk.workspace.conversations.delete(id, reader)


@router.post("/conversations/{id}/questions", response_model=AskedOut, status_code=201, responses=UNKNOWN)
def ask_next(id: Id, asked: AskedIn, desk: AtDesk, reader: AtReader) -> Json:
    """Ask the next question of a conversation; it is understood with the questions before it."""
    placed = asking.put_next(desk, reader, id, asked.question, scope_of(asked.within))
    return _asked_json(desk, asking.answered(desk, reader, placed))


@router.post("/conversations/{id}/questions/{number}/again", response_model=AskedOut, responses=UNKNOWN)
def ask_again(id: Id, number: Number, desk: AtDesk, reader: AtReader) -> Json:
    """Answer a question anew, of the library as it is now; the new answer takes the place of the one before."""
    return _asked_json(desk, asking.asked_again(desk, reader, Placed(id, number)))


@router.get(
    "/conversations/{id}/export",
    response_class=Response,
    responses={
        200: {
            "content": {each.media_type.partition(";")[0]: {} for each in FORMS.values()},
            "description": "The file, with the media type of its form",
        },
        **UNKNOWN,
    },
)
def export_conversation(
    id: Id,
    desk: AtDesk,
    reader: AtReader,
    form: Annotated[str, Query(description="markdown, docx, html, bibtex, ris or csl-json")] = "markdown",
    style: Annotated[
        str, Query(description="apa, chicago-author-date, harvard, vancouver or gost-r-7-0-5-2008")
    ] = "apa",
    number: Annotated[int | None, Query(ge=1, description="One question of it, from 1; all of them by default")] = None,
) -> Response:
    """The conversation, or one answer of it, as a file with a bibliography."""
    return exported(desk.workspace.conversations.get(id, reader), desk.held(), form, style, number)


def _conversation_json(desk: Desk, kept: KeptConversation) -> Json:
    return {
        "id": kept.id,
        "name": kept.name,
        "within": scope_json(kept.scope),
        "turns": [_turn_json(desk, turn) for turn in kept.turns],
        "kept": desk.workspace.is_kept,
    }


def _asked_json(desk: Desk, turn: KeptTurn) -> Json:
    return {**_turn_json(desk, turn), "kept": desk.workspace.is_kept}


def _turn_json(desk: Desk, turn: KeptTurn) -> Json:
    return {
        "number": turn.number,
        "question": turn.question,
        "within": scope_json(turn.scope),
        "answer": None if turn.answer is None else answer_json(turn.answer),
        "stale": list(stale_documents(turn, desk.held())),
    }
