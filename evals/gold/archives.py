"""Compressed sets of gold data, opened without leaving anything behind."""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.errors import MaterialError

DOCLING = Path("docling") / "docling_testdata.tar.xz"
"""Where docling's test data lies below a folder of benchmarks."""

GROBID = Path("grobid") / "citation_date_name_refseg.tar.xz"
"""Where GROBID's training data lies below it."""


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """A folder with the files of a .tar.xz, removed at the end.

    Raises MaterialError for one that is not there or can't be opened.
    """
    if not archive.is_file():
        raise MaterialError(f"{archive} is not there: name the folder of the public gold data with --benchmarks")
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
