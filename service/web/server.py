"""The server: the web application on an address of this machine, until it is stopped."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

import uvicorn

from corpus.reading.limits import Limits
from corpus.reading.pdfium import render_page
from corpus.reading.workers.worker import ReadingWorker
from indexer.library import Library
from service import bootstrap
from service.errors import ServiceError
from service.settings import Settings
from service.web.access.door import Door
from service.web.app import create_app
from service.web.desk import Desk, Render
from service.web.open_files import connections_within
from service.web.patient_protocol import PatientProtocol
from service.web.watching.log import logging_to_stderr

IMAGE_SECONDS = 20.0
"""The most that one page image may take: other readers wait for theirs meanwhile."""

ROUND = 32
"""Connections that are taken in before the oldest make room for them: more at once might be more than may be open."""

BACKLOG = 1024
"""Connections that may wait to be taken in."""


class AddressUnusable(ServiceError):
    """The address that was to be served on is taken, or not one of this machine."""


def serve_forever(
    library: Library, settings: Settings, host: str, port: int, door: Door, *, is_quiet: bool = False
) -> int:
    """Serve the page and the API until interrupted, and print the address once both answer; 0 then.

    Port 0 takes a free one; `is_quiet` spares the line a request. Raises AddressUnusable.
    """
    with (
        _listening(host, port) as listener,
        logging_to_stderr(settings.log, requests=not is_quiet),
        _interrupted_by(signal.SIGTERM),
        renderer(settings.limits) as render,
        bootstrap.labour(settings, library) as labour,
    ):
        app = create_app(
            library,
            bootstrap.asker_as_set(library, settings),
            verifier=bootstrap.verifier_as_set(library, settings),
            render=render,
            labour=labour,
            hosts=door.hosts,
            token=door.token,
            limits=settings.server,
            reading=settings.limits,
            version=version("pincite"),
        )
        config = uvicorn.Config(
            app,
            http=PatientProtocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=connections_within(settings.server.connections),
            backlog=ROUND,
            timeout_graceful_shutdown=settings.server.stop_seconds,
        )
        desk: Desk = app.state.desk
        server = _Server(config, f"http://{_bracketed(host)}:{listener.getsockname()[1]}/", desk.stop)
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return 0
    return 0 if server.started else 1


@contextmanager
def renderer(limits: Limits) -> Iterator[Render]:
    """What makes page images, in a process of its own, which a hostile file may crash without harm to this one."""
    with ReadingWorker(replace(limits, seconds=min(limits.seconds, IMAGE_SECONDS))) as worker:

        def render(path: Path, number: int, scale: float) -> bytes:
            return worker.read(partial(render_page, number=number, scale=scale), path)

        yield render


class _Server(uvicorn.Server):
    """Says where it is as soon as it answers, and lets the work in the background stop first of all."""

    def __init__(self, config: uvicorn.Config, address: str, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._address = address
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            for each in sockets or ():
                each.listen(BACKLOG)  # The loop takes one number for how many may wait and how many it takes at once.
            sys.stdout.write(f"Pincite is at {self._address} (Ctrl-C stops it)\n")
            sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Whoever follows a job listens until it has ended: told to end first, no listener holds the server up.
        threading.Thread(target=self._stop, name="pincite-stopping", daemon=True).start()
        await super().shutdown(sockets)


@contextmanager
def _interrupted_by(kind: signal.Signals) -> Iterator[None]:
    """Let a signal end the server as Ctrl-C does, so that all that is open is closed."""
    if threading.current_thread() is not threading.main_thread():  # Only there can signals be listened to.
        yield
        return
    before = signal.signal(kind, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(kind, before)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AddressUnusable(
            f"can't serve on {_bracketed(host)}:{port}: {reason}: choose another --port or --host"
        ) from error
    with listener:
        yield listener


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
