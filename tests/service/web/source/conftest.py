"""Documents whose leaves are looked at: pages with footnotes, columns and printed numbers, and texts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from service.bootstrap import samples

NOTES = "brandl-2018-history.pdf"
COLUMNS = "dunmore-2020-spillovers.pdf"
QUESTION = "What do firms learn from advice?"
"""Answered by two quotations, the first of which holds the words that are looked for."""

HOSTILE = """<script>alert("text")</script> & <img src=x onerror=alert(1)> </mark></div> stand here.

\u202eAnchors\u202c "quoted" {{ 7 * 7 }} and a bell \x07 within.
"""


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Document]:
    """`sample(name)`: a document of the samples, read anew."""
    return cache(lambda name: read(samples() / name))


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory, serve) -> Iterator:
    """A server of these documents, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("sources")
    for name in (NOTES, COLUMNS):
        shutil.copy(samples() / name, folder / name)
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "long.txt").write_text("\n\n".join(f"Paragraph {n} tells of mills." for n in range(900)), "utf-8")
    (folder / "lines.txt").write_bytes(b"One know-\r\nledge of tar.\r\n\r\nTwo ropes.\r\n")
    with Library(tmp_path_factory.mktemp("library"), HashingEncoder(64), create=True) as library:
        assert [one.detail for one in take(library, files_in([folder]), read) if one.status != "added"] == []
        with serve(library) as running:
            yield running


@pytest.fixture(scope="session")
def key(sources) -> Callable[[str], str]:
    """`key(name)`: the id of one of these documents."""
    return {holding.name: holding.id for holding in sources.library.holdings()}.__getitem__


@pytest.fixture(scope="session")
def at(sources) -> Callable[[str, str], tuple[int, int]]:
    """`at(name, words)`: where the words first stand in a document."""

    def found(name: str, words: str) -> tuple[int, int]:
        holding = next(holding for holding in sources.library.holdings() if holding.name == name)
        start = sources.library.document(holding).text.index(words)
        return start, start + len(words)

    return found


@pytest.fixture
def broken(tmp_path: Path, serve) -> Iterator:
    """A server whose only document is a PDF that has since gone bad on the disk."""
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library:
        list(take(library, files_in([samples() / COLUMNS]), read))
        library.source(library.holdings()[0]).write_bytes(b"%PDF-1.7 and nothing else")
        with serve(library) as running:
            yield running


@pytest.fixture
def beside(window, sources, ask):
    """`beside(**options)`: a window in which a quotation of an answer is open beside it."""

    def opened(**options):
        page = window(at=sources, **options)
        page.goto("/")
        ask(page, QUESTION)
        page.locator("#turn-1 a[data-source]").first.click()
        page.wait_for_selector("#pane .mark")
        return page

    return opened
