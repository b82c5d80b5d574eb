"""Lacking: what a question takes for granted or asks for, and none of the nearest passages has.

Words alone can be near to a question that they don't answer: they speak of the thing and not of its price, of the words
and not of who said them, of the scale and not of the man whose scale the question takes it to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.bibliography.names import folded
from indexer.retrieval import Hit
from service.ask.answer_types import PERCENT, holds
from service.ask.named import names_of
from service.ask.understanding import Understanding
from service.ask.understanding.descriptions import akin

MOST_LOOKED_AT = 5
"""Hits, those first that most likely answer."""

MOST_WHO_SAY = 2
"""The same where it is asked who said something: others are of something else."""


def lacking(question: Understanding, hits: Sequence[Hit]) -> str:
    """What the passages lack that an answer would have, as a clause; empty where they may answer."""
    return next((told for told in _lacking(question, likeliest(hits)) if told), "")


def _lacking(question: Understanding, hits: Sequence[Hit]) -> Iterator[str]:
    if not hits or question.sides:
        return
    yield _of_another(question, hits[:MOST_LOOKED_AT])
    yield _by_nobody(question, hits[:MOST_WHO_SAY])
    yield _without_money(question, hits[:MOST_LOOKED_AT])


def likeliest(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, those first that most likely answer; as they are where they weren't read again."""
    read = [hit for hit in hits if hit.answers is not None]
    return tuple(sorted(read, key=lambda hit: -(hit.answers or 0.0))) or tuple(hits)


_MONEY = re.compile(
    r"\b(?:what|which|how (?:large|big|high))\s+(?:(?:is|was|are|were)\s+)?(?:(?:the|a|an|their|its|his|her)\s+)?"
    r"(?:\w+\s+)?(?:budget|salary|wage|fee|price|cost)s?"
    r"(?=\s*(?:[?,;]|$|\b(?:is|are|was|were|do|does|did|has|have|had|of an?|per|in|for)\b))"
    r"|\bhow much money\b|\bwhat (?:are|is|were|was) \w+ paid\b|\bhow much (?:\w+ ){1,6}(?:cost|earn|paid)\b",
    re.IGNORECASE,
)


def _without_money(question: Understanding, hits: Sequence[Hit]) -> str:
    """That no passage with all the names of the question has an amount of money in it, where one is asked for."""
    if not _MONEY.search(question.text):
        return ""
    names = [folded(name) for name in names_of(question)]
    readings = [hit.held.passage.reading for hit in hits if _has(names, hit.held.passage.reading)]
    # A share of a price is money as well, and so is a wage that is higher by a tenth.
    if any(holds("money", reading) or PERCENT.search(reading) for reading in readings):
        return ""
    return "none of the passages found tells an amount of money"


def _has(names: Sequence[str], reading: str) -> bool:
    words = folded(reading).split()
    return all(any(akin(name, word) for word in words) for name in names)


_WHO_SAID = re.compile(
    r"\b(?:whose (?:own )?(?:words?|phrase|saying|remark)|who (?:said|says|coined|uttered)|according to whom"
    r"|who is (?:being )?quoted)\b",
    re.IGNORECASE,
)
_SOMEONE = re.compile(
    r"\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]|\([^()]*\b(?:1[89]|20)\d\d[a-z]?\)"
    r"|\b(?:according to|by|as) [A-Z][a-zà-ž]+"
    r"|\b(?!(?:It|They|This|That|The|There|Some|Many|As|One)\b)[A-Z][a-zà-ž]+"
    r"(?:[’']s|\s\(?\d{4}\)?|,? (?:who )?(?:\w+ )?(?:said|says|believe[sd]|argue[sd]|note[sd]|wrote|writes|state[sd]"
    r"|explain(?:s|ed)|introduced|propose[sd]|define[sd]|called|calls|coined|put|described?s?))\b"
)


def _by_nobody(question: Understanding, hits: Sequence[Hit]) -> str:
    """That the passages with the words name and cite nobody, where it is asked who said them."""
    if not _WHO_SAID.search(question.text):
        return ""
    if any(_SOMEONE.search(hit.held.passage.reading) for hit in hits):
        return ""
    return "the passages that say so name nobody who did"


_OWNED = re.compile(r"\b(?P<owner>[A-Z][\w-]+)['’]s?\s+(?:own\s+)?(?P<thing>[a-z][\w-]{3,})")
_ANYBODYS_WORDS = """
    approach theory model work view idea concept account definition book paper article study entry opinion argument
    analysis words example list table data results finding findings claim claims sample survey method methods judgement
    understanding notion term thesis argument country share growth exports economy people name
"""
_ANYBODYS = frozenset(_ANYBODYS_WORDS.split())
"""What everybody has of their own: another's says nothing of one's."""


def _of_another(question: Understanding, hits: Sequence[Hit]) -> str:
    """That the passages give a thing to others alone, and never to whom the question gives it: `Abel's scale`."""
    match = _OWNED.search(question.text)
    if match is None or match["thing"] in _ANYBODYS:
        return ""
    owner = folded(match["owner"])
    owners = [name for hit in hits for name in _owners(match["thing"], hit.held.passage.reading)]
    if not owners or any(akin(owner, folded(name)) for name in owners):
        return ""
    return f"the passages found speak of the {match['thing']} of {owners[0]}, and not of {match['owner']}"


def _owners(thing: str, reading: str) -> Iterator[str]:
    """Those to whom a passage gives the thing: by a possessive before it, or by `of` or `by` after it."""
    for match in re.finditer(rf"\b{re.escape(thing)}\b", reading, re.IGNORECASE):
        yield from _BEFORE.findall(reading[: match.start()][-60:])
        yield from (names.split()[-1] for names in _AFTER.findall(reading[match.end() :][:60]))


_BEFORE = re.compile(r"\b([A-Z][\w-]+)['’]s?\s+(?:[\w“\"]+\s+)?[“\"]?$")
_AFTER = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:of|by)\s+((?:[A-Z][\w-]+\s?){1,3})")
