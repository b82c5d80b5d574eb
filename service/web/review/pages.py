"""The pages of reviews: the list with its form, a review, and the leaves of its manuscript."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from corpus.reading.media import PDF
from service.review.decisions import Decision, Status
from service.web.desk import CHECKING, AtDesk, Desk, shown_passage
from service.web.library.uploads import Upload
from service.web.problems import DecisionRefused, UploadRefused
from service.web.reader import AtReader
from service.web.rendering import rendered
from service.web.review.cards import Card, cards
from service.web.review.choice import Choice
from service.web.review.deciding import Refused, decide
from service.web.review.leafing import marked_leaves, numbers, on_leaf, slots
from service.web.review.manuscripts import Opened, address_of, deleted, opened, page_image, started, started_again
from service.web.review.summary import summary
from service.web.source.leaf import Leaf

CONFIDENTIAL = (
    "Your manuscript stays on the machine that runs Pincite: it is kept beside the library, never added to it, until"
    " you delete it."
)
SHARED = (
    "Your manuscript is kept on the server that runs Pincite, beside the library and never added to it, until you"
    " delete it; the pages show it to this browser alone."
)
"""For a server that others reach as well."""

router = APIRouter(include_in_schema=False)


def _choice(
    verdict: Annotated[str, Query()] = "",
    type: Annotated[str, Query()] = "",
    decision: Annotated[str, Query()] = "",
) -> Choice:
    return Choice.of(verdict, type, decision)


Offset = Annotated[int | None, Query(ge=0)]
Passage = tuple[int | None, int | None]


def _passage(start: Offset = None, end: Offset = None) -> Passage:
    return start, end


AtPassage = Annotated[Passage, Depends(_passage)]

AtChoice = Annotated[Choice, Depends(_choice)]

Words = Annotated[str, Form()]


@router.get("/review")
def reviews(request: Request, desk: AtDesk, reader: AtReader) -> Response:
    """The reader's reviews, and the form that begins one."""
    return _list_page(request, desk, reader)


@router.post("/review")
def upload(request: Request, desk: AtDesk, reader: AtReader, file: Annotated[UploadFile, File()]) -> Response:
    """Keep the manuscript, and go where its checking can be watched."""
    if not file.filename:
        return _list_page(request, desk, reader, refusal="choose a manuscript first", status=422)
    try:
        _, job = started(desk, reader, Upload(file.filename, file.file))
    except UploadRefused as refusal:
        return _list_page(request, desk, reader, refusal=str(refusal), status=422)
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


@router.get("/review/{id}")
def review(request: Request, desk: AtDesk, reader: AtReader, id: str, choice: AtChoice) -> Response:
    """What was found, beside the manuscript."""
    return _report(request, desk, opened(desk, reader, id), choice)


def _report(request: Request, desk: Desk, shown: Opened, choice: Choice, refused: Refused | None = None) -> Response:
    listed = cards(shown, _held(desk))
    context = {
        **_context(request, shown, listed, choice),
        "refused": refused,
        "title": shown.document.record.text("title") or "",
        "is_pdf": shown.document.media_type == PDF,
        "slots": slots(shown.document, listed, choice),
        "shown": sum(choice.has(card.standing, card.finding.type, card.decision.status) for card in listed),
    }
    return rendered(request, "review/report.html", context, 200 if refused is None else 422)


@router.get("/review/{id}/p/{number}")
def leaf_page(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    id: str,
    number: int,
    choice: AtChoice,
    passage: AtPassage,
) -> Response:
    """One leaf of the manuscript, with its findings."""
    shown = opened(desk, reader, id)
    document = shown.document
    listed = cards(shown, _held(desk))
    (leaf,) = _leaves(shown, listed, choice, number, passage)
    there = numbers(document)
    at = there.index(number)
    context = {
        **_context(request, shown, listed, choice),
        "leaf": leaf,
        "on_leaf": on_leaf(document, listed, number),
        "previous": there[at - 1] if at else None,
        "following": there[at + 1] if at + 1 < len(there) else None,
    }
    return rendered(request, "review/leaf.html", context)


