"""Compressed sets of gold data, opened without leaving anything behind."""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.errors import MaterialError


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """A folder with the files of a .tar.xz, removed at the end. Raises MaterialError for one that can't be opened."""
    with TemporaryDirectory(prefix="pincite-gold-") as folder:
        try:
            with tarfile.open(archive, "r:xz") as packed:
                packed.extractall(folder, filter="data")
        except (OSError, tarfile.TarError, lzma.LZMAError) as error:
            raise MaterialError(f"{archive} can't be unpacked: {error}") from error
        yield Path(folder)


def decompressed(file: Path) -> bytes:
    """The bytes of an .xz file. Raises MaterialError for one that can't be opened."""
    try:
        return lzma.decompress(file.read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise MaterialError(f"{file} can't be opened: {error}") from error
