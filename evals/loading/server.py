"""The real server that the load suite reads at, and the work that goes on beside the readers."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.errors import MaterialError
from evals.loading.requests import Requests

_CLI = "import sys; from service.cli import main; sys.exit(main())"

START_SECONDS = 120
STOP_SECONDS = 30
LOOK_SECONDS = 1.0
"""Between two looks at how far the adding has come."""


@dataclass(frozen=True)
class Server:
    """A running server: how it is asked, and its process."""

    requests: Requests
    pid: int

    def processor_seconds(self) -> float:
        """What it has had of the processor so far, its helpers' work aside; 0 where the system doesn't tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def served(library: Path) -> AsyncIterator[Server]:
    """`pincite serve` on a free port, once it answers; raises MaterialError where it doesn't."""
    process = await _command(library, "serve", "--port", "0", "--quiet")
    try:
        yield Server(Requests(await _port(process)), process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.communicate(), STOP_SECONDS)
        except TimeoutError:
            process.kill()


async def add_by_upload(requests: Requests, files: Sequence[Path]) -> int:
    """Upload the files to the server, and wait for its work; how many were added. Raises MaterialError."""
    reply = await requests.upload("/api/v1/documents?background=true", files)
    if reply.status != 202:
        raise MaterialError(f"the upload was answered with status {reply.status}: {reply.body[:200]!r}")
    while (job := _fields(await _job(requests, reply.location)))["status"] in ("waiting", "running"):
        await asyncio.sleep(LOOK_SECONDS)
    if job["status"] != "done":
        raise MaterialError(f"the upload ended as {job['status']}: {job['problem']}")
    items = job["items"]
    return sum(_fields(item)["status"] == "added" for item in items) if isinstance(items, list) else 0


async def add_by_command(library: Path, files: Sequence[Path]) -> int:
    """Run `pincite add` beside the server, at a low priority; how many were added."""
    process = await _command(library, "add", str(files[0].parent), "--json", nice=True)
    out, _ = await process.communicate()
    return sum(_fields(json.loads(line))["status"] == "added" for line in out.splitlines())


async def held_ids(requests: Requests) -> list[str]:
    """The ids of all documents that the server holds."""
    listed = _fields((await requests.get("/api/v1/documents")).json())["documents"]
    return [str(_fields(one)["id"]) for one in listed] if isinstance(listed, list) else []


async def _job(requests: Requests, location: str) -> object:
    return (await requests.get(location)).json()


async def _command(library: Path, *arguments: str, nice: bool = False) -> asyncio.subprocess.Process:
    before = ["nice", "-n", "10"] if nice else []
    return await asyncio.create_subprocess_exec(
        *[*before, sys.executable, "-c", _CLI, *arguments, "--library", str(library)],
        stdout=asyncio.subprocess.PIPE,
        stderr=None if arguments[0] == "serve" else asyncio.subprocess.DEVNULL,
    )


async def _port(process: asyncio.subprocess.Process) -> int:
    if process.stdout is None:
        raise MaterialError("the server's words can't be read")
    line = (await asyncio.wait_for(process.stdout.readline(), START_SECONDS)).decode()
    found = re.search(r":(\d+)/ ", line)
    if found is None:
        raise MaterialError("the server did not start: see what it printed above")
    return int(found[1])


def _fields(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
