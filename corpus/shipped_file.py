"""Files of learnt weights that come with Pincite, each known by its digest.

A library for models trusts the file that it is given; what is damaged or exchanged is told before it gets that far.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ShippedFileDamaged


@dataclass(frozen=True)
class ShippedFile:
    """A file that comes with Pincite, and the SHA-256 (hex) that it was shipped with."""

    path: Path
    sha256: str

    def content(self) -> bytes:
        """The file's bytes; raises ShippedFileDamaged where it is missing or another than was shipped."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise ShippedFileDamaged(
                f"{self.path}, which comes with Pincite, can't be read ({error.strerror or error}): "
                "install Pincite again"
            ) from error
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise ShippedFileDamaged(
                f"{self.path} is not the file that comes with Pincite (SHA-256 {found[:12]}…, "
                f"expected {self.sha256[:12]}…): install Pincite again"
            )
        return content
