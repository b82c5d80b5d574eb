"""Page images are made in a process of their own, within limits, and not behind everybody else's work."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from corpus.errors import OutputExceeded, ReaderCrashed, ReadError
from corpus.reading.limits import Limits
from service.bootstrap import samples
from service.web.problems import problem_of
from service.web.server import renderer

SAMPLE = samples() / "dunmore-2020-spillovers.pdf"


def children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has just ended
            found |= set(map(int, (task / "children").read_text().split()))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="children are told by /proc")
def test_the_process_has_the_servers_priority_and_is_started_again_after_a_crash() -> None:
    before = children()
    with renderer(Limits()) as render:
        first = render(SAMPLE, 1, 0.5)
        (process,) = children() - before
        assert os.getpriority(os.PRIO_PROCESS, process) == os.getpriority(os.PRIO_PROCESS, 0)
        os.kill(process, signal.SIGKILL)
        with suppress(ReaderCrashed):  # whoever asks before the system has told of its end
            render(SAMPLE, 1, 0.5)
        assert render(SAMPLE, 1, 0.5) == first


def test_one_that_hands_too_much_back_or_cannot_be_made_is_one_answer(tmp_path: Path) -> None:
    with renderer(Limits(answer_bytes=100)) as render, pytest.raises(OutputExceeded) as large:
        render(SAMPLE, 1, 0.5)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"\0" * 500)
    with renderer(Limits()) as render, pytest.raises(ReadError) as damaged:
        render(broken, 1, 0.5)
    for caught in (large, damaged):
        problem = problem_of(caught.value)
        assert (problem.status, problem.code) == (500, "document_unreadable")
        assert "\n" not in problem.detail and "/" not in problem.detail
