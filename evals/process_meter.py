"""Runs a command as a whole process and writes its seconds and its peak memory as JSON.

It is run as a script of its own and imports only the standard library: on Linux a child's peak counts
from that of the process that started it, which must therefore be small.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence


def measure(command: Sequence[str]) -> dict[str, float]:
    """Run the command; `peak_bytes` is the resident memory of the largest process that it had."""
    begin = time.perf_counter()
    status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # Bytes on macOS, kibibytes elsewhere.
    return {"status": status, "seconds": seconds, "peak_bytes": peak if sys.platform == "darwin" else 1024 * peak}


if __name__ == "__main__":
    json.dump(measure(sys.argv[1:]), sys.stdout)
