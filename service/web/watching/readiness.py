"""Readiness: whether a question could be answered now."""

from __future__ import annotations

from indexer.encoder import query_vector
from service.web.desk import Desk
from service.web.problems import NotReady

NOT_KEPT = (
    "the library's folder can't be written to, or its disk is full: what readers do is kept only until the server stops"
)


def checked(desk: Desk) -> None:
    """Look up a word, as a question would; raises NotReady or an IndexerError."""
    if desk.is_stopping:
        raise NotReady("the server is about to stop: ask again once it has been started")
    if desk.library.holdings():
        desk.library.nearest(query_vector(desk.library.encoder, "ready"), 1)


def warning(desk: Desk) -> str | None:
    """What is amiss though questions are answered; None where nothing is."""
    return None if desk.workspace.is_kept else NOT_KEPT
