"""What an answer is: quotations that can be shown on their page, or a plain word that there are none."""

from __future__ import annotations

from dataclasses import dataclass

from service.ask.scope import EVERYTHING, Scope
from service.quotes.notice import Notice
from service.quotes.quote import Quote
from service.tables.computation import Computation, Disagreement


@dataclass(frozen=True)
class Question:
    """What was asked; `history` holds the earlier questions of the conversation, oldest first.

    `filters` say which documents may answer.
    """

    text: str
    id: str = ""
    history: tuple[str, ...] = ()
    filters: Scope = EVERYTHING


@dataclass(frozen=True)
class Answer:
    """Quotations, best first; or, when `abstained`, none, the `reason`, and the `nearest` passages offered as such.

    `computations` are worked out from quoted cells; `disagreements` are other values for what is quoted.
    """

    id: str
    question: str
    abstained: bool
    reason: str
    answer: str
    quotes: tuple[Quote, ...] = ()
    nearest: tuple[Quote, ...] = ()
    notices: tuple[Notice, ...] = ()
    computations: tuple[Computation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
