"""Quoted words: what a claim puts into quotation marks, looked for word by word in the passages that were found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from service.verify.evidence import Judged
from service.verify.judge import Stances

LEAST_WORDS = 4
"""Fewer words in quotation marks are a term or a title."""

LEAST_ALIKE = 0.7
"""The least share of its words that a run of a text has in common with a quotation that was altered."""

EXACT, ALTERED = 0.95, 0.85
"""How surely a passage with the very words speaks for a claim, and one with other words against it."""

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]+)[”\"»“]")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ELLIPSIS = re.compile(r"\s*(?:\[?\.{3}\]?|\[?…\]?)\s*")


@dataclass(frozen=True)
class QuotationMatch:
    """How a quotation stands in a passage: whether all its words do, and else what was put for what."""

    exact: bool
    alike: float
    changes: tuple[str, ...] = ()


def quotations_in(claim: str) -> tuple[str, ...]:
    """The runs in quotation marks that are long enough to be quotations."""
    found = (match[1].strip() for match in _QUOTED.finditer(claim))
    return tuple(run for run in found if len(_WORD.findall(run)) >= LEAST_WORDS)


def matched(quotation: str, text: str) -> QuotationMatch:
    """The quotation against the run of a text that is most like it; what an ellipsis leaves out may stand there."""
    parts = [_words(part) for part in _ELLIPSIS.split(quotation) if _WORD.search(part)]
    wanted, given = [word for part in parts for word in part], _words(text)
    if _placed(parts, given) is not None:
        return QuotationMatch(True, 1.0)
    blocks = SequenceMatcher(None, wanted, given, autojunk=False)
    alike = sum(block.size for block in blocks.get_matching_blocks()) / max(1, len(wanted))
    first = next((b for b in blocks.get_matching_blocks() if b.size), None)
    if first is None:
        return QuotationMatch(False, 0.0)
    start = max(0, first.b - first.a)
    window = given[start : start + len(wanted) + len(wanted) // 4]
    changes = [
        f"“{' '.join(wanted[a:b]) or '…'}” for “{' '.join(window[c:d]) or '…'}”"
        for tag, a, b, c, d in SequenceMatcher(None, wanted, window, autojunk=False).get_opcodes()
        if tag != "equal" and a < b
    ]
    return QuotationMatch(False, round(alike, 4), tuple(changes))


def with_quotations(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, those surer that hold the words which the claim quotes, or that hold them altered.

    Words that stand somewhere exactly were altered by nobody, however like them another passage is.
    """
    wanted = quotations_in(claim)
    altered = [words for words in wanted if not any(_holds(piece, words) for piece in pieces)]
    return tuple(_weighed(piece, wanted, altered) for piece in pieces) if wanted else tuple(pieces)


def _weighed(piece: Judged, wanted: Sequence[str], altered: Sequence[str]) -> Judged:
    if any(_holds(piece, quotation) for quotation in wanted):
        step = "The words in quotation marks stand there exactly."
        return replace(piece, stances=_sided(piece.stances, EXACT, True, step))
    for quotation in altered:
        found = matched(quotation, piece.candidate.text.text)
        if found.alike >= LEAST_ALIKE and found.changes:
            step = f"The words in quotation marks are altered: {', '.join(found.changes)}."
            return replace(piece, stances=_sided(piece.stances, ALTERED, False, step))
    return piece


def _holds(piece: Judged, quotation: str) -> bool:
    """Whether the quotation stands in the passage, or in it and beside it: what stands beside it alone isn't its."""
    text = piece.candidate.text
    return holds(quotation, text.text, text.before, text.after)


def holds(quotation: str, text: str, before: str = "", after: str = "") -> bool:
    """Whether the words of a quotation stand in a text in their order, some of them perhaps in those around it."""
    parts = [_words(part) for part in _ELLIPSIS.split(quotation) if _WORD.search(part)]
    own, lead = _words(text), _words(before)
    if _placed(parts, own) is not None:
        return True
    whole = [*lead, *own, *_words(after)]
    first = max(0, len(lead) - sum(map(len, parts)))
    for start in range(first, len(lead) + len(own)):
        found = _placed(parts, whole, start)
        if found is None:
            return False
        if any(at < len(lead) + len(own) and len(lead) < end for at, end in found):
            return True
    return False


def stands_nowhere(claim: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The quotations of a claim that none of the texts has; one written as titles are may be the name of a work."""
    wanted = [words for words in quotations_in(claim) if not _is_title(words)]
    if not wanted:
        return ()
    given = [_words(_BROKEN.sub("", text)) for text in texts]
    parted = {words: [_words(part) for part in _ELLIPSIS.split(words) if _WORD.search(part)] for words in wanted}
    return tuple(words for words in wanted if not any(_placed(parted[words], text) for text in given))


_BROKEN = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[^\W\d_])")


def _is_title(quotation: str) -> bool:
    """Whether most of its longer words have capitals."""
    long = [word for word in _WORD.findall(quotation) if len(word) >= LEAST_WORDS]
    return bool(2 * sum(word[0].isupper() for word in long) > len(long))


def _sided(stances: Stances, surely: float, supports: bool, step: str) -> Stances:
    rest = round((1 - surely) / 2, 4)
    one, two = (surely, rest) if supports else (rest, surely)
    conflicts = stances.conflicts if supports else (step, *stances.conflicts)
    return Stances(one, two, round(1 - one - two, 4), (step, *stances.steps), conflicts)


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _placed(parts: Sequence[Sequence[str]], given: Sequence[str], at: int = 0) -> list[tuple[int, int]] | None:
    """Where the parts stand one after another, from the word `at` on; None where one doesn't."""
    places: list[tuple[int, int]] = []
    for part in parts:
        size = len(part)
        place = next((i for i in range(at, len(given) - size + 1) if list(given[i : i + size]) == list(part)), None)
        if place is None:
            return None
        at = place + size
        places.append((place, at))
    return places or None
