"""A server whose library has two works, and manuscripts that cite them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from service import bootstrap

HARBOURS = """# Harbours and quays of the northern coast

Abel Orwick, 2011

## Growth of the quays

The harbour of Ostby handled 4,120 tonnes of coal in 1887. Its quay was rebuilt twice within ten years.
Vikmo lost its herring fleet after the great storm and never built another one on that shore.
"""

BIBLIOGRAPHY = """@book{harbours, author = {Orwick, Abel}, title = {Harbours and quays of the northern coast},
  year = 2011}
"""

MANUSCRIPT = """# Ports and bells

## Trade

Orwick writes that “Vikmo lost its whole fleet after the great storm and never built another one on that coast”
(Orwick, 2011). The harbour of Ostby handled 4,120 tonnes of coal in 1887 (Orwick, 2011).
Glass blowers preferred the southern shore of the lake (Tilney, 1987).
A bell cracks where the tin was stirred too late (Marlow, 1999).

| Town | Founders | Bells |
|---|---|---|
| Harlow | 12 | 90 |
| Ostby | 3 | 14 |
| Ostby | 3 | 14 |

## References

Orwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.
Tilney, C. (1987). Glass of the lakes. London: Kiln.
"""

HOSTILE_NAME = "<img src=x onerror=alert(1)>\u202e.md"

HOSTILE = """# <script>alert("title")</script>

The <b onclick="alert(2)">quay</b> was rebuilt {{ 7 * 7 }} times “javascript:alert(3)” (Nobody, 1999).
\u202eA bell \x07 cracks, it is said, in 45 percent of all the towns (Nobody, 1999).

| a | b |
|---|---|
| <script>alert(4)</script> | 2 |
| <script>alert(4)</script> | 2 |
"""

PDF = bootstrap.samples() / "edlund-2021-comparison.pdf"


def filled(library: Library, folder: Path) -> Library:
    (folder / "harbours.md").write_text(HARBOURS, encoding="utf-8")
    (folder / "library.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    assert [outcome.detail for outcome in take(library, files_in([folder]), read) if outcome.detail] == []
    return library


@pytest.fixture(scope="session")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library."""
    with Library(tmp_path_factory.mktemp("held"), HashingEncoder(256), create=True) as library:
        yield filled(library, tmp_path_factory.mktemp("shelved"))


@pytest.fixture
def dwindling(tmp_path_factory: pytest.TempPathFactory, serve) -> Iterator[object]:
    """A server of its own for a test that takes works out of its library."""
    library = Library(tmp_path_factory.mktemp("dwindling"), HashingEncoder(256), create=True)
    with library, serve(filled(library, tmp_path_factory.mktemp("shelved"))) as running:
        yield running


@pytest.fixture(scope="session")
def desk(shelved: Library, serve) -> Iterator[object]:
    """The server."""
    with serve(shelved) as running:
        yield running


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, serve) -> Iterator[object]:
    """A server that others reach as well: each has reviews of their own."""
    library = Library(tmp_path_factory.mktemp("shared"), HashingEncoder(64), create=True)
    with library, serve(library, hosts=None) as running:
        yield running


def ended(client: httpx.Client, job: str) -> dict[str, object]:
    """The job once it has ended."""
    for _ in range(600):
        state: dict[str, object] = client.get(f"/api/v1/jobs/{job}").json()
        if state["status"] in ("done", "failed", "cancelled"):
            return state
        time.sleep(0.05)
    raise AssertionError(state)


@pytest.fixture(scope="session")
def reviewed(desk) -> Callable[..., str]:
    """`reviewed(name, content)`: the id of the review of that manuscript, checked to the end."""

    def made(name: str, content: bytes | str, client: httpx.Client = desk.client) -> str:
        sent = content.encode() if isinstance(content, str) else content
        answer = client.post("/api/v1/reviews", files={"file": (name, sent)})
        assert answer.status_code == 202, answer.text
        job = ended(client, answer.json()["job"]["id"])
        assert job["status"] == "done", job
        assert job["result"] == f"/review/{answer.json()['id']}"
        return str(answer.json()["id"])

    return made


@pytest.fixture(scope="session")
def finished() -> Callable[[httpx.Client, str], dict[str, object]]:
    return ended


@pytest.fixture(scope="session")
def of_text(reviewed) -> str:
    """The id of the review of the manuscript in Markdown, of which nothing is decided."""
    return reviewed("ports.md", MANUSCRIPT)


@pytest.fixture(scope="session")
def ports() -> str:
    """The manuscript in Markdown."""
    return MANUSCRIPT


@pytest.fixture(scope="session")
def hostile_manuscript() -> tuple[str, str]:
    """The name and the text of a manuscript that means harm."""
    return HOSTILE_NAME, HOSTILE


@pytest.fixture(scope="session")
def of_pdf(reviewed) -> str:
    """The id of the review of a PDF, of which nothing is decided."""
    return reviewed("<b>measure</b>.pdf", PDF.read_bytes())


@pytest.fixture(scope="session")
def manuscript_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manuscript to be chosen in a form."""
    path = tmp_path_factory.mktemp("manuscripts") / "towns.md"
    path.write_text(MANUSCRIPT.replace("Ports and bells", "Towns and bells"), encoding="utf-8")
    return path
