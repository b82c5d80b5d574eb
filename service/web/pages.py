"""The pages of the conversation and of the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from indexer.catalogue import Holding
from indexer.intake import Outcome
from service.shapes import authors_of, title_of, year_of
from service.web.conversation import kept, turn, turns
from service.web.desk import AtDesk, Desk
from service.web.problems import UploadRefused
from service.web.rendering import rendered
from service.web.uploads import Upload

ROWS = 100
"""Documents on one page of the library's list."""

router = APIRouter(include_in_schema=False)

Questions = Annotated[list[str], Query(alias="q", default_factory=list)]


@router.get("/")
def conversation(request: Request, desk: AtDesk, questions: Questions) -> Response:
    """The conversation so far, and the box for the next question."""
    asked = kept(questions)
    holdings = desk.library.holdings()
    context = {
        "turns": turns(desk, asked),
        "questions": asked,
        "suggestions": () if asked else desk.suggestions(),
        "documents": len(holdings),
        "passages": sum(holding.passages for holding in holdings),
    }
    return rendered(request, "conversation.html", context)


@router.get("/turn")
def last_turn(request: Request, desk: AtDesk, questions: Questions) -> Response:
    """The last question's turn alone, for the page to add."""
    asked = kept(questions)
    if not asked:
        return Response(status_code=204)
    return rendered(request, "turn.html", {"turn": turn(desk, asked, len(asked))})


@router.get("/library")
def library(
    request: Request,
    desk: AtDesk,
    find: Annotated[str, Query(max_length=200)] = "",
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """What is held, and the form that adds to it."""
    return _library_page(request, desk, find=find, offset=offset)


@router.post("/library")
def upload(request: Request, desk: AtDesk, files: Annotated[list[UploadFile], File()]) -> Response:
    """Put the chosen files in, and say what became of each."""
    chosen = [Upload(file.filename, file.file) for file in files if file.filename]
    try:
        return _library_page(request, desk, outcomes=desk.take(chosen))
    except UploadRefused as refusal:
        return _library_page(request, desk, refusal=str(refusal), status=422)


@router.post("/library/remove")
def remove(desk: AtDesk, id: Annotated[str, Form()]) -> Response:
    """Forget a document."""
    desk.remove(id)
    return RedirectResponse("/library", status_code=303)


def _library_page(
    request: Request,
    desk: Desk,
    *,
    find: str = "",
    offset: int = 0,
    outcomes: Sequence[Outcome] = (),
    refusal: str = "",
    status: int = 200,
) -> Response:
    holdings = desk.library.holdings()
    found = [holding for holding in holdings if _matches(holding, find)]
    context = {
        "holdings": found[offset : offset + ROWS],
        "found": len(found),
        "find": find,
        "offset": offset,
        "rows": ROWS,
        "outcomes": outcomes,
        "refusal": refusal,
        "documents": len(holdings),
        "passages": sum(holding.passages for holding in holdings),
    }
    return rendered(request, "library.html", context, status)


def _matches(holding: Holding, find: str) -> bool:
    """Whether every word of `find` stands in the document's title, authors, year or name."""
    said = (title_of(holding) or "", *authors_of(holding), str(year_of(holding) or ""), holding.name)
    everything = " ".join(said).casefold()
    return all(word in everything for word in find.casefold().split())
