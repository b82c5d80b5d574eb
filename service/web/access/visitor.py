"""The visitor: whom a request is counted for."""

from __future__ import annotations

from starlette.types import Scope

SESSION = "pincite.session"
"""Where the gate puts the key of a session that it knows."""


def visitor(scope: Scope) -> str:
    """The session of whoever signed in, else the address that the request came from.

    The reader's cookie tells nothing here: who leaves it out would be someone new each time.
    """
    if SESSION in scope:
        return f"session {scope[SESSION]}"
    return address_of(scope)


def address_of(scope: Scope) -> str:
    """The address that the request came from."""
    client = scope.get("client")
    return f"address {client[0] if client else ''}"
