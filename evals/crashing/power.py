"""Power cuts: a course of work is recorded call by call, and the disk put together as a cut may have left it.

A killed process loses nothing that it wrote; a power cut loses what wasn't synced. Here it loses all of that, or any of
it, right after something was reported, or at any call.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evals.crashing.account import Account, Told
from evals.crashing.aftermath import aftermath
from evals.crashing.disk import Disk
from evals.crashing.recording import Call, recorded
from service.settings import Settings

_TOLD = b'{"at"'


@dataclass(frozen=True)
class Cut:
    """One cut: what was under way, what was left over, and what was wrong afterwards."""

    moment: str
    leftovers: tuple[str, ...]
    faults: tuple[str, ...]


def power_cuts(
    settings: Settings, sources: Path, scratch: Path, cuts: int, chance: random.Random, course: tuple[str, ...]
) -> Iterator[Cut]:
    """Cut the power so many times in one `course` (ACTIONS TOUCH and FLAW of the child); raises MaterialError."""
    root = scratch / "disk"
    root.mkdir()
    facts = (str(root / "library"), str(sources), settings.encoder, str(chance.randrange(10**9)), *course)
    calls = list(recorded([sys.executable, "-m", "evals.crashing.work", *facts], scratch / "trace"))
    disk, told = Disk(root), list[Told]()
    wanted = _chosen(calls, root, cuts, chance)
    for number, call in enumerate(calls):
        disk.take(call)
        told += _told(call)
        if number not in wanted:
            continue
        place = scratch / f"cut-{number}"
        disk.left_by_a_cut(place, chance if chance.random() < 0.5 else None)
        account = Account()
        account.follow(told)
        moment = account.moment()
        yield Cut(moment, *aftermath(replace(settings, library=place / "library"), account, chance))
        shutil.rmtree(place)


def _chosen(calls: list[Call], root: Path, cuts: int, chance: random.Random) -> frozenset[int]:
    """The calls after which the power is cut: half of them the ones by which something is reported."""
    disk = Disk(root)
    touching = [number for number, call in enumerate(calls) if disk.take(call)]
    reporting = [number for number, call in enumerate(calls) if any(line["at"] == "done" for line in _told(call))]
    half = min(cuts // 2, len(reporting))
    return frozenset(chance.sample(reporting, half) + chance.sample(touching, min(cuts - half, len(touching))))


def _told(call: Call) -> list[Told]:
    """What the child said by a call."""
    if call.name != "write" or call.handle != 1 or not call.strings[0].startswith(_TOLD):
        return []
    return [json.loads(line) for line in call.strings[0].splitlines()]
