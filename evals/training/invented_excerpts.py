"""Examples from excerpts of invented papers: prose and tables of the kind that the product reads most."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from evals.training.answer_examples import Example, Shelf, with_odds
from indexer.encoder import Encoder
from indexer.pair_model import Read
from indexer.passages import row_reading

EXCERPTS = Path(__file__).parent / "excerpts"


ANSWERED = 0.3
"""The log-odds that a question on an excerpt is answered, whatever is near to it."""

Excerpts = Literal["written", "held_back", "plain", "plain_held_back"]


def excerpt_examples(encoder: Encoder, name: Excerpts) -> tuple[Example, ...]:
    """The questions on these excerpts, shelf by shelf."""
    lines = (EXCERPTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    shelves = groupby(sorted(records, key=_shelf_of), key=_shelf_of)
    return tuple(example for _, shelf in shelves for example in _of_shelf(list(shelf), encoder))


def reads_of(title: str, sentences: Sequence[str]) -> tuple[Read, ...]:
    """Each sentence or row as the product gives it to the model: with what stands beside it, or under its caption."""
    rows = [_row(title, line) for line in sentences]
    prose = ["" if row else line for row, line in zip(rows, sentences, strict=True)]
    return tuple(row or read for row, read in zip(rows, in_context(title, prose), strict=True))


def in_context(title: str, sentences: Sequence[str]) -> tuple[Read, ...]:
    """Each sentence with the title and the sentences beside it."""
    pairs = zip(["", *sentences], [*sentences[1:], ""], strict=False)
    around = [f"{title}. {before} {after}".strip() for before, after in pairs]
    return tuple(Read(line, beside) for line, beside in zip(sentences, around, strict=True))


def _row(title: str, line: str) -> Read | None:
    """What is read of a row, written as `Caption: Head = cell; Head = cell`; None for a sentence."""
    caption, colon, told = line[: line.find(" = ")].rpartition(": ") if " = " in line else ("", "", "")
    if not colon:
        return None
    cells = [part.partition(" = ") for part in f"{told}{line[line.find(' = ') :]}".split("; ")]
    return Read(row_reading([head for head, _, _ in cells], [cell for _, _, cell in cells]), f"{title}. {caption}")


def _of_shelf(records: Sequence[Mapping[str, Any]], encoder: Encoder) -> Iterator[Example]:
    found = {record["id"]: reads_of(record["title"], record["sentences"]) for record in records}
    shelf = Shelf.of(found, encoder)
    asked = [
        (one["q"], [shelf.places[record["id"], number] for number in one["s"]])
        for record in records
        for one in record["asked"]
    ]
    yield from with_odds(shelf, asked, encoder)


def _shelf_of(record: Mapping[str, Any]) -> str:
    return str(record["id"].partition("-")[0])
