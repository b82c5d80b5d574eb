"""What kind of answer a question asks for, told by how it is put (question classes as in Li & Roth 2002, by rule)."""

from __future__ import annotations

import re
from typing import Literal

Expected = Literal[
    "text", "person", "place", "date", "number", "percentage", "money", "definition", "reason", "method", "list",
    "comparison", "yes or no",
]  # fmt: skip
"""The kind of thing that answers; `text` where the question doesn't tell."""

Operation = Literal["maximum", "minimum", "difference", "ratio", "share", "sum", "average", "count"]
"""What is to be worked out from figures."""

Form = Literal["question", "keywords", "statement"]
"""How it is put: as a question or request, as words typed in a row, or as a sentence that states something."""

_HOW_MUCH = r"how\s+(?:many|much|large|big|long|far|old|often|high|low|fast|wide|tall|deep|heavy|strong\w*)"
_BEFORE = r"(?:^|[?.!,;:]\s*|\b(?:and|but|or|so|in|at|by|from|to|of|for|on|since|until|tell me|know|say|show)\s+)"


def _asked(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_EXPECTED: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    (
        "percentage",
        _asked(
            r"\b(?:what|which|how (?:large|big|high|great) (?:is |was |are |were )?(?:a |the )?)\s*(?:\w+\s+)?"
            r"(?:percentages?|per\s?cent|proportion|share|fraction)\b|\bhow many per\s?cent\b"
            r"|\bhow many (?:\w+ )?(?:out of|in|of) (?:a|every|each|one) hundred\b|\bwhat (?:is"
            r"|was) the (?:\w+ ){0,2}"
            r"(?:share|percentage|proportion|rate)\b|^(?:percentage|share|proportion) of\b"
        ),
    ),
    (
        "money",
        _asked(
            r"\bhow much (?:money|did .* cost|does .* cost|is .* worth)|\bhow (?:many|much) (?:\w+ )?(?:dollars"
            r"|euros|pounds|yen)\b"
            r"|\bwhat (?:is|was|are|were) the (?:\w+ ){0,2}(?:cost|price|budget|wages?|salar\w+|fee)s?\b"
        ),
    ),
    (
        "date",
        _asked(
            rf"{_BEFORE}when\s+(?:was|were|did|is|are|will|does|do|has|had)\b|\b(?:what|which)\s+(?:\w+\s+)?(?:year"
            rf"|date|month|decade|century)\b"
            r"|^(?:year|date) (?:of|when)\b|\bhow long ago\b|^when\b(?!.*\b(?:what|who|how|which|why|where)\b)"
        ),
    ),
    (
        "number",
        _asked(
            rf"\bhow\s+(?:many|much)\b|{_BEFORE}{_HOW_MUCH}\b|\b(?:what|which)\s+(?:is |was |are "
            rf"|were )?(?:the )?(?:\w+ ){{0,2}}(?:numbers?|rates?|values?|figures?|amounts?"
            r"|totals?|averages?|sizes?|ratios?|scores?|coefficients?|p-values?)\b|^(?:number|amount|value|size"
            r"|count|total) of\b"
            r"|\bby (?:how much|what (?:factor|margin))\b"
        ),
    ),
    (
        "definition",
        _asked(
            r"\b(?:defin(?:e[sd]?|ition|ing)|what (?:is|are) (?:meant|understood) by|what do(?:es)? .{1,80} mean\b"
            r"|meaning of|stands? for)\b"
            r"|^what(?:'s|’s| is| are) (?:an? |the )?(?!\w+ (?:table"
            r"|figure)\b)[\w'’-]+(?: (?!about\b)[\w'’-]+){0,2}\s*\??$"
        ),
    ),
    (
        "list",
        _asked(
            r"\b(?:which|what)\s+(?:\w+\s+){0,2}(?:kinds|types|sorts|forms|varieties|classes|categories|stages|steps"
            r"|phases|factors|reasons|ways"
            r"|elements|components|features|characteristics|conditions|advantages|disadvantages|benefits|drawbacks"
            r"|obstacles|barriers"
            r"|challenges|examples|measures|recommendations|rules|criteria|dimensions|principles"
            r"|functions|parts)\b"
            r"|\b(?:name|list|enumerate|give me all|mention)\s+(?:the|all|some|two|three|four|five|six|\d+|every"
            r"|at least)\b"
            r"|\bwhat are (?:the|some|all)\b|\bwhich (?:\w+s )?(?:are|were|have)\b|\bwhich (?:\w+s |of )(?:do|are)\b"
            r"|\bwho are\b|^(?:types|kinds|list|forms|examples) of\b"
            r"|\b(?:which|what) (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?!per\b)[a-z]+s\b"
        ),
    ),
    (
        "person",
        _asked(
            rf"{_BEFORE}(?:who|whom|whose|by whom)\b|\b(?:which|what) (?:(?!(?:do|does|did|ought|can|should|may"
            rf"|might|could|would|will|must|is|are|was|were|have|has|had)\b)\w+ )?(?:authors?|scholars?|researchers?"
            rf"|economists?|scientists?|person|people"
            r"|writers?|theorists?|expert)\b|\bwhose (?:theory|idea|model|work|view|concept|term)\b"
        ),
    ),
    (
        "reason",
        _asked(
            rf"{_BEFORE}(?:why|how come)\b|\bwhat (?:\w+ )?(?:causes?d?|explains?|accounts? for|leads? to|led to"
            rf"|drives?|drove|made|makes)\b"
            r"|\b(?:reasons?|causes?|grounds?) (?:for|of|why)\b|\bfor what reasons?\b"
        ),
    ),
    (
        "place",
        _asked(
            rf"{_BEFORE}where\b(?! (?:it|he|she|they|this|that)\b)|\b(?:which|what|in which|in what) (?:(?!(?:do"
            rf"|does|did|ought|can|should|may|might|could|would|will|must|is|are|was|were|have|has"
            rf"|had)\b)\w+ )?(?:country|countries|cit(?:y|ies)|regions?|places?"
            r"|towns?|states?|continents?|provinces?|locations?|districts?)\b"
        ),
    ),
    (
        "method",
        _asked(
            rf"{_BEFORE}how (?:do|does|did|can|could|is|are|was|were|should|would|to|exactly)\b|^how\b"
            r"|\bin what ways?\b|\bby what means\b"
        ),
    ),
    (
        "yes or no",
        _asked(
            r"^(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|must|may|might"
            r"|isn.?t|aren.?t|don.?t|doesn.?t|didn.?t)\b"
        ),
    ),
)  # fmt: skip

