"""What is installed, held against the lock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import distributions

from packaging.markers import Marker

from evals.supply.locks import CUDA, RUN, Pin, canonical

INSTALLER = "pip"
"""Comes with each virtual environment, at whatever version its Python brings."""


def departures(lock: Mapping[str, Sequence[Pin]]) -> tuple[str, ...]:
    """One line for each distribution that is missing, or installed at another version than is locked.

    A build of the locked version (`2.13.0+cpu`) is that version; of an extra that isn't installed nothing is missing.
    """
    held = {canonical(each.metadata["Name"]): each.version for each in distributions()}
    found = []
    for part, pins in lock.items():
        for pin in pins:
            version = held.get(pin.name)
            if version is None:
                is_wanted = part == RUN and (not pin.marker or Marker(pin.marker).evaluate())
                found += [f"{pin.name} {pin.version} is locked, and not installed: pip install it"] if is_wanted else []
            elif pin.name != INSTALLER and part != CUDA and version.partition("+")[0] != pin.version:
                found.append(
                    f"{pin.name} {version} is installed, and {pin.version} is locked: make clean, and make again"
                )
    return tuple(sorted(found))
