"""The check that comes before any file is opened: that it is there, holds something and is not too large."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG

from corpus.errors import FileEmpty, FileMissing, FileTooLarge
from corpus.reading.limits import Limits


def file_size(path: Path, limits: Limits) -> int:
    """The size of the file at `path` in bytes. Raises FileMissing, FileEmpty and FileTooLarge."""
    if path.is_dir():
        raise FileMissing(f"{path} is a folder, not a file: name the files in it")
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise FileMissing(f"{path}: there is no such file; check the name") from error
    except OSError as error:
        raise FileMissing(f"{path} can't be opened: {error.strerror or error}") from error
    if not S_ISREG(status.st_mode):
        raise FileMissing(f"{path} is not a file that holds a document: name a file")
    size = status.st_size
    if size == 0:
        raise FileEmpty(f"{path} is empty: replace it by a whole copy")
    if size > limits.file_bytes:
        raise FileTooLarge(
            f"{path} has {size:,} bytes, over the limit of {limits.file_bytes:,}: split it, or raise PINCITE_FILE_MB"
        )
    return size
