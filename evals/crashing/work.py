"""The child of the crash suite: works on a library as people do, says what it does, and is killed in the middle.

Each line that it prints is one JSON object: what it begins, and what is done. What was said to be done must outlast
the blow. With a `touch` it deals itself the blow, just before the disk is touched for that time.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from corpus.reading.limits import Limits
from corpus.reading.read import read
from corpus.reading.workers.worker import ReadingWorker
from evals.crashing.flaws import FLAWS
from indexer.catalogue import Holding
from indexer.intake import Read, read_again, take
from indexer.library import Library
from indexer.source_store import digest_of
from service import bootstrap
from service.settings import Settings

TOUCHES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.listdir"})
"""The events of the interpreter by which a program changes or looks at a folder; files opened to write are another."""

ACTIONS = ("add", "add", "add", "change", "change", "remove", "correct", "again", "audit", "vectors")
"""What is done, each as often as it stands here."""


def main() -> None:
    """Do what the command line says: FOLDER SOURCES ENCODER SEED ACTIONS TOUCH (0 is never), and perhaps FLAW."""
    folder, sources, encoder, seed, actions, touch, *flaws = sys.argv[1:]
    settings = Settings(library=Path(folder), encoder=encoder, ocr="off")
    with bootstrap.library(settings, create=True) as library, ReadingWorker(Limits()) as worker:
        for flaw in flaws:
            FLAWS[flaw](library)
        touches = _Touches(int(touch))
        _tell("ready")
        course = _Course(library, Path(sources), partial(worker.read, read), random.Random(int(seed)))
        for _ in range(int(actions)):
            course.go_on()
        library.refresh()
        library.save_vectors()
        _tell("end", touches=touches.count)


class _Touches:
    """Counts how often the disk is touched, and ends the process before the `last` time; 0 is never."""

    def __init__(self, last: int) -> None:
        self.count, self._last = 0, last
        sys.addaudithook(self._heard)
        # A sync isn't told of, and what stands between it and the next step matters most.
        synced = os.fsync
        os.fsync = self._before(synced)  # type: ignore[assignment]  # an instrument of this child alone

    def _heard(self, event: str, values: tuple[object, ...]) -> None:
        if event in TOUCHES or (event == "open" and len(values) > 1 and str(values[1] or "r")[0] in "wax+"):
            self._touch()

    def _before(self, act: Callable[[Any], None]) -> Callable[[Any], None]:
        def touched(handle: Any) -> None:
            self._touch()
            act(handle)

        return touched

    def _touch(self) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


class _Course:
    """A course of actions on one library, the same for the same seed and the same library."""

    def __init__(self, library: Library, sources: Path, read: Read, chance: random.Random) -> None:
        self._library, self._sources, self._read, self._chance = library, sources, read, chance

    def go_on(self) -> None:
        """Do one more thing."""
        held = self._library.holdings()
        action = self._chance.choice(ACTIONS if held else ACTIONS[:1])
        match action:
            case "add" | "change":
                self._put(action)
            case "audit":
                _tell("begin", action=action)
                bootstrap.auditor(self._library).audit()
                _tell("done", action=action)
            case "vectors":
                _tell("begin", action=action)
                self._library.refresh()
                self._library.save_vectors()
                _tell("done", action=action)
            case _:
                self._change_held(action, self._chance.choice(held))

    def _put(self, action: str) -> None:
        path = self._chance.choice(sorted(self._sources.iterdir()))
        if action == "change" and path.suffix == ".txt":
            # The file itself is written at once; what matters is what becomes of it in the library.
            path.write_text(path.read_text(encoding="utf-8").replace("barrels", "barrels and barrels", 1))
        _tell("begin", action=action, name=path.name, digest=digest_of(path))
        (outcome,) = take(self._library, [path], self._read)
        if outcome.holding is None:
            _tell("failed", action=action, name=path.name, why=outcome.detail)
            return
        _tell("done", action=action, name=outcome.holding.name, digest=outcome.holding.digest)

    def _change_held(self, action: str, holding: Holding) -> None:
        title = f"Title number {self._chance.randrange(10_000)}"
        _tell("begin", action=action, name=holding.name, digest=holding.digest, title=title)
        match action:
            case "remove":
                self._library.remove(holding.digest)
            case "correct":
                self._library.correct(holding.digest, {"title": title})
            case "again":
                read_again(self._library, holding, self._read)
        _tell("done", action=action, name=holding.name, digest=holding.digest, title=title)


def _tell(at: str, **facts: object) -> None:
    sys.stdout.write(json.dumps({"at": at, **facts}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
