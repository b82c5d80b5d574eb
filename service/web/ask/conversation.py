"""A conversation the way the page shows it: each question with the answer that was given, as cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import Holding
from indexer.retrieval import Hit
from service.ask.answer import Answer
from service.ask.part import conditions
from service.ask.wording import lead
from service.naming import visible
from service.quotes.notice import Notice
from service.shapes import title_of
from service.web.ask.card import Card, Surroundings, cards
from service.workspace.conversations import KeptConversation, KeptTurn

ON_CARDS = frozenset({"second_hand", "read_with_doubt"})
"""Notices on single quotations, which their cards show."""

ABOUT_THE_QUESTION = frozenset({"corrected", "follow_up"})
"""Notices on how the question was read, which stand below it."""

MOST_FOUND = 5
"""Documents that are named as soon as passages of them are found."""

LOOKED_AT = 12
"""The best passages found, whose documents are named."""


@dataclass(frozen=True)
class Turn:
    """One question with its answer; without one while it is worked on, or where that was broken off.

    `within` says which documents were searched, "" for all; `stale` that some that it quotes are no longer held as
    they were.
    """

    conversation: str
    number: int
    question: str
    answer: Answer | None = None
    within: str = ""
    stale: str = ""
    cards: tuple[Card, ...] = ()
    nearest: tuple[Card, ...] = ()

    @property
    def read_as(self) -> tuple[Notice, ...]:
        """How the question was read."""
        return tuple(notice for notice in self._notices if notice.kind in ABOUT_THE_QUESTION)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a reader should know beside what the question and the cards say themselves."""
        told = {contested.text for card in (*self.cards, *self.nearest) for contested in card.contested}
        elsewhere = ON_CARDS | ABOUT_THE_QUESTION | {"searched_within"}
        return tuple(n for n in self._notices if n.kind not in elsewhere and n.text not in told)

    @property
    def _notices(self) -> tuple[Notice, ...]:
        return () if self.answer is None else self.answer.notices

    @property
    def lead(self) -> str:
        """How many passages speak to the question; nothing where a figure was worked out, which then comes first."""
        return "" if self.answer is None or self.answer.computations else lead(self.answer.quotes)


@dataclass(frozen=True)
class FoundIn:
    """A document in which passages were found, and how many of the best are of it."""

    title: str
    passages: int


def turns(kept: KeptConversation, held: Mapping[str, Holding]) -> tuple[Turn, ...]:
    """All turns of a conversation; `held` are the documents by id."""
    return tuple(turn(kept.id, each, held) for each in kept.turns)


def turn(id: str, kept: KeptTurn, held: Mapping[str, Holding]) -> Turn:
    """One turn of the conversation with this id."""
    within = "" if kept.scope.is_everything else conditions(kept.scope, tuple(held.values()))
    if kept.answer is None:
        return Turn(id, kept.number, kept.question, within=within)
    around = Surroundings(held, f"/c/{id}#turn-{kept.number}", kept.sources.paths, kept.answer.disagreements)
    return Turn(
        id,
        kept.number,
        kept.question,
        kept.answer,
        within=within,
        stale=" ".join(_stale(kept, held)),
        cards=cards(kept.answer.quotes, around),
        nearest=cards(kept.answer.nearest, around),
    )


def found_in(hits: Sequence[Hit]) -> tuple[FoundIn, ...]:
    """The documents of the best passages, in the order in which they come up."""
    counts: dict[str, int] = {}
    for hit in hits[:LOOKED_AT]:
        title = title_of(hit.held.document) or hit.held.document.name
        counts[title] = counts.get(title, 0) + 1
    return tuple(FoundIn(title, count) for title, count in counts.items())[:MOST_FOUND]


def stale_documents(kept: KeptTurn, held: Mapping[str, Holding]) -> dict[str, str]:
    """The documents quoted that aren't held any more as they were then: their names by their ids."""
    if kept.answer is None:
        return {}
    quotes = (*kept.answer.quotes, *kept.answer.nearest)
    states = kept.sources.states
    names = {quote.document_id: quote.doc for quote in quotes}
    return {
        id: name for id, name in names.items() if id not in held or held[id].state != states.get(id, held[id].state)
    }


def _stale(kept: KeptTurn, held: Mapping[str, Holding]) -> Iterator[str]:
    stale = {id: visible(name) for id, name in stale_documents(kept, held).items()}
    gone = [name for id, name in stale.items() if id not in held]
    changed = [name for id, name in stale.items() if id in held]
    if gone:
        yield f"Removed from the library since: {', '.join(gone)}."
    if changed:
        yield f"Read again or corrected since: {', '.join(changed)}."
