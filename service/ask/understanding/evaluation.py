"""Evaluations that a question asks for: what speaks for a thing, or what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from service.words.content import content_words

Side = Literal["for", "against"]
Sides = Literal["for", "against", "both"]

NOUNS: Mapping[Side, str] = {
    "for": (
        r"advantages?|benefits?|strengths?|merits?|virtues?|upsides?|pros"
        r"|positive (?:sides?|effects?|aspects?|impacts?|consequences?)"
    ),
    "against": (
        r"disadvantages?|drawbacks?|weakness(?:es)?|shortcomings?|downsides?|flaws?|pitfalls?|critici[sz]ms?|critiques?"
        r"|objections?|limitations?|limits|risks?|dangers?|harms?|cons|(?<!research )problems?"
        r"|challenges?|obstacles?|barriers?|difficult(?:y|ies)|threats?"
        r"|(?:negative|adverse|harmful) (?:sides?|effects?|aspects?|impacts?|consequences?)"
    ),
}
"""The nouns of each side, as they are asked for."""

_KIN: Mapping[Side, tuple[str, ...]] = {
    "for": ("benefits", "advantages", "strengths"),
    "against": ("risks", "problems", "limitations"),
}
"""Those by which papers mostly call what is on the side."""

_BEFORE = r"(?:[\w-]+\s+){0,4}?"
_AFTER = (
    r"(?=\W*$|\s+(?:of|with|in|to|from|for|on|about|that|which|do|does|did|can|could|may|might|are|is|has|have|by|there"
    r"|mentioned|named|listed|discussed|reported|described|identified)\b)"
)
_FORMS = (
    rf"^(?:(?:and|but|so)\s+)?(?:what|which)(?:['’]s)?\s+{_BEFORE}(?P<noun>{{nouns}}){_AFTER}",
    rf"^(?:please\s+)?(?:name|list|give|tell|describe|explain|discuss|mention|state|show|outline|summari[sz]e)\s+"
    rf"{_BEFORE}(?P<noun>{{nouns}}){_AFTER}",
    r"^(?:the\s+)?(?:(?:main|possible|potential|key|major)\s+)?(?P<noun>{nouns})\s+(?:of|with|in|to|for)\s",
    r"^(?:do|does|did|are|is|has|have|can)\s+[^?]*\b(?P<noun>{nouns})(?=\W*$|\s+(?:of|with|in|to|for)\b)",
    r"^(?:what|which)\s+[^?]*\b(?P<noun>arguments?)\s+{towards}\b",
)
_TOWARDS: Mapping[Side, str] = {"for": "(?:for|in favou?r of)", "against": "against"}


def _patterns(side: Side) -> tuple[re.Pattern[str], ...]:
    forms = (form.replace("{nouns}", NOUNS[side]).replace("{towards}", _TOWARDS[side]) for form in _FORMS)
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_SIDES: Mapping[Side, tuple[re.Pattern[str], ...]] = {"for": _patterns("for"), "against": _patterns("against")}


@dataclass(frozen=True)
class Evaluation:
    """The `side` that is asked for, the `noun` that asks for it, and the question with others of that side beside it.

    `thing` is the word for what has the side, where that is told; else empty.
    """

    side: Sides
    noun: str
    text: str
    thing: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Words of the side, by which it is looked for beside the question's own."""
        return _KIN["for"] + _KIN["against"] if self.side == "both" else _KIN[self.side]


def evaluation_of(text: str) -> Evaluation | None:
    """What the text asks for: one side, or both; None where it asks for neither."""
    if both := _BOTH.search(text):
        return _evaluation("both", both, text, ("benefits", "advantages", "risks", "problems"))
    found: dict[Side, re.Match[str]] = {side: match for side in _SIDES if (match := _match(text, side))}
    if len(found) != 1:
        return None
    ((side, match),) = found.items()
    noun = match["noun"].lower()
    return _evaluation(side, match, text, (match["noun"], *(word for word in _KIN[side] if word not in noun)))


def _evaluation(side: Sides, match: re.Match[str], text: str, nouns: Sequence[str]) -> Evaluation:
    before, after = text[: match.start("noun")], text[match.end("noun") :]
    listed = f"{', '.join(nouns[:-1])} and {nouns[-1]}"
    return Evaluation(side, match["noun"].lower(), f"{before}{listed}{after}", _thing(after))


_BOTH = re.compile(
    rf"\b(?P<noun>(?:{NOUNS['for']}),?\s+(?:and|or|versus|vs\.?)\s+(?:the\s+)?(?:{NOUNS['against']})"
    rf"|(?:{NOUNS['against']}),?\s+(?:and|or|versus|vs\.?)\s+(?:the\s+)?(?:{NOUNS['for']}))\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s+(?:in favou?r of|of|with|to|in|for|from|about|against)\s+"
    # Of `belonging to a union`, the union is spoken of.
    r"(?:(?:belonging|participating|taking part|engaging|being|staying|working|living|membership)\s+"
    r"(?:an?\s+|the\s+)?(?:(?:part|members?)\s+)?(?:to|in|of|with|within|inside)\s+)?(?P<thing>[^?,;:]+?)"
    r"(?=\s+(?:of|in|for|to|on|with|by|from|and|or|that|which|who|as|at|during|among|between|according|named|mentioned"
    r"|is|are|was|were|do|does|did|has|have)\b|\W*$)"
    r"|\s+(?:do|does|did|can|could|may|might|will|would)\s+(?P<doer>(?:[\w'’-]+\s+){1,4}?)"
    r"(?:have|bring|cause|face|pose|carry|see|offer|give|provide|entail|involve|create|show|suffer|present|name|mention"
    r"|list|report|state|encounter|produce)\b",
    re.IGNORECASE,
)


def _thing(after: str) -> str:
    """The head of the noun phrase after `of`, or of what has it: policy, of `the drawbacks of tax policy`."""
    match = _OF.match(after)
    words = content_words(match["thing"] or match["doer"]) if match else ()
    return words[-1] if words else ""


def _match(text: str, side: Side) -> re.Match[str] | None:
    return next((match for pattern in _SIDES[side] if (match := pattern.search(text))), None)


def without_nouns_of(evaluation: Evaluation | None, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say of what: what is on a side seldom calls itself by the very noun that asks for it."""
    if evaluation is None:
        return words
    nouns = content_words(evaluation.noun)
    return tuple(word for word in words if word not in nouns) or words
