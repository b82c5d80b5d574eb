"""The web application: the chat page and the HTTP API over one library."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from threading import Thread

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.staticfiles import StaticFiles

from corpus.reading.limits import Limits
from corpus.reading.pdfium import render_page
from indexer.errors import IndexerError
from indexer.intake import Read
from indexer.library import Library
from service import bootstrap
from service.ask.asker import Asker
from service.server_limits import ServerLimits
from service.settings import Settings
from service.verify.verifier import Verifier
from service.web import problems
from service.web.access import pages as access_pages
from service.web.access.gate import Access, Gate
from service.web.access.token import Token
from service.web.api import routes
from service.web.api.description import describe, methods_at
from service.web.ask import pages as conversation
from service.web.audit import pages as audit
from service.web.byte_ranges import ByteRanges
from service.web.desk import CHECKING, CORRECTING, READING, Desk, Render
from service.web.guard import LOOPBACK, Guard
from service.web.head_requests import HeadRequests
from service.web.jobs import pages as jobs
from service.web.jobs.board import Board
from service.web.jobs.labour import Labour, LabourHere, one_at_a_time
from service.web.library import pages as library_pages
from service.web.library.waiting_room import WaitingRoom
from service.web.pacing.admission import Admission
from service.web.pacing.rates import Rates
from service.web.rendering import HERE, page_templates
from service.web.review import pages as review
from service.web.source import pages as source
from service.web.source.first_image import make_in_background
from service.web.watching import pages as watching
from service.web.watching.watch import Watch

_log = logging.getLogger("pincite.service")

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

MOST_FIELDS = 100
"""Fields of a form that aren't files."""

FIELD_BYTES = 1_000_000
"""The longest of them."""

_DESCRIPTION = """\
Answers questions about a body of literature only with passages that it can show on the page.

Every quotation is characters `start` to `end` of a document's text: `GET /documents/{id}/text` gives the same
characters, and `GET /documents/{id}/boxes` where they stand on the page images.

Failures are problem details (RFC 9457)."""


def create_app(
    library: Library,
    asker: Asker,
    read: Read | None = None,
    *,
    verifier: Verifier | None = None,
    render: Render = render_page,
    labour: Labour | None = None,
    hosts: Collection[str] | None = LOOPBACK,
    token: Token | None = None,
    limits: ServerLimits | None = None,
    reading: Limits | None = None,
    version: str = "0.1.0",
) -> FastAPI:
    """The application over an open library; `labour` takes files in, reviews and audits, `render` makes page images.

    Without `labour`, that is done in this process, where `read` reads files. `verifier` judges claims: the shipped one
    unless told otherwise. `hosts` are the names that it may be addressed by: those of this machine unless told
    otherwise, any with None. With a `token`, whoever comes in needs it. `reading` bounds what one file may cost. The
    caller opens and closes the library.
    """
    limits, verifier = limits or ServerLimits(), verifier or bootstrap.verifier(library)
    labour = labour or _labour_here(library, verifier, read)
    desk = _desk(library, asker, verifier, labour, render, limits, reading or Limits())
    app = _bare_app(_lifespan(desk, limits.stop_seconds), limits, version)
    _tell_state(app, desk, hosts, token, limits)
    _lay_out(app)
    _stand_before(app, hosts, limits)
    problems.install(app)
    describe(app)
    return app


def _labour_here(library: Library, verifier: Verifier, read: Read | None) -> Labour:
    reviewer = bootstrap.reviewer(library, verifier)
    return LabourHere(library, one_at_a_time(read or bootstrap.read_function(Settings())), lambda: reviewer)


def _desk(
    library: Library,
    asker: Asker,
    verifier: Verifier,
    labour: Labour,
    render: Render,
    limits: ServerLimits,
    reading: Limits,
) -> Desk:
    """What all addresses ask: one library with what works over it."""
    return Desk(
        library,
        asker,
        verifier,
        labour,
        render,
        bootstrap.workspace(library),
        Board((READING, CORRECTING, CHECKING)),
        WaitingRoom(limits.waiting_uploads, limits.waiting_bytes),
        reading,
        limits.answer_seconds,
    )


def _bare_app(lifespan: Lifespan, limits: ServerLimits, version: str) -> FastAPI:
    """An application without any address."""
    return FastAPI(
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
        form_limits={"max_files": limits.upload_files, "max_fields": MOST_FIELDS, "max_part_size": FIELD_BYTES},
        lifespan=lifespan,
    )


def _tell_state(
    app: FastAPI, desk: Desk, hosts: Collection[str] | None, token: Token | None, limits: ServerLimits
) -> None:
    """Keep with the application what its addresses look up there."""
    app.state.desk = desk
    app.state.metrics = desk.metrics
    app.state.is_local = hosts is not None and LOOPBACK.issuperset(hosts)
    app.state.access = None if token is None else Access(token)
    app.state.upload_bytes = limits.upload_bytes
    app.state.templates = page_templates()
    app.state.methods_at = partial(methods_at, app)


def _lay_out(app: FastAPI) -> None:
    """Give it its addresses."""
    for part in (routes, watching, access_pages, conversation, library_pages, source, review, audit, jobs):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")


def _stand_before(app: FastAPI, hosts: Collection[str] | None, limits: ServerLimits) -> None:
    """Put before the addresses what every request passes: the last one here is the first that it comes to."""
    app.add_middleware(ByteRanges)
    app.add_middleware(HeadRequests)
    app.add_middleware(Admission, limits=limits)
    if not app.state.is_local:
        app.add_middleware(Rates, most=limits.requests_a_minute)
    if app.state.access is not None:
        app.add_middleware(Gate, access=app.state.access)
    app.add_middleware(Guard, hosts=hosts, upload_bytes=limits.upload_bytes, body_seconds=limits.body_seconds)
    app.add_middleware(Watch, metrics=app.state.metrics)


def _lifespan(desk: Desk, stop_seconds: int) -> Lifespan:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_prepare, desk)
        yield
        await _closed(desk, stop_seconds)

    return lifespan


async def _closed(desk: Desk, seconds: int) -> None:
    """Close the desk; what doesn't come to an end in time is left to end with the process.

    That is safe: whatever is put into the library is put in by one transaction.
    """
    closing = Thread(target=desk.close, name="pincite-closing", daemon=True)
    closing.start()
    for _ in range(seconds * 20):
        if not closing.is_alive():
            return
        await asyncio.sleep(0.05)
    _log.warning("work in the background was cut off after %s s", seconds)


def _prepare(desk: Desk) -> None:
    """Load the encoder, the vectors and what makes page images before the first visitor waits for them."""
    desk.stopped_jobs.start()
    try:
        make_in_background(desk)
        desk.suggestions()
    except IndexerError as error:
        _log.warning("questions can't be answered: %s", error)
