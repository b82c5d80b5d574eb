"""Problems: every failure as one clear line, as RFC 9457 problem details or as a page; never a trace or a path."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from corpus.errors import CorpusError, PageMissing
from indexer.errors import CorrectionRefused, DocumentUnknown, EncoderUnavailable, IndexerError
from service.errors import (
    ClaimError,
    JobUnknown,
    NotKept,
    QuestionError,
    ReportError,
    ReviewOutdated,
    ServiceError,
    WorkspaceError,
)
from service.web.watching.request_id import request_id
from service.web.wrong_requests import told

_log = logging.getLogger("pincite.service")

MEDIA_TYPE = "application/problem+json"


class PassageOutside(ServiceError):
    """A passage that does not lie in the document, or is too long to be marked."""


class UploadRefused(ServiceError):
    """An upload without a document, or one that can't be read."""


class UploadUnstored(ServiceError):
    """The server can't keep what was sent, whatever that is."""


class StorageFull(ServiceError):
    """The disk has no room for what was sent."""


class WaitingFull(ServiceError):
    """More uploads wait to be read than are let in."""


class Busy(ServiceError):
    """Others' work goes first, and takes longer than anybody is kept waiting."""


class NotReady(ServiceError):
    """The server is about to stop."""


class AddingStopped(ServiceError):
    """The process that adds documents ended in the middle of its work."""


class WorkStopped(ServiceError):
    """The process that works in the background ended in the middle of a review or the like."""


class DecisionRefused(ServiceError):
    """A decision on a finding that makes no sense as it is."""


class RereadingFailed(ServiceError):
    """A held document that today's readers can't read."""


class AuditNotKept(ServiceError):
    """An audit whose findings could not be written down."""


class Problem(NamedTuple):
    """A failure as it is told: `code` is one word for programs, `detail` one line for people."""

    status: int
    code: str
    detail: str
    headers: tuple[tuple[str, str], ...] = ()


INTERNAL = Problem(500, "internal_error", "something went wrong in the server; its log says what")


def install(app: FastAPI) -> None:
    """Let `app` tell every failure as a problem."""
    for kind in (CorpusError, IndexerError, ServiceError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, answer)


