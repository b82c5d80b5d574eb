"""Paths as text: a file's name may hold bytes that are no text, and a text can't hold them."""

from __future__ import annotations

import os
from pathlib import PurePath


def path_text(path: PurePath | str) -> str:
    """The path with such bytes written out (`bad\\xff.txt`); any other path as it is."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
