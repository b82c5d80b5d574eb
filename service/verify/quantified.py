"""Quantified: of how many a claim says a thing, and of how many a text does, where both say it of the same.

`Every founder`, `hardly any founder` and `only some founders` can't all be true; `not every` and `only some` can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.verify.evidence import Judged
from service.verify.gates.reading import Reading, is_negator, reading
from service.verify.gates.word_list import listed
from service.verify.judge import Stances

QUANTIFIED = 0.75
"""How surely a passage speaks against a claim that says of another number what it says."""

LEAST_SHARED = 0.85
"""The least share of the claim's other words that such a passage has."""

_OF = r"(?:\s+of)?(?:\s+(?:the|its|their|these|those|our|all))*\s+(?P<{0}>[^\W\d_][\w’'-]*)"
_KINDS = {
    "not all": (r"not\s+(?:quite\s+)?(?:all|every|each)", r"not\s+always"),
    "only some": (r"only\s+(?:some|a\s+few|few|a\s+part|a\s+minority)", r"only\s+(?:sometimes|occasionally)"),
    "few": (r"(?:hardly|scarcely|barely)\s+any|(?<!\ba\s)(?<!only\s)few",
            r"rarely|seldom|(?:hardly|scarcely|barely)\s+ever"),
    "most": (r"(?<!the\s)(?<!at\s)most|(?:nearly|almost)\s+all|(?:the|a)\s+(?:large\s+)?majority",
             r"usually|mostly|generally|nearly\s+always|almost\s+always"),
    "none": (r"no|none|neither", r"never"),
    "all": (r"(?<!not\s)(?<!nearly\s)(?<!almost\s)(?:all|every|each)",
            r"(?<!not\s)(?<!nearly\s)(?<!almost\s)always|invariably"),
    "some": (r"(?<!only\s)(?:some|several|many)", r"(?<!only\s)sometimes|occasionally|often"),
}  # fmt: skip
_AGAINST = {
    "all": ("not all", "only some", "few", "none"),
    "none": ("all", "most", "some", "only some", "not all", "few"),
    "most": ("few", "none", "only some"),
    "few": ("all", "most"),
    "some": ("none",),
    "only some": ("all", "none"),
    "not all": ("all",),
}
_FOR = {"not all": ("only some",), "only some": ("not all",)}
_PATTERNS = tuple(
    (kind, re.compile(rf"\b(?:{heads}){_OF.format('head')}|\b(?:{adverbs})\b", re.IGNORECASE))
    for kind, (heads, adverbs) in _KINDS.items()
)
_QUANTIFIERS = listed("""
    all every each always invariably most nearly almost majority large mostly usually generally some several many
    sometimes occasionally often only few minority part hardly scarcely barely rarely seldom ever any none no never
    neither not quite
""")


@dataclass(frozen=True)
class Quantity:
    """Of how many something is said: the kind of quantity, as it is written, and the root of what is counted.

    An adverb (`always`) counts the cases, and `counted` is empty then.
    """

    kind: str
    text: str
    counted: str


def quantity_of(text: str) -> Quantity | None:
    """The quantity of which a sentence speaks; None where it speaks of none, or of more than one.

    Beside one of things, one of cases (`few of them never pay`) belongs to what is said of these.
    """
    every = [(kind, match) for kind, pattern in _PATTERNS for match in pattern.finditer(text)]
    found = [(kind, match) for kind, match in every if match["head"]] or every
    if len(found) != 1:
        return None
    kind, match = found[0]
    head = match["head"] or ""
    if head and head.lower() in _NO_NOUNS:
        return None
    written = match.group()[: -len(head)].strip() if head else match.group()
    counted = reading(head).words[0].root if head else ""
    return Quantity(kind, " ".join(written.split()), counted)


_NO_NOUNS = listed("""
    more less fewer longer one other others often likely important and or but is are was were has have in at on by for
    from to with of them it
""")
"""Behind these a word that could be a quantity is none, or counts what stands elsewhere."""


def with_quantities_kept(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, those against the claim that say the same of a number which excludes the claim's."""
    said = quantity_of(claim)
    return tuple(_kept(reading(claim), said, piece) for piece in pieces) if said else tuple(pieces)


def _kept(claim: Reading, said: Quantity, piece: Judged) -> Judged:
    text = reading(piece.candidate.text.text)
    given = quantity_of(text.text)
    if piece.is_computed or piece.is_settled or given is None or given.counted != said.counted:
        return piece
    if not _says_the_same(claim, said, text, given):
        return piece
    rest = round((1 - QUANTIFIED) / 2, 4)
    if given.kind in _AGAINST[said.kind]:
        step = f"The claim says “{said.text}”, the text “{given.text}”."
        steps = tuple(dict.fromkeys((step, *piece.stances.steps)))
        return replace(piece, stances=Stances(rest, QUANTIFIED, rest, steps, (step,)))
    if given.kind in _FOR.get(said.kind, ()):
        step = f"“{said.text}” in the claim is “{given.text}” in the text."
        return replace(piece, stances=Stances(QUANTIFIED, rest, rest, (step,)))
    return piece


def _says_the_same(claim: Reading, said: Quantity, text: Reading, given: Quantity) -> bool:
    """Whether the text has nearly all other words of the claim, and denies as often as it does."""
    words = [word for word in claim.carrying if word.lower not in _QUANTIFIERS]
    shared = sum(word.root in text.roots for word in words)
    return shared >= LEAST_SHARED * len(words) > 0 and _denials(claim, said) == _denials(text, given)


def _denials(read: Reading, aside: Quantity) -> int:
    """How many of its words deny something, those of its quantity aside."""
    own = aside.text.lower().split()
    return sum(is_negator(read.text, word.start, word.lower) for word in read.words if word.lower not in own)
