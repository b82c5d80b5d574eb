"""The pages of the conversation."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from corpus.bibliography.names import folded
from indexer.catalogue import Holding
from service.ask.scope import EVERYTHING, Scope
from service.errors import QuestionError
from service.export.forms import FORMS
from service.export.styles import STYLES
from service.naming import typed
from service.web.ask import asking
from service.web.ask.conversation import found_in, turn, turns
from service.web.ask.exporting import exported
from service.web.ask.narrowing import AtNarrowing, choices, without
from service.web.ask.recent import recent
from service.web.ask.stream import MEDIA_TYPE, streamed
from service.web.desk import AtDesk, Desk
from service.web.jobs.stream import event
from service.web.reader import HERE, AtReader
from service.web.rendering import rendered
from service.workspace.conversations import KeptConversation, KeptTurn, Placed

router = APIRouter(include_in_schema=False)

RECENT = 30
"""Conversations that stand beside every question; the others are a page away."""

LISTED = 200
"""Conversations on one page of all of them."""

Question = Annotated[str, Form()]


@router.get("/")
def welcome(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    questions: Annotated[list[str], Query(alias="q", default_factory=list)],
    documents: Annotated[list[str], Query(alias="document", default_factory=list)],
) -> Response:
    """The box for a first question; `q` fills it in, `document` names what to search in, and neither asks anything."""
    scope = Scope(documents=tuple(dict.fromkeys(map(typed, documents))))
    return _page(request, desk, reader, box="".join(questions[-1:]), scope=scope)


@router.post("/")
def begin(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    narrowing: AtNarrowing,
    question: Question = "",
    token: Annotated[str, Form()] = "",
) -> Response:
    """Begin a conversation with a question."""
    try:
        placed = asking.put(desk, reader, question, narrowing.scope(), token)
        return _answered(request, desk, reader, placed)
    except QuestionError as error:
        if _wants_events(request):
            raise
        scope = narrowing.scope_if_any()
        return _page(request, desk, reader, box=question, scope=scope, refusal=str(error), status=422)


@router.post("/narrow")
def narrow_first(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    narrowing: AtNarrowing,
    question: Question = "",
    drop: Annotated[str, Form()] = "",
) -> Response:
    """The box for a first question, with one condition less on what is searched."""
    return _page(request, desk, reader, box=question, scope=without(narrowing.scope_if_any(), drop))


@router.get("/conversations")
def history(
    request: Request, desk: AtDesk, reader: AtReader, find: str = "", after: Annotated[int, Query(ge=0, le=10**6)] = 0
) -> Response:
    """The conversations that are kept, or those that have some words, so many a page."""
    listed = desk.workspace.conversations.listed(reader, find, LISTED + 1, after)
    context: dict[str, object] = {
        "find": find,
        "has_words": bool(folded(find)),
        "listed": listed[:LISTED],
        "before": max(0, after - LISTED) if after else None,
        "next": after + LISTED if len(listed) > LISTED else None,
    }
    return rendered(request, "ask/history.html", context)


@router.get("/c/{id}")
def conversation(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    id: str,
    questions: Annotated[list[str], Query(alias="q", default_factory=list)],
) -> Response:
    """A conversation that is kept, and the box for its next question."""
    kept = desk.workspace.conversations.get(id, reader)
    return _page(request, desk, reader, kept, box="".join(questions[-1:]), scope=kept.scope)


@router.post("/c/{id}")
def go_on(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    id: str,
    narrowing: AtNarrowing,
    question: Question = "",
    after: Annotated[int | None, Form()] = None,
) -> Response:
    """Ask the next question of a conversation."""
    try:
        placed = asking.put_next(desk, reader, id, question, narrowing.scope(), after)
        return _answered(request, desk, reader, placed)
    except QuestionError as error:
        if _wants_events(request):
            raise
        kept, scope = desk.workspace.conversations.get(id, reader), narrowing.scope_if_any()
        return _page(request, desk, reader, kept, box=question, scope=scope, refusal=str(error), status=422)


@router.get("/c/{id}/turns/{number}")
def one_turn(request: Request, desk: AtDesk, reader: AtReader, id: str, number: int) -> Response:
    """One turn alone, for a page that waits for its answer."""
    kept = desk.workspace.conversations.turn(id, reader, number)
    return rendered(request, "ask/turn.html", {"turn": turn(id, kept, desk.held())})


@router.post("/c/{id}/again")
def again(desk: AtDesk, reader: AtReader, id: str, number: Annotated[int, Form()]) -> Response:
    """Ask a question of the conversation once more, of the library as it is now."""
    asking.asked_again(desk, reader, Placed(id, number))
    return RedirectResponse(f"/c/{id}#turn-{number}", status_code=303)


@router.post("/c/{id}/narrow")
def narrow(
    desk: AtDesk, reader: AtReader, id: str, narrowing: AtNarrowing, drop: Annotated[str, Form()] = ""
) -> Response:
    """Let go of a condition on what the next question searches."""
    desk.workspace.conversations.narrow(id, reader, without(narrowing.scope_if_any(), drop))
    return RedirectResponse(f"/c/{id}#ask", status_code=303)


@router.post("/c/{id}/name")
def rename(desk: AtDesk, reader: AtReader, id: str, name: Annotated[str, Form()] = "") -> Response:
    """Give a conversation another name; its first question's where none is given."""
    desk.workspace.conversations.rename(id, reader, name)
    return RedirectResponse(f"/c/{id}", status_code=303)


