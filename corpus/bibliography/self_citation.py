"""How a work asks to be cited: the entry that publishers print on a first page behind `Citation:` or the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from corpus.bibliography.front_matter import FrontLine
from corpus.bibliography.marks import unmarked

_LABEL = re.compile(
    r"(?:citation|how to cite|to cite this|cite this|cite as|please cite|suggested citation|acm reference format"
    r"|для цитирования|atıf|kaynakça gösterimi|cómo citar|pour citer"
    r"|zitieren|iqtibos)\b[^:\n]{0,40}(?::|$)\s*",
    re.IGNORECASE,
)
_LONGEST = 900


def self_citations(lines: Sequence[FrontLine]) -> tuple[str, ...]:
    """The suggested citations among these lines, without their label, which may stand on a line of its own."""
    found: list[str] = []
    for line, below in zip_longest(lines, lines[1:]):
        label = _LABEL.match(line.text)
        if label is None or len(line.text) > _LONGEST:
            continue
        words = line.text[label.end() :] or (below.text if below is not None and len(below.text) <= _LONGEST else "")
        if words:
            found.append(" ".join(unmarked(words).split()))
    return tuple(found)


def is_label(line: FrontLine) -> bool:
    """Whether a line announces a suggested citation or holds one."""
    return _LABEL.match(line.text) is not None
