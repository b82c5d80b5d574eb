"""Asking in a conversation: the question is kept first and its answer after it, whoever still waits for it."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.catalogue import Holding
from indexer.errors import DocumentUnknown
from service.ask.answer import Answer, Question
from service.ask.asker import Tell
from service.ask.scope import Scope
from service.quotes.quote import Quote
from service.web.desk import Desk
from service.workspace.conversations import KeptTurn, Placed, Sources

MOST_HISTORY = 12
"""Earlier questions that a question is understood with."""


def put(desk: Desk, reader: str, question: str, scope: Scope, token: str = "") -> Placed:
    """Keep a question as the first of a new conversation; raises QuestionError."""
    return desk.workspace.conversations.begin(reader, question, scope, token)


def put_next(desk: Desk, reader: str, id: str, question: str, scope: Scope, after: int | None = None) -> Placed:
    """Keep a question as the next of a conversation; raises NotKept or QuestionError."""
    return desk.workspace.conversations.add(id, reader, question, scope, after)


def answered(desk: Desk, reader: str, placed: Placed, tell: Tell | None = None) -> KeptTurn:
    """Answer a question that was put, and keep the answer; one that can't be answered isn't kept.

    Raises QuestionError, NotKept or an IndexerError.
    """
    kept = desk.workspace.conversations
    if not placed.is_new:
        return kept.turn(placed.id, reader, placed.number)
    try:
        _ask(desk, reader, placed, tell)
    except BaseException:
        kept.drop(placed)
        raise
    return kept.turn(placed.id, reader, placed.number)


def asked_again(desk: Desk, reader: str, placed: Placed) -> KeptTurn:
    """Answer a question of a conversation anew, and keep that answer in the place of the one before.

    Raises NotKept, QuestionError or an IndexerError; the answer before is kept then.
    """
    _ask(desk, reader, placed, None)
    return desk.workspace.conversations.turn(placed.id, reader, placed.number)


def _ask(desk: Desk, reader: str, placed: Placed, tell: Tell | None) -> None:
    kept = desk.workspace.conversations
    turn = kept.turn(placed.id, reader, placed.number)
    history = kept.questions_before(placed, MOST_HISTORY)
    answer = desk.ask(Question(turn.question, history=history, filters=turn.scope), tell)
    kept.answer(placed, answer, sources_of(desk, answer))


def sources_of(desk: Desk, answer: Answer) -> Sources:
    """The documents that an answer quotes, as they are held now, and the sections that it quotes from."""
    quotes = (*answer.quotes, *answer.nearest)
    held = _held(desk, quotes)
    paths = {
        f"{quote.document_id}:{quote.start}": _path(desk, held[quote.document_id], quote)
        for quote in quotes
        if quote.document_id in held
    }
    return Sources({id: holding.state for id, holding in sorted(held.items())}, paths)


def _held(desk: Desk, quotes: Iterable[Quote]) -> dict[str, Holding]:
    held = desk.held()
    return {id: held[id] for id in sorted({quote.document_id for quote in quotes}) if id in held}


def _path(desk: Desk, holding: Holding, quote: Quote) -> tuple[str, ...]:
    try:
        document = desk.library.document(holding)
    except DocumentUnknown:  # It was read anew since it was quoted.
        return ()
    return tuple(" ".join(section.title.split()) for section in document.section_path(quote.start))
