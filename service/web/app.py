"""The web application: the chat page and the HTTP API over one library."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.staticfiles import StaticFiles

from corpus.reading.pdfium import render_page
from indexer.errors import IndexerError
from indexer.intake import Read
from indexer.library import Library
from service import bootstrap
from service.ask.asker import Asker
from service.verify.verifier import Verifier
from service.web import problems
from service.web.api import routes
from service.web.ask import pages as conversation
from service.web.audit import pages as audit
from service.web.desk import CHECKING, READING, Desk, Render
from service.web.guard import LOOPBACK, Guard
from service.web.head_requests import HeadRequests
from service.web.jobs import pages as jobs
from service.web.jobs.board import Board
from service.web.library import pages as library_pages
from service.web.rendering import HERE, page_templates
from service.web.review import pages as review
from service.web.source import pages as source
from service.web.source.first_image import make_in_background

_log = logging.getLogger("pincite.service")

UPLOAD_BYTES = 500_000_000
"""The largest upload, all of its files together."""

_DESCRIPTION = """\
Answers questions about a body of literature only with passages that it can show on the page.

Every quotation is characters `start` to `end` of a document's text: `GET /documents/{id}/text` gives the same
characters, and `GET /documents/{id}/boxes` where they stand on the page images.

Failures are problem details (RFC 9457)."""


def create_app(
    library: Library,
    asker: Asker,
    read: Read,
    *,
    verifier: Verifier | None = None,
    render: Render = render_page,
    hosts: Collection[str] | None = LOOPBACK,
    upload_bytes: int = UPLOAD_BYTES,
    version: str = "0.1.0",
) -> FastAPI:
    """The application over an open library; `read` reads what is uploaded, `render` makes page images.

    `verifier` judges claims: the shipped one unless told otherwise.
    `hosts` are the names that it may be addressed by: those of this machine unless told otherwise, any with None.
    The caller opens and closes the library.
    """
    verifier = verifier or bootstrap.verifier(library)
    desk = Desk(
        library,
        asker,
        verifier,
        bootstrap.reviewer(library, verifier),
        read,
        render,
        bootstrap.workspace(library),
        Board((READING, CHECKING)),
    )
    app = FastAPI(
        title="Pincite",
        version=version,
        description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        # The built-in documentation pages fetch their scripts from elsewhere.
        docs_url=None,
        # An address with a stroke too many is wrong, and not another way to say it.
        redirect_slashes=False,
        redoc_url=None,
        # Nothing of a question or a document leaves the machine, whatever the environment says.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        lifespan=_lifespan(desk),
    )
    app.state.desk = desk
    app.state.is_local = hosts is not None and LOOPBACK.issuperset(hosts)
    app.state.upload_bytes = upload_bytes
    app.state.templates = page_templates()
    for part in (routes, conversation, library_pages, source, review, audit, jobs):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(Guard, hosts=hosts, upload_bytes=upload_bytes)
    app.add_middleware(HeadRequests)
    problems.install(app)
    return app


def _lifespan(desk: Desk) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_prepare, desk)
        yield
        await run_in_threadpool(desk.close)

    return lifespan


def _prepare(desk: Desk) -> None:
    """Load the encoder, the vectors and what makes page images before the first visitor waits for them."""
    try:
        make_in_background(desk)
        desk.suggestions()
    except IndexerError as error:
        _log.warning("questions can't be answered: %s", error)
