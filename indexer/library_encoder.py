"""Which encoder made a library's vectors, told before the library is opened with one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.sqlite_file import CATALOGUE


def encoder_of(folder: Path) -> str | None:
    """The name of the encoder that made the vectors of the library in `folder`; None where there are none yet.

    Raises LibraryTooNew or LibraryUnusable.
    """
    path = folder / CATALOGUE
    if not path.is_file():
        return None
    with closing(Catalogue(path)) as catalogue:
        return catalogue.fact("encoder")
