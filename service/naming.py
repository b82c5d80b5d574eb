"""Names from outside: made harmless as file names, and shown without tricks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

LONGEST_NAME = 150
"""Bytes of UTF-8; file systems take 255, and a library's copy gets a longer one."""

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, lone surrogates, and the embeddings, overrides and isolates of the bidirectional algorithm."""


def visible(text: object) -> str:
    """`text` on one line, with every control, bidirectional or otherwise invisible character as U+FFFD.

    A name could else reorder or hide what stands around it (Unicode Technical Report 36, section 2.5).
    The joiners that Persian and Indic words are spelled with stay.
    """
    line = " ".join(str(text).split())
    return "".join("\ufffd" if _is_invisible(character) else character for character in line)


def readable(text: str) -> str:
    """A document's text for display, as long as it was; U+FFFD stands for what can't be shown or turns words round."""
    return _UNSHOWN.sub("\ufffd", text)


def typed(text: str) -> str:
    """What a person typed, without the characters that no keyboard gives."""
    return _UNSHOWN.sub("", text)


def plain(text: object) -> str:
    """`text` on one line, without any invisible character: for a box in which it is typed on."""
    return "".join(character for character in " ".join(str(text).split()) if not _is_invisible(character))


def file_name(given: str | None, taken: Collection[str] = ()) -> str:
    """A file name out of what an upload calls itself, different from those `taken`; never a path, never hidden."""
    base = unicodedata.normalize("NFC", given or "").replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(character for character in base if not _is_invisible(character))
    name = _shortened(" ".join(seen.split()).lstrip(". ") or "document")
    stem, suffix = _split(name)
    count = 2
    while name in taken:
        name, count = _fitted(stem, f" ({count}){suffix}"), count + 1
    return name


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE and character not in _JOINERS


def _shortened(name: str) -> str:
    return _fitted(*_split(name))


def _fitted(stem: str, ending: str) -> str:
    """As much of the stem as the longest name has room for, and the whole ending."""
    room = LONGEST_NAME - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + ending


def _split(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    return (name.removesuffix(suffix), suffix) if 0 < len(suffix.encode()) <= 20 else (name, "")
