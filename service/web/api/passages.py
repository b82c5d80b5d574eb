"""Passages over HTTP: a document's characters, where they stand on its pages, and the pages as images."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from service.shapes import Json, box_json
from service.web.api.responses import REFUSED, UNKNOWN
from service.web.api.schemas.passages import BoxesOut, HitsOut, TextOut
from service.web.desk import AtDesk, passage, shown_passage
from service.web.source.found import Hit, hit
from service.web.source.place import LONGEST_SEARCH
from service.web.source.search import MOST_HITS, hits

router = APIRouter(tags=["passages"])

Id = Annotated[str, Path(description="The document's id", examples=["0f1e2d3c4b5a"])]
Start = Annotated[int, Query(ge=0, description="The first character")]
End = Annotated[int, Query(ge=0, description="The character after the last one")]


@router.get("/documents/{id}/text", response_model=TextOut, responses={**UNKNOWN, **REFUSED})
def show_text(
    id: Id,
    desk: AtDesk,
    start: Start = 0,
    end: Annotated[int | None, Query(ge=0, description="The character after the last one; else the text's end")] = None,
) -> Json:
    """The characters `start` to `end` of the document; all of them unless told otherwise."""
    document = desk.document(id)
    span = passage(document, start, len(document.text) if end is None else end)
    return {"start": span.start, "end": span.end, "text": span.of(document.text)}


@router.get("/documents/{id}/boxes", response_model=BoxesOut, responses={**UNKNOWN, **REFUSED})
def show_boxes(id: Id, start: Start, end: End, desk: AtDesk) -> Json:
    """Where a passage stands on its pages."""
    document = desk.document(id)
    span = shown_passage(document, start, end)
    return {"start": span.start, "end": span.end, "boxes": [box_json(box) for box in document.boxes(span)]}


@router.get("/documents/{id}/search", response_model=HitsOut, responses={**UNKNOWN, **REFUSED})
def search_document(
    id: Id,
    words: Annotated[
        str,
        Query(
            min_length=1,
            max_length=LONGEST_SEARCH,
            description="What to look for; case and hyphens don't matter",
            examples=["knowledge spillovers"],
        ),
    ],
    desk: AtDesk,
    offset: Annotated[int, Query(ge=0, description="Hits to leave out at the beginning")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_HITS, description="The most hits to give")] = 100,
) -> Json:
    """Where the document has these words; case, accents, hyphens and line breaks don't matter."""
    document = desk.document(id)
    spans = hits(document.text, words)
    shown = [_hit_json(hit(document, span)) for span in spans[offset : offset + limit]]
    return {"words": words, "total": len(spans), "hits": shown}


def _hit_json(found: Hit) -> Json:
    page = found.page
    return {
        "start": found.span.start,
        "end": found.span.end,
        "text": found.text,
        "before": found.before,
        "after": found.after,
        "page": page.number if page else None,
        "page_label": page.label if page else None,
    }


@router.get(
    "/documents/{id}/pages/{number}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The page"}, **UNKNOWN},
)
def show_page(
    id: Id,
    number: Annotated[int, Path(description="The page of the file, counted from 1")],
    desk: AtDesk,
    scale: Annotated[float, Query(ge=0.25, le=4, description="Pixels a point (1/72 inch)")] = 1.5,
) -> Response:
    """One page as an image."""
    image = desk.page_image(id, number, scale)
    # An id is made of the file's bytes, so that what stands at this address never changes.
    return Response(image, media_type="image/png", headers={"Cache-Control": "private, max-age=86400, immutable"})
