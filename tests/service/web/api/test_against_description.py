"""The API keeps to its description, whatever is sent: no failure of the server, no answer that isn't told."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import take
from indexer.library import Library
from service.bootstrap import samples

CONFIG = Path(__file__).with_name("schemathesis.toml")
PDF = samples() / "dunmore-2020-spillovers.pdf"
EXAMPLES = 2
"""Requests of each kind to each address: a short run; `schemathesis run` by hand makes as long a one as you like."""


@pytest.mark.slow
@pytest.mark.skipif(find_spec("schemathesis") is None, reason="needs schemathesis (a development dependency)")
def test_whatever_is_sent_is_answered_as_described(tmp_path, serve):
    with Library(tmp_path / "l", HashingEncoder(64), create=True) as library:
        (tmp_path / "mills.md").write_text("# Mills\n\nA mill turns by the quay.\n", encoding="utf-8")
        list(take(library, [PDF, tmp_path / "mills.md"], read))
        with serve(library) as server:
            done = subprocess.run(
                [sys.executable, "-m", "schemathesis.cli", "--config-file", CONFIG, "run",
                 f"{server.address}/openapi.json", "--checks", "all", "--phases", "examples,fuzzing",
                 "--max-examples", str(EXAMPLES), "--seed", "1", "--no-color", "--generation-database", "none"],
                cwd=tmp_path, capture_output=True, text=True, timeout=300,
            )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
