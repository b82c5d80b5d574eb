"""Follow-ups: a question that leans on earlier ones, put so that it stands alone.

What takes the place of something said before ("and in Norway?") replaces it and the subject stays; what points back
("why is that?", "who said so?") is asked of the whole question before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.ask.understanding.evaluation import NOUNS
from service.ask.understanding.ordinals import ORDINAL
from service.ask.understanding.put_to_all import SAID
from service.phrasing import capital
from service.words.content import FUNCTION_WORDS, WORD, bare, content_words

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
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][\w'’–-]*(?:(?<!['’]s)[ -](?:of |the |and )?[A-Z][\w'’–-]*)*")
_OWNS = re.compile(r"(?:['’]s|(?<=s)['’])$")
_OF_A_KIND = re.compile(
    rf"\b(?:{NOUNS['for']}|{NOUNS['against']}|findings?|results?|conclusions?|recommendations?|aims?|objectives?"
    r"|hypothes[ei]s|methods?|assumptions?)(?![\w-])",
    re.I,
)
"""Nouns that are asked for of one thing, so that one of them takes the place of another: benefits, risks."""

_SUBJECT_LAST = re.compile(
    r"\b(?:about|on)\s+(?P<subject>(?:the\s+|an?\s+)?[a-z][^\s?.,;:]*(?:\s+[a-z][^\s?.,;:]*)?)\s*[?.]*\s*$"
)
"""What an earlier question was about: `what does it say about nets`."""

_WHO_WROTE = re.compile(
    r"^\s*(?:and\s+)?who\s+(?:wrote|authored|co-?authored|published)\s+(?P<work>[^?]+?)\s*\?*\s*$", re.I
)
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
    if said := _in_the_same_words(text, before):
        return Resolved(said, before, said)
    if match := _BACK.match(text):
        whole = _asked_back(match["ask"], before)
        return Resolved(whole, before, whole if _WHO_WROTE.match(before) else text)
    owned = _OF_THEIRS.match(text)
    if owned and not _is_of_a_kind(owned["thing"]):
        asks = f"What {'are' if re.search('[^s]s$', owned['thing']) else 'is'} {owned['whose']} {owned['thing']}?"
        return Resolved(f"{asks} {before}", before, asks)
    if owned:
        text = f"And the {owned['thing']}?"
    fragment = _FRAGMENT.match(text)
    if fragment and not _VERBS.search(fragment["thing"]) and not _is_question(fragment["thing"]):
        whole = _replaced(before, fragment["lead"] or "", fragment["thing"].strip())
        return Resolved(whole, before, whole)
    asks = _OPENS.sub("", text)
    # What is asked now comes first: of a long question, only the beginning is read closely.
    return Resolved(f"{asks} {before}", before, asks)


def leans(text: str) -> bool:
    """Whether it can't be understood alone: it begins as a continuation, or is short and points back."""
    few = len([word for word in content_words(text) if word not in FUNCTION_WORDS]) <= MOST_OWN_WORDS
    if _OPENS.search(text) or _BACK.match(text) or _HOW_MANY.search(text) or _THE_MOST.match(text):
        return True
    return few and bool(_PRONOUN.search(bare(_EXPLETIVE.sub(" ", text))))


_THE_MOST = re.compile(
    r"\s*which(?: ones?)? (?:is|are|was|were) the (?:[a-z]{2,}est|(?:most|least) [a-z]+)\s*[?.!]*\s*$", re.I
)
"""`Which is the newest?` says nothing of what; that was said before."""

_OF_THEIRS = re.compile(
    r"^\s*(?:(?:and|but|or|so|also|then)\b[\s,]*)?(?:(?:what|how) about\s+)?"
    r"(?P<whose>his|her|its|their)\s+(?P<thing>[\w-]+(?:\s+[\w-]+)?)\s*[?.!]*\s*$",
    re.I,
)
"""`And her address?`: something of whom or what was asked about before."""


def _in_the_same_words(text: str, before: str) -> str:
    """The question with what it points to, where it is the earlier one with another name; empty where it isn't.

    After `How does Abel define a quay?`, `How does Stone define it?` asks how Stone defines a quay.
    """
    text = capital(_OPENS.sub("", text))
    pointing = list(_POINTS.finditer(text))
    if len(pointing) != 1 or len(WORD.findall(text)) < FEWEST_ALIKE:
        return ""
    start, end = pointing[0].span()
    form = rf"{_same(text[:start])}(?P<thing>\S.*?){_same(text[end:])}\s*"
    match = re.fullmatch(form, before, re.I)
    return f"{text[:start]}{match['thing']}{text[end:]}" if match and match[0] != text else ""


def _same(words: str) -> str:
    """A pattern for the words, in which any name may stand for a name."""
    parts = (r"[A-Z][\w'’-]+" if _IS_A_NAME.fullmatch(part) else re.escape(part) for part in _PARTS.split(words))
    return "".join(f"(?-i:{part})" if part.startswith("[A-Z]") else part for part in parts)


