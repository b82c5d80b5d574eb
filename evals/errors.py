"""What can go wrong in an evaluation.

EvalsError
├── CaseError       a case that is not what it should be, or whose anchor stands in no document
└── MaterialError   texts, PDFs or results that were named and can't be used
"""

from __future__ import annotations


class EvalsError(Exception):
    """Any failure of the evals package; its message is one line that a person can act on."""


class CaseError(EvalsError):
    """A case that is not what it should be, or whose anchor stands in no document."""


class MaterialError(EvalsError):
    """Texts, PDFs or results that were named and can't be used."""
