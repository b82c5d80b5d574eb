"""A server whose library one test may change, and what tests of uploads wait for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import take
from indexer.library import Library

API = "/api/v1"

ROPES = "# On Ropes\n\nAda Tar, 1901\n\nThe rope walk of Vikmo was three hundred metres long.\n\nHemp came by sea.\n"


@pytest.fixture
def held(tmp_path: Path, serve) -> Iterator[Any]:
    """A server whose library holds one text."""
    paper = tmp_path / "ropes.md"
    paper.write_text(ROPES, encoding="utf-8")
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library:
        assert [outcome.status for outcome in take(library, [paper], read)] == ["added"]
        with serve(library) as running:
            yield running


@pytest.fixture(scope="session")
def ended() -> Callable[..., dict[str, Any]]:
    """`ended(server, job id)`: the job once it has ended."""

    def wait(served: Any, id: str) -> dict[str, Any]:
        for _ in range(1200):
            job: dict[str, Any] = served.client.get(f"{API}/jobs/{id}").json()
            if job["status"] in ("done", "failed", "cancelled"):
                return job
            time.sleep(0.05)
        raise AssertionError(f"the job has not ended: {job}")

    return wait


@pytest.fixture(scope="session")
def sent() -> Callable[..., dict[str, Any]]:
    """`sent(server, (name, content)…)`: the job that reads these uploads."""

    def send(served: Any, *files: tuple[str, bytes]) -> dict[str, Any]:
        got = served.client.post(f"{API}/documents?background=true", files=[("files", file) for file in files])
        assert got.status_code == 202, got.text
        assert got.headers["location"] == f"{API}/jobs/{got.json()['id']}"
        job: dict[str, Any] = got.json()
        return job

    return send
