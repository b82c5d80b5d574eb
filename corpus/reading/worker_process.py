"""The child's side of a reading worker: reads what it is asked to, under a watch on its memory."""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from corpus.errors import ReadError
from corpus.reading.time_granted import granting

OVER_MEMORY = 79
"""The exit status of a child that needed more memory than it was given."""

DONE, FAILED, MORE_TIME = "done", "failed", "more time"
"""What an answer is: a result, what went wrong, or the seconds that the reader asks for."""

_LENGTH = struct.Struct("<Q")
_OBJECTS_BETWEEN_LOOKS = 20_000  # reading makes many objects and few cycles
_WATCH_SECONDS = 0.05


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message with its length."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message. Raises EOFError when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message


def serve() -> None:
    """Answer requests on standard input until it ends; the command line holds the module path and the memory limit."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, 20, 20)
    threading.Thread(target=_watch, args=(int(sys.argv[2]), os.getppid()), daemon=True).start()
    granting.set(lambda seconds: send(answers, pickle.dumps((MORE_TIME, seconds))))
    while True:
        try:
            request = receive(requests)
        except EOFError:
            return
        send(answers, _answer(request))


def _answer(request: bytes) -> bytes:
    try:
        function, path = pickle.loads(request)
        return pickle.dumps((DONE, _read(function, path)), protocol=pickle.HIGHEST_PROTOCOL)
    except ReadError as error:
        return pickle.dumps((FAILED, error))
    except MemoryError:
        os._exit(OVER_MEMORY)
    except Exception as error:
        return pickle.dumps((FAILED, " ".join(f"{type(error).__name__}: {error}".split())))


def _read(function: Callable[[Path], object], path: Path) -> object:
    return function(path)


def _watch(most_bytes: int, parent: int) -> None:
    """End this process when it holds too much memory, or when the one that started it has gone."""
    while True:
        if _memory_held() > most_bytes:
            os._exit(OVER_MEMORY)
        if os.getppid() != parent:
            os._exit(0)
        time.sleep(_WATCH_SECONDS)


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
