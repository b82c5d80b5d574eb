"""What the classifier sees of a claim and a text: the gates' signals, the alignment, and nearness of meaning."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.encoder import Vectors
from service.verify.calibration.alignment import MET, Alignment, aligned
from service.verify.calibration.denial import denial
from service.verify.calibration.kinds import kinds
from service.verify.calibration.replaced import has_replaced_name
from service.verify.gates.amounts import amounts
from service.verify.gates.extents import extent_of
from service.verify.gates.function_words import ASSOCIATIVE, CAUSAL, CERTAINTY, HEDGES
from service.verify.gates.names import named
from service.verify.gates.negation import negators
from service.verify.gates.opposites import sign
from service.verify.gates.passing import signals
from service.verify.gates.reading import Reading, Word
from service.verify.gates.signal import Signal
from service.verify.gates.years import periods

_REACH = 7


BEARING = (
    "near", "covered", "covered.literally", "covered.widely", "covered.least", "covered.second", "unmet.share",
    "text.covered", "pairs.met", "in.order",
)  # fmt: skip
"""The features by which a text bears on a claim, whichever side it takes."""

TURNING = (
    "denied.stated", "denied.alike", "stated.denied", "claim.denies*covered", "claim.denies*covered.least",
    "claim.denies*last.met", "claim.denies*near", "claim.denies*pairs.met", "claim.denies*name.replaced", "kind.met",
    "kind.unmet", "denied.kind.met", "denied.kind.unmet", "name.replaced",
)  # fmt: skip
"""The features of denials, kinds and exchanged names: all are 0 of a claim that has none of these."""


@dataclass(frozen=True)
class Side:
    """A claim or a text: as read, and its unit vector where there is an encoder."""

    read: Reading
    vector: Vectors | None = None


def features(claim: Side, text: Side, around: Reading) -> tuple[dict[str, float], tuple[Signal, ...]]:
    """The features by name, and the signals that they rest on; `around` is what stands beside and above the text."""
    found = signals(claim.read, text.read)
    align = aligned(claim.read, text.read.carrying)
    wide = aligned(claim.read, text.read.carrying + around.carrying)
    values = _gated(found) | _aligned(align, wide, text.read) | _overlap(claim.read, text.read)
    values |= _tendencies(claim.read, text.read) | _kinds(claim.read, text.read)
    values["claim.words"] = math.log1p(len(claim.read.carrying))
    values["text.words"] = math.log1p(len(text.read.carrying))
    if claim.vector is not None and text.vector is not None:
        values["near"] = float(claim.vector @ text.vector)
    else:
        values["near"] = 0.0
    for gate in ("direction", "negation", "numbers", "names", "roles", "years"):
        values[f"{gate}.conflict*covered"] = values[f"{gate}.conflict"] * values["covered"]
    denies = values["claim.denies"]
    values |= denial(claim.read, text.read, values) | kinds(claim.read, align, denies)
    values["name.replaced"] = float(has_replaced_name(claim.read, text.read, align))
    values["claim.denies*name.replaced"] = denies * values["name.replaced"]
    return values, found


def _gated(found: tuple[Signal, ...]) -> dict[str, float]:
    values: dict[str, float] = {}
    for signal in found:
        values[f"{signal.gate}.agree"] = signal.strength if signal.stance == "agree" else 0.0
        values[f"{signal.gate}.conflict"] = signal.strength if signal.stance == "conflict" else 0.0
    values["conflicts"] = float(sum(s.stance == "conflict" and s.gate not in ("hedges", "causes") for s in found))
    return values


def _aligned(align: Alignment, wide: Alignment, text: Reading) -> dict[str, float]:
    near, broad = np.sort(align.nearness), np.sort(wide.nearness)
    if not len(near):
        near = broad = np.zeros(1)
    unmet = near < MET
    met_places = set(align.nearest[align.nearness >= MET].tolist())
    return {
        "covered": float(near.mean()),
        "covered.least": float(near[0]),
        "covered.second": float(near[min(1, len(near) - 1)]),
        "covered.literally": float(align.literal.mean()) if len(align.literal) else 0.0,
        "covered.widely": float(broad.mean()),
        "covered.widely.least": float(broad[0]),
        "covered.widely.literally": float(wide.literal.mean()) if len(wide.literal) else 0.0,
        "unmet": float(unmet.sum()),
        "unmet.share": float(unmet.mean()),
        "text.covered": len(met_places) / max(1, len(text.carrying)),
        "opposed": float(align.opposed),
        "last.met": float(align.nearness[-1]) if len(align.nearness) else 0.0,
        "first.met": float(align.nearness[0]) if len(align.nearness) else 0.0,
    }


def _overlap(claim: Reading, text: Reading) -> dict[str, float]:
    one, other = [w.root for w in claim.words], [w.root for w in text.words]
    pairs, theirs = set(pairwise(one)), set(pairwise(other))
    return {
        "pairs.met": len(pairs & theirs) / max(1, len(pairs)),
        "in.order": _longest_common(tuple(w.root for w in claim.carrying), tuple(w.root for w in text.carrying)),
    }


def _longest_common(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The longest run of words, gaps allowed, that both have in one order, as a share of the first's words."""
    row = [0] * (len(other) + 1)
    for word in one:
        last = 0
        for place, theirs in enumerate(other, 1):
            last, row[place] = row[place], last + 1 if word == theirs else max(row[place], row[place - 1])
    return row[-1] / max(1, len(one))


