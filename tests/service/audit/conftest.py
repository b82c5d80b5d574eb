"""A library of texts, as their files would be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.catalogue import Holding
from indexer.library import Library

Put = Callable[[str, str], Holding]


class Texts:
    """Papers in Markdown, and what they say."""

    quays = (
        "The harbour of Ostby was dredged every spring, because the river carries sand into the basin when the snow "
        "melts. Captains paid the dredgers out of the landing fee, which rose in years of high water. When the railway "
        "came, the fee was dropped, and the basin silted up within nine winters."
    )
    claim = "Nine quays in ten were built by men who had never seen a ship of iron."
    others = (
        "Ropes were made of hemp that came from the east by barge.",
        "A pilot knew the bar by the colour of the water over it.",
        "The customs house kept a ledger of each bale and barrel.",
        "Storms took the old lighthouse in the year of the comet.",
        "Salt was weighed twice, once by the seller and once by the crown.",
        "Most crews wintered inland with the families of their wives.",
    )

    def filler(self, start: int) -> str:
        """A paragraph of three sentences that have little in common."""
        return " ".join(self.others[(start + offset) % len(self.others)] for offset in range(3))

    def paper(self, author: str, year: int, title: str, *paragraphs: str, references: str = "") -> str:
        """A paper with front matter that tells author, year and title."""
        front = f"---\ntitle: {title}\nauthor: {author}\ndate: {year}\n---\n\n# {title}\n\n{author}, {year}"
        end = f"\n\n## References\n\n{references}\n" if references else "\n"
        return front + "\n\n## Findings\n\n" + "\n\n".join(paragraphs) + end


@pytest.fixture
def put(library: Library, tmp_path: Path) -> Put:
    """Puts a Markdown text into the library under a name."""

    def made(name: str, text: str) -> Holding:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        document = read(path)
        held, _ = library.put(document, path, state=document.digest)
        return held

    return made


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Small papers that repeat, contradict and cite each other."""
    return Texts()
