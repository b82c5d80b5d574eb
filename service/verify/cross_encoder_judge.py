"""The judge that a user names: a sentence-transformers CrossEncoder trained on natural language inference."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, Protocol

from indexer.errors import EncoderUnavailable
from service.errors import SettingError
from service.verify.judge import EvidenceText, Stances

Side = Literal["supports", "contradicts", "neither"]

_SIDES: tuple[tuple[str, Side], ...] = (
    ("not_entail", "neither"), ("not entail", "neither"), ("non_entail", "neither"), ("non-entail", "neither"),
    ("entail", "supports"), ("support", "supports"), ("contradict", "contradicts"), ("refut", "contradicts"),
    ("neutral", "neither"), ("nei", "neither"), ("not enough", "neither"), ("not_enough", "neither"),
)  # fmt: skip
"""What the labels of models begin with, as data sets for natural language inference and fact checking name them."""


class PairModel(Protocol):
    """What gives probabilities of labels to pairs of texts."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in the order of the probabilities."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[float, ...], ...]:
        """For each pair the probability of each label."""


def sides_of(labels: Sequence[str]) -> tuple[Side, ...]:
    """What each label means; raises SettingError for labels that aren't those of natural language inference."""
    found = [next((side for start, side in _SIDES if label.lower().startswith(start)), None) for label in labels]
    sides = tuple(side for side in found if side is not None)
    if len(sides) != len(labels) or "supports" not in sides:
        raise SettingError(
            f"PINCITE_VERDICT_MODEL names a model with the labels {', '.join(labels) or 'of nothing'}: "
            "one that tells entailment, neutral and contradiction is needed"
        )
    return sides


class CrossEncoderJudge:
    """Judges by a model that reads claim and evidence together. It is loaded at the first claim."""

    def __init__(self, name: str, model: PairModel | None = None) -> None:
        self._name = name
        self._given = model

    def judge(self, claim: str, evidence: Sequence[EvidenceText]) -> tuple[Stances, ...]:
        """The stances of each evidence text, in their order; raises SettingError where the model can't be used."""
        found = self._model.probabilities([(_premise(text), claim) for text in evidence])
        return tuple(self._stances(row) for row in found)

    @cached_property
    def _model(self) -> PairModel:
        if self._given is not None:
            return self._given
        from indexer.torch_model import TorchPairModel

        try:
            return TorchPairModel(self._name)
        except EncoderUnavailable as error:
            raise SettingError(f"PINCITE_VERDICT_MODEL: {error}") from error

    @cached_property
    def _sides(self) -> tuple[Side, ...]:
        return sides_of(self._model.labels)

    def _stances(self, row: Sequence[float]) -> Stances:
        by_side = dict.fromkeys(("supports", "contradicts", "neither"), 0.0)
        for side, probability in zip(self._sides, row, strict=True):
            by_side[side] += probability
        supports, contradicts = round(by_side["supports"], 4), round(by_side["contradicts"], 4)
        step = f"The model {self._name} gives support {supports:.2f}, contradiction {contradicts:.2f}."
        conflicts = (step,) if contradicts > supports else ()
        return Stances(supports, contradicts, round(max(1 - supports - contradicts, 0.0), 4), (step,), conflicts)


def _premise(text: EvidenceText) -> str:
    """The sentence; a table's row under its caption, without which its figures are of nothing."""
    return text.text if text.before or text.after or not text.section else f"{text.section}: {text.text}"
