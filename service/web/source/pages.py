"""The viewer: a document's pages, or the parts of its text, with a passage marked on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from corpus.document import Document, Span
from indexer.catalogue import Holding
from service.web.conversation import address_of, kept
from service.web.desk import AtDesk, Desk, shown_passage
from service.web.marks import Leaf, leaf, leaf_count, leaves
from service.web.rendering import rendered

router = APIRouter(include_in_schema=False)

Offset = Annotated[int | None, Query(ge=0)]


@dataclass(frozen=True)
class Place:
    """A passage, if one is named, and the conversation to go back to."""

    start: int | None
    end: int | None
    turn: int
    questions: tuple[str, ...]

    def span(self, document: Document) -> Span | None:
        """The passage; raises PassageOutside where the document has none such."""
        if self.start is None or self.end is None:
            return None
        return shown_passage(document, self.start, self.end)

    def address(self, path: str) -> str:
        """`path` with the same passage and conversation."""
        passage = "" if self.start is None or self.end is None else f"start={self.start}&end={self.end}"
        turn = f"turn={self.turn}" if self.questions else ""
        query = "&".join(part for part in (passage, turn, address_of(self.questions)) if part)
        return f"{path}?{query}" if query else path

    def back(self) -> str:
        """The address of the answer that the passage was quoted in."""
        return f"/?{address_of(self.questions)}#turn-{self.turn}" if self.questions else "/"


@dataclass(frozen=True)
class View:
    """What is seen of a document: some leaves, the quoted words, and where one can go from here."""

    holding: Holding
    leaves: tuple[Leaf, ...]
    count: int
    quoted: str
    section: str
    previous: str
    following: str
    passage: str
    back: str


def _place(
    questions: Annotated[list[str], Query(alias="q", default_factory=list)],
    start: Offset = None,
    end: Offset = None,
    turn: Annotated[int, Query(ge=1)] = 1,
) -> Place:
    return Place(start, end, turn, kept(questions))


AtPlace = Annotated[Place, Depends(_place)]


@router.get("/d/{id}")
def document(request: Request, desk: AtDesk, id: str, place: AtPlace) -> Response:
    """The pages on which the passage lies; the first page where none is named."""
    return rendered(request, "document.html", {"view": _view(desk, id, place, None)})


@router.get("/d/{id}/p/{number}")
def document_page(request: Request, desk: AtDesk, id: str, number: int, place: AtPlace) -> Response:
    """One page, with the passage marked where it lies on it."""
    return rendered(request, "document.html", {"view": _view(desk, id, place, number)})


@router.get("/pane/{id}")
def pane(request: Request, desk: AtDesk, id: str, place: AtPlace) -> Response:
    """The same for the pane beside the conversation."""
    return rendered(request, "view.html", {"view": _view(desk, id, place, None), "in_pane": True})


@router.get("/pane/{id}/p/{number}")
def pane_page(request: Request, desk: AtDesk, id: str, number: int, place: AtPlace) -> Response:
    """The same for the pane beside the conversation."""
    return rendered(request, "view.html", {"view": _view(desk, id, place, number), "in_pane": True})


def _view(desk: Desk, key: str, place: Place, number: int | None) -> View:
    holding = desk.holding(key)
    document = desk.library.document(holding)
    span = place.span(document)
    shown = _leaves(document, span, number)
    base = f"/d/{holding.id}"
    count = leaf_count(document)
    return View(
        holding=holding,
        leaves=shown,
        count=count,
        quoted=span.of(document.text) if span else "",
        section=_section(document, span),
        previous=place.address(f"{base}/p/{shown[0].number - 1}") if shown[0].number > 1 else "",
        following=place.address(f"{base}/p/{shown[-1].number + 1}") if shown[-1].number < count else "",
        passage=place.address(base) if span and not any(leaf.is_marked for leaf in shown) else "",
        back=place.back(),
    )


def _leaves(document: Document, span: Span | None, number: int | None) -> tuple[Leaf, ...]:
    if number is not None:
        return (leaf(document, number, span),)
    return (leaf(document, 1),) if span is None else leaves(document, span)


def _section(document: Document, span: Span | None) -> str:
    path = document.section_path(span.start) if span else ()
    return path[-1].title if path else ""
