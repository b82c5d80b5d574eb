"""Than: the two sides of a comparison in a question, and which of them is said to be more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.tables.request import COMPARED_DOWN, COMPARED_UP

_THAN = re.compile(r"\bthan\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sides:
    """What a question says before `than` and after it; `is_more` says that the first is to be more, not less."""

    texts: tuple[str, str]
    is_more: bool


def parted_by_than(text: str) -> Sides | None:
    """The sides of the one comparison in a text; None where there is none, several, or one that goes both ways."""
    found = list(_THAN.finditer(text))
    if len(found) != 1:
        return None
    before, after = text[: found[0].start()], text[found[0].start() :]
    up, down = COMPARED_UP.search(before), COMPARED_DOWN.search(before)
    return None if bool(up) == bool(down) else Sides((before, after), up is not None)
