"""The pages that show a document: its page images, or the parts of its text, with a passage marked on them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.web.desk import AtDesk, Desk
from service.web.rendering import rendered
from service.web.source.place import AtPlace, Place
from service.web.source.view import view

router = APIRouter(include_in_schema=False)


@router.get("/d/{id}")
def document(request: Request, desk: AtDesk, id: str, place: AtPlace) -> Response:
    """The pages on which the passage or what was searched for lies; the first page where nothing is named."""
    return _shown(request, desk, id, place)


@router.get("/d/{id}/p/{number}")
def document_page(request: Request, desk: AtDesk, id: str, number: int, place: AtPlace) -> Response:
    """One page, with the passage marked where it lies on it."""
    return _shown(request, desk, id, place, number)


def _shown(request: Request, desk: Desk, key: str, place: Place, number: int | None = None) -> Response:
    holding = desk.holding(key)
    seen = view(holding, desk.library.document(holding), place, number)
    return rendered(request, "source/document.html", {"view": seen}, seen.status)
