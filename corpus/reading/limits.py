"""How much one file may cost before reading it is given up."""

from __future__ import annotations

from dataclasses import dataclass

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper bounds for one file; a file that exceeds one ends in a single clear error.

    `seconds` is wall-clock time in the worker, `memory_bytes` the worker's resident memory, `answer_bytes` what it
    hands back, `file_bytes` the size on disk, `pages` the page count and `characters` the length of the text. Each
    page that is recognised in its image has `ocr_seconds`, beyond `seconds` for the file.
    """

    seconds: float = 60.0
    memory_bytes: int = 2048 * _MEBIBYTE
    file_bytes: int = 200_000_000
    pages: int = 3000
    characters: int = 20_000_000
    ocr_seconds: float = 120.0
    answer_bytes: int = 512 * _MEBIBYTE
