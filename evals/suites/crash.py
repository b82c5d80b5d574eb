"""Crashes: a process that works on a library is killed at random moments; nothing that it reported may be lost.

After every blow the library is checked, opened and asked: what was said to be held is, nothing is half there, and an
answer quotes it word for word. Half of the blows come at a moment, half at a touch of the disk.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.crashing.account import Account, Told
from evals.crashing.aftermath import aftermath
from evals.crashing.power import power_cuts
from evals.crashing.server import server_round
from evals.crashing.sources import make_sources
from evals.report import aligned
from service.settings import Settings

HASHING = "hashing-64"
ACTIONS = 14
FRESH_EVERY = 25
"""Rounds after which the library is begun anew: a long history and a first start both matter."""

MODEL_EVERY = 20
"""Every so many rounds with the encoder of the settings, on a library of its own."""

SERVER_EVERY = 10
"""Every so many rounds a server is killed during uploads."""

GONE_SECONDS = 5.0
"""Within which the reading worker of a killed process has to have ended."""


@dataclass(frozen=True)
class Round:
    """One blow: what was under way, how it was dealt, what was left over, and what was wrong afterwards."""

    number: int
    moment: str
    dealt: str
    leftovers: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class CrashReport:
    """All rounds; `seed` gives the same ones again, as far as the clock does."""

    seed: int
    rounds: tuple[Round, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was lost and nothing half there."""
        return not any(each.faults for each in self.rounds)


def measure(settings: Settings, rounds: int, seed: int, flaw: str = "", power: int = 0) -> CrashReport:
    """Deal so many blows, and cut the power so often; with a `flaw` planted, until the first loss.

    Raises MaterialError where the power is to be cut and strace isn't installed.
    """
    chance = random.Random(seed)
    with TemporaryDirectory(prefix="pincite-crash-") as scratch:
        fields = {name: _Field(settings, Path(scratch) / name, encoder, flaw) for name, encoder in _encoders(settings)}
        done: list[Round] = []
        for number in range(1, rounds + 1):
            field = fields["meaning" if number % MODEL_EVERY == 0 and not flaw else "words"]
            done.append(field.round(number, chance))
            if flaw and done[-1].faults:
                return CrashReport(seed, tuple(done))
        done += _power_rounds(settings, Path(scratch) / "power", power, chance, rounds, flaw) if power else []
    return CrashReport(seed, tuple(done))


def _power_rounds(
    settings: Settings, folder: Path, cuts: int, chance: random.Random, before: int, flaw: str
) -> list[Round]:
    make_sources(folder / "sources")
    words = replace(settings, encoder=HASHING, ocr="off")
    course = (str(ACTIONS), "0", *([flaw] if flaw else []))
    found = power_cuts(words, folder / "sources", folder, cuts, chance, course)
    return [
        Round(before + number, cut.moment, "a power cut", cut.leftovers, cut.faults)
        for number, cut in enumerate(found, 1)
    ]


def _encoders(settings: Settings) -> tuple[tuple[str, str], ...]:
    return ("words", HASHING), ("meaning", settings.encoder)


