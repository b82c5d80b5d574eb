"""What tests of verifying build upon: small papers in a library, judged by words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from indexer.retrieval import Retriever
from service.verify.verifier import CLAIM_WEIGHTS, Verifier
from service.verify.word_judge import WordJudge

HARBOURS = """# Harbours of the north

Abel Example, 2011

## Growth

The harbour of Ostby handled 4,120 tonnes of coal in 1887. Its quay was rebuilt twice after storms.
Fishermen of Vikmo refused to pay the new harbour toll.

Table 1. Coal landed in the harbours

| Harbour | Tonnes of coal | Share of trade (%) |
|---|---|---|
| Ostby | 4120 | 41 |
| Vikmo | 3015 | 30 |
| Halden | 2900 | 29 |
"""

SCHOOLS = """# Schools of the trades

Berta Sample, 1998

## Lessons

Technical schools taught drawing and metallurgy to apprentices.
Apprentices who finished the school earned a third more than those who did not.
The guilds never paid for the lessons of their apprentices.
"""

BIBLIOGRAPHY = """
@book{harbours-2011, author = {Example, Abel}, title = {Harbours of the north}, year = {2011}}
@book{schools-1998, author = {Sample, Berta}, title = {Schools of the trades}, year = {1998}}
"""

PAPERS = {"harbours-2011.md": HARBOURS, "schools-1998.md": SCHOOLS}


@pytest.fixture
def library_of(tmp_path: Path) -> Callable[..., Library]:
    """An open library of the given texts, by file name."""

    def made(texts: dict[str, str]) -> Library:
        folder = tmp_path / "papers"
        folder.mkdir()
        (folder / "library.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        library = Library(tmp_path / "library", HashingEncoder(256), create=True)
        assert all(outcome.status == "added" for outcome in take(library, files_in([folder]), read))
        return library

    return made


@pytest.fixture
def papers(library_of: Callable[..., Library]) -> Library:
    return library_of(PAPERS)


@pytest.fixture
def verifier(papers: Library) -> Verifier:
    return verifier_of(papers)


def verifier_of(library: Library) -> Verifier:
    return Verifier(library, Retriever(library, CLAIM_WEIGHTS), WordJudge())
