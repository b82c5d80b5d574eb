"""The HTTP API, version 1."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, UploadFile
from fastapi.responses import Response

from service.ask.answer import Question
from service.review.shape import review_json
from service.shapes import Json, Layer, answer_json, box_json, document_json, holding_json, layer_json, outcome_json
from service.verify.claim import Claim
from service.verify.shape import verdict_json
from service.web import schemas
from service.web.desk import AtDesk, passage, shown_passage
from service.web.problems import MEDIA_TYPE
from service.web.uploads import Upload

PREFIX = "/api/v1"
MOST_DOCUMENTS = 1000
MOST_FILES = 200

Responses = dict[int | str, dict[str, Any]]

_PROBLEM: dict[str, Any] = {"model": schemas.ProblemOut, "content": {MEDIA_TYPE: {}}}
_REFUSED: Responses = {422: {**_PROBLEM, "description": "The request makes no sense as it is"}}
_UNKNOWN: Responses = {404: {**_PROBLEM, "description": "There is no such document or page"}}

router = APIRouter(prefix=PREFIX, responses={503: {**_PROBLEM, "description": "The library can't be used"}})

Id = Annotated[str, Path(description="The document's id", examples=["0f1e2d3c4b5a"])]
Start = Annotated[int, Query(ge=0, description="The first character")]
End = Annotated[int, Query(ge=0, description="The character after the last one")]


@router.post("/ask", tags=["answers"], response_model=schemas.AnswerOut, responses=_REFUSED)
def ask(question: schemas.QuestionIn, desk: AtDesk) -> Json:
    """Ask the library. The same question over the same library gives the same bytes."""
    return answer_json(desk.ask(Question(question.question, question.id, tuple(question.history))))


@router.post("/verify", tags=["verdicts"], response_model=schemas.VerdictOut, responses=_REFUSED)
def verify(claim: schemas.ClaimIn, desk: AtDesk) -> Json:
    """Hold a claim against the library. The same claim over the same library gives the same bytes."""
    return verdict_json(desk.verify(Claim(claim.claim, claim.id)))


@router.post("/review", tags=["reviews"], response_model=schemas.ReviewOut, responses=_REFUSED)
def review(file: Annotated[UploadFile, File(description="The manuscript")], desk: AtDesk) -> Json:
    """Check a manuscript against itself and the library. It isn't kept; the same file gives the same bytes."""
    found, document = desk.review(Upload(file.filename, file.file))
    return review_json(found, document)


@router.get("/documents", tags=["documents"], response_model=schemas.DocumentsOut)
def list_documents(
    desk: AtDesk,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_DOCUMENTS)] = MOST_DOCUMENTS,
) -> Json:
    """The documents held, by name."""
    holdings = desk.library.holdings()
    return {
        "total": len(holdings),
        "passages": sum(holding.passages for holding in holdings),
        "documents": [holding_json(holding) for holding in holdings[offset : offset + limit]],
    }


@router.post("/documents", tags=["documents"], response_model=schemas.UploadOut, responses=_REFUSED)
def add_documents(
    files: Annotated[list[UploadFile], File(max_length=MOST_FILES, description="Documents, and .bib, .ris or .json")],
    desk: AtDesk,
) -> Json:
    """Put documents in, with the bibliographic data that comes along; each has its own outcome."""
    uploads = [Upload(file.filename, file.file) for file in files]
    return {"outcomes": [outcome_json(outcome) for outcome in desk.take(uploads)]}


@router.get("/documents/{id}", tags=["documents"], response_model=schemas.DocumentDetailOut, responses=_UNKNOWN)
def show_document(id: Id, desk: AtDesk) -> Json:
    """One document: its bibliographic data, its pages, and how much each layer holds."""
    holding = desk.holding(id)
    return document_json(desk.library.document(holding), holding)


@router.delete("/documents/{id}", tags=["documents"], status_code=204, responses=_UNKNOWN)
def remove_document(id: Id, desk: AtDesk) -> None:
    """Forget a document and delete the library's copy of its file."""
    desk.remove(id)


@router.get("/documents/{id}/layers/{layer}", tags=["documents"], responses={**_UNKNOWN, **_REFUSED})
def show_layer(id: Id, layer: Layer, desk: AtDesk) -> list[Json]:
    """One layer, as `pincite show --layer` gives it: everything in it is a span of the document's text."""
    return layer_json(desk.document(id), layer)


@router.get(
    "/documents/{id}/text", tags=["passages"], response_model=schemas.TextOut, responses={**_UNKNOWN, **_REFUSED}
)
def show_text(id: Id, desk: AtDesk, start: Start = 0, end: Annotated[int | None, Query(ge=0)] = None) -> Json:
    """The characters `start` to `end` of the document; all of them unless told otherwise."""
    document = desk.document(id)
    span = passage(document, start, len(document.text) if end is None else end)
    return {"start": span.start, "end": span.end, "text": span.of(document.text)}


@router.get(
    "/documents/{id}/boxes", tags=["passages"], response_model=schemas.BoxesOut, responses={**_UNKNOWN, **_REFUSED}
)
def show_boxes(id: Id, start: Start, end: End, desk: AtDesk) -> Json:
    """Where a passage stands on its pages."""
    document = desk.document(id)
    span = shown_passage(document, start, end)
    return {"start": span.start, "end": span.end, "boxes": [box_json(box) for box in document.boxes(span)]}


@router.get(
    "/documents/{id}/pages/{number}.png",
    tags=["passages"],
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The page"}, **_UNKNOWN},
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


@router.get("/health", tags=["server"], response_model=schemas.HealthOut)
def health(desk: AtDesk) -> Json:
    """That the server answers, and what it answers from."""
    holdings = desk.library.holdings()
    passages = sum(holding.passages for holding in holdings)
    return {"status": "ok", "documents": len(holdings), "passages": passages, "encoder": desk.library.encoder.name}
