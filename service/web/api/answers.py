"""Answers and verdicts over HTTP."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from service.ask.answer import Question
from service.ask.scope import Scope
from service.shapes import Json, answer_json
from service.verify.claim import Claim
from service.verify.shape import verdict_json
from service.web.api.responses import REFUSED
from service.web.api.schemas.answers import AnswerOut, QuestionIn, ScopeIn
from service.web.api.schemas.verdicts import ClaimIn, VerdictOut
from service.web.ask.conversation import found_in
from service.web.ask.stream import MEDIA_TYPE, streamed
from service.web.desk import AtDesk

router = APIRouter()


_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
        "description": "The answer; or, for whoever accepts events, `found`, and then `answer` or `problem`",
    }
}


@router.post("/ask", tags=["answers"], response_model=AnswerOut, responses=REFUSED | _EVENTS)
def ask(request: Request, question: QuestionIn, desk: AtDesk) -> Json | StreamingResponse:
    """Ask the library. The same question over the same library gives the same bytes."""
    asked = Question(question.question, question.id, tuple(question.history), scope_of(question.within))
    if MEDIA_TYPE not in request.headers.get("accept", ""):
        return answer_json(desk.ask(asked))
    return streamed(
        lambda tell: answer_json(desk.ask(asked, tell)),
        lambda hits: {"documents": [{"title": one.title, "passages": one.passages} for one in found_in(hits)]},
        "answer",
    )


@router.post("/verify", tags=["verdicts"], response_model=VerdictOut, responses=REFUSED)
def verify(claim: ClaimIn, desk: AtDesk) -> Json:
    """Hold a claim against the library. The same claim over the same library gives the same bytes."""
    return verdict_json(desk.verify(Claim(claim.claim, claim.id)))


def scope_of(within: ScopeIn) -> Scope:
    """The scope that a request names."""
    return Scope(
        documents=tuple(within.documents),
        authors=tuple(within.authors),
        year_from=within.year_from,
        year_to=within.year_to,
        languages=tuple(within.languages),
    )


def scope_json(scope: Scope) -> Json:
    """A scope as a request names it."""
    return {
        "documents": list(scope.documents),
        "authors": list(scope.authors),
        "year_from": scope.year_from,
        "year_to": scope.year_to,
        "languages": list(scope.languages),
    }
