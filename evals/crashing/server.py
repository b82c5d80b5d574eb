"""A server that is killed while documents are sent to it: what it answered as added must be held."""

from __future__ import annotations

import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from evals.crashing.account import Told
from evals.errors import MaterialError
from indexer.source_store import digest_of
from service.settings import Settings

_BOUNDARY = "pincite-crash"
_MAIN = "import sys; from service.cli import main; sys.exit(main())"
STARTS_SECONDS = 60.0
UPLOADS = 6
LONGEST_SECONDS = 1.5


def server_round(
    settings: Settings, sources: Path, chance: random.Random, beside: Callable[[], None] | None = None
) -> list[Told]:
    """Serve the library, send files, kill the server; what was sent, and what it answered.

    What is done `beside` begins once files are being sent, and is waited for.
    """
    files = chance.sample(sorted(sources.iterdir()), UPLOADS)
    told: list[Told] = []
    with started(settings, "serve", "--port", "0") as server:
        try:
            threads = [threading.Thread(target=_send_all, args=(_port(server), files, told))]
            threads += [threading.Thread(target=beside)] if beside else []
            for thread in threads:
                thread.start()
            time.sleep(chance.random() * LONGEST_SECONDS)
        finally:
            server.kill()
    for thread in threads:
        thread.join()
    return told


def started(settings: Settings, *command: str) -> subprocess.Popen[str]:
    """A process of the real command line over the library of the settings."""
    return subprocess.Popen(
        [sys.executable, "-c", _MAIN, *command],
        env={"PINCITE_LIBRARY": str(settings.library), "PINCITE_ENCODER": settings.encoder, "PINCITE_OCR": "off"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _port(server: subprocess.Popen[str]) -> int:
    """The port of the address that the server prints once it answers."""
    line = server.stdout.readline() if server.stdout else ""
    found = re.search(r":(\d+)/", line)
    if found is None:
        raise MaterialError(f"the server didn't start: {line.strip()}")
    return int(found.group(1))


def _send_all(port: int, files: list[Path], told: list[Told]) -> None:
    for path in files:
        facts = {"action": "add", "name": path.name, "digest": digest_of(path)}
        told.append({"at": "begin", **facts})
        try:
            outcome = _sent(port, path)
        except (OSError, http.client.HTTPException, ValueError):
            return
        told.append({"at": "done", **facts, "name": outcome} if outcome else {"at": "failed", **facts})


def _sent(port: int, path: Path) -> str:
    """Send one file, and the name under which the server says that it is held; "" where it wasn't taken."""
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{path.name}"\r\n\r\n'
    body = head.encode() + path.read_bytes() + f"\r\n--{_BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=STARTS_SECONDS)
    with closing(connection):
        connection.request(
            "POST", "/api/v1/documents", body, {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        )
        outcomes = json.loads(connection.getresponse().read())["outcomes"]
    return str((outcomes[0].get("document") or {}).get("doc", "")) if outcomes else ""
