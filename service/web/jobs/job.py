"""A job: work in the background, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Status = Literal["waiting", "running", "done", "failed", "cancelled"]
STATES: tuple[Status, ...] = get_args(Status)
ENDED: frozenset[Status] = frozenset({"done", "failed", "cancelled"})


@dataclass(frozen=True)
class Item:
    """One of the things that a job works on, such as a file: what became of it, or "" as long as that is open.

    `status` is a word for programs, `detail` a line for people, `address` the page that shows what came of it.
    """

    name: str
    status: str = ""
    detail: str = ""
    address: str = ""


@dataclass(frozen=True)
class Job:
    """A job as it stands: `step` is what is being done now, `done` of `total` of it (0 where that isn't known).

    `share` is how much of the whole job is done, from 0 to 1; None where its work tells only of the step.
    `is_stopping`: its reader has let go of it, and it ends at its next word.

    `ahead` counts the jobs that are worked on before it; `result` is the address of the page that shows what came of
    it, once it is done; `problem` the line that says why it failed.
    """

    id: str
    kind: str
    title: str
    status: Status = "waiting"
    step: str = ""
    done: int = 0
    total: int = 0
    share: float | None = None
    is_stopping: bool = False
    items: tuple[Item, ...] = ()
    result: str = ""
    problem: str = ""
    ahead: int = 0
    version: int = 0

    @property
    def is_ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.status in ENDED
