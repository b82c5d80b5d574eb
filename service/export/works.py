"""Works: the documents that a conversation cites, in the order of their first mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.bibliography.record import Record
from indexer.catalogue import Holding
from service.export.conversation import Conversation
from service.quotes.quote import Place


@dataclass(frozen=True)
class Work:
    """A cited document; where it was removed since, `is_held` is false and its file's `name` all that is known."""

    id: str
    name: str
    record: Record = field(default_factory=Record)
    is_held: bool = True


def cited_works(conversation: Conversation, held: Mapping[str, Holding]) -> tuple[Work, ...]:
    """Every work that the conversation quotes or points to, the nearest passages included."""
    names = {place.document_id: place.doc for place in reversed(list(places(conversation)))}
    order = dict.fromkeys(place.document_id for place in places(conversation))
    return tuple(_work(id, names[id], held) for id in order)


def places(conversation: Conversation) -> Iterator[Place]:
    """Each place that is cited, in the order in which a reader meets them."""
    for exchange in conversation.exchanges:
        for quote in (*exchange.answer.quotes, *exchange.answer.nearest):
            yield quote
            yield from quote.repeats


def _work(id: str, name: str, held: Mapping[str, Holding]) -> Work:
    holding = held.get(id)
    return Work(id, name, is_held=False) if holding is None else Work(id, holding.name, holding.record)
