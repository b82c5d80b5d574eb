"""Reviews over HTTP."""

from __future__ import annotations

import tempfile
from pathlib import Path as FilePath
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Path, Request, Response, UploadFile

from service.review.decisions import Decision
from service.review.shape import review_json
from service.reviewing import html_report, pdf_report
from service.shapes import Json
from service.web.api.responses import REFUSED, UNKNOWN
from service.web.api.schemas.findings import (
    DecisionIn,
    KeptReviewOut,
    ReviewOut,
    ReviewsOut,
    ReviewStartedOut,
)
from service.web.api.schemas.jobs import JobOut
from service.web.desk import AtDesk
from service.web.jobs.stream import job_json
from service.web.library.uploads import Upload
from service.web.reader import AtReader
from service.web.review.deciding import decide, undo
from service.web.review.manuscripts import Opened, checked, deleted, opened, started, started_again
from service.workspace.reviews import ReviewEntry

router = APIRouter(tags=["reviews"])

ReviewId = Annotated[str, Path(description="The review's id", examples=["tU3gS0pQ9k2x"])]
FindingId = Annotated[str, Path(description="The finding's id", examples=["5f0c1d2e3b4a5968"])]
Manuscript = Annotated[UploadFile, File(description="The manuscript")]

_FILE = {"description": "The report", "headers": {"Content-Disposition": {"schema": {"type": "string"}}}}


@router.post("/review", response_model=ReviewOut, responses=REFUSED)
def review(request: Request, file: Manuscript, desk: AtDesk, reader: AtReader) -> Json:
    """Check a manuscript against itself and the library. It isn't kept; the same file gives the same bytes."""
    found = checked(desk, reader, Upload(file.filename, file.file)).result(request, desk.patience)
    return review_json(found.review, found.document)


@router.post("/reviews", response_model=ReviewStartedOut, responses=REFUSED, status_code=202)
def start_review(file: Manuscript, desk: AtDesk, reader: AtReader, response: Response) -> Json:
    """Keep a manuscript and check it in the background: follow the job, then get the review."""
    id, job = started(desk, reader, Upload(file.filename, file.file))
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return {"id": id, "job": job_json(job)}


@router.get("/reviews", response_model=ReviewsOut)
def list_reviews(desk: AtDesk, reader: AtReader) -> Json:
    """The reviews that are kept for whoever asks, the latest first."""
    return {"reviews": [_entry_json(entry) for entry in desk.workspace.reviews.entries(reader)]}


@router.get("/reviews/{id}", response_model=KeptReviewOut, responses=UNKNOWN)
def show_review(id: ReviewId, desk: AtDesk, reader: AtReader) -> Json:
    """A kept review, with what was decided of its findings."""
    return _review_json(opened(desk, reader, id))


@router.post("/reviews/{id}/check", response_model=JobOut, responses=UNKNOWN, status_code=202)
def check_review_again(id: ReviewId, desk: AtDesk, reader: AtReader, response: Response) -> Json:
    """Check the manuscript once more, in the background; decisions stay with the findings that are found again."""
    job = started_again(desk, reader, id)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job_json(job)


@router.delete("/reviews/{id}", status_code=204, responses=UNKNOWN)
def delete_review(id: ReviewId, desk: AtDesk, reader: AtReader) -> None:
    """Delete the manuscript, what was found of it, and what was decided."""
    deleted(desk, reader, id)


@router.put("/reviews/{id}/decisions/{finding}", response_model=KeptReviewOut, responses={**UNKNOWN, **REFUSED})
def decide_finding(id: ReviewId, finding: FindingId, decision: DecisionIn, desk: AtDesk, reader: AtReader) -> Json:
    """Accept a finding, dismiss it with a reason, or put a note on it. Gives the review as it is then."""
    made = Decision(decision.status, decision.reason, decision.note)
    return _review_json(decide(desk, reader, id, finding, made))


@router.delete("/reviews/{id}/decisions/{finding}", status_code=204, responses=UNKNOWN)
def undo_decision(id: ReviewId, finding: FindingId, desk: AtDesk, reader: AtReader) -> None:
    """Forget what was decided of a finding, and the note on it."""
    undo(desk, reader, id, finding)


@router.get(
    "/reviews/{id}/report.html",
    response_class=Response,
    responses={200: {**_FILE, "content": {"text/html": {}}}, **UNKNOWN},
)
def html_report_of(id: ReviewId, desk: AtDesk, reader: AtReader) -> Response:
    """The review as one HTML page that needs nothing else, as a file."""
    shown = opened(desk, reader, id)
    page = html_report(shown.review, shown.document, shown.decisions)
    return Response(page, media_type="text/html; charset=utf-8", headers=_attached(shown, "html"))


@router.get(
    "/reviews/{id}/report.pdf",
    response_class=Response,
    responses={200: {**_FILE, "content": {"application/pdf": {}}}, **UNKNOWN, **REFUSED},
)
def pdf_report_of(id: ReviewId, desk: AtDesk, reader: AtReader) -> Response:
    """The manuscript's PDF with its problems and doubts as notes; those dismissed are listed in the first note."""
    shown = opened(desk, reader, id)
    with tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True) as folder:
        path = FilePath(folder) / "manuscript.pdf"
        path.write_bytes(desk.workspace.reviews.content(id, reader))
        noted = pdf_report(shown.review, shown.document, path, shown.decisions, desk.limits)
    return Response(noted, media_type="application/pdf", headers=_attached(shown, "pdf"))


@router.get("/reviews/{id}/report.json", response_model=KeptReviewOut, responses={200: _FILE, **UNKNOWN})
def json_report_of(id: ReviewId, desk: AtDesk, reader: AtReader, response: Response) -> Json:
    """The same as `GET /api/v1/reviews/{id}`, as a file."""
    shown = opened(desk, reader, id)
    response.headers.update(_attached(shown, "json"))
    return _review_json(shown)


def _review_json(shown: Opened) -> Json:
    return {"id": shown.entry.id, **review_json(shown.review, shown.document, decisions=shown.decisions)}


def _entry_json(entry: ReviewEntry) -> Json:
    return {
        "id": entry.id,
        "document": entry.name,
        "checked": entry.is_checked,
        "counts": dict(entry.counts),
        "decided": entry.decided,
    }


def _attached(shown: Opened, suffix: str) -> dict[str, str]:
    """Saved under the manuscript's name (RFC 6266); a report is never a page of this site."""
    stem = shown.entry.name.rpartition(".")[0] or shown.entry.name
    named = quote(f"{stem} (review).{suffix}", safe="")
    return {"Content-Disposition": f"attachment; filename=\"review.{suffix}\"; filename*=UTF-8''{named}"}
