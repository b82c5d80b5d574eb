"""The server: the web application on an address of this machine, until it is stopped."""

from __future__ import annotations

import socket
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path

import uvicorn

from corpus.reading.limits import Limits
from corpus.reading.pdfium import render_page
from corpus.reading.worker import ReadingWorker
from indexer.library import Library
from service import bootstrap
from service.errors import ServiceError
from service.settings import Settings
from service.web.app import create_app
from service.web.desk import Render
from service.web.guard import LOOPBACK

EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
"""What it means to listen on every address of this machine."""

GRACE_SECONDS = 3
"""How long requests under way may take to end once the server is stopped."""


class AddressUnusable(ServiceError):
    """The address that was to be served on is taken, or not one of this machine."""


def serve_forever(library: Library, settings: Settings, host: str, port: int) -> int:
    """Serve the page and the API until interrupted, and print the address once both answer; 0 then.

    Port 0 takes a free one. Raises AddressUnusable.
    """
    with (
        _listening(host, port) as listener,
        bootstrap.reader(settings) as read,
        renderer(settings.limits) as render,
    ):
        app = create_app(
            library,
            bootstrap.asker_as_set(library, settings),
            read,
            verifier=bootstrap.verifier_as_set(library, settings),
            render=render,
            hosts=addressed_as(host),
            version=version("pincite"),
        )
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE_SECONDS, ws="none"
        )
        server = _Server(config, f"http://{_bracketed(host)}:{listener.getsockname()[1]}/")
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return 0
    return 0 if server.started else 1


@contextmanager
def renderer(limits: Limits) -> Iterator[Render]:
    """What makes page images, in a process of its own, which a hostile file may crash without harm to this one."""
    with ReadingWorker(limits) as worker:

        def render(path: Path, number: int, scale: float) -> bytes:
            return worker.read(partial(render_page, number=number, scale=scale), path)

        yield render


def addressed_as(host: str) -> Collection[str] | None:
    """The names that a server listening on `host` may be addressed by; None for any."""
    return None if host in EVERYWHERE else LOOPBACK | {host.lower()}


class _Server(uvicorn.Server):
    """Says where it is as soon as it answers."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(f"Pincite is at {self._address} (Ctrl-C stops it)\n")
            sys.stdout.flush()


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
