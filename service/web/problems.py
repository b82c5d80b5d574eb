"""Problems: every failure as one clear line, as RFC 9457 problem details or as a page; never a trace or a path."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

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
from service.web.wrong_requests import told

_log = logging.getLogger("pincite.service")

MEDIA_TYPE = "application/problem+json"


class PassageOutside(ServiceError):
    """A passage that does not lie in the document, or is too long to be marked."""


class UploadRefused(ServiceError):
    """An upload without a document, or one that the disk refuses."""


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


INTERNAL = Problem(500, "internal_error", "something went wrong in the server; its log says what")


def install(app: FastAPI) -> None:
    """Let `app` tell every failure as a problem."""
    for kind in (CorpusError, IndexerError, ServiceError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _tell)


def problem_response(problem: Problem) -> JSONResponse:
    """The problem as RFC 9457 problem details, with `code` as an extension member."""
    return JSONResponse(problem_json(problem), problem.status, media_type=MEDIA_TYPE)


def problem_json(problem: Problem) -> dict[str, object]:
    """The members of the problem details; the title of `about:blank` is the status's phrase (RFC 9457, 4.2.1)."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
    }


def problem_of(error: Exception) -> Problem:
    """What is told of `error`. What could carry a path of this machine is told in other words, and logged."""
    match error:
        case RequestValidationError():
            return Problem(422, "invalid_request", told(error.errors()))
        case HTTPException():
            return Problem(
                error.status_code,
                _CODES.get(error.status_code, "refused"),
                _DETAILS.get(error.status_code, error.detail),
            )
    for kind, (status, code) in _TOLD.items():
        if isinstance(error, kind):
            return Problem(status, code, str(error))
    return _inner_problem(error)


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
            return Problem(500, "document_unreadable", "the library's copy of this document can't be shown")
    return INTERNAL


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
}
"""Failures whose own line is for whoever asked."""
_CODES = {
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    400: "invalid_request",
}
_DETAILS = {
    404: "there is nothing at this address",
    405: "this address does not take that method",
    400: "the request can't be read as what its headers say it is",
}


async def _tell(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return problem_response(problem)
    response: Response = request.app.state.templates.TemplateResponse(
        request, "problem.html", {"problem": problem}, status_code=problem.status
    )
    return response