@router.get("/review/{id}/leaves/{number}")
def leaf(
    request: Request, desk: AtDesk, reader: AtReader, id: str, number: int, choice: AtChoice, passage: AtPassage
) -> Response:
    """One leaf for the manuscript beside the findings."""
    shown = opened(desk, reader, id)
    (made,) = _leaves(shown, cards(shown, ()), choice, number, passage)
    return rendered(request, "review/fragment.html", {"leaf": made, "address": shown.address})


@router.get("/review/{id}/pages/{number}.png")
def image(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    id: str,
    number: int,
    scale: Annotated[float, Query(ge=0.25, le=4)] = 1.5,
) -> Response:
    """A page of the manuscript as an image; the browser asks each time whether it may still show it."""
    entry = desk.workspace.reviews.entry(id, reader)
    tag = f'"{sha256(f"{entry.digest} {number} {scale}".encode()).hexdigest()[:20]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(page_image(desk, reader, id, number, scale), media_type="image/png", headers={"ETag": tag})


@router.post("/review/{id}/decisions/{finding}")
def decision(
    request: Request,
    desk: AtDesk,
    reader: AtReader,
    id: str,
    finding: str,
    choice: AtChoice,
    status: Annotated[Status, Form()],
    reason: Words = "",
    note: Words = "",
    part: Annotated[bool, Query()] = False,
) -> Response:
    """Keep what was decided; with `part`, the finding and the summary as they are now."""
    made = Decision(status, reason, note)
    try:
        shown = decide(desk, reader, id, finding, made)
    except DecisionRefused as refusal:
        if part:
            raise
        return _report(request, desk, opened(desk, reader, id), choice, Refused(finding, made, str(refusal)))
    if not part:
        return RedirectResponse(f"{shown.address}{choice.query}#finding-{finding}", status_code=303)
    listed = cards(shown, _held(desk))
    context = {
        **_context(request, shown, listed, choice),
        "card": next(card for card in listed if card.id == finding),
    }
    return rendered(request, "review/decided.html", context)


@router.post("/review/{id}/check")
def check_again(desk: AtDesk, reader: AtReader, id: str) -> Response:
    """Check the manuscript once more; the library may hold more by now."""
    return RedirectResponse(f"/jobs/{started_again(desk, reader, id).id}", status_code=303)


@router.post("/review/{id}/delete")
def delete(desk: AtDesk, reader: AtReader, id: str) -> Response:
    """Delete the manuscript and everything about it."""
    deleted(desk, reader, id)
    return RedirectResponse("/review", status_code=303)


def _leaves(shown: Opened, listed: Sequence[Card], choice: Choice, number: int, passage: Passage) -> tuple[Leaf, ...]:
    start, end = passage
    named = shown_passage(shown.document, start, end) if start is not None and end is not None else None
    return marked_leaves(shown.document, listed, choice, [number], named)


def _list_page(request: Request, desk: Desk, reader: str, *, refusal: str = "", status: int = 200) -> Response:
    context = {
        "entries": desk.workspace.reviews.entries(reader),
        "jobs": [job for job in desk.board.jobs(reader) if job.kind == CHECKING and not job.is_ended],
        "refusal": refusal,
        "confidential": _confidential(request),
        "documents": len(desk.library.holdings()),
    }
    return rendered(request, "review/list.html", context, status)


def _context(request: Request, shown: Opened, listed: tuple[Card, ...], choice: Choice) -> dict[str, object]:
    return {
        "opened": shown,
        "address": address_of(shown.entry.id),
        "summary": summary(shown, listed),
        "cards": listed,
        "choice": choice,
        "refused": None,
        "confidential": _confidential(request),
    }


def _confidential(request: Request) -> str:
    return CONFIDENTIAL if request.app.state.is_local else SHARED


def _held(desk: Desk) -> frozenset[str]:
    return frozenset(holding.id for holding in desk.library.holdings())