class _Field:
    """One library with its sources, over many rounds."""

    def __init__(self, settings: Settings, folder: Path, encoder: str, flaw: str) -> None:
        self._sources = folder / "sources"
        self._flaws = [flaw] if flaw else []
        self._settings = replace(settings, library=folder / "library", encoder=encoder, ocr="off")
        self._account = Account()
        self._course = 1.0
        self._touches = 60
        self._rounds = 0

    def round(self, number: int, chance: random.Random) -> Round:
        """One blow, and what is so after it."""
        if self._rounds % FRESH_EVERY == 0:
            self._begin_anew()
        self._rounds += 1
        by_server = number % SERVER_EVERY == 5 and not self._flaws
        if by_server:
            dealt = "a moment"
            self._account.follow(server_round(self._settings, self._sources, chance))
        else:
            dealt = self._struck(chance)
        moment = f"{self._account.moment()} by the server" if by_server else self._account.moment()
        leftovers, faults = aftermath(self._settings, self._account, chance)
        return Round(number, moment, dealt, leftovers, faults)

    def _begin_anew(self) -> None:
        for folder in (self._sources, self._settings.library):
            shutil.rmtree(folder, ignore_errors=True)
        make_sources(self._sources)
        self._account = Account()

    def _struck(self, chance: random.Random) -> str:
        """Have a child work, kill it, and take into account what it said; how the blow was dealt."""
        by_touch = chance.random() < 0.5
        touch = chance.randint(1, self._touches) if by_touch else 0
        wait, whole = chance.random() * self._course, chance.random() < 0.5
        begun = time.perf_counter()
        with self._started(chance.randrange(10**9), touch) as child:
            told = [] if by_touch else _first_line(child)
            if told:
                _kill_after(child, wait, whole)
            told += _lines(child)
        ended = next((line for line in told if line["at"] == "end"), None)
        if ended is not None:
            # It came through; the next blows are spread over as long a course.
            self._touches, self._course = int(str(ended["touches"])), time.perf_counter() - begun
        self._account.follow(told)
        if ended is not None:
            return "none: it was done before"
        return "a touch of the disk" if by_touch else "a moment, workers too" if whole else "a moment"

    def _started(self, seed: int, touch: int) -> subprocess.Popen[str]:
        facts = (self._settings.library, self._sources, self._settings.encoder, seed, ACTIONS, touch)
        return subprocess.Popen(
            [sys.executable, "-m", "evals.crashing.work", *map(str, facts), *self._flaws],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )


def _first_line(child: subprocess.Popen[str]) -> list[Told]:
    """The line by which it says that it is ready; none where it never was."""
    line = child.stdout.readline() if child.stdout else ""
    return [json.loads(line)] if line.endswith("\n") else []


def _lines(child: subprocess.Popen[str]) -> list[Told]:
    """What it still says; a line that was cut off was not said."""
    rest = child.stdout.read() if child.stdout else ""
    return [json.loads(line) for line in rest.split("\n")[:-1]]


def _kill_after(child: subprocess.Popen[str], seconds: float, whole: bool) -> None:
    """Kill the child, or its workers with it; these have to end of themselves else."""
    time.sleep(seconds)
    workers = _children(child.pid)
    child.kill()
    for worker in workers if whole else ():
        _end(worker)
    deadline = time.perf_counter() + GONE_SECONDS
    while any(_runs(worker) for worker in workers) and time.perf_counter() < deadline:
        time.sleep(0.02)


def _children(pid: int) -> list[int]:
    """The processes that a process has started; none where the system doesn't tell."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _runs(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def to_text(report: CrashReport) -> str:
    """How many blows fell on what, what they left over, and all that went wrong."""
    blows, left = Counter(each.moment for each in report.rounds), Counter[str]()
    wrong = Counter(each.moment for each in report.rounds if each.faults)
    for each in report.rounds:
        left.update({each.moment: len([kind for kind in each.leftovers if kind == "leftover"])})
    rows = [[moment, str(blows[moment]), str(left[moment]), str(wrong[moment])] for moment in sorted(blows)]
    rows.append(["all", str(len(report.rounds)), str(sum(left.values())), str(sum(wrong.values()))])
    dealt = Counter(each.dealt for each in report.rounds)
    blocks = [
        aligned([["Under way", "blows", "left over", "lost or half there"], *rows]),
        aligned([["Dealt at", "blows"], *([how, str(dealt[how])] for how in sorted(dealt))]),
    ]
    faults = [f"  round {each.number} ({each.moment}): {fault}" for each in report.rounds for fault in each.faults]
    verdict = "nothing was lost and nothing half there" if report.passed else "Lost or half there:"
    blocks.append("\n".join([f"{verdict} (seed {report.seed})", *faults]))
    return "\n\n".join(blocks)
