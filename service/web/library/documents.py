"""The pages of one document in the library: what is known of it, and what can be done with it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from indexer.catalogue import Holding
from indexer.errors import CorrectionRefused
from indexer.typed_fields import TYPES, VARIABLES, typed
from service.naming import plain
from service.web.desk import AtDesk, Desk
from service.web.library.citing import Shelf, citing
from service.web.library.details import Details, Entry
from service.web.library.download import source_file
from service.web.library.fields import field_rows, label_of
from service.web.reader import AtReader
from service.web.rendering import rendered

router = APIRouter(include_in_schema=False)


@router.get("/library/{id}")
def document(request: Request, desk: AtDesk, id: str) -> Response:
    """How a document was read, where its bibliographic data come from, and what stands in it."""
    return rendered(request, "library/document.html", {"details": _details(desk, desk.holding(id))})


@router.get("/library/{id}/file")
def file(desk: AtDesk, id: str) -> Response:
    """The file as it was put in."""
    return source_file(desk, id)


@router.get("/library/{id}/edit")
def edit(request: Request, desk: AtDesk, id: str) -> Response:
    """The form in which bibliographic data are corrected."""
    holding = desk.holding(id)
    return _form(request, holding, typed(holding.record), typed(holding.record))


@router.post("/library/{id}/edit")
async def correct(request: Request, desk: AtDesk, reader: AtReader, id: str) -> Response:
    """Put in by hand what was changed in the form since it was shown."""
    sent = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_corrected, request, desk, reader, id, sent)


@router.post("/library/{id}/take-back")
def take_back(request: Request, desk: AtDesk, reader: AtReader, id: str, field: Annotated[str, Form()]) -> Response:
    """Let a field be as it was read."""
    holding = desk.correct(id, {}, reader, [field]).result(request, desk.patience)
    return RedirectResponse(f"/library/{holding.id}#fields", status_code=303)


@router.post("/library/{id}/read-again")
def read_again(desk: AtDesk, reader: AtReader, id: str) -> Response:
    """Read the file once more, in the background."""
    return RedirectResponse(f"/jobs/{desk.read_again(id, reader).id}", status_code=303)


@router.post("/library/remove")
def remove(desk: AtDesk, id: Annotated[str, Form()]) -> Response:
    """Forget a document."""
    desk.remove(id)
    return RedirectResponse("/library", status_code=303)


def _corrected(request: Request, desk: Desk, reader: str, id: str, sent: dict[str, str]) -> Response:
    holding = desk.holding(id)
    texts = {name: sent[name] for name in VARIABLES if name in sent}
    shown = {name: sent.get(f"was-{name}", "") for name in texts}
    # What stands as it was shown may have been corrected by someone else since.
    changed = {name: text for name, text in texts.items() if text.split() != shown[name].split()}
    try:
        desk.correct(id, changed, reader).result(request, desk.patience)
    except CorrectionRefused as refusal:
        return _form(request, holding, {**typed(holding.record), **texts}, shown, str(refusal), 422)
    return RedirectResponse(f"/library/{holding.id}#fields", status_code=303)


def _form(
    request: Request,
    holding: Holding,
    texts: dict[str, str],
    shown: dict[str, str],
    refusal: str = "",
    status: int = 200,
) -> Response:
    context = {
        "holding": holding,
        "texts": _lines_typed(texts),
        "shown": _lines_typed(shown),
        "labels": {name: label_of(name) for name in VARIABLES},
        "types": {one: _type_words(one) for one in TYPES},
        "refusal": refusal,
        "refused": refusal.partition(":")[0],
    }
    return rendered(request, "library/edit.html", context, status)


def _type_words(name: str) -> str:
    """`article (journal)`"""
    kind, _, of = name.replace("_", " ").partition("-")
    return f"{kind} ({of})" if of else kind


def _lines_typed(texts: dict[str, str]) -> dict[str, str]:
    """The texts without what could hide in a box or turn it round."""
    return {name: "\n".join(map(plain, text.split("\n"))) for name, text in texts.items()}


def _details(desk: Desk, holding: Holding) -> Details:
    library = desk.library
    document, shelf = library.document(holding), Shelf(library.holdings())
    return Details(
        holding,
        document,
        field_rows(holding.record, library.corrections(holding), library.as_read(holding)),
        tuple(Entry(reference, shelf.meant(reference)) for reference in document.references),
        citing(library, holding),
    )
