"""A judge by words alone: a baseline that knows no meaning, and what tests judge by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.verify.judge import EvidenceText, Stances
from service.words.content import content_words, numbers
from service.words.stems import stem

_DENIAL = re.compile(r"\b(?:no|not|never|neither|nor|none|cannot|without|hardly)\b|n['’]t\b", re.IGNORECASE)


class WordJudge:
    """Takes a passage with a claim's words to support it, and to contradict it where just one of them is a denial."""

    def judge(self, claim: str, evidence: Sequence[EvidenceText]) -> tuple[Stances, ...]:
        """The stances of each evidence text, in their order."""
        return tuple(_stances(claim, text.text) for text in evidence)


def _stances(claim: str, text: str) -> Stances:
    wanted, said = _stems(claim), _stems(text)
    share = len(wanted & said) / max(1, len(wanted))
    about = round(0.95 * share, 4)
    other = _otherwise(claim, text)
    rest = round(1 - about, 4)
    return Stances(0.0, about, rest, (other,), (other,)) if other else Stances(about, 0.0, rest)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text) if not any(c.isdigit() for c in word))


def _otherwise(claim: str, text: str) -> str:
    """In what the two differ, where they do in a denial or a number."""
    if bool(_DENIAL.search(claim)) != bool(_DENIAL.search(text)):
        return "One of the two is a denial."
    said, given = numbers(claim), numbers(text)
    if said and given and not set(said) & set(given):
        return f"The claim says {', '.join(said)}, the text {', '.join(given)}."
    return ""
