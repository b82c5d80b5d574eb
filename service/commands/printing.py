"""Printing: results on stdout, notes, progress and the one line of a failure on stderr."""

from __future__ import annotations

import argparse
import io
import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from service.naming import readable, visible

if TYPE_CHECKING:
    from tqdm import tqdm

Item = TypeVar("Item")


def progress_bar(items: Iterable[Item], total: int, options: argparse.Namespace) -> Iterator[Item]:
    """The items, with a bar on stderr while they come."""
    from tqdm import tqdm

    return iter(tqdm(items, total=total, disable=options.quiet, leave=False, unit="", file=sys.stderr))


@contextmanager
def files_bar(files: int, options: argparse.Namespace) -> Iterator[FilesBar]:
    """A bar on stderr over so many files, behind which stands how far a long one is."""
    from tqdm import tqdm

    with tqdm(total=files, disable=options.quiet, leave=False, unit="", file=sys.stderr) as bar:
        yield FilesBar(bar)


class FilesBar:
    """How many files are done, and how far the passages of a long one are that is being embedded."""

    def __init__(self, bar: tqdm) -> None:
        self._bar = bar

    def one_more(self) -> None:
        """Another file is done."""
        self._bar.set_postfix_str("", refresh=False)
        self._bar.update()

    def tell(self, path: Path, done: int, total: int) -> None:
        """So many of the passages of the file at `path` are embedded."""
        self._bar.set_postfix_str(f"{visible(path.name)}: {done:,} of {total:,} passages embedded")


@contextmanager
def steps_bar(options: argparse.Namespace) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr for work in several steps: what is done, how far it is, and of how much."""
    from tqdm import tqdm

    with tqdm(disable=options.quiet, leave=False, unit="", file=sys.stderr) as bar:

        def show(step: str, done: int, total: int) -> None:
            bar.set_description_str(step, refresh=False)
            bar.total, bar.n = total, done
            bar.refresh()

        yield show


def say(text: str, options: argparse.Namespace) -> None:
    """Small talk, which programs and those who asked for quiet are spared."""
    if not options.json and not options.quiet:
        print(text)


def print_above_the_bar(text: str) -> None:
    """A line of results on stdout that leaves the progress bar whole."""
    from tqdm import tqdm

    tqdm.write(text, file=sys.stdout)


def print_json(record: object) -> None:
    """One line of JSON on stdout."""
    # Escapes are JSON too, where the terminal's encoding has no such character.
    print(json.dumps(record, ensure_ascii="utf" not in sys.stdout.encoding.lower()))


def write_anything() -> None:
    """Write out the characters that the terminal's encoding lacks, and bytes of names that are no text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say_notes() -> None:
    """Let warnings be told on stderr, a line each."""
    log = logging.getLogger("pincite")
    log.handlers, log.propagate = [_AboveTheBar()], False
    log.setLevel(logging.WARNING)


class _AboveTheBar(logging.Handler):
    """Writes notes on stderr without breaking the progress bar."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one note, or none where there is no room for it: what it is about goes on."""
        from tqdm import tqdm

        with suppress(OSError):
            tqdm.write(f"note: {readable(' '.join(self.format(record).split()))}", file=sys.stderr)


def failed(message: str) -> int:
    """The one line of a failure on stderr, and its exit status."""
    print(f"pincite: {readable(' '.join(message.split()))}", file=sys.stderr)
    return 1
