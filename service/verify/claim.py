"""What is to be verified: a statement, and whose it is said to be."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_CLAIM = 2000
"""Characters; a longer text is a passage of several claims, to be reviewed rather than verified."""


@dataclass(frozen=True)
class Claim:
    """A statement to be held against the library.

    `credited` are the digests of the held documents that the statement is credited to (the works cited behind it);
    where there are none, the works that its own words name are taken (`Porter (1990) argues that …`).
    """

    text: str
    id: str = ""
    credited: tuple[str, ...] = ()
