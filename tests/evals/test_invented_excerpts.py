"""Excerpts that the ranker learns from: in order, and read as the product reads."""

from __future__ import annotations

import json

import pytest

from evals.training.invented_excerpts import EXCERPTS, excerpt_examples, reads_of
from indexer.encoder import HashingEncoder

RECORDS = {
    name: [json.loads(line) for line in (EXCERPTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in ("written", "held_back", "plain", "plain_held_back")
}


@pytest.mark.parametrize("name", RECORDS)
def test_each_question_names_sentences_that_are_there(name: str) -> None:
    for record in RECORDS[name]:
        numbers = range(len(record["sentences"]))
        assert all(set(one["s"]) <= set(numbers) for one in record["asked"]), record["id"]
        assert all(one["s"] or one["why"] for one in record["asked"]), record["id"]


def test_no_shelf_is_both_learnt_from_and_held_back() -> None:
    shelves = {name: {record["id"].partition("-")[0] for record in records} for name, records in RECORDS.items()}
    assert not shelves["written"] & shelves["held_back"]
    assert len({record["id"] for records in RECORDS.values() for record in records}) == sum(map(len, RECORDS.values()))


def test_rows_are_read_as_the_product_reads_them() -> None:
    told = ["Prices rose.", "Table 2. Price: olives: District = Beja; 2014 = 0.58", "They fell later."]
    first, row, last = reads_of("Olives", told)
    assert (first.sentence, first.context) == ("Prices rose.", "Olives.")
    assert (row.sentence, row.context) == ("District: Beja; 2014: 0.58", "Olives. Table 2. Price: olives")
    assert (last.sentence, last.context) == ("They fell later.", "Olives.")


def test_near_misses_have_nothing_right_and_plenty_that_is_near() -> None:
    examples = excerpt_examples(HashingEncoder(32), "held_back")
    assert len(examples) == sum(len(record["asked"]) for record in RECORDS["held_back"])
    assert {bool(example.right) for example in examples} == {True, False}
    assert all(len(example.others) >= 8 for example in examples)
