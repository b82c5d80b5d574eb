"""The audit of the library over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from service.audit.audit import Audit
from service.audit.last import LastAudit, Standing, last_audit
from service.audit.shape import last_audit_json
from service.auditing import html_report
from service.findings.finding import FindingType
from service.shapes import Json
from service.web.api.responses import UNKNOWN
from service.web.api.schemas.audits import LastAuditOut
from service.web.api.schemas.jobs import JobOut
from service.web.audit.auditing import started
from service.web.audit.choice import Choice, Fault
from service.web.desk import AtDesk, Desk
from service.web.jobs.stream import job_json
from service.web.reader import AtReader

router = APIRouter(tags=["audit"])

_FILE = {"description": "The report", "headers": {"Content-Disposition": {"schema": {"type": "string"}}}}

Type = Annotated[FindingType | None, Query(description="Findings of this type alone")]
Verdict = Annotated[Fault | None, Query(description="Problems or doubts alone")]
Doc = Annotated[str | None, Query(description="Findings about the document with this id alone")]


@router.get("/audit", response_model=LastAuditOut, responses=UNKNOWN)
def show_audit(desk: AtDesk, type: Type = None, verdict: Verdict = None, doc: Doc = None) -> Json:
    """What the last audit of the whole library found. None is begun by asking for it."""
    return _last_json(desk, type, _choice(desk, verdict, doc))


@router.post("/audit", response_model=JobOut, status_code=202)
def start_audit(desk: AtDesk, reader: AtReader, response: Response) -> Json:
    """Audit the whole library in the background, looking only at what is new: follow the job, then get the audit."""
    job = started(desk, reader)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job_json(job)


@router.get("/audit/report.html", response_class=Response, responses={200: {**_FILE, "content": {"text/html": {}}}})
def html_report_of_audit(desk: AtDesk) -> Response:
    """What the last audit found as one HTML page that needs nothing else, as a file."""
    page = html_report(_last(desk).audit, desk.library)
    return Response(page, media_type="text/html; charset=utf-8", headers=_attached("html"))


@router.get("/audit/report.json", response_model=LastAuditOut, responses={200: _FILE, **UNKNOWN})
def json_report_of_audit(
    desk: AtDesk, response: Response, type: Type = None, verdict: Verdict = None, doc: Doc = None
) -> Json:
    """The same as `GET /api/v1/audit`, as a file."""
    response.headers.update(_attached("json"))
    return _last_json(desk, type, _choice(desk, verdict, doc))


def _choice(desk: Desk, verdict: Fault | None, doc: str | None) -> Choice:
    return Choice("", verdict or "", desk.holding(doc).id if doc else "")


def _last(desk: Desk) -> LastAudit:
    """What is kept; where the library was never audited, nothing was found and every document is unseen."""
    return last_audit(desk.library) or LastAudit(Audit(), Standing(desk.library.holdings()))


def _last_json(desk: Desk, type: FindingType | None, choice: Choice) -> Json:
    last = _last(desk)
    found = tuple(each for each in last.audit.findings if type in (None, each.type) and choice.has(each))
    return last_audit_json(replace(last, audit=Audit(found, last.audit.documents)), desk.library)


def _attached(suffix: str) -> dict[str, str]:
    """Saved, and never a page of this site (RFC 6266)."""
    return {"Content-Disposition": f'attachment; filename="audit.{suffix}"'}