@router.post("/c/{id}/delete")
def delete(desk: AtDesk, reader: AtReader, id: str) -> Response:
    """Delete a conversation for good."""
    desk.workspace.conversations.delete(id, reader)
    return RedirectResponse("/", status_code=303)


@router.get("/c/{id}/export")
def export(
    desk: AtDesk,
    reader: AtReader,
    id: str,
    form: str = "docx",
    style: str = "apa",
    turn: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """The conversation as a file; or with `turn`, one question of it."""
    return exported(desk.workspace.conversations.get(id, reader), desk.held(), form, style, turn or None)


def _answered(request: Request, desk: Desk, reader: str, placed: Placed) -> Response:
    """The answer as events for a script, else the way to the page that shows it."""
    if not _wants_events(request):
        asking.answered(desk, reader, placed)
        return RedirectResponse(f"/c/{placed.id}#turn-{placed.number}", status_code=303)
    return streamed(
        lambda tell: {"html": _turn_html(request, desk, placed.id, asking.answered(desk, reader, placed, tell))},
        lambda hits: {"html": _fragment(request, "ask/found.html", {"found": found_in(hits)})},
        "turn",
        [event("kept", _kept(request, desk, reader, placed))],
    )


def _kept(request: Request, desk: Desk, reader: str, placed: Placed) -> dict[str, object]:
    """Where the question was kept, and the parts of the page that tell of it."""
    kept = desk.workspace.conversations.get(placed.id, reader)
    return {
        "address": f"/c/{placed.id}",
        "number": placed.number,
        "head": _fragment(request, "ask/head.html", _head(desk, kept)),
        "history": _fragment(request, "ask/recent.html", _recent(desk, reader, kept)),
    }


def _turn_html(request: Request, desk: Desk, id: str, kept: KeptTurn) -> str:
    return _fragment(request, "ask/turn.html", {"turn": turn(id, kept, desk.held())})


def _fragment(request: Request, template: str, context: Mapping[str, object]) -> str:
    return str(request.app.state.templates.env.get_template(template).render(context))


def _wants_events(request: Request) -> bool:
    return MEDIA_TYPE in request.headers.get("accept", "")


def _page(
    request: Request,
    desk: Desk,
    reader: str,
    kept: KeptConversation | None = None,
    *,
    box: str = "",
    scope: Scope = EVERYTHING,
    refusal: str = "",
    status: int = 200,
) -> Response:
    held = desk.held()
    context = {
        **_head(desk, kept),
        **_recent(desk, reader, kept),
        "turns": () if kept is None else turns(kept, held),
        "box": typed(box),
        "refusal": refusal,
        "choices": choices(scope, held),
        "suggestions": desk.suggestions() if kept is None and held else (),
        "token": secrets.token_urlsafe(12),
        **_size(held),
    }
    return rendered(request, "ask/conversation.html", context, status)


def _head(desk: Desk, kept: KeptConversation | None) -> dict[str, object]:
    is_kept = desk.workspace.is_kept
    return {"kept": kept, "is_kept": is_kept, "forms": FORMS.values(), "styles": STYLES.values()}


def _recent(desk: Desk, reader: str, kept: KeptConversation | None) -> dict[str, object]:
    conversations = desk.workspace.conversations
    return {
        "recent": recent(conversations.listed(reader, most=RECENT)),
        "is_shared": reader == HERE,
        "count": conversations.count(reader),
        "here_id": "" if kept is None else kept.id,
    }


def _size(held: Mapping[str, Holding]) -> dict[str, object]:
    return {"documents": len(held), "passages": sum(holding.passages for holding in held.values())}
