"""Callouts by the key of an entry: `[Mit97]`, `[Joh15a, p. 12; KMN+02]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Reference, Span
from corpus.structure.cited_work import LOCATOR
from corpus.structure.references.keys import is_key, plain_key

_BRACKET = re.compile(r"\[(?P<inside>[^\W\d_][^\[\]]{1,200})\]")
_PARTS = re.compile(r"\s*[,;]\s*")
_SEE = re.compile(r"(?:see(?: also)?|cf\.|e\.g\.,?)\s+", re.IGNORECASE)
_PLACE = re.compile(LOCATOR)
_FEWEST = 3


@dataclass(frozen=True)
class Keyed:
    """A callout by keys: where it stands, the entries it means, the keys that none has, and places in the works."""

    span: Span
    resolves_to: tuple[int, ...]
    missing: tuple[str, ...]
    places: tuple[str, ...]


def keys_of(references: Sequence[Reference]) -> dict[str, int]:
    """The entry of each key, for a document that names its entries so; empty for others."""
    found = {plain_key(r.label): r.n for r in references if r.label and is_key(r.label)}
    return found if len(found) >= max(_FEWEST, len(references) // 2) else {}


def keyed(text: str, keys: dict[str, int]) -> Iterator[Keyed]:
    """Every bracket that holds keys and places in works, and nothing else."""
    for match in _BRACKET.finditer(text):
        parts = _PARTS.split(_SEE.sub("", match["inside"], count=1).strip())
        names = [part for part in parts if plain_key(part) in keys or is_key(part)]
        places = [part for part in parts if part not in names]
        if not names or not all(_PLACE.match(part) for part in places):
            continue
        meant = sorted({keys[plain_key(name)] for name in names if plain_key(name) in keys})
        missing = tuple(name for name in names if plain_key(name) not in keys)
        yield Keyed(Span(*match.span()), tuple(meant), missing, tuple(places))
