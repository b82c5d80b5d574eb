"""A library in which an audit finds something of most kinds, served."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library

QUAYS = (
    "The harbour of Ostby was dredged every spring, because the river carries sand into the basin when the snow "
    "melts. Captains paid the dredgers out of the landing fee, which rose in years of high water. When the railway "
    "came, the fee was dropped, and the basin silted up within nine winters."
)
NEARLY = QUAYS.replace("nine winters", "eleven winters")
ROPES = "Ropes were made of hemp that came from the east by barge, and a pilot knew the bar by its colour."
TABLE = """Table 1. Traffic of the harbours, 1887

| Harbour | Ships | Tonnes | Crew |
|---|---|---|---|
| Ostby | {ships} | 41250 | 3120 |
| Vikmo | 2210 | 30150 | 2480 |
| Sandnes | 1480 | 19320 | 1190 |
"""


WORKS = (("Aas", "On crews and ledgers"), ("Berg", "Winters of the coast"), ("Dahl", "The price of salt"))


def paper(author: str, year: int, title: str, *parts: str) -> str:
    body = "\n\n".join(parts)
    return f"---\ntitle: {title}\nauthor: {author}\ndate: {year}\n---\n\n# {title}\n\n## Findings\n\n{body}\n"


PAPERS = {
    "kvist.md": paper("Abel Kvist", 1998, "Harbours of the north", QUAYS, TABLE.format(ships=4120)),
    "lund.md": paper("Berta Lund", 2007, "Sand and the <b>railway</b>", NEARLY, ROPES, TABLE.format(ships=4310)),
    "moe.md": paper("Cato Moe", 2011, "Pilots and their pay", ROPES.upper(), TABLE.format(ships=4770)),
    "moe-copy.txt": paper("Cato Moe", 2011, "Pilots and their pay", ROPES.upper()),
    "claims.md": paper(
        "Dora Nes",
        2012,
        "Crews",
        *(f"Crew {n} of the {n % 7 + 2} masters wintered inland in house {n * 31} [{n}]." for n in range(1, 64)),
        "## References",
        "\n".join(
            f"{n}. {name}, A. (19{80 + n}). {title}. Ostby: Tide Press." for n, (name, title) in enumerate(WORKS, 1)
        ),
    ),
}


@pytest.fixture(scope="session")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbours")
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, papers: Path) -> Library:
    library = Library(folder, HashingEncoder(256), create=True)
    assert [outcome.detail for outcome in take(library, files_in([papers]), read) if outcome.status != "added"] == []
    return library


def waited(server, job: dict[str, object]) -> dict[str, object]:
    until = time.monotonic() + 60
    while job["status"] not in ("done", "failed", "cancelled"):
        assert time.monotonic() < until
        time.sleep(0.05)
        job = server.client.get(f"/api/v1/jobs/{job['id']}").json()
    return job


@pytest.fixture(scope="session")
def audit():
    """`audit(server)`: audits its library over the API, and gives the job when it has ended."""
    return lambda server: waited(server, server.client.post("/api/v1/audit").json())


@pytest.fixture(scope="session")
def audited(harbours, serve, audit, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A server whose library was audited, for tests that change nothing."""
    with made(tmp_path_factory.mktemp("audited") / "library", harbours) as library, serve(library) as running:
        assert audit(running)["status"] == "done"
        yield running


@pytest.fixture
def fresh(harbours, serve, tmp_path: Path) -> Iterator[object]:
    """A server of its own, whose library was never audited."""
    with made(tmp_path / "library", harbours) as library, serve(library) as running:
        yield running
