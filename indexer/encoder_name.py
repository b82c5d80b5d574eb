"""An encoder's name: a model, and the precision that it runs in, since vectors of two precisions aren't compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from indexer.errors import EncoderUnavailable

Precision = Literal["fp32", "int8"]
"""Numbers of 32 bits, or of 8."""

PREFERRED: Precision = "int8"
"""What a new library's vectors are made in, unless told otherwise."""

_INT8, _FP32 = "@int8", "@fp32"

_PRECISION = re.compile(r"@[^/\\]*$")
"""What is meant as a precision, unless it is part of a folder's name."""


@dataclass(frozen=True)
class EncoderName:
    """A model and its precision; None for whichever a library's vectors were made in."""

    model: str
    precision: Precision | None = None

    @classmethod
    def asked(cls, text: str) -> Self:
        """As a user writes it: `MODEL`, `MODEL@int8` or `MODEL@fp32`; raises EncoderUnavailable for anything else."""
        name = cls(text.removesuffix(_FP32), "fp32") if text.endswith(_FP32) else cls.of_library(text, None)
        if not name.model.strip(" @"):
            raise EncoderUnavailable(f"the encoder {text!r} names no model: put one before the precision")
        mistyped = _PRECISION.search(name.model)
        if mistyped and not _exists(name.model):
            raise EncoderUnavailable(
                f"the encoder {text!r} asks for the precision {mistyped[0]!r}, which there isn't: "
                f"put {_INT8} or {_FP32} behind the model, or nothing"
            )
        return name

    @classmethod
    def of_library(cls, text: str, otherwise: Precision | None = "fp32") -> Self:
        """As a library remembers it: one from before there were two precisions bears the model's name alone."""
        return cls(text.removesuffix(_INT8), "int8") if text.endswith(_INT8) else cls(text, otherwise)

    def resolved(self, made_with: str | None) -> Self:
        """The same in a precision: the one asked for, else that of the library's vectors, else the preferred one."""
        if self.precision is not None:
            return self
        held = type(self).of_library(made_with) if made_with is not None else None
        return held if held is not None and held.model == self.model else type(self)(self.model, PREFERRED)

    def __str__(self) -> str:
        """As a library remembers it."""
        return self.model + (_INT8 if self.precision == "int8" else "")


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:
        # A name that is too long for a file's.
        return False
