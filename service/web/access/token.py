"""The token: the secret that lets others than this machine in."""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path

from service.errors import SettingError

SHORTEST, LONGEST = 16, 512

_SANE = re.compile(r"[!-~]+")
_HOW = "make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'"


class Token:
    """A secret that can be compared with what someone says it is, and is never printed."""

    def __init__(self, secret: str, origin: str = "the token") -> None:
        """`origin` names where it came from, for the line that refuses it. Raises SettingError for a weak one."""
        if not SHORTEST <= len(secret) <= LONGEST:
            raise SettingError(f"{origin} has {len(secret)} characters, not {SHORTEST} to {LONGEST}: {_HOW}")
        if not _SANE.fullmatch(secret):
            raise SettingError(f"{origin} has characters that aren't printable ASCII, or spaces: {_HOW}")
        self._digest = _digest(secret)

    def __repr__(self) -> str:
        return "Token(…)"

    def is_it(self, said: str) -> bool:
        """Whether that is the secret; it takes equally long, however much of it is right."""
        return hmac.compare_digest(self._digest, _digest(said))


def token_in(path: Path) -> Token:
    """The token on the one line of a file; raises SettingError."""
    try:
        with path.open(encoding="utf-8") as stream:
            text = stream.read(LONGEST + 100)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SettingError(f"--token-file {path} can't be read: {why}") from error
    return Token(text.strip(), f"--token-file {path}")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
