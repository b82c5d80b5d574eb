"""What the tests of the HTTP API have in common."""

from __future__ import annotations

from collections.abc import Callable

import pytest

API = "/api/v1"
Described = dict[str, dict[str, object]]


@pytest.fixture(scope="session")
def documents() -> Callable[..., Described]:
    """`documents(server)`: what is held there, by name."""

    def held(served) -> Described:
        return {item["doc"]: item for item in served.client.get(f"{API}/documents").json()["documents"]}

    return held


@pytest.fixture(scope="session")
def pdf(documents) -> Callable[..., str]:
    """`pdf(server)`: the id of a sample of two pages."""
    return lambda served: str(documents(served)["dunmore-2020-spillovers.pdf"]["id"])


@pytest.fixture(scope="session")
def uploaded() -> Callable[..., Described]:
    """`uploaded(server, (name, bytes), …)`: what became of each file."""

    def outcomes(served, *files: tuple[str, bytes]) -> Described:
        parts = [("files", (name, content, "application/octet-stream")) for name, content in files]
        got = served.client.post(f"{API}/documents", files=parts)
        assert got.status_code == 200, got.text
        return {outcome["file"]: outcome for outcome in got.json()["outcomes"]}

    return outcomes
