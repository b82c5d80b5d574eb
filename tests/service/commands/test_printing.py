"""Printing: notes on stderr."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from service.commands.printing import files_bar, say_notes

FULL = Path("/dev/full")


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    log = logging.getLogger("pincite")
    before = log.handlers, log.propagate, log.level
    say_notes()
    yield log
    log.handlers, log.propagate, log.level = before


class TestNotes:
    def test_a_note_is_one_line(self, log: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
        log.warning("two\nlines")
        assert capsys.readouterr().err.count("\n") == 1

    @pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
    def test_where_it_has_no_room_the_work_goes_on(self, log: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> None:
        full = FULL.open("w", buffering=1, encoding="utf-8")
        monkeypatch.setattr(sys, "stderr", full)
        log.warning("not said")
        monkeypatch.undo()
        with suppress(OSError):
            full.close()


class TestFilesBar:
    def test_a_long_file_is_told_of_until_it_is_done(self, capsys: pytest.CaptureFixture[str]) -> None:
        with files_bar(2, argparse.Namespace(quiet=False)) as bar:
            bar.tell(Path("papers/long\n.pdf"), 512, 9486)
            told = capsys.readouterr().err
            bar.one_more()
        assert "512 of 9,486 passages embedded" in told and "0/2" in told and "papers" not in told
        assert told.count("\n") == 0 and "passages" not in capsys.readouterr().err

    def test_quiet_is_quiet(self, capsys: pytest.CaptureFixture[str]) -> None:
        with files_bar(1, argparse.Namespace(quiet=True)) as bar:
            bar.tell(Path("long.pdf"), 512, 9486)
            bar.one_more()
        assert capsys.readouterr().err == ""
