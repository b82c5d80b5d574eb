"""A folder of broken files added as a user adds it: a line for each, and only whole documents held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.suites.hostile_files import BOMBS, hostile_files


@pytest.mark.slow
def test_each_broken_file_has_its_line_and_only_whole_documents_are_held(pincite: Any, tmp_path: Path) -> None:
    made = hostile_files(tmp_path / "made")
    taken = [path for path in made if path.name not in BOMBS and path.name != "folder.pdf"]
    done = pincite("add", *taken, PINCITE_OCR="off")
    lines = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert len(lines) == len(taken) + 1  # and the summary
    assert all(line.split()[0] in ("added", "unchanged", "failed") for line in lines[:-1])
    listed = json.loads(pincite("list", "--json").stdout)
    assert len(listed) == sum(line.startswith("added") for line in lines)
    for holding in listed:
        shown = pincite("show", holding["id"], "--json")
        assert shown.returncode == 0, shown.stderr
