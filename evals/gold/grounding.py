"""Pairs of a claim and a text, labelled by whether the text supports the claim; from sets that others published.

SciFact (Wadden et al. 2020), fever-symmetric (Schuster et al. 2019), WiCE (Kamoi et al. 2023) and FRANK (Pagnoni et
al. 2021).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import MaterialError
from evals.gold.archives import decompressed

PAIRS = Path("grounding") / "pairs.jsonl.xz"


@dataclass(frozen=True)
class Pair:
    """A claim, the text that it is held against (its title apart), and the label of the set."""

    id: str
    claim: str
    title: str
    text: str
    label: str


def pairs(benchmarks: Path, dataset: str, split: str) -> tuple[Pair, ...]:
    """The pairs of one set in its order; raises MaterialError where they are missing or broken."""
    path = benchmarks / PAIRS
    try:
        lines = decompressed(path).decode("utf-8").splitlines()
        found = [_pair(json.loads(line)) for line in lines if f'"{dataset}"' in line]
        wanted = [pair for of, pair in found if of == (dataset, split)]
    except (ValueError, KeyError, TypeError) as error:
        raise MaterialError(f"{path} can't be read as pairs of claims and texts: {error}") from error
    if not wanted:
        raise MaterialError(f"{path} holds no pairs of {dataset} {split}")
    return tuple(wanted)


def scifact_pairs(benchmarks: Path, split: str) -> tuple[Pair, ...]:
    """SciFact's claims with the abstracts that they were judged by; raises MaterialError."""
    path = benchmarks / "scifact" / f"pairs_{split}.jsonl"
    try:
        return tuple(_scifact(path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MaterialError(f"{path} can't be read as SciFact's pairs: {error}") from error


_SCIFACT_LABELS = {"SUPPORT": "support", "SUPPORTS": "support", "CONTRADICT": "contradict", "NEI": "neutral"}


def _scifact(path: Path) -> Iterator[Pair]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            one: dict[str, Any] = json.loads(line)
            label = _SCIFACT_LABELS[one["label"]]
            yield Pair(f"{one['id']}-{one['doc_id']}", one["claim"], one["title"], one["abstract"], label)


def _pair(one: dict[str, Any]) -> tuple[tuple[str, str], Pair]:
    pair = Pair(str(one["id"]), str(one["claim"]), "", str(one["evidence"]), str(one["label"]))
    return (str(one["dataset"]), str(one["split"])), pair
