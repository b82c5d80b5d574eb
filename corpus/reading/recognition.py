"""What recognising the text of a page's image gives, whatever engine does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word and the edges of its ink, in pixels from the top left of the picture as it was turned upright.

    `confidence` is the engine's, 0 to 1; words of one `line` stand side by side, and lines come as they are read.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    line: int


@dataclass(frozen=True)
class Recognition:
    """The words of a picture, which was turned clockwise by so many `quarters` so that they stand upright.

    `room` is how many letters its lines of text have room for, where the engine tells that: far fewer read
    than that mean that the script is none that it knows.
    """

    words: tuple[RecognisedWord, ...] = ()
    quarters: int = 0
    room: float = 0.0

    @property
    def confidence(self) -> float:
        """The mean over all letters, less for letters that there was room for and that were not made out."""
        letters = sum(len(word.text) for word in self.words)
        sure = sum(word.confidence * len(word.text) for word in self.words)
        return sure / max(letters, self.room, 1.0)


class Recogniser(Protocol):
    """An engine that recognises text; it is sent to the process that reads, so it is a dataclass."""

    @property
    def name(self) -> str:
        """What users call it."""

    def recognitions(self, pictures: Iterable[Image]) -> Iterator[Recognition]:
        """The text of each picture, all of one document, so that the first can tell the language of the others.

        Raises RecognitionFailed when the engine can't do its work.
        """
