"""Fuzzing: files that are nearly in order, fed to every reader and parser; each ends in a whole document or one line.

What was found is kept: the file, made as small as it still shows the fault.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from corpus import errors
from corpus.reading.limits import Limits
from corpus.reading.workers.worker import ReadingWorker
from evals.hostile.mutations import mutated
from evals.hostile.packed_mutations import mutated_docx, mutated_html, mutated_pdf
from evals.hostile.probes import Ending, probed
from evals.hostile.reduction import reduced
from evals.hostile.seeds import Seed, seeds
from evals.machine import machine
from evals.report import aligned

LIMITS = Limits(seconds=90.0, memory_bytes=1_500_000_000)
REDUCING_SECONDS = 20.0
_KINDS: dict[str, Callable[[bytes, bytes, Random], bytes]] = {
    ".pdf": mutated_pdf,
    ".docx": mutated_docx,
    ".html": mutated_html,
    ".htm": mutated_html,
    ".xhtml": mutated_html,
}
_OFTENER = {".pdf": 4, ".docx": 2, ".html": 2, ".txt": 2}
_LONGEST_SHOWN = 400


@dataclass(frozen=True)
class Fault:
    """One fault: its signature, how often it was met, the run and the seed that first showed it, and its file."""

    signature: str
    met: int
    run: int
    seed: str
    told: str
    kept: str
    size: int


@dataclass(frozen=True)
class FuzzReport:
    """How many runs ended how, by the kind of file, and every fault."""

    machine: str
    seed: int
    runs: int
    minutes: float
    endings: dict[str, dict[str, int]]
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing fell."""
        return not self.faults


class _Fuzzer:
    """Makes one file after another out of the seeds, and keeps what fell."""

    def __init__(self, found: Sequence[Seed], seed: int, worker: ReadingWorker, scratch: Path, kept: Path) -> None:
        self._by_ending: dict[str, list[Seed]] = {}
        for each in found:
            self._by_ending.setdefault(each.ending, []).append(each)
        self._seed, self._worker, self._scratch, self._kept = seed, worker, scratch, kept
        self.endings: dict[str, Counter[str]] = {}
        self.faults: dict[str, Fault] = {}

    def run(self, number: int) -> None:
        """Make and read the file of this number: the same seeds, seed and number make the same file."""
        random = Random(f"{self._seed}-{number}")
        ending = random.choice([each for each in sorted(self._by_ending) for _ in range(_OFTENER.get(each, 1))])
        chosen, other = random.choice(self._by_ending[ending]), random.choice(self._by_ending[ending])
        data = _KINDS.get(ending, mutated)(chosen.data, other.data, random)
        met = self._ending(data, ending)
        self.endings.setdefault(ending, Counter())[met.kind] += 1
        if met.kind == "fault":
            self._met(met, data, ending, number, chosen.name)

    def _ending(self, data: bytes, ending: str) -> Ending:
        path = self._scratch / f"made{ending}"
        path.write_bytes(data)
        try:
            return self._worker.read(probed, path)
        except errors.ReadingStopped as error:
            return Ending("fault", f"{type(error).__name__}: {ending}", str(error))
        except errors.ReadError as error:
            return Ending("refused", type(error).__name__, str(error))

    def _met(self, met: Ending, data: bytes, ending: str, number: int, seed: str) -> None:
        before = self.faults.get(met.signature)
        if before:
            self.faults[met.signature] = _once_more(before)
            return
        small = reduced(data, lambda part: self._ending(part, ending).signature == met.signature, REDUCING_SECONDS)
        name = f"{hashlib.sha256(met.signature.encode()).hexdigest()[:12]}{ending}"
        self._kept.mkdir(parents=True, exist_ok=True)
        told = self._ending(small, ending).told or met.told
        (self._kept / name).write_bytes(small)
        (self._kept / f"{name}.told").write_text(
            f"{met.signature}\nrun {number}, from {seed}\n{told}\n", encoding="utf-8"
        )
        self.faults[met.signature] = Fault(met.signature, 1, number, seed, told, str(self._kept / name), len(small))


def _once_more(fault: Fault) -> Fault:
    return Fault(fault.signature, fault.met + 1, fault.run, fault.seed, fault.told, fault.kept, fault.size)


def measure(
    folders: Sequence[Path], minutes: float, seed: int, kept: Path, most_runs: int | None = None, first: int = 0
) -> FuzzReport:
    """Fuzz for so many minutes (or as many runs, if these are over sooner), and keep what falls in `kept`."""
    begin = time.monotonic()
    with ExitStack() as stack:
        found = stack.enter_context(seeds(folders))
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="pincite-fuzz-")))
        fuzzer = _Fuzzer(found, seed, stack.enter_context(ReadingWorker(LIMITS)), scratch, kept)
        number = first
        while time.monotonic() - begin < 60 * minutes and (most_runs is None or number - first < most_runs):
            fuzzer.run(number)
            number += 1
    endings = {ending: dict(sorted(counts.items())) for ending, counts in sorted(fuzzer.endings.items())}
    faults = tuple(sorted(fuzzer.faults.values(), key=lambda fault: fault.signature))
    return FuzzReport(machine(), seed, number - first, (time.monotonic() - begin) / 60, endings, faults)


def to_text(report: FuzzReport) -> str:
    """How the runs ended, and each fault with the file that shows it."""
    kinds = ("document", "refused", "fault")
    rows = [[ending, *(str(counts.get(kind, 0)) for kind in kinds)] for ending, counts in report.endings.items()]
    blocks = [
        report.machine,
        aligned([["Kind", "documents", "refused", "faults"], *rows]),
        f"{report.runs} files made from seed {report.seed} in {report.minutes:.1f} minutes "
        f"({report.runs / max(report.minutes, 1e-9) / 60:.1f} a second), {len(report.faults)} faults",
    ]
    for fault in report.faults:
        told = " ".join(fault.told[-_LONGEST_SHOWN:].split())
        blocks.append(
            f"{fault.signature}: met {fault.met} times, first in run {fault.run} (from {fault.seed}); "
            f"{fault.size} bytes show it: {fault.kept}\n  {told}"
        )
    return "\n\n".join(blocks)