_POINTS = re.compile(r"\b(?:it|this|that|them|these|those)\b(?! \w)", re.I)
_PARTS = re.compile(r"((?<=\s)[A-Z][\w’'-]+)")
_IS_A_NAME = re.compile(r"[A-Z][\w’'-]+")
FEWEST_ALIKE = 4
"""Words of a question that say in which words it is put."""

MOST_OWN_WORDS = 3
"""A question with more words of its own says by them what a pronoun in it means."""


def _is_question(thing: str) -> bool:
    return bool(re.match(r"(?:who|what|which|when|where|why|how|whose)\b", thing, re.I))


def _asked_back(ask: str, before: str) -> str:
    """`Why?` and the like, asked of what the earlier question was about."""
    wrote = _WHO_WROTE.match(before)
    if wrote and ask.lower() in ("when", "where"):
        return f"{ask.capitalize()} was {wrote['work']} published?"
    return f"{ask[0].upper()}{ask[1:]}: {before}"


def _replaced(before: str, lead: str, thing: str) -> str:
    """The earlier question with its counterpart of `thing` replaced.

    Where there is none, it is completed by what narrows it (`in Kenya`); anything else is asked about by itself.
    """
    thing = re.sub(r"^(?:the )?(?:case of|same (?:for|in))\s+", "", thing, flags=re.I)
    if _ITEM.search(thing):
        return f"{before.rstrip(' ?')}: {thing}?"
    if _TIME.search(thing):
        return f"{before.rstrip(' ?')}: {lead}{thing}?"
    counterpart = _counterpart(before, lead, thing)
    thing = _OWNS.sub("", thing)
    if counterpart:
        start, end = counterpart
        if _is_of_a_kind(thing):
            thing = _ARTICLE.sub("", thing)
        said_again = re.match(rf"\s+{re.escape(thing.split()[-1])}\b", before[end:]) if " " in thing else None
        end += said_again.end() if said_again else 0
        return f"{_without_article(before[:start], thing)}{thing}{before[end:]}"
    return f"{before.rstrip(' ?.')} {lead}{thing}?" if lead else f"{SAID}{thing}?"


def _without_article(before: str, thing: str) -> str:
    """What stands before a place, without an article where what comes there has one."""
    return re.sub(r"\bthe\s+$", "", before, flags=re.I) if re.match(r"the\s", thing, re.I) else before


def _counterpart(before: str, lead: str, thing: str) -> tuple[int, int] | None:
    """Where the earlier question has what `thing` stands against: a year, what follows the same preposition, a name."""
    if _YEAR.fullmatch(thing.removeprefix("the ").strip()):
        years = [match.span() for match in _YEAR.finditer(before)]
        return years[-1] if years else None
    if lead:
        same = rf"\b{re.escape(lead.strip())}\s+(?P<thing>(?:the\s+)?[A-Z][\w'’–-]*(?:\s+[A-Z][\w'’–-]*)*)"
        matches = list(re.finditer(same, before))
        if matches and not _YEAR.search(matches[-1]["thing"]):
            return matches[-1].span("thing")
        lower = re.search(
            rf"\b{re.escape(lead.strip())}\s+(?P<thing>(?:the\s+)?[\w'’-]+(?:\s+[\w'’-]+)?)\s*[?.]?$", before
        )
        if lower and not _YEAR.search(lower["thing"]):
            return lower.span("thing")
        return None
    if _is_of_a_kind(thing):
        kind = _OF_A_KIND.search(before)
        return kind.span() if kind else None
    if not re.search(r"[A-Z]", thing):
        subject = _SUBJECT_LAST.search(before)
        if subject or not _MAY_BE_A_NAME.fullmatch(thing):
            return subject.span("subject") if subject else None
    # Several names may be meant: the last one is what was talked of last, of those that own something or that don't,
    # and of those written as it is.
    names = list(_NAME.finditer(before))
    owners = [name for name in names if _OWNS.search(name[0])] if _OWNS.search(thing) else []
    alike = [name for name in names if _is_short(name[0]) == _is_short(thing)]
    counterparts = owners or alike
    if not counterparts:
        return None
    return counterparts[-1].start(), _without_ending(before, counterparts[-1].span())


_ARTICLE = re.compile(r"^the\s+", re.I)
_MAY_BE_A_NAME = re.compile(r"[a-z]+(?:[^s\W]|['’]s)")
"""A name may be typed without its capital; what has an article or an ending of many is hardly one."""


def _is_of_a_kind(thing: str) -> bool:
    return bool(_OF_A_KIND.fullmatch(_ARTICLE.sub("", thing)))


def _is_short(name: str) -> bool:
    """Whether it is an abbreviation: no name of a place or a person has several capitals in a word."""
    return bool(re.search(r"\b[A-Z]{2,}", name))


def _without_ending(text: str, span: tuple[int, int]) -> int:
    """The end of a name without its `'s`, which belongs to the sentence."""
    match = re.search(r"['’]s$", text[span[0] : span[1]])
    return span[1] - len(match[0]) if match else span[1]
