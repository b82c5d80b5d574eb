"""The messages of a reading worker's child: framed, of a known kind, and plain data of a declared type.

A parser that a hostile file took over can answer what it likes; nothing that it can say runs code here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

import msgspec

from corpus.errors import CorpusError, ReaderCrashed

DONE, FAILED, MORE_TIME = b"D", b"F", b"T"
"""What a message is: a result, what went wrong, or the seconds that the reader asks for."""

LONGEST_REASON = 2_000
"""Characters of what went wrong."""

_HEAD = struct.Struct("<cQ")
_LENGTH = struct.Struct("<Q")
_LONGEST_FAILURE = 64 * 1024
_LONGEST_NUMBER = 64
_TYPES_KEPT = 32


class Garbled(Exception):
    """The child sent what is no message of its kind."""


class TooLong(Exception):
    """The child's result has more bytes than it may."""


@dataclass(frozen=True)
class Failure:
    """What went wrong: the name of an error of `corpus.errors`, or "" for a mistake in the reader, and its message."""

    kind: str
    message: str


def failure_of(error: CorpusError) -> Failure:
    """An error as it is sent."""
    return Failure(_kind(type(error)), _one_line(str(error)))


def mistake_of(error: BaseException) -> Failure:
    """A mistake in the reader as it is sent."""
    return Failure("", _one_line(f"{type(error).__name__}: {error}"))


def error_of(failure: Failure) -> CorpusError | None:
    """The error that was sent; None for a mistake in the reader, or for an error that there isn't."""
    kind = next((each for each in _kinds(CorpusError) if each.__name__ == failure.kind), None)
    return None if kind is None else kind(_one_line(failure.message))


def send_request(stream: IO[bytes], request: bytes) -> None:
    """Ask the child."""
    stream.write(_LENGTH.pack(len(request)) + request)
    stream.flush()


def receive_request(stream: IO[bytes]) -> bytes:
    """What the child is asked; raises EOFError when nobody asks any more."""
    (length,) = _LENGTH.unpack(exactly(stream, _LENGTH.size))
    return exactly(stream, length)


def send(stream: IO[bytes], kind: bytes, payload: bytes) -> None:
    """Answer, in a message of that kind."""
    stream.write(_HEAD.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def receive_head(stream: IO[bytes], most_bytes: int) -> tuple[bytes, int]:
    """The kind of the next message and its length in bytes; raises EOFError, Garbled or TooLong (over `most_bytes`)."""
    kind, length = _HEAD.unpack(exactly(stream, _HEAD.size))
    most = {DONE: most_bytes, FAILED: _LONGEST_FAILURE, MORE_TIME: _LONGEST_NUMBER}.get(kind)
    if most is None or (length > most and kind != DONE):
        raise Garbled(f"a message of kind {kind!r} with {length} bytes")
    if length > most:
        raise TooLong
    return kind, length


def exactly(stream: IO[bytes], length: int) -> bytes:
    """So many bytes; raises EOFError where the other side has gone before them."""
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found


def encoded(value: object) -> bytes:
    """A value as it is sent."""
    return msgspec.msgpack.encode(value)


def decoded(payload: bytes, expected: Any) -> Any:
    """What was sent, as a value of the type `expected`; raises Garbled for anything else."""
    try:
        return _decoder(expected).decode(payload)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise Garbled(str(error)) from error


@dataclass(frozen=True)
class Answered:
    """A result as it came, and the type that it has to be of; `file` is what was read."""

    payload: bytes
    expected: Any
    file: str

    def value(self) -> Any:
        """The result; raises ReaderCrashed where it is none of that type."""
        try:
            return decoded(self.payload, self.expected)
        except Garbled as error:
            raise ReaderCrashed(
                f"{self.file}: the reader answered with something that is none of its results ({_one_line(str(error))})"
                "; please report the file"
            ) from error


@lru_cache(maxsize=_TYPES_KEPT)
def _decoder(expected: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(expected)


def _kinds(kind: type[CorpusError]) -> Iterator[type[CorpusError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)


def _kind(error: type[CorpusError]) -> str:
    return error.__name__


def _one_line(text: str) -> str:
    # A name that is no text can't be sent as one.
    words = " ".join(text.encode("utf-8", "backslashreplace").decode().split())
    return words if len(words) <= LONGEST_REASON else f"{words[:LONGEST_REASON]}…"
