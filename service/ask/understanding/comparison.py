"""The sides of a comparison: a question for each, so that an answer can be held to cover both."""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3}"
_THING = r"(?:the\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,3}?"
_STOP = (
    r"(?=\s*(?:[?,;.]|$|\b(?:differ|compare|relate|in terms|with (?:regard|respect)|when|regarding|on|about|for|see"
    r"|view|define|explain|treat|say|think"
    r"|agree|disagree)))"
)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_SIDES = (
    _pattern(r"\b(?:differen\w*|distin\w+|contrast|gap|relation\w*)\s+between\s+(?P<one>.+?)\s+and\s+(?P<two>[^?]+)"),
    _pattern(r"\bdistinguish\w*\s+(?P<one>.+?)\s+from\s+(?P<two>[^?]+)"),
    _pattern(r"\bhow\s+(?:is|are|does|do|did)\s+(?P<one>.+?)\s+(?:different|differ)\s+from\s+(?P<two>[^?]+)"),
    _pattern(
        r"\b(?:compar\w*|contrast\w*)\s+(?:of\s+|between\s+)?(?P<one>.+?)\s+(?:and|with|to|against)\s+(?P<two>[^?]+)"
    ),
    _pattern(
        r"\b(?:do(?:es)?|did|how|is|are)\s+(?:do(?:es)?\s+|did\s+|are\s+"
        r"|is\s+)?(?P<one>[^.?!]+?)\s+and\s+(?P<two>[^.?!]+?)"
        r"\s+(?=(?:differ(?:s|ed|ent)?|(?:dis)?agree[sd]?|compare|alike|similar)\b(?!\s+\w+s\b))"
    ),
    _pattern(
        r"\b(?:do(?:es)?|did|what|have|has)\s+(?P<one>[^,.?!]+?)\s+and\s+(?P<two>[^,.?!]+?)\s+(?=(?:each|both)\b)"
    ),
    _pattern(
        r"(?P<one>[^?,]+?)\s+(?:versus|vs\.?|compared\s+(?:with|to)|as opposed to|in contrast to"
        r"|unlike)\s+(?P<two>[^?:]+)"
    ),
    # Whoever names two in one breath wants to hear of both: "how do A and B see", "in Norland and in Sudmark".
    re.compile(
        rf"\b(?:[Hh]ow|[Ww]hat|[Ww]here|[Ww]hy)\s+(?:do|does|did|have"
        rf"|has)\s+(?:both\s+)?(?P<one>{_NAME}(?:,\s+{_NAME})*),?\s+and"
        rf"\s+(?P<two>{_NAME})(?=\s+[a-z])"
    ),
    re.compile(
        rf"\b(?:in|for|of|from|by|between|both)\s+(?P<one>{_NAME})\s+and\s+(?:in\s+|for\s+|of\s+|from\s+"
        rf"|by\s+)?(?P<two>{_NAME})"
        r"(?!\s*[\w(])"
    ),
    _pattern(
        rf"\b(?:which|who|what|is|are|was|were)\b.*?[:,]?\s(?P<one>{_THING})\s*,?\s+or\s+(?:in\s+|by\s+"
        rf"|for\s+)?(?P<two>{_THING}){_STOP}"
    ),
)
_UNLIKE = _pattern(
    r"^(?:unlike|in contrast to|as opposed to|compared (?:with|to))\s+(?P<one>[^,?]+?),\s*(?P<two>[^?]+)"
)
_CHOICE = len(_SIDES) - 1
_MOST_WORDS = 14
_TAIL = re.compile(
    r"\s+(?:each|says?|said|thinks?|expects?|sees?|define[sd]?|differ|compare|relate|in terms of|with regard to"
    r"|with respect to|when it comes to|regarding|as to|in|on|for|at|during|among|when|concerning"
    r"|about|according to)\b.*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:how|what|which|who|where|is|are|was|were|do|does|did|the difference|both)\s+", re.IGNORECASE
)
_LAST_NAME = re.compile(rf"(?P<head>.*\b(?:in|of|from|by|for|at)\s+){_NAME}$")


def sides_of(text: str) -> tuple[str, ...]:
    """For a comparison, a question for each side: the question with this side alone in it; else nothing."""
    if unlike := _UNLIKE.search(text):
        return f"{unlike['one']}: {unlike['two'].strip()}?", f"{unlike['two'].strip()}?"
    for index, pattern in enumerate(_SIDES):
        match = pattern.search(text)
        if not match:
            continue
        one, two, tail = _parted(match["one"], match["two"])
        if not tail and not text.rstrip().endswith("?") and len(two.split()) > len(one.split()):
            # Words typed in a row: "norland vs sudmark wages" asks for the wages of both.
            words = two.split()
            two, tail = " ".join(words[: len(one.split())]), " ".join(words[len(one.split()) :])
        if not one or not two or one.lower() == two.lower():
            continue
        if index >= _CHOICE and not _are_alternatives(one, two, text):
            continue
        return tuple(_alone(side, tail, text, match) for side in (*_several(one), two))
    return ()


def _parted(one: str, two: str) -> tuple[str, str, str]:
    """The two sides, and what follows the second one but belongs to both: `in wages`."""
    one, two, tail = _own(one), two.strip(" ?.,;:"), ""
    after = _TAIL.search(two)
    if after and not re.search(rf"\b{after[0].split()[0]}\b", one, re.IGNORECASE):
        two, tail = two[: after.start()], after[0].strip()
    two = _own(two)
    inside = _LAST_NAME.fullmatch(one)
    if inside and re.fullmatch(_NAME, two):
        # "Harbours in Norland and Sudmark" are harbours in both.
        two = f"{inside['head']}{two}"
    owned = re.search(r"['’]s?\s+(\w+)$", one)
    if owned and re.search(r"['’]s?$", two):
        # "Abel's view and Bea's" are two views.
        two = f"{two} {owned[1]}"
    return one, two, tail


def _several(one: str) -> list[str]:
    """The sides before the last, where names are listed: "A, B and C"."""
    parts = [part.strip() for part in one.split(",")]
    return parts if all(re.fullmatch(_NAME, part) for part in parts) else [one]


def _own(side: str) -> str:
    """A side without the question's frame before it."""
    side = side.strip(" ?.,;:")
    while (shorter := _LEADING.sub("", side)) != side:
        side = shorter
    return side if len(side.split()) <= _MOST_WORDS else ""


def _alone(side: str, tail: str, text: str, match: re.Match[str]) -> str:
    """The question as it would be asked of one side."""
    before, after = text[: match.start("one")], text[match.end("two") :]
    tail = "" if tail and tail in side else tail
    return " ".join(f"{before} {side} {tail} {after}".replace(" :", ":").split()).strip(" ?:,") + "?"


def _are_alternatives(one: str, two: str, text: str) -> bool:
    """Whether `or` offers two things to choose from, and isn't a yes-or-no question about a list of likes."""
    if re.search(rf"\b(?:which|what)\s+{re.escape(one)}", text, re.IGNORECASE):
        return False
    if re.search(r"\b(?:such as|like|for example|including|e\.g\.)[ ,]", text[: text.find(two)], re.IGNORECASE):
        return False
    offered = re.search(
        r"\b(?:whether|more|less|better|worse|rather|higher|lower|larger|smaller)\b|[,:]\s*(?:the\s+)?\w[^,:]*\sor\s",
        text,
        re.I,
    )
    return bool(offered) or (one[:1].isupper() and two[:1].isupper())
