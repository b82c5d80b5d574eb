"""Runs: what a system made of each case."""

from __future__ import annotations

from dataclasses import dataclass

from evals.cases import Anchor, Case
from evals.measures import Judged
from indexer.retrieval import Hit
from service.ask.answer import Quote


@dataclass(frozen=True)
class Response:
    """What a system made of a question: what it showed, and how it ranked the passages."""

    quotes: tuple[Quote, ...]
    abstained: bool
    ranked: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class CaseRun:
    """One case as a system answered it; `response` is None where it gave none, `lost` are the key's lost anchors."""

    case: Case
    response: Response | None
    judged: Judged
    lost: tuple[Anchor, ...] = ()
