"""Line ends: those of other systems, as structure is looked for in them; every character keeps its place."""

from __future__ import annotations

import re

_BLANK_LINES = re.compile(r"(?: \n){2,}")
_LONE = re.compile(r"\r(?!\n)")


def with_line_feeds(text: str) -> str:
    """The text with a line feed for each carriage return that stands alone, as old systems end their lines."""
    return _LONE.sub("\n", text) if "\r" in text else text


def as_lines(text: str) -> str:
    """The text, just as long, with its lines ended by line feeds alone, so that blank lines are two in a row."""
    if "\r" not in text:
        return text
    spaced = with_line_feeds(text).replace("\r\n", " \n")
    return _BLANK_LINES.sub(lambda match: " " * (len(match[0]) // 2) + "\n" * (len(match[0]) // 2), spaced)
