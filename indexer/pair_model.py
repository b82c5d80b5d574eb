"""A pair model: reads a question and a sentence together and tells how likely it is that the one answers the other.

A small BERT as a cross-encoder (Nogueira & Cho 2019), exported to ONNX with weights in 8 bits. What it was trained on,
and how well it does, stands on the card beside its files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import ShippedFileDamaged
from corpus.shipped_file import ShippedFile
from indexer.errors import EncoderUnavailable
from indexer.onnx_session import Inputs, OnnxSession, tokenizer

GRAPH, TOKENIZER = "ranker.onnx", "tokenizer.json"

SHIPPED: Mapping[str, str] = {
    GRAPH: "e55bb3214316b73a0062f0a7d1da75e2f7a2223969d93a1445ee07eb18dfc293",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The SHA-256 of each file of the model that comes with Pincite."""

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

    def __init__(self, folder: Path, digests: Mapping[str, str] = SHIPPED) -> None:
        """The model whose graph and tokenizer lie in `folder` and have these SHA-256 `digests`.

        Its first use raises EncoderUnavailable where they don't.
        """
        self._files = {name: ShippedFile(folder / name, digest) for name, digest in digests.items()}

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
        return OnnxSession(self._content(GRAPH))

    @cached_property
    def _tokenizer(self) -> Any:
        return tokenizer(self._content(TOKENIZER).decode())

    def _content(self, name: str) -> bytes:
        try:
            return self._files[name].content()
        except ShippedFileDamaged as error:
            raise EncoderUnavailable(str(error)) from error
