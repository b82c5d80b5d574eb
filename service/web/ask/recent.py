"""The conversations beside a question: their names short, and told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.bibliography.names import folded
from service.naming import visible
from service.phrasing import counted
from service.workspace.conversations import Listed

SEEN = 44
"""Characters of a name that two lines of the list have room for at the least."""


@dataclass(frozen=True)
class Recent:
    """A conversation in the list; `name` is `whole` or a part of it, `aside` tells it from others of the same name."""

    id: str
    name: str
    whole: str
    aside: str


def recent(listed: Sequence[Listed]) -> tuple[Recent, ...]:
    """The conversations in their order. Names that begin alike are shown by their beginnings and their ends."""
    wholes = [visible(one.name or "Conversation") for one in listed]
    beginnings = Counter(folded(whole[:SEEN]) for whole in wholes)
    same = Counter(wholes)
    return tuple(
        Recent(
            one.id,
            whole if beginnings[folded(whole[:SEEN])] == same[whole] else _both_ends(whole),
            whole,
            counted(one.questions, "question") if same[whole] > 1 else "",
        )
        for one, whole in zip(listed, wholes, strict=True)
    )


def _both_ends(whole: str) -> str:
    if len(whole) <= SEEN:
        return whole
    half = (SEEN - 3) // 2
    return f"{whole[:half].rstrip()} … {whole[-half:].lstrip()}"
