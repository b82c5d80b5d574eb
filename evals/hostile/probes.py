"""What a file does to whatever reads it; imported by the process that reads, and run there."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.bibliography.export import to_bibtex, to_csl_json, to_ris
from corpus.bibliography.record import Field, Record
from corpus.bibliography.sidecar import SUFFIXES, Sidecars, read_sidecar
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.reading.read import read
from evals.hostile.invariants import broken
from indexer.passages import passages
from service.ask.answer import Question
from service.ask.understanding.reading import understand
from service.checks.every import CHECKS
from service.errors import ServiceError
from service.verify.parts import parts_of
from service.verify.quoted_words import quotations_in
from service.verify.reading import statement_of
from service.verify.stating import is_name_alone, is_request

WORDS = ".words"
"""The ending of a file that holds questions and claims, one a line."""

_OURS = ("corpus", "indexer", "service", "evals")
_LINES_ASKED = 40
_BASE_SECONDS = 4.0
_SECONDS_A_MEGABYTE = 30.0
_PDF_SECONDS = 15.0


@dataclass(frozen=True)
class Ending:
    """How reading a file ended: `document`, `refused` (with one clear line) or `fault`.

    `signature` names a fault as it would be met again; `told` is what a person is told, or a fault's trace.
    """

    kind: str
    signature: str = ""
    told: str = ""


def probed(path: Path) -> Ending:
    """Read the file at `path` as its ending asks, then all that is worked out of it without a library."""
    clock = _Clock(_allowed(path))
    try:
        ending, faults = _probe_of(path)(path, clock)
    except Exception as error:
        return Ending("fault", _signature(error), traceback.format_exc())
    faults = [*faults, *clock.overruns]
    return Ending("fault", faults[0], "; ".join([*faults, *clock.told])) if faults else ending


class _Clock:
    """Looks at the processor time that each stage took; what took longer than it may is told."""

    def __init__(self, most: float) -> None:
        self._most = most
        self._begin = time.process_time()
        self.overruns: list[str] = []
        self.told: list[str] = []

    def stage(self, name: str) -> None:
        """A stage of this name is over, and the next begins."""
        seconds = time.process_time() - self._begin
        if seconds > self._most:
            self.overruns.append(f"slow: {name}")
            self.told.append(f"{seconds:.1f} s of processor time, over {self._most:.1f}")
        self._begin = time.process_time()


def _probe_of(path: Path) -> Callable[[Path, _Clock], tuple[Ending, list[str]]]:
    if path.suffix in SUFFIXES:
        return _sidecar
    return _words if path.suffix == WORDS else _file


def _allowed(path: Path) -> float:
    """Seconds of processor time; a page of a PDF can't be told from its bytes."""
    if path.suffix == ".pdf":
        return _PDF_SECONDS
    return _BASE_SECONDS + _SECONDS_A_MEGABYTE * path.stat().st_size / 1e6


def _signature(error: Exception) -> str:
    """The kind of the error, and the innermost line of this project that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if any(f"/{package}/" in frame.filename for package in _OURS)]
    place = (ours or frames)[-1]
    return f"{type(error).__name__} in {'/'.join(Path(place.filename).parts[-3:])}: {place.name}"


def _file(path: Path, clock: _Clock) -> tuple[Ending, list[str]]:
    try:
        document = read(path, sidecars=Sidecars())
    except CorpusError as error:
        clock.stage(f"refusing {path.suffix}")
        return _refused(error)
    clock.stage(f"reading {path.suffix}")
    return Ending("document"), [*broken(document), *_unwritable(document.record), *_uncheckable(document, clock)]


def _refused(error: Exception) -> tuple[Ending, list[str]]:
    told = str(error)
    faults = [] if told and "\n" not in told else [f"told in several lines: {type(error).__name__}"]
    return Ending("refused", type(error).__name__, told), faults


def _uncheckable(document: Document, clock: _Clock) -> Iterator[str]:
    size = len(document.text)
    if any(passage.span.end > size for passage in passages(document)):
        yield "a passage reaches beyond the text"
    clock.stage("passages")
    for check in CHECKS:
        for finding in check(document):
            if finding.span.end > size:
                yield f"a finding reaches beyond the text: {finding.type}"
        clock.stage(getattr(check, "__name__", type(check).__name__))


def _unwritable(record: Record) -> Iterator[str]:
    """Bibliographies of the record that can't be read back."""
    for ending, write in ((".bib", to_bibtex), (".ris", to_ris), (".json", to_csl_json)):
        written = write([("work.pdf", record)])
        try:
            written.encode()
        except UnicodeEncodeError:
            yield f"a {ending} can't be written: it holds a lone surrogate"


def _sidecar(path: Path, clock: _Clock) -> tuple[Ending, list[str]]:
    try:
        found = read_sidecar(path)
    except CorpusError as error:
        return _refused(error)
    faults = [f"a notice of several lines: {path.suffix}" for notice in found.notices if "\n" in notice][:1]
    for entry in found.entries:
        fields = tuple(Field(name, entry.csl[name], "sidecar", entry.key, 1.0) for name in sorted(entry.csl))
        faults.extend(_unwritable(Record.of(fields)))
    Sidecars(tuple((path.name, entry) for entry in found.entries)).fields_for(path, "A title of some length", "10.1/x")
    clock.stage(f"reading {path.suffix}")
    return Ending("document"), faults


def _words(path: Path, clock: _Clock) -> tuple[Ending, list[str]]:
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n")[:_LINES_ASKED]:
        _asked(line)
        _claimed(line)
    clock.stage("understanding")
    return Ending("document"), []


def _asked(text: str) -> None:
    try:
        understand(Question(text, "", ("What did Bell say about the survey?",)))
        understand(Question("And what of the second one?", "", (text,)))
    except ServiceError:
        return


def _claimed(text: str) -> None:
    statement = statement_of(text)
    parts_of(statement)
    quotations_in(statement)
    is_name_alone(statement)
    is_request(statement)
