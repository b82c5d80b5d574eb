"""What machines that watch the server ask: whether it is alive, whether it is ready, and its metrics."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.web.api.responses import UNUSABLE
from service.web.api.schemas.server import ReadyOut, StatusOut
from service.web.desk import AtDesk
from service.web.watching.metrics import Metrics
from service.web.watching.readiness import checked, warning

router = APIRouter(tags=["server"])


@router.get("/healthz", response_model=StatusOut)
async def alive() -> dict[str, str]:
    """That the server runs and answers; nothing is looked up."""
    return {"status": "ok"}


@router.get("/readyz", response_model=ReadyOut, response_model_exclude_none=True, responses=UNUSABLE)
def ready(desk: AtDesk) -> dict[str, str | None]:
    """That the library opens and questions can be answered; else 503, with the reason."""
    checked(desk)
    return {"status": "ok", "warning": warning(desk)}


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "The metrics"}},
)
def metrics(request: Request) -> Response:
    """Counts for Prometheus: requests, seconds, questions, uploads, jobs, what is held, memory."""
    counts: Metrics = request.app.state.metrics
    text, media_type = counts.text()
    return Response(text, headers={"Content-Type": media_type})
