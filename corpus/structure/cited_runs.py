"""Names with their years in brackets that stand in one run: `Porter (1990), Krugman (1991) and Scott (1988)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

_BETWEEN = re.compile(
    r"\s*(?:[,;]|[,;]?\s(?:and|or|&|und|et|y|e|и|ve|va|with))\s(?:(?:by|of|in|with|from|also|later|then)\s)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Dated:
    """A year in brackets (`match`), and what stands `before` it, back to the bracket or the paragraph before.

    `start` is where the names begin in `before`; None where there are none. `standing` tells whether they are listed,
    whether the words around them say that they are cited, or whether that is open.
    """

    match: re.Match[str]
    before: str
    start: int | None
    standing: Literal["listed", "cited", "open"]

    @property
    def offset(self) -> int:
        """Where `before` begins in the text."""
        return self.match.start() - len(self.before)

    @property
    def earliest(self) -> int:
        """Where the names begin in `before`, its end where there are none."""
        return len(self.before) if self.start is None else self.start


def runs(found: Iterable[Dated]) -> Iterator[tuple[Dated, ...]]:
    """The names in their order, those together that only a comma or an `and` parts."""
    run: list[Dated] = []
    for one in found:
        if run and not _goes_on(run[-1], one):
            yield tuple(run)
            run = []
        run.append(one)
    if run:
        yield tuple(run)


def _goes_on(last: Dated, one: Dated) -> bool:
    if one.start is None or last.start is None or one.offset != last.match.end():
        return False
    return _BETWEEN.fullmatch(one.before[: one.start]) is not None