async def refuse(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with a problem, before it comes to any address."""
    await _shown(Request(scope), problem)(scope, receive, send)


def wants_page(scope: Scope) -> bool:
    """Whether it is a person's browser that asks, and not a program."""
    return not scope["path"].startswith("/api/") and "text/html" in Headers(scope=scope).get("accept", "")


def problem_json(problem: Problem) -> dict[str, object]:
    """The members of the problem details; the title of `about:blank` is the status's phrase (RFC 9457, 4.2.1).

    `code` and `request` are extension members.
    """
    return {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "request": request_id(),
    }


def problem_of(error: Exception) -> Problem:
    """What is told of `error`. What could carry a path of this machine is told in other words, and logged."""
    match error:
        case RequestValidationError():
            return Problem(422, "invalid_request", told(error.errors()))
        case HTTPException():
            return _refused(error)
    for kind, (status, code) in _TOLD.items():
        if isinstance(error, kind):
            return Problem(status, code, str(error), COME_AGAIN if status == 429 or kind is Busy else ())
    return _inner_problem(error)


def is_full(error: OSError) -> bool:
    """Whether the disk, or the sender's share of it, has no room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def unstored(error: OSError, full: str = "") -> StorageFull | UploadUnstored:
    """What is told where something that was sent can't be kept; why stands in the log, for it may name paths.

    `full` is told of a full disk instead of what holds for uploads.
    """
    _log.error("an upload can't be stored: %s", error)
    return StorageFull(full or FULL) if is_full(error) else UploadUnstored(UNSTORED)


def _refused(error: HTTPException) -> Problem:
    headers = tuple(sorted((error.headers or {}).items()))
    if error.status_code == 400:
        for cause in _causes(error):
            if isinstance(cause, OSError):
                return problem_of(unstored(cause))
        for words, line in _FORMS.items():
            if error.detail.startswith(words):
                return Problem(413, "too_large", line.format(error.detail.rpartition(" ")[2].strip(".")), headers)
    detail = _DETAILS.get(error.status_code, error.detail)
    return Problem(error.status_code, _CODES.get(error.status_code, "refused"), detail, headers)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield cause
        yield from _causes(cause)


def _inner_problem(error: Exception) -> Problem:
    _log.error("%s: %s", type(error).__name__, error)
    match error:
        case EncoderUnavailable():
            return Problem(503, "encoder_unavailable", "the encoder can't be loaded; the server's log says why")
        case IndexerError():
            return Problem(
                503, "library_unusable", "the library can't be used at the moment; the server's log says why"
            )
        case WorkspaceError():
            return Problem(503, "workspace_unusable", "nothing can be kept at the moment; the server's log says why")
        case CorpusError():
            return Problem(500, "document_unreadable", "this document can't be shown; the server's log says why")
    return INTERNAL


RETRY_SECONDS = 5
COME_AGAIN = (("Retry-After", str(RETRY_SECONDS)),)
"""When to come again, for whom there was no room."""

FULL = "the server's disk is full: nothing was added; make room on it, or send less at once"
"""What is told of an upload that there is no room for."""

UNSTORED = "the server can't store uploads at the moment; its log says why"

_TOLD: dict[type[Exception], tuple[int, str]] = {
    DocumentUnknown: (404, "document_unknown"),
    PageMissing: (404, "page_missing"),
    NotKept: (404, "not_kept"),
    ReviewOutdated: (409, "review_outdated"),
    JobUnknown: (404, "job_unknown"),
    ReportError: (422, "report_refused"),
    QuestionError: (422, "question_refused"),
    ClaimError: (422, "claim_refused"),
    PassageOutside: (422, "passage_outside"),
    UploadRefused: (422, "upload_refused"),
    CorrectionRefused: (422, "correction_refused"),
    RereadingFailed: (422, "rereading_failed"),
    DecisionRefused: (422, "decision_refused"),
    AuditNotKept: (503, "audit_not_kept"),
    StorageFull: (507, "storage_full"),
    UploadUnstored: (503, "upload_unstored"),
    WaitingFull: (429, "too_many_waiting"),
    Busy: (503, "busy"),
    NotReady: (503, "stopping"),
    AddingStopped: (503, "adding_stopped"),
    WorkStopped: (503, "work_stopped"),
}
"""Failures whose own line is for whoever asked."""
_CODES = {
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    413: "too_large",
    400: "invalid_request",
}
_DETAILS = {
    404: "there is nothing at this address",
    405: "this address does not take that method",
    400: "the request can't be read as what its headers say it is",
}
_FORMS = {
    "Too many files": "there are more than {} files in one request: send them in several",
    "Too many fields": "there are more than {} fields in one form",
    "Part exceeded maximum size": "a field of the form has more than {}: send a file instead",
    "Field exceeded maximum size": "a field of the form has more than {}",
}
"""What the parser of forms refuses, by the first words of its line; the last one of it is the limit."""


async def answer(request: Request, error: Exception) -> Response:
    """The failure as an answer to the request."""
    problem = problem_of(error)
    if problem.status == 405 and (methods := request.app.state.methods_at(request.url.path)):
        # The framework names the methods of the first route alone that has the address (RFC 9110, 15.5.6).
        problem = problem._replace(headers=(("Allow", ", ".join(methods)),))
    return _shown(request, problem)


def _shown(request: Request, problem: Problem) -> Response:
    headers = dict(problem.headers)
    if not wants_page(request.scope):
        return JSONResponse(problem_json(problem), problem.status, headers, media_type=MEDIA_TYPE)
    context = {"problem": problem, "request_id": request_id()}
    response: Response = request.app.state.templates.TemplateResponse(
        request, "problem.html", context, status_code=problem.status, headers=headers
    )
    return response
