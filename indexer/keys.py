"""What stands for a held document when it is asked for: its name, its id, or a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

LEAST_OF_A_NAME = 3
"""Characters of a document's name that may stand for it."""


class Keyed(Protocol):
    """What is held under a name, with a digest, from a path."""

    @property
    def name(self) -> str:
        """The name in the library."""

    @property
    def digest(self) -> str:
        """The file's SHA-256."""

    @property
    def origin(self) -> str:
        """The path that it came from."""


Held = TypeVar("Held", bound=Keyed)


def named(holdings: Sequence[Held], key: str) -> list[Held]:
    """Those held under exactly that name."""
    return [holding for holding in holdings if holding.name == key]


def with_id(holdings: Sequence[Held], key: str) -> list[Held]:
    """Those whose id begins so; six digits are the fewest."""
    digits = key.lower()
    return [holding for holding in holdings if len(digits) >= 6 and holding.digest.startswith(digits)]


def with_part(holdings: Sequence[Held], key: str) -> list[Held]:
    """By a file's name without its ending, by the path that it came from, or by a part of its name."""
    exact = [h for h in holdings if Path(h.name).stem == key or h.origin == str(Path(key).absolute())]
    return exact or [h for h in holdings if len(key) >= LEAST_OF_A_NAME and key.lower() in h.name.lower()]
