"""HTTP as the load suite speaks it: a request and its whole answer over a connection of their own, costing little."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

TIMEOUT = 60.0
"""Seconds after which a request counts as failed."""


@dataclass(frozen=True)
class Reply:
    """An answer over HTTP, `location` where it sends one elsewhere."""

    status: int
    location: str
    body: bytes

    def json(self) -> object:
        """The body as JSON; raises ValueError."""
        return json.loads(self.body)


class BrokenReply(Exception):
    """What came back is no whole answer."""


@dataclass(frozen=True)
class Requests:
    """Asks one server on this machine."""

    port: int

    async def get(self, target: str) -> Reply:
        """What stands at an address. Raises OSError, TimeoutError or BrokenReply, as the others do."""
        return await self._put("GET", target, {"Accept": "text/html"}, b"")

    async def form(self, target: str, fields: Mapping[str, str]) -> Reply:
        """What a form that was filled in comes to."""
        headers = {"Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"}
        return await self._put("POST", target, headers, urlencode(fields).encode())

    async def post(self, target: str, content: object) -> Reply:
        """What the API answers to JSON."""
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        return await self._put("POST", target, headers, json.dumps(content).encode())

    async def upload(self, target: str, files: Sequence[Path]) -> Reply:
        """What the API answers to files."""
        border = secrets.token_hex(16)
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="files"; filename="{path.name}"\r\n'
            f"Content-Type: text/markdown\r\n\r\n".encode()
            + path.read_bytes()
            + b"\r\n"
            for path in files
        ]
        body = b"".join([*parts, f"--{border}--\r\n".encode()])
        headers = {"Accept": "application/json", "Content-Type": f"multipart/form-data; boundary={border}"}
        return await self._put("POST", target, headers, body)

    async def _put(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        async with asyncio.timeout(TIMEOUT):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                told = {"Host": f"127.0.0.1:{self.port}", "Connection": "close", "Content-Length": str(len(body))}
                lines = [f"{method} {target} HTTP/1.1", *(f"{k}: {v}" for k, v in {**told, **headers}.items())]
                writer.write("\r\n".join([*lines, "", ""]).encode() + body)
                await writer.drain()
                return _reply(await reader.read())
            finally:
                writer.close()


def _reply(content: bytes) -> Reply:
    head, _, body = content.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if not first.startswith("HTTP/1.1 ") or int(fields.get("content-length", "-1")) != len(body):
        raise BrokenReply(f"{len(content)} bytes that begin with {first[:60]!r}")
    return Reply(int(first.split()[1]), fields.get("location", ""), body)
