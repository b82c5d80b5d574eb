"""Interrupted or crowded, adding keeps what it reported, and leaves nothing half done."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest

from indexer.encoder import HashingEncoder
from indexer.library import Library

COUNT = 30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(COUNT):
        sentences = (f"Harbour {number} handled {number * 17} tonnes in year {line}.\n\n" for line in range(40))
        (papers / f"paper-{number:02}.txt").write_text("".join(sentences))
    return papers


def held_whole(library_folder: Path) -> set[str]:
    """The names held, after checking that each document has all of its passages in both indexes."""
    with Library(library_folder, HashingEncoder(64)) as library:
        holdings = library.holdings()
        for holding in holdings:
            text = library.document(holding).text
            assert library.source(holding).read_text() == text
        total = sum(holding.passages for holding in holdings)
        assert library.size() == total
        assert len(library.nearest(library.encoder.encode(["harbour"])[0], 10_000)) == total
        dated = sum(holding.passages for holding in holdings if holding.name.startswith("paper-"))
        assert dated <= len(library.matching(["handled"], 10_000)) <= total
        return {holding.name for holding in holdings}


def reported(out: str) -> set[str]:
    return {line.split()[1].rstrip(":") for line in out.splitlines() if line.startswith("added")}


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", range(3))
def test_what_was_reported_before_the_blow_is_held(pincite, folder, blow, moment):
    process = pincite.start("add", folder)
    assert process.stdout is not None
    first = "".join(process.stdout.readline() for _ in range(1 + 4 * moment))
    time.sleep(random.Random(moment).random() / 20)
    process.send_signal(blow)
    rest, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    if pincite.library.exists():
        assert reported(first + rest) <= held_whole(pincite.library)
    assert pincite("add", folder).returncode == 0
    assert len(held_whole(pincite.library)) == COUNT


@pytest.mark.slow
def test_two_processes_add_the_same_folder_at_once(pincite, folder):
    processes = [pincite.start("add", folder) for _ in range(2)]
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert len(held_whole(pincite.library)) == COUNT
    assert sum(out.count("added  ") for out, _ in outputs) == COUNT


@pytest.mark.slow
def test_asking_works_while_another_process_adds(pincite, folder, paper):
    pincite("add", paper)
    process = pincite.start("add", folder)
    for _ in range(3):
        asked = pincite("ask", "How many tonnes of coal did Ostby handle in 1887?")
        assert (asked.returncode, "Ostby" in asked.stdout) == (0, True)
    process.communicate(timeout=120)
    assert len(held_whole(pincite.library)) == COUNT + 1