_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    (
        "ratio",
        _asked(
            r"\bhow many times\b|\b(?:times|fold) (?:as|more|less|higher|larger|bigger|greater|fewer)\b"
            r"|\bratio (?:of|between)\b|\bby what factor\b"
            r"|\btwice as\b"
        ),
    ),
    (
        "difference",
        _asked(
            r"\b(?:by )?how (?:much|many) (?:\w+ ){0,2}?(?:more|less|fewer|higher|lower|larger|smaller|bigger"
            r"|greater|faster|longer|older)\b"
            r"|\bby how (?:much|many)\b|\bdifference in (?:the )?(?:\w+ )?(?:number|share|rate|value|percentage"
            r"|size)\b|\bgap between\b"
            r"|\bby what (?:amount|margin)\b|\bhow much .{0,60}\b(?:grow|grew|grown|rise|rose|risen|fall|fell|fallen"
            r"|increase|decrease|drop|change)d?\b"
        ),
    ),
    (
        "share",
        _asked(
            r"\b(?:what|which) (?:\w+ ){0,2}(?:share|percentage|proportion|fraction|per\s?cent)\b"
            r"|\bshare of (?:the )?total\b|\bout of (?:the )?total\b"
            r"|\bwhat (?:is|was) the (?:\w+ )?(?:share|proportion|percentage)\b"
        ),
    ),
    (
        "average",
        _asked(r"\b(?:on average|averages?|mean (?:value|of|number|share)|arithmetic mean|median)\b"),
    ),
    (
        "maximum",
        _asked(
            r"\b(?:the )?(?:highest|largest|biggest|greatest|most (?:[a-z]+)|maximum|longest|strongest|oldest"
            r"|fastest|peak)\b"
            r"|\b(?:which|who|what|where) (?:\w+ ){0,3}(?:has|have|had|exports?|shows?|with|got|is|are"
            r"|was) the most\b|\brank(?:s|ed)? first\b"
        ),
    ),
    (
        "minimum",
        _asked(
            r"\b(?:the )?(?:lowest|smallest|fewest|least (?:[a-z]+)|minimum|shortest|weakest|youngest|slowest)\b"
            r"|\b(?:has|have|had|with) the least\b|\brank(?:s|ed)? last\b"
        ),
    ),
    (
        "sum",
        _asked(r"\b(?:in total|altogether|combined|sum of|add(?:ed|s)? up|total (?:number|value|amount) of"
            r"|all together|overall (?:number|total))\b"),
    ),
    ("count", _asked(r"\bhow many\b|\bnumber of\b")),
)  # fmt: skip

