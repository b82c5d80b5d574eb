"""The library's page: what is held, what comes in, and what is being read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from service.web.desk import READING, AtDesk, Desk
from service.web.jobs.job import Job
from service.web.library import documents
from service.web.library.listing import ORDERS, Order, View, listing
from service.web.library.taking import summed
from service.web.library.uploads import Upload
from service.web.problems import UploadRefused
from service.web.reader import AtReader
from service.web.rendering import rendered

router = APIRouter(include_in_schema=False)


@router.get("/library")
def library(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    find: Annotated[str, Query(max_length=200)] = "",
    sort: Order = "title",
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """What is held, and the form that adds to it."""
    return _library_page(request, desk, reader, View(find, sort, offset))


@router.post("/library")
def upload(
    request: Request, desk: AtDesk, reader: AtReader, files: Annotated[list[UploadFile] | None, File()] = None
) -> Response:
    """Put the chosen files in, in the background."""
    chosen = [Upload(file.filename, file.file) for file in files or () if file.filename]
    try:
        job = desk.take(chosen, reader).job
    except UploadRefused as refusal:
        return _library_page(request, desk, reader, View(), str(refusal), 422)
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


# Behind "/library" itself: what follows the stroke is a document's id.
router.include_router(documents.router)


def _library_page(
    request: Request, desk: Desk, reader: str, view: View, refusal: str = "", status: int = 200
) -> Response:
    holdings = desk.library.holdings()
    context = {
        "listing": listing(holdings, view),
        "orders": ORDERS,
        "jobs": _shown(desk.board.jobs(reader)),
        "summed": summed,
        "refusal": refusal,
        "documents": len(holdings),
        "passages": sum(holding.passages for holding in holdings),
        "most_bytes": request.app.state.upload_bytes,
    }
    return rendered(request, "library/library.html", context, status)


def _shown(jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """What is being read, and the last that was: whoever comes back sees what became of it."""
    reading = [job for job in jobs if job.kind == READING]
    ended = [job for job in reading if job.is_ended]
    return tuple(job for job in reading if not job.is_ended or job is ended[-1])
