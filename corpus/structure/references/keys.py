"""The keys of entries that are named by letters: `[Mit97]`, `[KMN+02]`, as BibTeX's style `alpha` makes them."""

from __future__ import annotations

import re

KEY = r"[^\W\d_](?:[^\W\d_]|[+⁺&.’'-]){0,9}\d{2,4}[a-z]?"
"""The form of a key: letters of the authors' names, a year of two or four digits, and a letter for a further work."""

_RAISED = str.maketrans("⁺’", "+'")
_WHOLE = re.compile(KEY)


def is_key(words: str) -> bool:
    """Whether the words have the form of a key."""
    return _WHOLE.fullmatch(words) is not None


def plain_key(words: str) -> str:
    """The key as every place writes it: without white space, and with marks that may be raised as plain ones."""
    return "".join(words.split()).translate(_RAISED)
