"""Denial: what it changes that a claim, or the text, denies something.

The same words speak for a claim that states a thing and against one that denies it. That a text doesn't speak of what
a claim denies is no feature: most texts don't, and none of them bears a denial out by that.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.verify.gates.reading import Reading

_TURNED = ("covered", "covered.least", "last.met", "near", "pairs.met")
"""Features that mean something else where the claim denies."""


def denial(claim: Reading, text: Reading, values: Mapping[str, float]) -> dict[str, float]:
    """How far the text states or denies what the claim denies, and what else means another thing then.

    `values` are the features known so far; they say whether the two deny anything at all.
    """
    denies = values["claim.denies"]
    found = dict.fromkeys(("denied.stated", "denied.alike", "stated.denied"), 0.0)
    if denies:
        denied = [word for word in claim.carrying if word.denied]
        whole = max(1, len(denied))
        found["denied.stated"] = sum(_denials(text, word.root) == {False} for word in denied) / whole
        found["denied.alike"] = sum(True in _denials(text, word.root) for word in denied) / whole
    if values["text.denies"]:
        stated = [word for word in claim.carrying if not word.denied]
        found["stated.denied"] = sum(_denials(text, word.root) == {True} for word in stated) / max(1, len(stated))
    return found | {f"claim.denies*{name}": denies * values[name] for name in _TURNED}


def _denials(text: Reading, root: str) -> set[bool]:
    """Whether the words of this root are denied in the text; empty where there are none."""
    return {word.denied for word in text.carrying if word.root == root} if root in text.roots else set()
