"""The server's log on stderr: plain lines, or JSON; writing it never keeps a request waiting."""

from __future__ import annotations

import json
import logging
import queue
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import QueueHandler, QueueListener

from service.naming import readable
from service.web.watching.request_id import request_id
from service.web.watching.watch import REQUESTS

MOST_LINES = 10_000
"""Lines that wait to be written; while nobody reads stderr, those that come after are dropped."""

ROOTS = ("pincite", "uvicorn", "python_multipart")


@contextmanager
def logging_to_stderr(style: str, *, requests: bool) -> Iterator[None]:
    """Write what the server tells, `style` being `plain`, `json` or `off`; the line a request only with `requests`."""
    lines: queue.Queue[object] = queue.Queue(MOST_LINES)
    handler = _Dropping(lines)
    handler.addFilter(_with_request)
    output = logging.StreamHandler(sys.stderr)
    output.setFormatter(_Json() if style == "json" else _Plain())
    listener = QueueListener(lines, output)
    listener.start()
    before = [(log, log.handlers, log.propagate) for log in map(logging.getLogger, ROOTS)]
    for log, _, _ in before:
        log.handlers, log.propagate = [handler], False
    # What it warns of is a form that makes no sense, which whoever sent it is told.
    logging.getLogger("python_multipart").setLevel(logging.ERROR)
    logging.getLogger(REQUESTS).setLevel(logging.INFO if requests and style != "off" else logging.WARNING)
    try:
        yield
    finally:
        for log, handlers, propagate in before:
            log.handlers, log.propagate = handlers, propagate
        _ended(listener)


class _Dropping(QueueHandler):
    """Drops what there is no room for: a terminal that was stopped must not stop the server."""

    def enqueue(self, record: logging.LogRecord) -> None:
        """Put it in the queue, if that has room."""
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            return

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """The record as it is: it stays within this process."""
        return record


class _Plain(logging.Formatter):
    """One line: the request's as it is, a note with its request's id."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        if record.name == REQUESTS:
            return readable(record.getMessage())
        id = getattr(record, "request", "")
        told = f"note: {readable(record.getMessage())}" + (f" (request {id})" if id else "")
        return told if record.exc_info is None else f"{told}\n{self.formatException(record.exc_info)}"


class _Json(logging.Formatter):
    """One JSON object a line."""

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name == REQUESTS:
            told |= getattr(record, "told", {})
        else:
            told |= {"message": record.getMessage(), "request": getattr(record, "request", "")}
        if record.exc_info is not None:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True)


def _with_request(record: logging.LogRecord) -> bool:
    """Put the id of the request that is being answered into the record, where it is still known."""
    record.request = request_id()
    return True


def _ended(listener: QueueListener, seconds: float = 1.0) -> None:
    """Let what waits be written, unless nobody reads it."""
    listener.enqueue_sentinel()
    thread = getattr(listener, "_thread", None)
    if thread is not None:
        thread.join(seconds)
