"""Runs: what a system made of each case."""

from __future__ import annotations

from dataclasses import dataclass

from evals.cases import Anchor, Case
from evals.matching import Place
from evals.measures import Judged
from evals.product.asking import Shown


@dataclass(frozen=True)
class Response:
    """What a system made of a question: what it showed, and the places that it ranked best."""

    quotes: tuple[Shown, ...]
    abstained: bool
    ranked: tuple[Place, ...] = ()


@dataclass(frozen=True)
class CaseRun:
    """One case as a system answered it; `response` is None where it gave none, `lost` are the key's lost anchors.

    `wanted` is what stands at the first place of each part, empty where that was lost.
    """

    case: Case
    response: Response | None
    judged: Judged
    lost: tuple[Anchor, ...] = ()
    wanted: tuple[str, ...] = ()
