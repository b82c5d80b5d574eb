"""What can go wrong with the supply chain.

EvalsError
└── SupplyError
    ├── LockFailed      the lock can't be made, read or held against what is installed
    └── LicenceUnknown  a dependency whose licence is not known to go with the project's own
"""

from __future__ import annotations

from evals.errors import EvalsError


class SupplyError(EvalsError):
    """Any failure of the supply chain; its message is one line that a person can act on."""


class LockFailed(SupplyError):
    """The lock can't be made, read or held against what is installed."""


class LicenceUnknown(SupplyError):
    """A dependency's licence isn't among those that are known to go with the project's own."""
