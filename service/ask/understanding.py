"""Understanding a question: the words that carry it, and the two sides of a comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lexical import searchable
from service.ask.answer import Question
from service.errors import QuestionError

LONGEST_QUESTION = 2000
"""Characters; longer texts are passages to be checked, not questions."""

_FUNCTION_WORDS = """
    a about above according actually after again all also am among an and any are aren arent as at be because
    been before being below between both but by can cant could couldn did didn didnt do does doesn doesnt
    doing don done dont down during each either else ever every few for from further get gets give given gives
    had hadn has hasn have haven having he her here hers him his how however i if in into is isn isnt it its
    itself just least less let like many may me might mine more most much must my neither no nor not now of
    off on once one only onto or other our ours out over own per please rather said same say says shall she
    should shouldn show since so some such tell than that the their theirs them themselves then there these
    they this those through thus to too under until up upon us very via was wasn wasnt we were weren werent
    what whatever whats when where whether which while who whole whom whose why will with within without wont
    would wouldn you your yours
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""English words that say how a sentence is built and not what it is about."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+")
_ENDING = re.compile(r"(?<=\w)['’](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(it|its|they|them|their|he|she|his|her|this|that|these|those|there)\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r"^\s*(?:(?:and|but|or|so|what about|how about|also)\b|why(?:\s+not)?\s*\??\s*$)", re.IGNORECASE)
_NUMBER = re.compile(
    r"\bhow\s+(?:many|much|large|big|long|far|old|often|high|low|fast)\b|\bwhen\s+(?:was|were|did|is|will)\b"
    r"|\b(?:what|which)\s+(?:share|percentage|per\s?cent|proportion|number|year|rate|fraction)\b",
    re.IGNORECASE,
)
_SIDES = (
    re.compile(r"\bdifferen\w*\s+between\s+(?P<one>.+?)\s+and\s+(?P<two>[^?]+)", re.IGNORECASE),
    re.compile(r"\bcompar\w*\s+(?:of\s+)?(?P<one>.+?)\s+(?:and|with|to|against)\s+(?P<two>[^?]+)", re.IGNORECASE),
    re.compile(r"\bdo(?:es)?\s+(?P<one>.+?)\s+and\s+(?P<two>.+?)\s+(?:differ|agree|disagree|compare)\b", re.IGNORECASE),
    re.compile(
        r"(?P<one>[^?,]+?)\s+(?:versus|vs\.?|compared\s+(?:with|to)|as opposed to)\s+(?P<two>[^?]+)", re.IGNORECASE
    ),
)


@dataclass(frozen=True)
class Understanding:
    """A question as it is searched: `text` for meaning, `words` for wording (each once, in order).

    `exact` are the words that a right passage must have literally, being names or numbers. `sides` holds two
    such questions when it asks for a comparison. `wants_number` tells whether a figure or a year is asked for.
    """

    text: str
    words: tuple[str, ...]
    exact: tuple[str, ...]
    sides: tuple[str, ...] = ()
    wants_number: bool = False


def understand(question: Question) -> Understanding:
    """Read a question; one that leans on an earlier question is read together with it.

    Raises QuestionError for an empty or an over-long one.
    """
    text = " ".join(searchable(question.text).split())
    if not _WORD.search(text):
        raise QuestionError("the question is empty: ask something in words")
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(f"the question has {len(text):,} characters; the most is {LONGEST_QUESTION:,}: shorten it")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QuestionError("the question holds characters that are no text: type it again")
    asked = f"{_last(question.history)} {text}" if _leans(text) and question.history else text
    if not any(word not in FUNCTION_WORDS for word in content_words(asked)):
        raise QuestionError(f"{text!r} doesn't say what the question is about: name a subject")
    return Understanding(asked, content_words(asked), exact_words(text), _sides(text), bool(_NUMBER.search(text)))


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry the text, lower-cased, each once, in order; all of its words where none does."""
    words = [match.group().lower() for match in _WORD.finditer(_ENDING.sub("", text))]
    kept = [word for word in words if word not in FUNCTION_WORDS]
    return tuple(dict.fromkeys(kept or words))


def exact_words(text: str) -> tuple[str, ...]:
    """Numbers, and words with a capital that the start of a sentence doesn't explain; each once, in order."""
    found = []
    text = _ENDING.sub("", text)
    for match in _WORD.finditer(text):
        word = match.group()
        first = not text[: match.start()].strip(" \"'“”(") or text[: match.start()].rstrip()[-1:] in ".?!"
        named = word[0].isupper() and not (first and word[1:].islower())
        if (named or any(c.isdigit() for c in word)) and word.lower() not in FUNCTION_WORDS:
            found.append(word)
    return tuple(dict.fromkeys(found))


def _leans(text: str) -> bool:
    """Whether it can't be understood alone: it begins as a continuation, or is short and has a pronoun."""
    few = len([word for word in content_words(text) if word not in FUNCTION_WORDS]) <= 3
    return bool(_ELLIPSIS.search(text)) or (few and bool(_PRONOUN.search(text)))


def _last(history: tuple[str, ...]) -> str:
    return " ".join(searchable(history[-1]).split())[:LONGEST_QUESTION] if history else ""


def _sides(text: str) -> tuple[str, ...]:
    """For a comparison, a question for each side: its own words and those that the two share."""
    for pattern in _SIDES:
        match = pattern.search(text)
        if match:
            one, two = match.group("one").strip(), match.group("two").strip()
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ?")
            return f"{one} {rest}".strip(), f"{two} {rest}".strip()
    return ()
