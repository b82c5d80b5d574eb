"""What of the environment a reading process needs; the rest, secrets among it, is kept from it."""

from __future__ import annotations

import os
from pathlib import Path

_PASSED_ON = frozenset({
    "PATH", "PATHEXT", "LANG", "LANGUAGE", "TZ", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC",
})  # fmt: skip
_BEGINNINGS = ("LC_", "PYTHON", "OMP_")
UNTOLD = {"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
"""Keeps libraries that run and fetch models from telling their makers how they are used."""


def environment(folder: Path) -> dict[str, str]:
    """The variables for a process whose temporary files and home are in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name in _PASSED_ON or name.startswith(_BEGINNINGS)}
    return {**kept, **UNTOLD, **dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), str(folder))}
