"""The side of the process that labours for a server: it follows one order after another until it is let go."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

import msgspec

from corpus.low_priority import lower_priority
from indexer.errors import DocumentUnknown, IndexerError
from indexer.library import Library
from service import bootstrap
from service.errors import ServiceError
from service.review.reviewer import Reviewer
from service.settings import Settings
from service.web.jobs.board import Cancelled, Teller
from service.web.jobs.job import Item
from service.web.jobs.labour import Labour, LabourHere
from service.web.jobs.labour_messages import (
    CHECKED,
    MANUSCRIPT,
    Add,
    Audit,
    Became,
    Correct,
    End,
    Going,
    Order,
    ReadAgain,
    Review,
    Step,
    outcomes_line,
    put,
    settings_in,
)
from service.workspace.packing import packed

_log = logging.getLogger("pincite.service")


def serve(folder: str) -> None:
    """Take orders on standard input until it ends; the first line of it holds the settings.

    What is only needed for a while lies in `folder`, which the server deletes however this process ends; where the
    server has gone, it is deleted here.
    """
    lower_priority()
    tempfile.tempdir = folder
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not end up among the answers.
    try:
        settings = settings_in(orders.readline())
        _follow(settings, orders, answers)
    except BrokenPipeError:
        # The server has gone; what was added is held. Nothing is left to be said, not even on the way out.
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)
    shutil.rmtree(folder, ignore_errors=True)


def _follow(settings: Settings, orders: IO[bytes], answers: IO[bytes]) -> None:
    try:
        with bootstrap.library(settings, create=True) as library, bootstrap.reader(settings) as read:
            labour = LabourHere(library, read, cache(lambda: _reviewer(library, settings)))
            while line := orders.readline():
                put(answers, _end(library, labour, msgspec.json.decode(line, type=Order), Relay(orders, answers)))
    except BrokenPipeError:
        raise
    except IndexerError as error:
        put(answers, End(type(error).__name__, str(error), is_last=True))
    except Exception as error:
        _log.exception("work in the background failed")
        put(answers, End(type(error).__name__, str(error), is_last=True))


def _end(library: Library, labour: Labour, order: Order, tell: Relay) -> End:
    """Follow an order; how that ended."""
    try:
        return End(line=_result(library, labour, order, tell))
    except Cancelled:
        return End("Cancelled")
    except (ServiceError, DocumentUnknown) as error:
        return End(type(error).__name__, str(error))


def _result(library: Library, labour: Labour, order: Order, tell: Relay) -> str:
    match order:
        case Add():
            outcomes = labour.add(order.batch(), tell)
            library.refresh()  # Writes the vectors down where that is due: else the server would have to.
            return outcomes_line(outcomes)
        case ReadAgain(id):
            labour.read_again(id, tell)
        case Correct(id, changes, taken_back):
            labour.correct(id, changes, taken_back, tell)
            library.refresh()
        case Review(folder, name):
            checked = labour.review(name, (Path(folder) / MANUSCRIPT).read_bytes(), tell)
            (Path(folder) / CHECKED).write_bytes(packed(checked))
        case Audit():
            return labour.audit(tell)
    return ""


def _reviewer(library: Library, settings: Settings) -> Reviewer:
    return bootstrap.reviewer(library, bootstrap.verifier_as_set(library, settings))


class Relay(Teller):
    """Tells the server instead of a board."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._orders = orders
        self._answers = answers

    def __call__(self, step: str, done: int, total: int, share: float | None = None) -> None:
        """Say how far the work has come. Raises Cancelled where it is no longer wanted, or the server has gone."""
        put(self._answers, Step(step, done, total, share))
        line = self._orders.readline()
        if not line or not msgspec.json.decode(line, type=Going).on:
            raise Cancelled

    def item(self, number: int, item: Item) -> None:
        """Say what became of item `number` (from 0)."""
        put(self._answers, Became(number, item))
