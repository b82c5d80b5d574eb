"""Follow-ups: a question that leans on earlier ones, put so that it stands alone.

What takes the place of something said before ("and in Norway?") replaces it and the subject stays; what points back
("why is that?", "who said so?") is asked of the whole question before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.ask.understanding.ordinals import ORDINAL
from service.words.content import FUNCTION_WORDS, bare, content_words

_PRONOUN = re.compile(
    r"\b(it|its|they|them|their|theirs|he|she|his|her|this|that|these|those|there|so|such|both|each|one|ones)\b", re.I
)
# `There are` and `is it true that` point to nothing that was said before.
_EXPLETIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|exists?|remains?) there\b|\bthere(?:['’](?:s|re|ve|d|ll))\b"
    r"|\bthere (?=(?:is|are|was|were|be|been|will|would|can|could|may|might|must|should|has|have|had|exists?|remains?"
    r"|seems?)\b)|\b(?:is|was) it \w+ (?:that|whether)\b",
    re.I,
)
_HOW_MANY = re.compile(r"\bhow (?:many|much) (?:is|are|was|were) there\b", re.I)
_OPENS = re.compile(r"^\s*(?:and|but|or|so|also|then|ok(?:ay)?|what about|how about)\b[\s,]*", re.I)
_BACK = re.compile(
    r"^\s*(?:and |but |so )?(?P<ask>why(?: not| so)?|how(?: so| come)?|when|where|who|by whom|how (?:much|many|often"
    r"|long)|since when"
    r"|according to whom|where (?:exactly|is that (?:said|written)))"
    r"(?:\s+(?:is|was|are|were|did|does|do|has|have|says?|said|argues?|argued|claims?|claimed|thinks?|wrote|found"
    r"|showed|shows?)"
    r"(?:\s+(?:it|that|this|so|they|he|she|these|those|happen|there))*)?\s*[?.!]*\s*$",
    re.I,
)
_FRAGMENT = re.compile(
    r"^\s*(?:(?:and|but|or|so|also|then)\b[\s,]*)?(?:(?:what|how) about\s+)?(?P<lead>(?:in|for|of|from|by|at|with"
    r"|during|after|before|on|to|under)\s+)?"
    r"(?P<thing>[^?]+?)\s*(?:then|instead|too|as well)?\s*[?.!]*\s*$",
    re.I,
)
_VERBS = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|\w{3,}ed)\b", re.I
)
_ITEM = re.compile(rf"\bthe\s+({ORDINAL})\s+(?:one|of (?:them|these|those))\b|^the\s+({ORDINAL})$", re.I)
_TIME = re.compile(
    r"\b(?:years?|decades?|months?) (?:before|earlier|later|after)\b|\b(?:previous|next|following"
    r"|preceding) (?:year|decade)\b",
    re.I,
)
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][\w'’-]*(?:[ -](?:of |the |and )?[A-Z][\w'’-]*)*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True)
class Resolved:
    """A question that stands alone; `earlier` is the one that it was completed from, empty where none was needed.

    `asks` is the part that says what is wanted to know.
    """

    text: str
    earlier: str
    asks: str


def resolved(text: str, history: Sequence[str]) -> Resolved:
    """The question completed from the conversation, turn by turn, so that an ellipsis may follow an ellipsis."""
    before = ""
    for turn in history:
        before = _completed(turn, before).text
    return _completed(text, before)


def _completed(text: str, before: str) -> Resolved:
    if not before or not leans(text):
        return Resolved(text, "", text)
    if match := _BACK.match(text):
        return Resolved(_asked_back(match["ask"], before), before, text)
    fragment = _FRAGMENT.match(text)
    if fragment and not _VERBS.search(fragment["thing"]) and not _is_question(fragment["thing"]):
        whole = _replaced(before, fragment["lead"] or "", fragment["thing"].strip())
        return Resolved(whole, before, whole)
    return Resolved(f"{before} {text}", before, _OPENS.sub("", text))


def leans(text: str) -> bool:
    """Whether it can't be understood alone: it begins as a continuation, or is short and points back."""
    few = len([word for word in content_words(text) if word not in FUNCTION_WORDS]) <= MOST_OWN_WORDS
    if _OPENS.search(text) or _BACK.match(text) or _HOW_MANY.search(text):
        return True
    return few and bool(_PRONOUN.search(bare(_EXPLETIVE.sub(" ", text))))


MOST_OWN_WORDS = 3
"""A question with more words of its own says by them what a pronoun in it means."""


def _is_question(thing: str) -> bool:
    return bool(re.match(r"(?:who|what|which|when|where|why|how|whose)\b", thing, re.I))


def _asked_back(ask: str, before: str) -> str:
    """`Why?` and the like, asked of what the earlier question was about."""
    return f"{ask[0].upper()}{ask[1:]}: {before}"


def _replaced(before: str, lead: str, thing: str) -> str:
    """The earlier question with its counterpart of `thing` replaced; completed by it where there is none."""
    thing = re.sub(r"^(?:the )?(?:case of|same (?:for|in))\s+", "", thing, flags=re.I)
    if _ITEM.search(thing):
        return f"{before.rstrip(' ?')}: {thing}?"
    if _TIME.search(thing):
        return f"{before.rstrip(' ?')}: {lead}{thing}?"
    counterpart = _counterpart(before, lead, thing)
    if counterpart:
        return f"{before[: counterpart[0]]}{thing}{before[counterpart[1] :]}"
    return f"{before.rstrip(' ?.')} {lead}{thing}?"


def _counterpart(before: str, lead: str, thing: str) -> tuple[int, int] | None:
    """Where the earlier question has what `thing` stands against: a year, what follows the same preposition, a name."""
    if _YEAR.fullmatch(thing.removeprefix("the ").strip()):
        years = [match.span() for match in _YEAR.finditer(before)]
        return years[-1] if years else None
    named = bool(re.search(r"\b[A-Z]", thing)) or _has_name(before)
    if lead:
        same = rf"\b{re.escape(lead.strip())}\s+(?P<thing>(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)"
        matches = list(re.finditer(same, before))
        if matches and not _YEAR.search(matches[-1]["thing"]):
            return matches[-1].span("thing")
        lower = re.search(
            rf"\b{re.escape(lead.strip())}\s+(?P<thing>(?:the\s+)?[\w'’-]+(?:\s+[\w'’-]+)?)\s*[?.]?$", before
        )
        if lower and not _YEAR.search(lower["thing"]):
            return lower.span("thing")
        return None
    names = [match.span() for match in _NAME.finditer(before)] if named else []
    # Several names may be meant: the last one is what was talked of last.
    return (names[-1][0], _without_ending(before, names[-1])) if names else None


def _has_name(text: str) -> bool:
    return bool(_NAME.search(text))


def _without_ending(text: str, span: tuple[int, int]) -> int:
    """The end of a name without its `'s`, which belongs to the sentence."""
    match = re.search(r"['’]s$", text[span[0] : span[1]])
    return span[1] - len(match[0]) if match else span[1]
