"""SciFact (Wadden et al. 2020): scientific claims, and the abstracts of the works that they were written from."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evals.errors import MaterialError


@dataclass(frozen=True)
class Abstract:
    """A work's title and the sentences of its abstract."""

    id: str
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """Title and abstract as one text."""
        return f"{self.title}\n{' '.join(self.sentences)}"


@dataclass(frozen=True)
class Claim:
    """A claim, and the ids of the works that it was written from: those a search for it should find."""

    id: str
    text: str
    works: frozenset[str]


def abstracts(benchmarks: Path) -> tuple[Abstract, ...]:
    """All abstracts, in the set's order; raises MaterialError."""
    records = _records(benchmarks / "scifact" / "corpus.jsonl.xz")
    return tuple(Abstract(str(one["doc_id"]), str(one["title"]), tuple(map(str, one["abstract"]))) for one in records)


def claims(benchmarks: Path, split: Literal["train", "dev"]) -> tuple[Claim, ...]:
    """The claims of a split, in the set's order; raises MaterialError."""
    records = _records(benchmarks / "scifact" / f"claims_{split}.jsonl")
    return tuple(Claim(str(one["id"]), str(one["claim"]), frozenset(map(str, one["cited_doc_ids"]))) for one in records)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        raw = path.read_bytes()
        text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
        yield from (json.loads(line) for line in text.split("\n") if line.strip())
    except (OSError, lzma.LZMAError, ValueError) as error:
        raise MaterialError(f"{path} can't be read as a part of SciFact: {error}") from error
