"""Exported models: a graph that ONNX Runtime runs, and the tokenizer that goes with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from tokenizers import Tokenizer

Inputs = Mapping[str, NDArray[np.int64]]
"""What one run takes: its arrays by their names."""

ERRORS_ONLY = 3


class OnnxSession:
    """Runs one graph. Safe for threads; each run has one core, and several runs go on at once."""

    def __init__(self, graph: Path | bytes) -> None:
        """Load an ONNX file or its content."""
        # From a path where there is one: a graph of over 2 GB keeps its weights in files beside it.
        self._session = InferenceSession(
            graph if isinstance(graph, bytes) else str(graph), _options(), providers=["CPUExecutionProvider"]
        )
        self.inputs = tuple(each.name for each in self._session.get_inputs())

    def run_all(self, runs: Sequence[Inputs]) -> Iterator[NDArray[np.float32]]:
        """The first output of each run, in order."""
        if min(len(runs), _cores()) <= 1:
            yield from map(self._run, runs)
        else:
            yield from self._runners.map(self._run, runs)

    @cached_property
    def _runners(self) -> ThreadPoolExecutor:
        """As many threads as cores for whoever asks: more at once would only keep each other waiting.

        Runs begin in the order that they came in, so that who asked first is answered first.
        """
        return ThreadPoolExecutor(_cores(), thread_name_prefix="pincite-model")

    def _run(self, inputs: Inputs) -> NDArray[np.float32]:
        return np.asarray(self._session.run(None, dict(inputs))[0], dtype=np.float32)


def tokenizer(content: str, longest: int | None = None) -> Any:
    """The tokenizer in the content of a tokenizer.json, without padding, cutting texts at `longest` tokens if given."""
    made = Tokenizer.from_str(content)
    made.no_padding()
    if longest is None:
        made.no_truncation()
    else:
        made.enable_truncation(longest)
    return made


def _options() -> SessionOptions:
    options = SessionOptions()
    # One thread a run: several runs at once use the cores better, and a busy machine slows them less.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Not ENABLE_ALL, whose layouts are made for convolutions.
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.log_severity_level = ERRORS_ONLY
    return options


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
