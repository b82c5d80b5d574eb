"""Examples from claims: what a claim was written from is right, whatever else is near."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from evals.training.claimed_works import SENTENCES, work_examples
from indexer.encoder import HashingEncoder

WORKS = {
    1: ("Kilns", ["A tunnel kiln fires bricks.", "The fuel is gas.", "Bricks leave it cold."]),
    2: ("Walls", ["A kiln fires the bricks of this wall."]),
    3: ("Bees", ["Drones leave in autumn."]),
}


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    folder = tmp_path / "scifact"
    folder.mkdir()
    works = [{"doc_id": key, "title": title, "abstract": text} for key, (title, text) in WORKS.items()]
    claims = [
        {"id": 1, "claim": "A kiln fires bricks.", "cited_doc_ids": [1]},
        {"id": 2, "claim": "Nobody wrote of this.", "cited_doc_ids": [9]},
    ]
    (folder / "corpus.jsonl.xz").write_bytes(lzma.compress("\n".join(map(json.dumps, works)).encode()))
    (folder / "claims_train.jsonl").write_text("\n".join(map(json.dumps, claims)), encoding="utf-8")
    return tmp_path


def test_the_nearest_sentences_of_what_was_cited_are_right_and_those_of_others_are_not(benchmarks: Path) -> None:
    (example,) = work_examples(benchmarks, HashingEncoder(512))
    assert example.question == "A kiln fires bricks."
    assert len(example.right) == SENTENCES
    assert "A tunnel kiln fires bricks." in {read.sentence for read in example.right}
    assert all(read.context.startswith("Kilns. ") for read in example.right)
    assert [read.sentence for read in example.others] == [WORKS[2][1][0], WORKS[3][1][0]]
