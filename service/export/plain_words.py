"""Words of a document as every form of export can hold them."""

from __future__ import annotations

import re

from service.naming import readable

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
"""What XML, and so a Word file, has no place for (XML 1.0, 2.2)."""


def writable(text: str) -> str:
    """`text` as long as it was; U+FFFD stands for what can't be shown, turns words round or is no character."""
    return _NO_CHARACTERS.sub("\ufffd", readable(text))


def one_line(text: str) -> str:
    """The same, with its white space made single."""
    return " ".join(writable(text).split())
