"""The page of work in the background, for whoever waits for it without scripts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.web.desk import AtDesk
from service.web.reader import AtReader
from service.web.rendering import rendered

router = APIRouter(include_in_schema=False)


@router.get("/jobs/{id}")
def job(request: Request, desk: AtDesk, reader: AtReader, id: str) -> Response:
    """How far the work has come; what came of it, once it is done."""
    found = desk.board.job(id, reader)
    if found.status == "done" and found.result:
        return RedirectResponse(found.result, status_code=303)
    return rendered(request, "job.html", {"job": found})


@router.post("/jobs/cancel")
def cancel(desk: AtDesk, reader: AtReader, id: Annotated[str, Form()]) -> Response:
    """Let go of the work."""
    return RedirectResponse(f"/jobs/{desk.board.cancel(id, reader).id}", status_code=303)
