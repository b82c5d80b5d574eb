"""The fences around a reading process, put up by itself before it opens any file: what the system then refuses it."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_GIBIBYTE = 2**30
_ROOM_FOR_LIBRARIES = 2 * _GIBIBYTE
"""Addresses that libraries and threads take without using the memory."""

_LARGEST_FILE = 256 * 2**20
_OPEN_FILES = 256
_SECONDS_BEYOND = 5.0
_LONGEST = 10**9
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_NO_NEW_PRIVILEGES = 38
_GROUP = Path("/proc/self/autogroup")


def put_up(memory_bytes: int) -> None:
    """Bound what this process may take of the machine, and cut it off from the network where the system lets it."""
    _limit("RLIMIT_AS", memory_bytes + _ROOM_FOR_LIBRARIES)
    _limit("RLIMIT_FSIZE", _LARGEST_FILE)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    _limit("RLIMIT_CORE", 0)
    if sys.platform == "linux":
        _leave_network()


def stay_as_low() -> None:
    """Keep the low priority of the process that started this one, if that is low.

    Linux shares the processor between sessions first, and this process leads one of its own.
    """
    inherited = os.nice(0) if hasattr(os, "nice") else 0
    if inherited > 0:
        try:
            _GROUP.write_text(str(inherited), encoding="ascii")
        except OSError:
            return


def allow_processor(seconds: float) -> None:
    """Let this process take so many seconds of every core from now on, and no more.

    A second fence behind the clock of whoever asks, which is gone when they are.
    """
    if sys.platform == "win32":
        return
    import resource

    cores = os.cpu_count() or 1
    used = resource.getrusage(resource.RUSAGE_SELF)
    taken = used.ru_utime + used.ru_stime
    allowed = min(taken + (seconds + _SECONDS_BEYOND) * cores, _LONGEST)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(allowed) if hard == resource.RLIM_INFINITY else min(int(allowed), hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _limit(name: str, most: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    which = getattr(resource, name, None)
    if which is None:
        return
    hard = resource.getrlimit(which)[1]
    most = min(most, sys.maxsize)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(which, (bound, bound))
    except (OSError, ValueError):  # a system that knows the limit and doesn't keep it
        return


def _leave_network() -> None:
    """Go into a network of one's own, which leads nowhere; some systems don't let everyone."""
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    user, group = os.getuid(), os.getgid()
    if user == 0:
        # Not as a user of its own: root reads files of others by a right that it would lose.
        system.unshare(_NEW_NETWORK)
    elif system.unshare(_NEW_USER | _NEW_NETWORK) == 0:
        _stay_oneself(user, group)


def _stay_oneself(user: int, group: int) -> None:
    """Without these a process in a world of its own owns no file that it makes."""
    for name, content in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        try:
            Path("/proc/self", name).write_text(content, encoding="ascii")
        except OSError:
            return
