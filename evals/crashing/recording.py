"""A recording of what a process did to a folder, call by call, as strace tells it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.errors import MaterialError

CALLS = (
    "openat", "open", "creat", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "renameat",
    "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir",
)  # fmt: skip
"""By which a program changes a folder, but for mapped memory, in which SQLite keeps nothing that has to last."""

LONGEST = 1 << 26
"""Bytes of one write that are written down."""

_LINE = re.compile(r"(\d+) +(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>(.*))$")
_RESULT = re.compile(r"\)? +=  ?(-?\d+)(?:<.*>)?(?: .*)?$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PLACE = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")
_UNFINISHED = " <unfinished ...>"


@dataclass(frozen=True)
class Call:
    """One call that succeeded: of which `handle` with its `place`, what was given in words, and its result.

    `strings` are paths, or the bytes that were written.
    """

    name: str
    handle: int | None
    place: bytes
    strings: tuple[bytes, ...]
    words: tuple[str, ...]
    result: int


def recorded(command: Sequence[str], trace: Path) -> Iterator[Call]:
    """Run a command to its end, and tell its calls in the order in which they returned.

    Raises MaterialError where strace isn't installed, or may not watch.
    """
    strace = shutil.which("strace")
    if strace is None:
        raise MaterialError("a power cut needs strace: install it, or leave --power out")
    watch = [strace, "-f", "-y", "-xx", "-s", str(LONGEST), "-e", f"trace={','.join(CALLS)}", "-o", str(trace)]
    done = subprocess.run([*watch, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, text=True)
    if done.returncode:
        raise MaterialError(f"what strace watched failed: {' '.join(done.stderr.split())[-300:]}")
    with trace.open(encoding="ascii", errors="replace") as lines:
        yield from calls(lines)


def calls(lines: Iterator[str]) -> Iterator[Call]:
    """The calls of a trace; one that was interrupted by another stands where it returned."""
    begun: dict[str, tuple[str, str]] = {}
    for line in lines:
        match = _LINE.match(line.rstrip("\n"))
        if match is None:
            continue
        pid, name, rest, resumed, tail = match.groups()
        if resumed is not None:
            name, head = begun.pop(pid, (resumed, ""))
            rest = head + tail
        elif rest.endswith(_UNFINISHED):
            begun[pid] = (name, rest.removesuffix(_UNFINISHED))
            continue
        call = _call(name, rest)
        if call is not None:
            yield call


def _call(name: str, rest: str) -> Call | None:
    result = _RESULT.search(rest)
    if result is None or int(result[1]) < 0:
        return None
    given = rest[: result.start()]
    place = _PLACE.match(given)
    handle, where = (int(place[1]), _bytes(place[2])) if place else (None, b"")
    strings = tuple(_bytes(string) for string in _STRING.findall(given))
    words = tuple(word.strip() for word in _STRING.sub("", given).split(","))
    return Call(name, handle, where, strings, words, int(result[1]))


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
