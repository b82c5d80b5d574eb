"""A conversation: questions in turn, each with the library's answer, the way the page shows it.

Only the questions are kept, in the page's address: the same question gives the same answer, so that a
conversation can be reloaded, bookmarked and sent on, and the server remembers nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from service.ask.answer import Answer, Question
from service.ask.wording import lead
from service.errors import QuestionError
from service.naming import typed
from service.quotes.notice import Notice
from service.web.card import Card, cards
from service.web.desk import Desk

MOST_TURNS = 12
"""Turns that the page keeps; older ones are dropped."""

LONGEST_ADDRESS = 16_000
"""Bytes of questions in an address: servers take 64 KiB a request line, browsers and proxies often less."""


ON_CARDS = frozenset({"second_hand", "read_with_doubt"})
"""Notices on single quotations, which their cards show."""


@dataclass(frozen=True)
class Turn:
    """One question with its answer; or with the `refusal`, where it can't be asked."""

    number: int
    question: str
    answer: Answer | None = None
    refusal: str = ""
    cards: tuple[Card, ...] = ()
    nearest: tuple[Card, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a reader should know beside what the cards say themselves."""
        return () if self.answer is None else tuple(n for n in self.answer.notices if n.kind not in ON_CARDS)

    @property
    def lead(self) -> str:
        """How many passages speak to the question; nothing where a figure was worked out, which then comes first."""
        return "" if self.answer is None or self.answer.computations else lead(self.answer.quotes)


def kept(questions: Iterable[str]) -> tuple[str, ...]:
    """The latest questions, as many as an address holds."""
    latest = [question for question in map(typed, questions) if question.strip()][-MOST_TURNS:]
    while len(latest) > 1 and len(address_of(latest)) > LONGEST_ADDRESS:
        latest.pop(0)
    return tuple(latest)


def address_of(questions: Sequence[str]) -> str:
    """The questions as the query of an address."""
    return urlencode([("q", question) for question in questions])


def turns(desk: Desk, questions: Sequence[str]) -> tuple[Turn, ...]:
    """Every question asked anew, each with the ones before it."""
    return tuple(turn(desk, questions, number) for number in range(1, len(questions) + 1))


def turn(desk: Desk, questions: Sequence[str], number: int) -> Turn:
    """Question `number` (from 1) of the conversation with its answer."""
    *history, asked = questions[:number]
    try:
        answer = desk.ask(Question(asked, history=tuple(history)))
    except QuestionError as error:
        return Turn(number, asked, refusal=str(error))
    held = {holding.id: holding for holding in desk.library.holdings()}
    back = f"turn={number}&{address_of(questions)}"
    return Turn(
        number,
        asked,
        answer,
        cards=cards(answer.quotes, held, back),
        nearest=cards(answer.nearest, held, back),
    )
