"""Open files: every connection is one, and this system lets a process have so many."""

from __future__ import annotations

import logging
import sys

_log = logging.getLogger("pincite.service")

BESIDE = 512
"""Files that the server opens beside its connections: the library's, its processes' pipes, connections just come."""


def connections_within(asked: int) -> int:
    """How many connections may be held at once: `asked`, or fewer where the system lets it open too few files.

    The soft limit on open files is raised as far as is needed and allowed.
    """
    if sys.platform == "win32":
        return asked
    import resource  # not on every system

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = asked + BESIDE
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return asked
    raised = needed if hard == resource.RLIM_INFINITY else min(hard, needed)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
    except (OSError, ValueError):  # What is allowed may be less than what is said to be.
        raised = soft
    most = min(asked, max(raised - BESIDE, raised // 4))
    if most < asked:
        _log.warning(
            "this system allows %d open files: %d connections are held at once instead of PINCITE_CONNECTIONS=%d; "
            "raise `ulimit -n`",
            raised,
            most,
            asked,
        )
    return most
