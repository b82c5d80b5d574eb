"""The child's side of a reading worker: reads what it is asked to, behind fences and under a watch on its memory."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, NoReturn

from corpus.errors import CorpusError, FileTooLarge
from corpus.low_priority import lower_priority
from corpus.reading.time_granted import granting
from corpus.reading.workers.call import requested
from corpus.reading.workers.fences import allow_processor, put_up, stay_as_low
from corpus.reading.workers.messages import (
    DONE,
    FAILED,
    MORE_TIME,
    Failure,
    encoded,
    failure_of,
    mistake_of,
    receive_request,
    send,
)

OVER_MEMORY = 79
"""The exit status of a child that needed more memory than it was given."""

OVER_LENGTH = 80
"""The exit status of a child whose result has more bytes than it may."""

_OBJECTS_BETWEEN_LOOKS = 20_000  # reading makes many objects and few cycles
_WATCH_SECONDS = 0.05


@dataclass(frozen=True)
class Bounds:
    """What a child is told of its limits: bytes, seconds of work on one file, its own folder.

    `in_background` says that whoever else wants the processor goes first.
    """

    memory_bytes: int
    answer_bytes: int
    seconds: float
    folder: str
    in_background: bool = False

    def written(self) -> str:
        """As it stands on the command line."""
        return json.dumps(asdict(self))


def serve() -> None:
    """Answer requests on standard input until it ends; the command line holds the module path and the bounds."""
    bounds = Bounds(**json.loads(sys.argv[2]))
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    if bounds.in_background:
        lower_priority()
    else:
        stay_as_low()
    put_up(bounds.memory_bytes)
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, 20, 20)
    threading.Thread(target=_watch, args=(bounds, os.getppid()), daemon=True).start()
    granting.set(lambda seconds: _ask_for_time(answers, seconds))
    try:
        while True:
            request = receive_request(requests)
            allow_processor(bounds.seconds)
            kind, payload = _answer(request)
            if len(payload) > bounds.answer_bytes:
                os._exit(OVER_LENGTH)
            send(answers, kind, payload)
    except (EOFError, OSError):  # Whoever asked has gone, and so has the pipe.
        _end_with_parent(Path(bounds.folder))


def _ask_for_time(answers: IO[bytes], seconds: float) -> None:
    send(answers, MORE_TIME, encoded(float(seconds)))
    allow_processor(seconds)


def _answer(request: bytes) -> tuple[bytes, bytes]:
    path: object = ""
    try:
        function, path = requested(request)
        return DONE, encoded(function(path))
    except CorpusError as error:
        failure = failure_of(error)
    except MemoryError:
        os._exit(OVER_MEMORY)
    except RecursionError:
        failure = failure_of(
            FileTooLarge(f"{path} is nested deeper than its reader follows: save it in a plainer form")
        )
    except Exception as error:
        failure = mistake_of(error)
    return _failed(failure)


def _failed(failure: Failure) -> tuple[bytes, bytes]:
    return FAILED, encoded(failure)


def _watch(bounds: Bounds, parent: int) -> None:
    """End this process when it holds too much memory, or when the one that started it has gone."""
    while True:
        if _memory_held() > bounds.memory_bytes:
            os._exit(OVER_MEMORY)
        if os.getppid() != parent:
            _end_with_parent(Path(bounds.folder))
        time.sleep(_WATCH_SECONDS)


def _end_with_parent(folder: Path) -> NoReturn:
    """Leave nothing behind: neither files nor what was started, such as an OCR engine."""
    shutil.rmtree(folder, ignore_errors=True)
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def _memory_held() -> int:
    """The resident memory in bytes; where the system does not tell it, the most that was held so far."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return _most_held()
    return pages * os.sysconf("SC_PAGE_SIZE")


def _most_held() -> int:
    if sys.platform == "win32":
        return 0
    import resource  # not on every system

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak
