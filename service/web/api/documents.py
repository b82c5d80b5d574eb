"""Documents over HTTP: what is held, what comes in, and what is corrected."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Header, Path, Query, Request, UploadFile
from fastapi.responses import FileResponse, JSONResponse, Response

from indexer.catalogue import Holding
from service.shapes import Json, Layer, document_json, holding_json, layer_json, outcome_json
from service.web.api.responses import REFUSED, UNKNOWN, Responses
from service.web.api.schemas.documents import CorrectionsIn, DocumentDetailOut, DocumentOut, DocumentsOut, UploadOut
from service.web.api.schemas.jobs import JobOut
from service.web.api.schemas.server import ProblemOut
from service.web.desk import AtDesk, Desk
from service.web.jobs.awaited import Awaited
from service.web.jobs.job import Job
from service.web.jobs.stream import job_json
from service.web.library.download import source_file
from service.web.library.fields import corrections_json
from service.web.library.listing import Order, View, ordered
from service.web.library.uploads import Upload
from service.web.reader import AtReader

MOST_DOCUMENTS = 1000

BEGUN: Responses = {
    202: {
        "model": JobOut,
        "description": "It goes on in the background: the job",
        "headers": {"Location": {"description": "The job's address", "schema": {"type": "string"}}},
    }
}

_RANGE = {"Content-Range": {"description": "The part, and the size of the file", "schema": {"type": "string"}}}

router = APIRouter(tags=["documents"])

Files = Annotated[
    list[UploadFile],
    File(min_length=1, description="Documents, and .bib, .ris or .json"),
]
Id = Annotated[str, Path(description="The document's id", examples=["0f1e2d3c4b5a"])]


@router.get("/documents", response_model=DocumentsOut, responses=REFUSED)
def list_documents(
    desk: AtDesk,
    offset: Annotated[int, Query(ge=0, description="How many documents to leave out at the start")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_DOCUMENTS, description="The most documents to give")] = MOST_DOCUMENTS,
    find: Annotated[str, Query(max_length=200, description="Words of title, authors, year and name")] = "",
    sort: Annotated[Order, Query(description="The order of the list")] = "name",
) -> Json:
    """The documents held, or those that are found, by name unless told otherwise."""
    holdings = desk.library.holdings()
    found = ordered(holdings, View(find, sort))
    return {
        "total": len(found),
        "passages": sum(holding.passages for holding in found),
        "documents": [holding_json(holding) for holding in found[offset : offset + limit]],
    }


@router.post("/documents", response_model=UploadOut, responses={**BEGUN, **REFUSED})
def add_documents(
    request: Request,
    files: Annotated[list[UploadFile], File(min_length=1, description="Documents, and .bib, .ris or .json")],
    desk: AtDesk,
    reader: AtReader,
    background: Annotated[bool, Query(description="Whether to answer with a job before the files are read")] = False,
    prefer: Annotated[str, Header(description="`respond-async` does the same (RFC 7240)")] = "",
) -> Json | Response:
    """Put documents in, with the bibliographic data that comes along; each has its own outcome."""
    uploads = [Upload(file.filename, file.file) for file in files]
    asked = "respond-async" in (preference.strip().lower() for preference in prefer.split(","))
    taken = desk.take(uploads, reader)
    if background or asked:
        return begun(taken.job, {"Preference-Applied": "respond-async"} if asked else {})
    return {"outcomes": [outcome_json(outcome) for outcome in taken.result(request, desk.patience)]}


@router.get("/documents/{id}", response_model=DocumentDetailOut, responses=UNKNOWN)
def show_document(id: Id, desk: AtDesk) -> Json:
    """One document: its bibliographic data, its pages, and how much each layer holds."""
    holding = desk.holding(id)
    corrected = corrections_json(desk.library.corrections(holding), desk.library.as_read(holding))
    return {**document_json(desk.library.document(holding), holding), "corrections": corrected}


@router.patch("/documents/{id}", response_model=DocumentOut, responses={**UNKNOWN, **REFUSED})
def correct_document(request: Request, id: Id, corrections: CorrectionsIn, desk: AtDesk, reader: AtReader) -> Json:
    """Correct bibliographic fields by hand: a text puts one in, "" says that there is none, null takes it back."""
    return holding_json(_corrected(desk, id, corrections, reader).result(request, desk.patience))


@router.delete("/documents/{id}", status_code=204, responses=UNKNOWN)
def remove_document(id: Id, desk: AtDesk) -> None:
    """Forget a document and delete the library's copy of its file."""
    desk.remove(id)


@router.post("/documents/{id}/readings", status_code=202, responses={**BEGUN, **UNKNOWN})
def read_again(id: Id, desk: AtDesk, reader: AtReader) -> Response:
    """Read the library's copy of a document's file once more, with the readers of today."""
    return begun(desk.read_again(id, reader), {})


@router.get(
    "/documents/{id}/file",
    response_class=FileResponse,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file"},
        206: {
            "content": {"application/octet-stream": {}},
            "description": "The part of it that `Range` names",
            "headers": _RANGE,
        },
        416: {"model": ProblemOut, "description": "The file has no such part", "headers": _RANGE},
        **UNKNOWN,
    },
)
def show_file(id: Id, desk: AtDesk) -> Response:
    """The document's file as it was put in, to be saved."""
    return source_file(desk, id)


@router.get("/documents/{id}/layers/{layer}", responses={**UNKNOWN, **REFUSED})
def show_layer(
    id: Id, layer: Annotated[Layer, Path(description="Which layer", examples=["tables"])], desk: AtDesk
) -> list[Json]:
    """One layer, as `pincite show --layer` gives it: everything in it is a span of the document's text."""
    return layer_json(desk.document(id), layer)


def begun(job: Job, headers: dict[str, str]) -> JSONResponse:
    """The answer that work goes on in the background."""
    return JSONResponse(job_json(job), 202, {"Location": f"/api/v1/jobs/{job.id}", **headers})


def _corrected(desk: Desk, id: str, corrections: CorrectionsIn, reader: str) -> Awaited[Holding]:
    given = {name: getattr(corrections, name) for name in corrections.model_fields_set}
    texts = {name: _text(value) for name, value in given.items() if value is not None}
    return desk.correct(id, texts, reader, [name for name, value in given.items() if value is None])


def _text(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)
