"""The parts of a reference entry, told by a trained sequence model.

The model lies beside this module in `models/`, with a card that says what it learnt from and how well it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.shipped_file import ShippedFile
from corpus.structure.references.features import features
from corpus.structure.references.sequence_tagger import SequenceTagger
from corpus.structure.references.tokens import Token, tokens

MODEL = Path(__file__).parent / "models" / "references.crfsuite"
SHIPPED = ShippedFile(MODEL, "b3bd348b91865a2ca1235331a9dd98144e2818cdbf02c0bdbf595830ddd07072")
OTHER = "other"
"""The label of what belongs to no part: cue words, brackets, dashes."""


@dataclass(frozen=True)
class Tagging:
    """An entry's tokens, the label of each, and how probable each label is by itself, 0 to 1."""

    tokens: Sequence[Token]
    labels: Sequence[str]
    probabilities: Sequence[float]


class ReferenceTagger:
    """A trained model of reference entries; it is opened when it is first asked."""

    def __init__(self, model: ShippedFile | Path = SHIPPED) -> None:
        self._tagger = SequenceTagger(model)

    def tagged(self, text: str) -> Tagging:
        """The tokens of the entry `text` with their labels."""
        found = tokens(text)
        sure = self._tagger.sure_labels(features(found))
        return Tagging(found, [label for label, _ in sure], [probability for _, probability in sure])
