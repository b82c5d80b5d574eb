"""The files of folders: which of them can be documents, whatever else lies about there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.reading.media import SUFFIXES

LIBRARY = "library.sqlite"
"""What marks a folder as a library: its files are its own business."""


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to take: those named, and all readable ones in the folders named, sorted, each once.

    What is called like a document and can't be one, such as a pipe or a link that leads nowhere, is among them, and so
    is a folder that can't be looked into: whoever takes them says so of each. Links to folders aren't followed.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_inside(path) if _is_folder(path) else [path]))
    return tuple(found)


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below that can be documents, each folder's by name."""
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        if place is not folder and not _is_place(place):
            yield place
            continue
        try:
            with os.scandir(place) as entries:
                names = sorted(entry.name for entry in entries)
        except OSError:
            yield place
            continue
        if LIBRARY not in names:
            waiting.extend(place / name for name in reversed(names) if _is_candidate(place / name))


def _is_place(path: Path) -> bool:
    return _is_folder(path) and not path.is_symlink()


def _is_candidate(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    return path.suffix.lower() in SUFFIXES or _is_place(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A name that the system refuses is said so when the file is opened.
        return False
