"""Files of other systems are read as those of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Span
from corpus.reading.read import read
from corpus.structure.line_ends import as_lines, with_line_feeds

PAPER = """# Quays

Theo Rivers

## What others say

Herring came in spring and left before the summer was over, as Holm (1994) writes.

> Every quay of the coast was rebuilt twice within ten years (Holm, 1994).

## References

Berg, K. (1999). Mills along the river. Journal of Small Towns, 3(1), 11–29.

Holm, A. (1994). The winters of a harbour. Journal of Small Towns, 1(2), 3–17.
"""


@given(st.text(alphabet="a \r\n"))
def test_no_character_moves(text: str) -> None:
    for changed in (with_line_feeds(text), as_lines(text)):
        assert len(changed) == len(text)
        assert all(a == b or (a.isspace() and b.isspace()) for a, b in zip(text, changed, strict=True))
    assert "\r" not in as_lines(text)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_structure_is_the_same_whatever_ends_the_lines(tmp_path: Path, end: str) -> None:
    plain, other = tmp_path / "plain.md", tmp_path / "other.md"
    plain.write_bytes(PAPER.encode())
    other.write_bytes(PAPER.replace("\n", end).encode())
    ours, theirs = read(plain), read(other)
    assert _structure(ours) == _structure(theirs)
    assert len(ours.quotations) == 1 and len(ours.references) == 2


def _structure(document: Document) -> list[list[str]]:
    spans: list[list[Span]] = [
        [one.span for one in layer]
        for layer in (document.references, document.callouts, document.quotations, document.sections)
    ]
    return [[" ".join(span.of(document.text).split()) for span in layer] for layer in (*spans, document.sentences)]
