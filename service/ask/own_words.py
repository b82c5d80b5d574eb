"""Own words: what an author says, before what the author's text reports of others, where a definition is asked for.

Whoever asks how Abel defines a thing wants Abel's definition; a text of Abel's may give Stone's, and then that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.document import Document
from indexer.catalogue import Holding
from indexer.retrieval import Hit
from service.ask.understanding import Understanding
from service.quotes.crediting import is_own, reports
from service.quotes.notice import Notice
from service.quotes.quote import Quote
from service.words.stems import stem

MOST_LOOKED_AT = 12
"""Hits, the best first."""

NEAR_THE_BEST = 0.6
"""The least share of the best score that a definition of their own needs to be what is asked for."""

_ANOTHERS = re.compile(
    r"\b(?:he|she|they) (?:\w+ )?(?:writes?|wrote|says?|said|argues?|argued|calls?|called|defines?|defined|means?|meant"
    r"|puts?|holds?|held)\b",
    re.IGNORECASE,
)
"""Words that are another's though the sentence has no name in it."""


def own_first(
    question: Understanding, voices: Sequence[tuple[Hit, ...]], read: Callable[[Holding], Document]
) -> tuple[tuple[Hit, ...], ...]:
    """The passages of each document; where one defines in its author's words, those that report others left out."""
    if not asks_for_their_definition(question):
        return tuple(voices)
    return tuple(_own_first(question, voice, read) for voice in voices)


def asks_for_their_definition(question: Understanding) -> bool:
    """Whether it asks for the definition of an author whose document is held."""
    return question.expected == "definition" and bool(question.credited) and bool(question.named_digests)


def _own_first(question: Understanding, voice: tuple[Hit, ...], read: Callable[[Holding], Document]) -> tuple[Hit, ...]:
    first = voice[:MOST_LOOKED_AT]
    others = {hit.held.id for hit in first if _is_anothers(hit, read)}
    own = (hit for hit in first if hit.held.id not in others and hit.score >= NEAR_THE_BEST * first[0].score)
    if not any(_defines(hit, question) for hit in own):
        return voice
    return tuple(hit for hit in voice if hit.held.id not in others)


def _is_anothers(hit: Hit, read: Callable[[Holding], Document]) -> bool:
    passage = hit.held.passage
    if is_own(passage.reading):
        return False
    return bool(_ANOTHERS.search(passage.reading)) or bool(reports(read(hit.held.document), passage.span))


def _defines(hit: Hit, question: Understanding) -> bool:
    """Whether a sentence says what one of the things is that the question names."""
    passage = hit.held.passage
    names = {name.lower() for name in question.names}
    asked = [word for word in question.words if word not in names and word not in _ASKING]
    return passage.kind == "sentence" and any(_says_what(word, passage.reading) for word in asked)


def _says_what(word: str, reading: str) -> bool:
    thing = rf"[“\"‘]?{re.escape(stem(word))}\w*[”\"’]?"
    return bool(re.search(rf"{_BEFORE}{thing}{_IS}|{_MEANS}{thing}\b", reading, re.IGNORECASE))


_BEFORE = r"(?:^|[,;:] |\bthat )(?:(?!(?:of|in|for|to|with|from|by|on|at|whether|if|not|no)\b)[\w“\"‘’-]+ ){0,5}"
_IS = (
    r"(?: \([^()]*\))? (?:(?:is|are) (?:an?|the|those|any|defined|understood|taken|meant)\b|means?\b|refers? to\b"
    r"|denotes?\b|represents? an?\b|consists? of\b|comprises?\b)"
)
_MEANS = r"\b(?:(?:we|i) (?:define|understand|mean by|call)|definition of) (?:an?|the)? ?(?:[\w-]+ ){0,2}"
_ASKING = (
    "define",
    "defines",
    "defined",
    "definition",
    "mean",
    "means",
    "meant",
    "meaning",
    "understand",
    "given",
    "called",
)


def not_their_own(question: Understanding, quotes: Sequence[Quote]) -> tuple[Notice, ...]:
    """That what is quoted first is not the definition of whom the question credits, but one that they report."""
    if not quotes or not asks_for_their_definition(question):
        return ()
    first = quotes[0]
    by_others = first.reports or _ANOTHERS.search(first.text)
    if (
        first.document_id not in {digest[: len(first.document_id)] for digest in question.named_digests}
        or not by_others
    ):
        return ()
    whose = "; ".join(first.reports) or "another's"
    people = " and ".join(question.credited)
    return (
        Notice(
            "not_their_own", f"No definition in {people}’s own words was found: what is quoted first reports {whose}."
        ),
    )
