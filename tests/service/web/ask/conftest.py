"""Asking over HTTP the way a browser does it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = {"accept": "text/event-stream, application/problem+json"}


@dataclass(frozen=True)
class Shown:
    """A page that a form led to: where it is, its status and its HTML."""

    address: str
    status: int
    html: str


@pytest.fixture(scope="session")
def put() -> Callable[..., Shown]:
    """`put(server, question, at="/", …)`: sends the form as a browser without scripts does, and follows it."""

    def sent(served, question: str, at: str = "/", **fields: object) -> Shown:
        data = {"question": question, **fields}
        got = served.client.post(at, data=data, headers=BROWSER, follow_redirects=True)
        assert "text/html" in got.headers["content-type"]
        return Shown(got.url.path, got.status_code, got.text)

    return sent


@pytest.fixture(scope="session")
def heard() -> Callable[..., list[tuple[str, dict]]]:
    """`heard(server, question, at="/", …)`: the events that a script gets."""

    def events(served, question: str, at: str = "/", **fields: object) -> list[tuple[str, dict]]:
        got = served.client.post(at, data={"question": question, **fields}, headers=SCRIPT)
        assert got.status_code == 200 and got.headers["content-type"].startswith("text/event-stream"), got.text
        lines = [part.split("\n") for part in got.text.strip().split("\n\n")]
        return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in lines]

    return events
