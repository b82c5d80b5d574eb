"""The server itself, over HTTP."""

from __future__ import annotations

from fastapi import APIRouter

from service.shapes import Json
from service.web.api.schemas.server import HealthOut
from service.web.desk import AtDesk
from service.web.watching.readiness import warning

router = APIRouter()


@router.get("/health", tags=["server"], response_model=HealthOut, response_model_exclude_none=True)
def health(desk: AtDesk) -> Json:
    """That the server answers, and what it answers from."""
    holdings = desk.library.holdings()
    passages = sum(holding.passages for holding in holdings)
    return {
        "status": "ok",
        "documents": len(holdings),
        "passages": passages,
        "encoder": desk.library.encoder.name,
        "warning": warning(desk),
    }
