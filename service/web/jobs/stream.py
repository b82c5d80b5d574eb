"""A job's states as server-sent events (WHATWG HTML, 9.2), one each time that it has come further."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

from service.errors import JobUnknown
from service.shapes import Json
from service.web.jobs.board import Board
from service.web.jobs.job import Job

BETWEEN = 0.1
"""Seconds between two looks at a job."""

BREATHS = 150
"""Looks without news after which a comment is sent, so that a listener who has gone is noticed."""


def job_json(job: Job) -> Json:
    """A job as the API gives it."""
    return {
        "id": job.id,
        "kind": job.kind,
        "title": job.title,
        "status": job.status,
        "step": job.step,
        "done": job.done,
        "total": job.total,
        "share": job.share,
        "stopping": job.is_stopping,
        "ahead": job.ahead,
        "items": [
            {"name": item.name, "status": item.status, "detail": item.detail, "address": item.address}
            for item in job.items
        ],
        "result": job.result,
        "problem": job.problem,
    }


def event(name: str, data: Json) -> str:
    """One server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def followed(board: Board, id: str, reader: str) -> StreamingResponse:
    """The job's states until it has ended, the present one first; raises JobUnknown."""
    first = board.job(id, reader)
    return StreamingResponse(_states(board, first, reader), media_type="text/event-stream")


async def _states(board: Board, job: Job, reader: str) -> AsyncIterator[str]:
    yield event("job", job_json(job))
    quiet = 0
    while not job.is_ended:
        await asyncio.sleep(BETWEEN)
        try:
            now = board.job(job.id, reader)
        except JobUnknown:  # It ended and was forgotten between two looks; who follows will ask again, and be told.
            return
        quiet = quiet + 1 if (now.version, now.ahead) == (job.version, job.ahead) else 0
        if not quiet:
            yield event("job", job_json(now))
        elif quiet % BREATHS == 0:
            yield ": still at work\n\n"
        job = now
