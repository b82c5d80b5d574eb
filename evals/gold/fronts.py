"""What a first page is held to tell: the form that every set of front matter is brought into."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.reading.reading import Reading

People = tuple[tuple[str, str], ...]
"""Family and given names, in order."""


@dataclass(frozen=True)
class Front:
    """An opening as it was read, and what it plainly prints.

    `fields` are texts by variable; dates are in ISO 8601, as far as they are printed. `absent` are variables that it
    does not print, so that finding one is an error. An `abstract` is held to begin and end with the words around `…`.
    `part` names the part of its set, where that has several.
    """

    name: str
    reading: Reading
    fields: dict[str, str]
    people: People | None = None
    places: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    part: str = ""
