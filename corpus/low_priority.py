"""Low priority: work that nobody waits for leaves the processor to whoever does."""

from __future__ import annotations

import os
from pathlib import Path

STEPS = 10
"""How much nicer than others: on Linux a tenth of the processor where others want all of it."""

_GROUP = Path("/proc/self/autogroup")


def lower_priority() -> None:
    """Let others go first from now on; to be called before this process starts threads."""
    if not hasattr(os, "nice"):
        return
    os.nice(STEPS)
    # Linux shares the processor between sessions first, and only within one by how nice each process is.
    if os.getsid(0) == os.getpid():
        try:
            _GROUP.write_text(str(STEPS), encoding="ascii")
        except OSError:
            return
