"""All or some: a claim of all cases isn't borne out by a passage that speaks of some, or leaves open of how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.amounts import amounts
from service.verify.judge import Stances

OF_SOME = 0.6
"""How surely a passage that says of how many a thing holds, and not of all, speaks against a claim of all."""

_OF_ALL = re.compile(
    r"^\W*(?P<head>all|every(?! (?:second|third|other|few)\b)|each)\b"
    r"|\b(?P<adverb>always|invariably|without (?:any )?exceptions?|in (?:all|every) cases?)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all|every\w*|each|always|invariably|whatever|whichever|whoever|entire\w*|whole|universal\w*|no|none|nobody|never|any|both"
    r"|must|without)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:some|many|most|several|often|usually|sometimes|tends?|tended|may|might|can|could|likely|few|only|partly|mostly"
    r"|majority|minority)\b",
    re.IGNORECASE,
)
_ALL_OF_IT = 99.5


def with_extent_kept(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces; those that speak of some don't bear out a claim of all, and are against it where they are near it."""
    said = _OF_ALL.search(claim)
    return tuple(_kept(said, piece) for piece in pieces) if said else tuple(pieces)


def _kept(said: re.Match[str], piece: Judged) -> Judged:
    text, stances = piece.candidate.text.text, piece.stances
    if piece.is_computed or piece.is_settled or piece.stance == "against" or _WHOLE.search(text):
        return piece
    of_all = said["head"] or said["adverb"]
    some = _limit(text)
    if not some:
        step = f"The text doesn't say “{of_all}”."
        return replace(piece, stances=Stances(0.0, 0.0, 1.0, (step, *stances.steps)))
    step = f"The claim says “{of_all}”, the text “{some}”."
    against = round(OF_SOME * (1 - stances.neither), 4)
    kept = Stances(0.0, against, round(1 - against, 4), (step, *stances.steps), (step, *stances.conflicts))
    return replace(piece, stances=kept)


def _limit(text: str) -> str:
    """What of the text says that it holds for some; empty where nothing does."""
    share = next((one.text for one in amounts(text) if one.kind == "share" and one.most < _ALL_OF_IT), "")
    found = _SOME.search(text)
    return share or (found.group() if found else "")