def _tendencies(claim: Reading, text: Reading) -> dict[str, float]:
    """Which way the claim and the text tend: the sum and the product of their words of rising and falling.

    A product of signs is how effects compose: the loss (-) of what hinders (-) helps (+). Of the text, only what stands
    near a word that the claim has too is counted.
    """
    shared = [word.place for word in text.carrying if word.root in claim.roots]
    mine, theirs = (
        _signs(claim.carrying),
        _signs(tuple(w for w in text.carrying if any(abs(w.place - place) <= _REACH for place in shared))),
    )
    product, other = math.prod(mine), math.prod(theirs)
    both = bool(mine) and bool(theirs)
    return {
        "tends.alike": float(sum(mine) * sum(theirs) > 0),
        "tends.apart": float(sum(mine) * sum(theirs) < 0),
        "effect.alike": float(both and product == other),
        "effect.apart": float(both and product != other),
        "effect.one.sided": float(bool(mine) != bool(theirs)),
        "effect.of.one": float(both and len(mine) == len(theirs) == 1) * product * other,
    }


def _signs(words: tuple[Word, ...]) -> list[int]:
    return [sign(word.stem) * (-1 if word.denied else 1) for word in words if sign(word.stem)]


def _kinds(claim: Reading, text: Reading) -> dict[str, float]:
    """What kinds of things the claim says: they shift what agreement and silence mean."""
    values: dict[str, float] = {}
    for name, kind in (("hedge", HEDGES), ("certain", CERTAINTY), ("cause", CAUSAL), ("association", ASSOCIATIVE)):
        values[f"claim.{name}"] = float(any(word.lower in kind for word in claim.words))
        values[f"text.{name}"] = float(any(word.lower in kind for word in text.words))
    denied, theirs = negators(claim), negators(text)
    values["claim.denies"], values["text.denies"] = float(denied > 0), float(theirs > 0)
    values["denial.differs"] = float((denied > 0) != (theirs > 0))
    for name in ("all", "none", "only", "some", "most", "few"):
        values[f"claim.{name}"] = float(name in extent_of(claim))
    values["claim.amounts"] = float(len(amounts(claim.text)) > 0)
    values["claim.years"] = float(len(periods(claim.text)) > 0)
    values["claim.names"] = float(len(named(claim)) > 0)
    return values
