"""Durability: what a power cut must not take back is on the disk before it is told.

A file's own bytes are brought there by `os.fsync`; that it stands in its folder, only by the folder's.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
"""What network and user-space file systems say that bring folders to the disk in their own time."""


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on the disk; raises OSError. Where folders can't be opened, the system sees to it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those around it where there are none, and have them on the disk; raises OSError."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in reversed(missing):
        sync_folder(place.parent)
