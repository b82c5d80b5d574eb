"""A small library of works, and manuscripts that quote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.library import Library

HARBOUR = """# The winters of a harbour

Ada Holm

## Coal

The harbour of Ostby handled 4,120 tonnes of coal in 1887, which was more than any other harbour of the coast could
claim.[3] Its quay was rebuilt twice, and each time the merchants who paid for it asked the town to share the cost. No
merchant has ever said that the quay was worth its price (Berg, 1890), but none has left the town because of it.

A quay is worth what is landed on it in a winter, not what it cost to build. The colour of the stone did not matter to
anyone, and the organisation of the labour mattered to every family in the street.

## Fish

Herring came in spring and left before the summer was over. About 12 per cent of the boats belonged to widows. The
trade in salted fish was never informal, since each barrel was weighed by an officer of the crown and written down.
"""

MILLS = """# Mills along the river

Karl Berg

## Water

Mills stand where the river falls, and the owners of the mills have always quarrelled about the water that others
take. A mill without a neighbour is a poor mill, because nobody repairs the weir but those who need it every day. Of
the 43 mills that were counted, 17 had stopped before the railway came, and 9 stopped within a year after it.
"""

SIDECAR = """@article{{{key},
  author = {{{author}}},
  title = {{{title}}},
  journal = {{Journal of Small Towns}},
  year = {{{year}}}
}}
"""

REFERENCES = """
## References

Berg, K. (1999). Mills along the river. Journal of Small Towns, 3(1), 11–29.

Holm, A. (1994). The winters of a harbour. Journal of Small Towns, 1(2), 3–17.

Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""


@pytest.fixture
def small_library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "works"
    folder.mkdir()
    with Library(tmp_path / "library", HashingEncoder(16), create=True) as library:
        works = (
            ("holm", HARBOUR, "Holm, Ada", "The winters of a harbour", 1994),
            ("berg", MILLS, "Berg, Karl", "Mills along the river", 1999),
        )
        for key, text, author, title, year in works:
            path = folder / f"{key}.md"
            path.write_text(text, encoding="utf-8")
            path.with_suffix(".bib").write_text(
                SIDECAR.format(key=key, author=author, title=title, year=year), encoding="utf-8"
            )
            library.put(read(path), path, "read")
        yield library


@pytest.fixture
def manuscript(text_document: Callable[..., Document]) -> Callable[[str], Document]:
    """A manuscript with these paragraphs and a list of three references, the first two of them held."""

    def made(text: str) -> Document:
        return text_document(f"# On small towns\n\nTheo Rivers\n\n## What others say\n\n{text}\n{REFERENCES}", "ms.md")

    return made