_PART = _asked(r"\b(?:percentages?|per\s?cent|proportions?|shares?|fractions?)\b|%")
_NEGATION = _asked(
    r"\b(?:not|never|no longer|isn.?t|aren.?t|wasn.?t|weren.?t|don.?t|doesn.?t|didn.?t|hasn.?t|haven.?t|can.?t"
    r"|cannot|won.?t|neither|nor|without|except"
    r"|excluding|other than|apart from|fail(?:s|ed)? to|lacks?|lacking)\b|\bno (?=[a-z])"
)
_NUMBER = re.compile(
    rf"\b{_HOW_MUCH}\b|\bwhen\s+(?:was|were|did|is|will)\b"
    r"|\b(?:what|which)\s+(?:share|percentage|per\s?cent|proportion|number|year|rate|fraction)\b",
    re.IGNORECASE,
)
_REQUEST = _asked(
    r"^(?:please |can you |could you |i (?:want|need|would like) )?(?:(?:to )?(?:know|find)|give|show|tell|list|name"
    r"|define|explain|describe|compare|summari[sz]e"
    r"|discuss|find|mention|state|outline|contrast|enumerate|quote|cite)\b"
)
_ASKING = _asked(
    r"(?:^|[,;:]\s*|\b(?:and|but|in|at|by|from|to|of|for|on|with)\s+)(?:who|whom|whose|what|which|when|where|why"
    r"|how)(?:'s|’s)?\b"
    r"|^(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|isn|aren|don|doesn|didn)\b"
)
_VERB = _asked(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|may|might|be|been|being"
    r"|\w{3,}(?:ed|izes|ises))\b"
)


def expected_of(text: str) -> Expected:
    """The kind of thing that would answer."""
    return next((kind for kind, pattern in _EXPECTED if pattern.search(text)), "text")


def operation_of(text: str, expected: Expected) -> Operation | None:
    """What is to be worked out from figures, if anything."""
    for operation, pattern in _OPERATIONS:
        match = pattern.search(text)
        if match and not _is_common_most(match[0]):
            return operation
    # A rate is given as it is: only a word for a part of something asks for a share.
    return "share" if expected == "percentage" and _PART.search(text) else None


def _is_common_most(words: str) -> bool:
    """Whether it is `most of` or `at least` or the like, which ask for no extreme."""
    return bool(
        re.fullmatch(r"(?:the )?(?:most|least) (?:of|in|likely|important|well|often|recent|common\w*)", words, re.I)
    )


def is_negated(text: str) -> bool:
    """Whether it asks for what is not, lacks or is left out."""
    return bool(_NEGATION.search(text))


def asks_in_words(text: str) -> bool:
    """Whether a word of it asks or requests, whatever mark it ends with."""
    return bool(_ASKING.search(text) or _REQUEST.search(text))


def wants_number(text: str) -> bool:
    """Whether a figure or a year is asked for."""
    return bool(_NUMBER.search(text)) or expected_of(text) in {"number", "percentage", "money", "date"}


def form_of(text: str) -> Form:
    """How it is put."""
    if text.rstrip().endswith("?") or _ASKING.search(text) or _REQUEST.search(text):
        return "question"
    words = text.split()
    return (
        "statement"
        if text.rstrip().endswith(".") or (len(words) > MOST_KEYWORDS and _VERB.search(text))
        else "keywords"
    )


MOST_KEYWORDS = 6
"""A longer run of words with a verb in it is a sentence."""
