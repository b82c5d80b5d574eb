"""Whether a passage holds the kind of thing that a question asks for: a figure, a year, a name, a reason."""

from __future__ import annotations

import re

from service.ask.understanding.expectations import Expected

_NUMBER_NAMES = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half third quarter
    thirds quarters twice dozen
"""
_NUMBER = rf"\d|\b(?:{'|'.join(_NUMBER_NAMES.split())})\b"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_CAPITAL = r"(?<![.?!:“\"]\s)(?<!^)(?<![\w’'-])[^\W\d_a-zà-öø-ÿ][\w’'-]+"

PERCENT = re.compile(r"\d\s?%|\d\s?per\s?cent\b", re.IGNORECASE)
"""A percentage in figures."""

_SIGNS: dict[Expected, re.Pattern[str]] = {
    "number": re.compile(_NUMBER, re.IGNORECASE),
    "percentage": re.compile(
        r"\d\s?%|\bper\s?cent\b|\bpercentage|\b(?:half|third|quarter|fifth|tenth)s?\b|\bout of\b", re.IGNORECASE
    ),
    "money": re.compile(
        r"[$€£¥]|\b(?:dollar|euro|pound|yen|franc|rouble|lira|rupee|crown)s?\b|\b(?:USD|EUR|GBP)\b", re.IGNORECASE
    ),
    "date": re.compile(rf"\b(?:1[0-9]|20)\d\d(?:s|\b)|\b\d{{1,2}} (?:{_MONTHS})\b|\bcentur(?:y|ies)\b", re.IGNORECASE),
    "person": re.compile(rf"{_CAPITAL}|\bet al\b|^[^\W\d_a-zà-öø-ÿ]\w+ (?:\w+ed|says|argues|writes|shows|finds)\b"),
    "place": re.compile(_CAPITAL),
    "definition": re.compile(
        r"\b(?:is|are) (?:an?|the|defined|understood|called|known|usually|often|generally)\b"
        r"|\b(?:refers? to|means?|defined as|denotes?)\b"
        r"|\bby .{2,60} (?:is|are) meant\b",
        re.IGNORECASE,
    ),
    "reason": re.compile(
        r"\b(?:because|since|due to|owing to|therefore|thus|hence|as a result|so that|leads? to|led to|caus\w+"
        r"|result\w* (?:in|from)|thanks to|reason\w*|explain\w*|allow\w*|enabl\w*|mak(?:es?|ing)|help\w*"
        r"|in order to|by \w+ing)\b",
        re.IGNORECASE,
    ),
    "list": re.compile(r"(?:[^,;]+[,;]){2,}|:\s|\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|both)\b", re.IGNORECASE),
}


def holds(expected: Expected, reading: str) -> bool | None:
    """Whether the words of a passage hold such a thing; None where that can't be told by its form."""
    sign = _SIGNS.get(expected)
    return None if sign is None else sign.search(reading) is not None
