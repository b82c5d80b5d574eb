"""What a process that labours, and the server that it does so for, say to each other: a line of JSON each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import msgspec

from indexer.intake import Outcome
from service.settings import Settings
from service.web.jobs.job import Item
from service.web.library.uploads import Batch

MANUSCRIPT, CHECKED = "manuscript", "checked"
"""The files in the folder of a manuscript: its bytes, and what came of it."""


class Add(msgspec.Struct, frozen=True, tag=True):
    """Put this batch in."""

    folder: str
    documents: tuple[str, ...]
    is_described: bool

    @classmethod
    def of(cls, batch: Batch) -> Add:
        """The order for a batch."""
        return cls(str(batch.folder), tuple(path.name for path in batch.documents), batch.is_described)

    def batch(self) -> Batch:
        """The batch that is ordered."""
        folder = Path(self.folder)
        return Batch(folder, tuple(folder / name for name in self.documents), self.is_described)


class ReadAgain(msgspec.Struct, frozen=True, tag=True):
    """Read the document with this id once more."""

    id: str


class Correct(msgspec.Struct, frozen=True, tag=True):
    """Put fields of the document with this id in by hand; those taken back are as they were read."""

    id: str
    changes: dict[str, Any]
    taken_back: tuple[str, ...]


class Review(msgspec.Struct, frozen=True, tag=True):
    """Check the manuscript in this folder, called so; what comes of it is wanted beside it."""

    folder: str
    name: str


class Audit(msgspec.Struct, frozen=True, tag=True):
    """Audit the library."""


Order = Add | ReadAgain | Correct | Review | Audit


class Going(msgspec.Struct, frozen=True):
    """The server's answer to a step: whether to go on."""

    on: bool


class Step(msgspec.Struct, frozen=True, tag=True):
    """How far it has come, in this step and, where that is known, in all; an answer is waited for."""

    step: str
    done: int
    total: int
    share: float | None = None


class Became(msgspec.Struct, frozen=True, tag=True):
    """What became of one file."""

    number: int
    item: Item


class End(msgspec.Struct, frozen=True, tag=True):
    """It is over: `kind` is the class of what stopped it and `line` what it says, "" and the result where nothing did.

    `is_last` where the process ends with it.
    """

    kind: str = ""
    line: str = ""
    is_last: bool = False


Told = Step | Became | End


def outcomes_line(outcomes: tuple[Outcome, ...]) -> str:
    """What became of files, as the result of an order."""
    return msgspec.json.encode(outcomes, enc_hook=str).decode()


def outcomes_in(line: str) -> tuple[Outcome, ...]:
    """What became of files, in such a result."""
    return msgspec.json.decode(line, type=tuple[Outcome, ...], dec_hook=_made)


def settings_line(settings: Settings) -> bytes:
    """The line that a process begins with: the settings that it works by."""
    return msgspec.json.encode(replace(settings, token=""), enc_hook=str) + b"\n"


def settings_in(line: bytes) -> Settings:
    """The settings in such a line."""
    return msgspec.json.decode(line, type=Settings, dec_hook=_made)


def _made(kind: type, value: object) -> object:
    """What JSON has no kind for, as a path, of the text that it is written as; anything is what it is."""
    made: object = value if kind is object else kind(value)
    return made


def put(stream: IO[bytes], message: msgspec.Struct) -> None:
    """Write one message."""
    stream.write(msgspec.json.encode(message) + b"\n")
    stream.flush()
