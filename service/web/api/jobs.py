"""Work in the background over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from service.shapes import Json
from service.web.api.responses import UNKNOWN
from service.web.api.schemas.jobs import JobOut, JobsOut
from service.web.desk import AtDesk
from service.web.jobs.stream import followed, job_json
from service.web.reader import AtReader

router = APIRouter(tags=["jobs"], responses=UNKNOWN)

JobId = Annotated[str, Path(description="The job's id", examples=["tU3gS0pQ9k2x"])]


@router.get("/jobs", response_model=JobsOut)
def list_jobs(desk: AtDesk, reader: AtReader) -> Json:
    """The reader's jobs, the oldest first: those that have ended too, until they are forgotten."""
    return {"jobs": [job_json(job) for job in desk.board.jobs(reader)]}


@router.get("/jobs/{id}", response_model=JobOut)
def show_job(id: JobId, desk: AtDesk, reader: AtReader) -> Json:
    """How far a job has come."""
    return job_json(desk.board.job(id, reader))


@router.get(
    "/jobs/{id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}, "description": "The job each time it has come further"}},
)
def follow_job(id: JobId, desk: AtDesk, reader: AtReader) -> StreamingResponse:
    """The job's states as server-sent events, until it has ended."""
    return followed(desk.board, id, reader)


@router.delete("/jobs/{id}", response_model=JobOut)
def cancel_job(id: JobId, desk: AtDesk, reader: AtReader) -> Json:
    """Let go of a job; what it has already put into the library stays there."""
    return job_json(desk.board.cancel(id, reader))
