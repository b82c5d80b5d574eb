"""The door: by what names a server may be addressed, and whether its visitors need a token."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass

from service.errors import SettingError
from service.web.access.token import Token
from service.web.guard import LOOPBACK

EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
"""What it means to listen on every address of this machine."""


@dataclass(frozen=True)
class Door:
    """`hosts` are the names that are answered to (None: any); with a `token`, whoever comes in needs it."""

    hosts: Collection[str] | None
    token: Token | None


def door(host: str, names: Collection[str] = (), token: Token | None = None) -> Door:
    """The door of a server that listens on `host` and has these further names.

    Raises SettingError where others than this machine could come in without a token.
    """
    if token is None and not (is_loopback(host) and LOOPBACK.issuperset(names)):
        what = f"--name {sorted(set(names) - LOOPBACK)[0]}" if is_loopback(host) else f"--host {host or '(all)'}"
        raise SettingError(
            f"{what} lets others than this machine in, who need a token: put one into PINCITE_TOKEN or a --token-file"
            " (python -c 'import secrets; print(secrets.token_urlsafe(32))' makes one)"
        )
    return Door(_hosts(host, names), token)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _hosts(host: str, names: Collection[str]) -> Collection[str] | None:
    named = LOOPBACK | {name.lower() for name in names}
    if host in EVERYWHERE:
        return named if names else None
    return named | {host.lower()}
