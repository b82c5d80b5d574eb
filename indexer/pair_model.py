"""A pair model: reads a question and a sentence together and tells how likely it is that the one answers the other.

A small BERT as a cross-encoder (Nogueira & Cho 2019), exported to ONNX with weights in 8 bits. What it was trained on,
and how well it does, stands on the card beside its files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from indexer.onnx_session import Inputs, OnnxSession, tokenizer

GRAPH, TOKENIZER = "ranker.onnx", "tokenizer.json"

MOST_OF_QUESTION, MOST_OF_SENTENCE, MOST_TOGETHER = 40, 80, 130
"""Tokens that are read of each, and of both with their context: as long as in training."""


@dataclass(frozen=True)
class Read:
    """What is read of a passage: its own words, and those around it that say what it is about."""

    sentence: str
    context: str


class PairModel:
    """The model in a folder, loaded at the first question. Safe for threads.

    Each pair is read by itself, since weights in 8 bits make a number depend on its company.
    """

    def __init__(self, folder: Path) -> None:
        """The model whose graph and tokenizer lie in `folder`."""
        self._folder = folder

    def logits(self, question: str, passages: Sequence[Read]) -> tuple[float, ...]:
        """For each passage the log-odds that it answers, to two decimals: below that, processors differ."""
        asked = self._tokens(question)[:MOST_OF_QUESTION]
        runs = [self._inputs(asked, passage) for passage in passages]
        return tuple(round(float(found.reshape(-1)[0]), 2) for found in self._session.run_all(runs))

    def _inputs(self, asked: Sequence[int], passage: Read) -> Inputs:
        sentence = self._tokens(passage.sentence)[:MOST_OF_SENTENCE]
        around = self._tokens(passage.context)[: max(0, MOST_TOGETHER - len(asked) - len(sentence))]
        first, end = self._marks
        ids = [first, *asked, end, *sentence, end, *around, end]
        kinds = [0] * (len(asked) + 2) + [1] * (len(sentence) + len(around) + 2)
        return dict(zip(self._session.inputs, (np.array([ids]), np.array([kinds])), strict=True))

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    @cached_property
    def _marks(self) -> tuple[int, int]:
        return self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")

    @cached_property
    def _session(self) -> OnnxSession:
        return OnnxSession(self._folder / GRAPH)

    @cached_property
    def _tokenizer(self) -> Any:
        return tokenizer((self._folder / TOKENIZER).read_text(encoding="utf-8"))
