"""docling's test PDFs with the Markdown that they are held to give (docling-project/docling, MIT)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.gold.archives import DOCLING, unpacked

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"^```\w*$", re.MULTILINE)
_RULE = re.compile(r"^\|[-| :]+\|$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([_*#\[\]()<>|`~])")


@dataclass(frozen=True)
class TextPair:
    """A PDF, and the text that its pages hold in order, mark-up taken out."""

    pdf: Path
    text: str


@contextmanager
def text_pairs(benchmarks: Path) -> Iterator[tuple[TextPair, ...]]:
    """Every PDF with a text layer that has a ground truth, by name. Raises MaterialError where there is none."""
    with unpacked(benchmarks / DOCLING) as folder:
        found = sorted(folder.rglob("pdf/sources/*.pdf"))
        yield tuple(TextPair(pdf, _words_of(gold)) for pdf in found if (gold := _gold(pdf)).is_file())


def _gold(pdf: Path) -> Path:
    return pdf.parent.parent / "groundtruth" / f"{pdf.stem}.md"


def _words_of(gold: Path) -> str:
    """The Markdown without comments, fences, table rules and escapes; its words are left as they are."""
    text = gold.read_text(encoding="utf-8")
    for mark in (_COMMENT, _FENCE, _RULE):
        text = mark.sub(" ", text)
    return html.unescape(_ESCAPE.sub(r"\1", text))
