"""Nothing is told to anybody: no library that runs models keeps or sends an account of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_RUN = """
import sys, time
from indexer.onnx_session import OnnxSession
from pathlib import Path
OnnxSession(Path(sys.argv[1]))
time.sleep(1)
"""


@pytest.mark.slow
def test_running_a_model_leaves_no_account_of_it(tmp_path: Path) -> None:
    graph = Path(__file__).parents[2] / "service/ask/models/ranker.onnx"
    told = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    environment = {**told, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", _RUN, str(graph)], check=True, env=environment, cwd=graph.parents[3])
    assert list(tmp_path.rglob("*")) == []
