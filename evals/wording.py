"""Wording: how much of a question's wording stands in some texts, as a plain measure of whether they answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.words.content import content_words

_WORD = re.compile(r"\w+")


def coverage(question: str, texts: Sequence[str]) -> float:
    """The share of the question's content words that stand in one of the texts, as they are written."""
    wanted = content_words(question)
    held = {word for text in texts for word in _WORD.findall(text.lower())}
    return sum(word in held for word in wanted) / len(wanted) if wanted else 0.0
