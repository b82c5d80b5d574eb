"""Known weaknesses of what is locked, as pip-audit finds them where its service can be reached."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.supply.locks import CUDA


@dataclass(frozen=True)
class Audited:
    """What came of looking every locked version up."""

    looked_up: tuple[str, ...]
    unknown: tuple[str, ...]
    """Distributions that the service didn't tell about."""
    weaknesses: tuple[str, ...]
    """One line each: the distribution, the advisory, the versions that mend it."""
    trouble: str = ""
    """Why nothing could be looked up."""


def audited(folder: Path, parts: Sequence[str]) -> Audited:
    """Look up every locked version of these `parts` of the lock in `folder`."""
    files = [argument for part in parts if part != CUDA for argument in ("--requirement", str(folder / f"{part}.txt"))]
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        *files,
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--format",
        "json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        return told(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError):
        lines = done.stderr.strip().splitlines() or [f"pip-audit ended with status {done.returncode}"]
        return Audited((), (), (), lines[-1][:300])


def told(report: Mapping[str, Any]) -> Audited:
    """What pip-audit's report comes to.

    It counts what its service doesn't know as passed over, and says that nothing was found even where that is all.
    """
    looked_up: list[str] = []
    unknown: list[str] = []
    weaknesses: list[str] = []
    for each in report["dependencies"]:
        (unknown if "skip_reason" in each else looked_up).append(str(each["name"]))
        for found in each.get("vulns", ()):
            mended = ", ".join(found["fix_versions"]) or "no version yet"
            weaknesses.append(f"{each['name']} {each['version']}: {found['id']}, mended by {mended}")
    trouble = "" if looked_up or not unknown else "its service knows none of the packages, so it was not reached"
    return Audited(tuple(looked_up), tuple(unknown), tuple(weaknesses), trouble)
