"""Bootstrap: the one place where implementations are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.encoder import Encoder, HashingEncoder
from indexer.library import Library
from indexer.retrieval import DEFAULT_WEIGHTS, Retriever, Weights
from indexer.sentence_encoder import SentenceEncoder
from service.ask.abstention import Calibration
from service.ask.asker import Asker
from service.errors import SettingError
from service.settings import Settings

if TYPE_CHECKING:
    from corpus.reading.recognition import Recogniser
    from indexer.intake import Read

# What reads files is imported where it is chosen: whoever only asks doesn't wait for the libraries of every format.


def encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name; a real model's exported form is kept in the library's `models/`."""
    if not settings.encoder.startswith("hashing-"):
        return SentenceEncoder(settings.encoder, settings.library / "models")
    size = settings.encoder.removeprefix("hashing-")
    if not re.fullmatch(r"[1-9]\d{0,4}", size, re.ASCII):
        raise SettingError(f"PINCITE_ENCODER: hashing-N needs a number from 1 to 99999, not {size!r}")
    return HashingEncoder(int(size))


def library(settings: Settings, *, create: bool = False) -> Library:
    """The library that the settings name; with `create`, made where there is none."""
    return Library(settings.library, encoder(settings), create=create)


def asker(held: Library, weights: Weights = DEFAULT_WEIGHTS) -> Asker:
    """What answers questions over a library."""
    return Asker(held, Retriever(held, weights), Calibration())


def samples() -> Path:
    """The folder of the sample literature."""
    return Path(__file__).resolve().parent.parent / "corpus" / "samples"


@contextmanager
def reader(settings: Settings) -> Iterator[Read]:
    """What reads files, in a process of its own with the limits that the settings give."""
    from corpus.reading.worker import ReadingWorker

    with ReadingWorker(settings.limits) as worker:
        yield partial(worker.read, read_function(settings))


def recogniser(settings: Settings) -> Recogniser | None:
    """What reads pages that are only images: the engine that the settings name, or those that are installed.

    Raises SettingError for one that is named and is not installed.
    """
    from corpus.reading.fitting_recogniser import FittingRecogniser
    from corpus.reading.rapid_ocr import RapidOcr
    from corpus.reading.tesseract import Tesseract

    rapid, tesseract = RapidOcr(), Tesseract(settings.ocr_languages)
    match settings.ocr:
        case "off":
            return None
        case "rapidocr" if rapid.is_installed():
            return rapid
        case "tesseract" if tesseract.is_installed():
            return tesseract
        case "rapidocr":
            raise SettingError("PINCITE_OCR is rapidocr, which is not installed: pip install 'pincite[ocr]'")
        case "tesseract":
            raise SettingError("PINCITE_OCR is tesseract, but there is no tesseract command: install Tesseract")
    if not tesseract.is_installed():
        return rapid if rapid.is_installed() else None
    return FittingRecogniser(rapid, tesseract) if rapid.is_installed() else tesseract


def read_function(settings: Settings) -> Read:
    """What reads one file as the settings say, in the process that calls it."""
    from corpus.reading.read import read

    return partial(read, limits=settings.limits, recogniser=recogniser(settings))
