"""Labels for the items of a sequence by a linear-chain conditional random field, read from a trained model.

Lafferty, McCallum & Pereira (2001), "Conditional random fields"; the implementation is CRFsuite (Okazaki 2007).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import pycrfsuite

from corpus.shipped_file import ShippedFile

Item = Sequence[str]
"""What is known of one item of a sequence: its features, each a word that is there or is not."""


class SequenceTagger:
    """A trained model; it is opened when it is first asked, and several threads may ask it."""

    def __init__(self, model: ShippedFile | Path) -> None:
        self._file = model
        self._lock = Lock()

    def labels(self, items: Sequence[Item]) -> list[str]:
        """The most probable label of each item, all of them taken together (Viterbi)."""
        if not items:
            return []
        with self._lock:
            return list(self._model.tag(items))

    def sure_labels(self, items: Sequence[Item]) -> list[tuple[str, float]]:
        """The same labels, each with its probability, 0 to 1, given the whole sequence."""
        if not items:
            return []
        with self._lock:
            labels = self._model.tag(items)
            return [(label, self._model.marginal(label, at)) for at, label in enumerate(labels)]

    @cached_property
    def _model(self) -> pycrfsuite.Tagger:
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(self._content)
        return tagger

    @cached_property
    def _content(self) -> bytes:
        """Kept, since CRFsuite goes on reading it."""
        return self._file.content() if isinstance(self._file, ShippedFile) else self._file.read_bytes()


def train(
    sequences: Iterable[tuple[Sequence[Item], Sequence[str]]], model: Path, settings: Mapping[str, float | int | bool]
) -> None:
    """Train a model by L-BFGS on sequences with their labels and write it; `settings` are CRFsuite's own (c1, c2 …)."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for items, labels in sequences:
        trainer.append(items, labels)
    trainer.set_params(dict(settings))
    model.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(model))
