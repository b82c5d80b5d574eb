"""Breadth: how many quotations a question calls for, and whether each document is to be heard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.ask.understanding import Understanding

MOST_QUOTES = 3
"""As many as a reader takes in at a glance."""

MOST_LISTED = 6
"""As many for a list, a comparison, or what several documents say: a part that is missing is an error there."""

NEAR_THE_BEST = 0.75
"""The least share of the best score that another quotation needs (chosen on the tuning cases)."""

NEAR_BEYOND = 0.8
"""The same for a quotation after the first three: a long answer earns its length."""

NEAR_IN_ANOTHER = 0.7
"""The same for the best passage of another document, where each document is to be heard."""

_WORKS = (
    r"(?:papers|documents|studies|sources|articles|authors|scholars|researchers|texts|works|publications|reports|books)"
)
_SAYING = (
    r"(?:say|think|write|argue|claim|report|find|found|tell|mention|discuss|describe|define|agree|disagree|differ|state"
    r"|conclude|suggest|show|recommend|propose|explain|see|view|treat|use|give|have)"
)
_EVERY_DOCUMENT = re.compile(
    rf"\b(?:the|these|those|all|each of the|both|different|various|several|most|which|what|how many) (?:\w+ )?{_WORKS}"
    rf"(?: of (?:the|this) (?:library|collection))? (?:\w+ )?{_SAYING}\b"
    rf"|\b(?:do|did|does|have|has) (?:the |these |all |all the |any |both )?(?:\w+ )?{_WORKS} (?:\w+ )?{_SAYING}\b"
    rf"|\b(?:across|among|between|by|in|of|from|according to) (?:all |all the |the |these |both |different |various"
    rf"|several )(?:different |various )?{_WORKS}\b"
    r"|\bacross the (?:literature|library|collection)\b"
    rf"|\bcompare (?:the|these|all|all the) {_WORKS}\b"
    r"|\bdo(?:es)? (?:the literature|this library|the library|the collection) \w+"
    rf"|\b(?:each|every) (?:\w+ )?(?:paper|document|study|source|article|author|text|work)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Extent:
    """How far an answer goes.

    At most `most` quotations, each with a score of at least `near` times the best one's, or `near_beyond` times after
    the third. Where documents are to be
    heard, the best passage of each comes first, if it has at least `near_in_another` times the best score: of every
    one with `every_document`, else of those in `documents` (by digest). With `lists`, a passage comes with the list
    that follows on it.
    """

    most: int = MOST_QUOTES
    near: float = NEAR_THE_BEST
    near_beyond: float = NEAR_BEYOND
    every_document: bool = False
    documents: tuple[str, ...] = ()
    near_in_another: float = NEAR_IN_ANOTHER
    lists: bool = False

    def needs(self, count: int) -> float:
        """The share of the best score that one more quotation needs, where there are `count` already."""
        return self.near if count < MOST_QUOTES else max(self.near, self.near_beyond)

    def hears(self, digest: str) -> bool:
        """Whether the document is to be heard whatever others say."""
        return self.every_document or digest in self.documents


ORDINARY = Extent()


def extent_of(question: Understanding) -> Extent:
    """How far the answer to a question goes."""
    every_document = any(map(_EVERY_DOCUMENT.search, (question.asked, question.text))) and not question.fields
    named = question.named_digests
    several = every_document or question.asks_for_several or len(named) > 1
    return Extent(
        most=MOST_LISTED if several else MOST_QUOTES,
        every_document=every_document,
        documents=named if len(named) > 1 else (),
        lists=question.expected == "list" or question.operation == "count",
    )
