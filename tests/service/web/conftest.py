"""The real server over HTTP, on libraries of small documents."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from service import bootstrap
from service.web.app import create_app

SAMPLES = bootstrap.samples()
PDFS = ("cardew-2019-measurement.pdf", "dunmore-2020-spillovers.pdf")

PAPER = """# Harbours of the north

Abel Example, 2011

## Growth of the quays

The harbour of Ostby handled 4,120 tonnes of coal in 1887. Its quay was rebuilt twice [1].

| Harbour | Tonnes | Year |
|---|---|---|
| Ostby | 4120 | 1887 |
| Vikmo | 3015 | 1887 |

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""

HOSTILE_NAME = "<img src=x onerror=alert(1)> \u202eropes\n.txt"

HOSTILE = """<script>alert("text")</script> stands in this sentence about rope walks & tar.

\u202eA sentence about anchors\u202c "quoted" 'twice' {{ 7 * 7 }} and a bell \x07 within it.
"""


@dataclass(frozen=True)
class Served:
    """A running server: a client of it, and the library behind it."""

    client: httpx.Client
    library: Library
    address: str


@contextmanager
def serving(library: Library, **options: object) -> Iterator[Served]:
    app = create_app(library, bootstrap.asker(library), read, **options)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        with httpx.Client(base_url=address, timeout=60) as client:
            yield Served(client, library, address)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of several kinds, with a bibliography beside them."""
    folder = tmp_path_factory.mktemp("shelf")
    for name in (*PDFS, "library.bib"):
        shutil.copy(SAMPLES / name, folder / name)
    (folder / "harbours.md").write_text(PAPER, encoding="utf-8")
    (folder / HOSTILE_NAME).write_text(HOSTILE, encoding="utf-8")
    (folder / "long.txt").write_text("\n\n".join(f"Paragraph {n} tells of mills." for n in range(900)), "utf-8")
    return folder


@pytest.fixture(scope="session")
def served(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for tests that change nothing."""
    with Library(tmp_path_factory.mktemp("library"), HashingEncoder(256), create=True) as library:
        outcomes = list(take(library, files_in([shelf]), read))
        assert [outcome.detail for outcome in outcomes if outcome.status != "added"] == []
        with serving(library) as running:
            yield running


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """A server of its own, with an empty library."""
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library, serving(library) as running:
        yield running


@pytest.fixture(scope="session")
def serve() -> Callable[..., object]:
    return serving
