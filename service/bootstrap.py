"""Bootstrap: the one place where implementations are chosen."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.encoder import Encoder, HashingEncoder
from indexer.library import Library
from indexer.library_encoder import encoder_of
from indexer.pair_model import PairModel
from indexer.retrieval import DEFAULT_WEIGHTS, Retriever, Weights
from indexer.sentence_encoder import SentenceEncoder
from indexer.works import WorkRanker
from service.ask.abstention import READ_AGAIN, Calibration
from service.ask.asker import Asker
from service.ask.rereading import Rereader
from service.ask.work_rereading import WorkRereader
from service.audit.notices import KnownFindings
from service.errors import SettingError, WorkspaceError
from service.settings import Settings

if TYPE_CHECKING:
    from corpus.reading.recognition import Recogniser
    from indexer.intake import Read
    from service.audit.auditor import Auditor
    from service.review.reviewer import Reviewer
    from service.verify.judge import Judge
    from service.verify.verifier import Verifier
    from service.web.jobs.labour_elsewhere import LabourElsewhere
    from service.workspace.workspace import Workspace

_log = logging.getLogger("pincite.service")

MODELS = Path(__file__).resolve().parent / "ask" / "models"
"""The folder of the ranker that is shipped."""

# What reads files or judges claims is imported where it is chosen: whoever only asks doesn't wait for it.


def encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name; a real model's exported form is kept in the library's `models/`."""
    if not settings.encoder.startswith("hashing-"):
        made_with = partial(encoder_of, settings.library)
        return SentenceEncoder(settings.encoder, settings.library / "models", made_with)
    size = settings.encoder.removeprefix("hashing-")
    if not re.fullmatch(r"[1-9]\d{0,4}", size, re.ASCII):
        raise SettingError(f"PINCITE_ENCODER: hashing-N needs a number from 1 to 99999, not {size!r}")
    return HashingEncoder(int(size))


def library(settings: Settings, *, create: bool = False) -> Library:
    """The library that the settings name; with `create`, made where there is none."""
    chosen = encoder(settings)
    if create and isinstance(chosen, SentenceEncoder) and encoder_of(settings.library) is None:
        # So that a name that was mistyped leaves no empty library behind.
        chosen.check_source()
    return Library(settings.library, chosen, create=create)


def asker(held: Library, weights: Weights = DEFAULT_WEIGHTS, *, ranker: bool = True) -> Asker:
    """What answers questions over a library; with the `ranker`, the best passages are read again with the question."""
    known = KnownFindings(held)
    if not ranker:
        return Asker(held, Retriever(held, weights), Calibration(), known=known)
    return Asker(held, Retriever(held, weights), READ_AGAIN, Rereader(held, pair_model()), known)


def works(held: Library, *, ranker: bool = True) -> WorkRereader:
    """What ranks whole documents; with the `ranker`, the best of them are read again with the question."""
    return WorkRereader(held, WorkRanker(held), pair_model() if ranker else None)


@cache
def pair_model() -> PairModel:
    """The ranker that is shipped: one for the whole process, loaded at the first question."""
    return PairModel(MODELS)


def judge(settings: Settings, encoder: Encoder | None = None) -> Judge:
    """What weighs a claim against a passage: the model that the settings name, else the one that is shipped.

    `encoder` is the library's, by whose meaning the shipped one weighs too.
    """
    from service.verify.calibration.calibrated_judge import CalibratedJudge
    from service.verify.cross_encoder_judge import CrossEncoderJudge

    return CrossEncoderJudge(settings.verdict_model) if settings.verdict_model else CalibratedJudge(encoder)


def verifier(held: Library, judged_by: Judge | None = None, *, ranker: bool = True) -> Verifier:
    """What holds claims against a library; by the shipped judge unless another one is given.

    With the `ranker`, the likeliest passages are read once more, together with the claim.
    """
    from service.verify.calibration.calibrated_judge import CalibratedJudge
    from service.verify.verifier import CLAIM_WEIGHTS, Verifier

    judge = judged_by or CalibratedJudge(held.encoder)
    return Verifier(held, Retriever(held, CLAIM_WEIGHTS), judge, pair_model() if ranker else None)


def asker_as_set(held: Library, settings: Settings) -> Asker:
    """What answers questions over a library, with the ranker if the settings say so."""
    return asker(held, ranker=settings.ranker == "on")


def verifier_as_set(held: Library, settings: Settings) -> Verifier:
    """What holds claims against a library, by the judge that the settings name and with the ranker if they say so."""
    return verifier(held, judge(settings, held.encoder), ranker=settings.ranker == "on")


def reviewer(held: Library | None, verified_by: Verifier | None = None) -> Reviewer:
    """What reviews manuscripts: by themselves, and against a library where there is one.

    `verified_by` judges the citations: by the shipped judge unless told otherwise.
    """
    from service.checks.every import CHECKS
    from service.quotations.checker import QuotationChecker
    from service.quotations.copies import CopyFinder
    from service.review.citations import CitationChecker
    from service.review.reviewer import Reviewer, Shelf
    from service.review.sources import Sources

    if held is None:
        return Reviewer(CHECKS)
    citations = CitationChecker(Sources(held), verified_by or verifier(held))
    return Reviewer(CHECKS, Shelf(held, citations, QuotationChecker(held), CopyFinder(held)))


def auditor(held: Library) -> Auditor:
    """What audits a library: each document by itself, and beside all others."""
    from service.audit.auditor import Auditor
    from service.checks.every import CHECKS
    from service.quotations.checker import QuotationChecker

    return Auditor(held, CHECKS, QuotationChecker(held))


def workspace(held: Library) -> Workspace:
    """What readers keep beside a library; until the process ends where its folder can't be written to."""
    from service.workspace.workspace import Workspace

    try:
        return Workspace(held.folder)
    except WorkspaceError as error:
        _log.warning("what readers do is kept only until the server stops: %s", error)
        return Workspace(None)


def samples() -> Path:
    """The folder of the sample literature."""
    return Path(__file__).resolve().parent.parent / "corpus" / "samples"


@contextmanager
def reader(settings: Settings, *, in_background: bool = False) -> Iterator[Read]:
    """What reads files, in processes of their own with the limits that the settings give.

    `in_background` leaves the processor to whoever else wants it, as those do who ask a server.
    """
    from corpus.bibliography.sidecar import Sidecars
    from corpus.reading.read import read
    from corpus.reading.workers.pool import ReadingPool
    from corpus.reading.workers.reader import DocumentReader

    # What lies beside a file is read once for all in its folder.
    alone = partial(read, limits=settings.limits, recogniser=recogniser(settings), sidecars=Sidecars())
    with ReadingPool(settings.limits, settings.readers, in_background=in_background) as pool:
        yield DocumentReader(pool, alone)


def labour(settings: Settings, held: Library) -> LabourElsewhere:
    """What does the long work of a server while others read its library, in processes of their own; to be closed."""
    from service.web.jobs.labour_elsewhere import LabourElsewhere

    return LabourElsewhere(settings, held)


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
