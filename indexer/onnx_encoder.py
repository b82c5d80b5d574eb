"""An exported encoder: a graph for ONNX Runtime and a tokenizer, which is all that encoding needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

import numpy as np

from indexer.encoder import Vectors
from indexer.onnx_session import OnnxSession
from indexer.onnx_session import tokenizer as loaded_tokenizer

TOKENS_TOGETHER = 1024
"""How many tokens are encoded at once: beyond that the processor's caches are full (measured: 8 to 25 sentences)."""


@dataclass(frozen=True)
class ExportedForm:
    """What there is to know of an exported model beside its files.

    `longest`: tokens, its special ones among them, beyond which a text is cut; the prompts are put before each
    question and each passage; `together`: whether a text's vector stays the same to the bit when texts of the same
    length are encoded with it.
    """

    name: str
    dimension: int
    longest: int
    question_prompt: str = ""
    passage_prompt: str = ""
    together: bool = False


class Model(Protocol):
    """A loaded model, exported or as sentence-transformers runs it."""

    @property
    def form(self) -> ExportedForm:
        """What there is to know of it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages."""

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions."""


class OnnxEncoder:
    """Runs an exported model. Safe for threads.

    Texts are encoded with others of exactly their length in tokens, so nothing is ever padded, and each core works on
    texts of its own. What a text's vector is depends on nothing but the text (on one machine, to the bit).
    """

    def __init__(self, form: ExportedForm, graph: Path | bytes, tokenizer: str) -> None:
        """Load the model; `graph` is an ONNX file or its content, `tokenizer` the content of a tokenizer.json."""
        self._form = form
        self._tokenizer = loaded_tokenizer(tokenizer, form.longest)
        self._session = OnnxSession(graph)

    @property
    def form(self) -> ExportedForm:
        """As it was loaded with."""
        return self._form

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages."""
        return self._encode([self._form.passage_prompt + text for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions."""
        return self._encode([self._form.question_prompt + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self._form.dimension), dtype=np.float32)
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        groups = list(self._groups([len(ids) for ids in tokens]))
        (name,) = self._session.inputs
        stacks = [{name: np.array([tokens[i] for i in group], dtype=np.int64)} for group in groups]
        for group, found in zip(groups, self._session.run_all(stacks), strict=True):
            vectors[group] = found
        return vectors

    def _groups(self, lengths: Sequence[int]) -> Iterator[list[int]]:
        """The numbers of texts of one length, as many as go together, longest first so that no core ends late."""
        order = sorted((i for i, length in enumerate(lengths) if length), key=lambda i: (-lengths[i], i))
        for length, equals in groupby(order, key=lengths.__getitem__):
            size = max(1, TOKENS_TOGETHER // length) if self._form.together else 1
            group = list(equals)
            yield from (group[begin : begin + size] for begin in range(0, len(group), size))
