"""Taking uploads in: what becomes of each file, told as soon as it is certain."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus.errors import CorpusError
from indexer.catalogue import Holding
from indexer.errors import LibraryError
from indexer.intake import Outcome, Read, TellOf, read_again, take
from indexer.library import Library
from indexer.source_store import digest_of
from service.naming import file_name, visible
from service.phrasing import counted
from service.progress import Progress
from service.web.jobs.board import Cancelled, Teller
from service.web.jobs.job import Item
from service.web.library.uploads import Batch, unplaced
from service.web.problems import RereadingFailed

READING_NOW = "reading"
"""The status of the file that is being read; "" is one that waits."""

EMBEDDING_STEP = "embedding the passages"
"""What takes longest of a large document."""


def taken(library: Library, batch: Batch, read: Read, tell: TellOf) -> Generator[Outcome]:
    """Put the documents in, with the data that came along; an outcome's path is the name that the upload had."""
    held = {holding.name: holding.digest for holding in library.holdings()}
    # A held file stays as it is unless data came along: read again, it would lose what the bibliography beside the
    # original says of it.
    named = (_renamed(path, held) for path in batch.documents)
    with closing(take(library, named, read, renewing=batch.is_described, tell=tell)) as outcomes:
        for path, outcome in zip(batch.documents, outcomes, strict=True):
            yield replace(outcome, path=Path(path.name), detail=unplaced(_told(outcome), batch.folder))


def _told(outcome: Outcome) -> str:
    if outcome.status == "unchanged" and outcome.detail:
        # It is held from a folder of its own, whose bibliography is looked at each time that the folder is added.
        return "the data that came along were not used: correct them on its page"
    return outcome.detail


def waiting(batch: Batch) -> tuple[Item, ...]:
    """The files of a batch, all still to be read."""
    return tuple(Item(visible(path.name)) for path in batch.documents)


def take_and_tell(library: Library, batch: Batch, read: Read, tell: Teller) -> tuple[Outcome, ...]:
    """Put a batch in, and tell what becomes of each file."""
    became: list[Outcome] = []

    def embedded(path: Path, done: int, total: int) -> None:
        number, files = len(became), len(batch.documents)
        name = visible(batch.documents[number].name)
        come = f"{done:,} of {total:,} passages embedded"
        tell(f"reading {name} ({come})", number, files, (number + done / total) / files)

    with closing(taken(library, batch, read, embedded)) as outcomes:
        for number, path in enumerate(batch.documents):
            # To say so first is what lets a reader stop between two files and never in the middle of one.
            tell(f"reading {visible(path.name)}", number, len(batch.documents))
            tell.item(number, Item(visible(path.name), READING_NOW))
            try:
                became.append(next(outcomes))
                tell.item(number, item_of(became[-1]))
            except LibraryError as error:
                _tell_unwritten(tell, number, batch, _unplaced_library(error, library))
                raise
            except Cancelled:
                tell.item(number, Item(visible(path.name)))
                raise
            except BaseException:
                tell.item(number, Item(visible(path.name), "failed", "not added: reading it went wrong"))
                raise
    tell("reading", len(batch.documents), len(batch.documents))
    return tuple(became)


def read_again_and_tell(library: Library, holding: Holding, read: Read, tell: Progress) -> None:
    """Read a held document once more; raises RereadingFailed."""
    tell("reading the file", 0, 0)
    try:
        read_again(library, holding, read, partial(tell, EMBEDDING_STEP))
    except CorpusError as error:
        raise RereadingFailed(f"{error}; it stays as it was read before") from error


def item_of(outcome: Outcome) -> Item:
    """An outcome as it is told to whoever waits for it."""
    holding = outcome.holding
    name = visible(outcome.path.name)
    if holding is None:
        reason = visible(outcome.detail).removeprefix(f"{name}: ")
        return Item(name, outcome.status, f"not added: {reason}")
    return Item(name, outcome.status, _detail(outcome, holding), f"/library/{holding.id}")


def summed(items: Sequence[Item]) -> str:
    """How many files met with what, in the order of the words below: `2 added, 1 failed`."""
    counts = {words: sum(item.status == status for item in items) for status, words in _WORDS.items()}
    return ", ".join(f"{count} {words}" for words, count in counts.items() if count)


_WORDS = {
    "added": "added",
    "updated": "read again",
    "unchanged": "already here",
    "failed": "failed",
    READING_NOW: "being read",
    "": "not read",
}


def _detail(outcome: Outcome, holding: Holding) -> str:
    size = ", ".join(
        [*([counted(holding.pages, "page")] if holding.pages else []), counted(holding.passages, "passage")]
    )
    said = {"added": f"added: {size}", "updated": f"read again: {size}", "unchanged": "already here"}[outcome.status]
    named = f", under the name {visible(holding.name)}" if holding.name != outcome.path.name else ""
    doubts = f"; {counted(len(holding.notices), 'doubt')} about how it was read" if holding.notices else ""
    more = f"; {visible(outcome.detail)}" if outcome.detail else ""
    return f"{said}{named}{more if outcome.status == 'unchanged' else doubts}"


def _renamed(path: Path, held: Mapping[str, str]) -> Path:
    """Under a name of its own where the library holds another document of that name."""
    if path.name not in held or held[path.name] == digest_of(path):
        return path
    beside = {entry.name for entry in path.parent.iterdir()}
    return path.rename(path.with_name(file_name(path.name, beside | set(held))))


def _tell_unwritten(tell: Teller, number: int, batch: Batch, reason: str) -> None:
    """Say of this file, and of all after it, that the library could not take it."""
    tell.item(number, Item(visible(batch.documents[number].name), "failed", f"not added: {reason}"))
    for later in range(number + 1, len(batch.documents)):
        tell.item(later, Item(visible(batch.documents[later].name), "failed", "not added: it was not tried any more"))


def _unplaced_library(error: LibraryError, library: Library) -> str:
    return str(error).replace(f"the library {library.folder}", "the library").replace(str(library.folder), "its folder")
