"""What tests of every package build upon: documents, and libraries of them in a temporary folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from corpus.bibliography.record import Field, Record
from corpus.document import Document, Section, Span
from indexer.encoder import HashingEncoder
from indexer.library import Library

MakeDocument = Callable[..., Document]


def pytest_configure(config: pytest.Config) -> None:
    """The quick tests try a third of the examples of each property; `make test` tries them all."""
    if "not slow" in config.getoption("markexpr"):
        settings.register_profile("quick", max_examples=33)
        settings.load_profile("quick")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of the machine that it runs on."""
    for name in [name for name in os.environ if name.startswith("PINCITE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """A document made of sentences, under one heading, whose title a sidecar told."""
    return _document


def _document(*sentences: str, name: str = "paper.txt", title: str = "A paper") -> Document:
    heading = "Findings"
    text, spans = f"{heading}\n\n", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += f"{sentence} "
    return Document(
        name=name,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        text=text,
        record=Record((Field("title", title, "sidecar", "library.bib: paper"),)),
        sections=(Section(1, heading, Span(0, len(heading)), Span(0, len(text))),),
        sentences=tuple(spans),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library that knows words, not meanings."""
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as held:
        yield held


@pytest.fixture
def hold(tmp_path: Path) -> Callable[[Library, Document], None]:
    """Puts a made document into a library, with a source file that has its digest."""

    def put(library: Library, document: Document) -> None:
        source = tmp_path / document.name
        source.write_text(document.text, encoding="utf-8", newline="")
        library.put(document, source, state=document.digest)

    return put
