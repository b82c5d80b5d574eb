"""What asking looks up in a library by name and not by rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from corpus.document import Document
from indexer.catalogue import HeldPassage, Holding
from indexer.passages import Kind


class Shelf(Protocol):
    """A library, as far as its documents, their lines and their rows are looked up."""

    def holdings(self) -> tuple[Holding, ...]:
        """Every document held, by name."""

    def document(self, holding: Holding) -> Document:
        """The document with all its layers."""

    def passages_of(self, holding: Holding, kinds: Sequence[Kind]) -> tuple[HeldPassage, ...]:
        """A document's passages of these kinds, in the order of its text."""
