"""Questions to begin with, made from the library's own headings and titles."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest

from corpus.document import Document
from indexer.catalogue import Holding
from indexer.errors import IndexerError, LibraryUnusable
from indexer.library import Library
from service.ask.answer import Question
from service.ask.asker import Asker
from service.errors import QuestionError
from service.shapes import title_of
from service.web.ask.topics import topics

_log = logging.getLogger("pincite.service")

SUGGESTIONS = 4
DOCUMENTS_LOOKED_AT = 8
MOST_TRIED = 24
"""So that a large library starts as quickly as a small one."""

PATIENCE, PATIENCE_FOR_ANY = 0.15, 1.0
"""Seconds that a page waits for new suggestions once the library has changed: with those of before, and without."""

_OPENING = re.compile(r"An?|The|How|What|Who|Why|When|Where|Which|Whether")


class Suggestions:
    """The questions that a library suggests, made again in the background once it holds something else."""

    def __init__(self, library: Library, asker: Asker) -> None:
        self._library = library
        self._asker = asker
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._version: int | None = None
        self._digests: tuple[str, ...] | None = None
        self._made: tuple[str, ...] = ()
        self._making: threading.Thread | None = None

    def current(self) -> tuple[str, ...]:
        """The suggestions; while new ones are made, those of before, or where there were none, those made so far.

        The first call waits for them, and raises IndexerError.
        """
        with self._lock:
            if self._library.version() == self._version:
                return self._made
            if self._version is None:
                self._make()
                return self._made
            if self._making is None or not self._making.is_alive():
                self._making = threading.Thread(target=self._try_to_make, name="pincite-suggesting", daemon=True)
                self._making.start()
            making = self._making
        making.join(PATIENCE if self._made else PATIENCE_FOR_ANY)
        return self._made

    def close(self) -> None:
        """Make no more."""
        self._closed.set()
        with self._lock:
            making = self._making
        if making is not None:
            making.join()

    def _try_to_make(self) -> None:
        try:
            self._make()
        except IndexerError as error:
            _log.warning("no questions can be suggested: %s", error)

    def _make(self) -> None:
        version, holdings = self._library.version(), self._library.holdings()
        # Of the documents that are looked at: what is added behind them is no reason to ask everything again.
        digests = tuple(holding.digest for holding in holdings[:DOCUMENTS_LOOKED_AT])
        # Known already while they are made, so that an encoder that can't be loaded isn't tried at every visit.
        self._version = version
        if digests == self._digests:
            return
        self._digests = digests
        had_some = bool(self._made)
        made: tuple[str, ...] = ()
        for question in suggested(holdings, self._document, self._asker):
            made = (*made, question)
            if not had_some:
                self._made = made
        self._made = made

    def _document(self, holding: Holding) -> Document:
        if self._closed.is_set():
            raise LibraryUnusable("the library is being closed")
        return self._library.document(holding)


def suggested(holdings: Sequence[Holding], document: Callable[[Holding], Document], asker: Asker) -> Iterator[str]:
    """The first few questions, document by document in turn, that the library does answer, each once it has."""
    looked_at = [_topics(holding, document) for holding in holdings[:DOCUMENTS_LOOKED_AT]]
    in_turn = (topic for topics in zip_longest(*looked_at) for topic in topics if topic)
    questions = dict.fromkeys(_question(topic) for topic in in_turn)
    tried = islice(questions, MOST_TRIED)
    return islice((question for question in tried if _is_answered(question, asker)), SUGGESTIONS)


def _topics(holding: Holding, document: Callable[[Holding], Document]) -> Iterator[str]:
    yield from topics(document(holding), title_of(holding) or "")


def _question(topic: str) -> str:
    if topic.endswith("?"):
        return topic
    topic = topic.rstrip(".")
    first, _, rest = topic.partition(" ")
    # A capital that only begins the heading is dropped; one of a name, an abbreviation or a title stays.
    plain = _OPENING.fullmatch(first) or (first[1:].islower() and not any(word[0].isupper() for word in rest.split()))
    return f"What is said about {topic[0].lower() + topic[1:] if plain else topic}?"


def _is_answered(question: str, asker: Asker) -> bool:
    try:
        return not asker.ask(Question(question)).abstained
    except QuestionError:
        return False
