"""Captions of tables and figures, known by how they begin."""

from __future__ import annotations

import re

_CAPTION = re.compile(r"^(?:table|figure|fig\.?|exhibit|chart|scheme)\s*(?:\d|[A-Z]?\d|[IVX]+\b)", re.IGNORECASE)


def is_caption(text: str) -> bool:
    """Whether `text` begins as a caption does: "Table 3: …", "Fig. 2 …"."""
    return _CAPTION.match(text) is not None
