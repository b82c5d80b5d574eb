"""Placed: hits raised by where they stand or what they hold: a section that is named, a figure that is rare."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.bibliography.names import folded
from indexer.catalogue import HeldPassage
from indexer.retrieval import Hit
from service.ask.answer_types import PERCENT
from service.ask.understanding import Understanding
from service.ask.understanding.descriptions import akin
from service.ask.understanding.expectations import Expected
from service.ask.understanding.sections_named import sections_named
from service.words.content import content_words
from service.words.stems import stem

IN_A_NAMED_SECTION = 0.12
"""What a passage gains that stands under a heading that the question names."""


OF_A_RARE_KIND = 0.12
"""What a sentence gains that has what is asked for, where few sentences have such a thing."""

_RARE: Mapping[Expected, re.Pattern[str]] = {
    "percentage": PERCENT,
    "money": re.compile(r"[$€£¥]\s?\d|\d\s?[$€£¥]|\d\s(?:dollar|euro|pound|yen|franc|USD|EUR|GBP)", re.IGNORECASE),
}


OF_A_NOTE = 0.5
"""What the score keeps of a note that says where figures come from, unless that is asked for."""

_NOTE = re.compile(r"\W*(?:sources?|notes?)\b\s*[:\"“(]", re.IGNORECASE)
_ASKS_FOR_NOTES = re.compile(
    r"\b(?:sources?|notes?|data|come from|taken from|based on|rests? on|according)\b", re.IGNORECASE
)


OF_EVERYWHERE = 0.5
"""What the score keeps of a sentence that stands word for word in several works: it is about none of their subjects."""

FEWEST_WORKS = 3
"""Works, by their titles, in which such a sentence stands; two may be parts of one."""


def placed(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits by score, those raised that stand in a section that the question names, or have a rare thing asked for.

    Notes below tables are lowered, and what stands everywhere: licences, disclaimers, declarations. Equals stay in
    their order.
    """
    heads, rare = sections_named(question.text), _RARE.get(question.expected)
    of_a_note = 1.0 if _ASKS_FOR_NOTES.search(question.text) else OF_A_NOTE
    everywhere = _everywhere(question, hits)
    kept = (
        hit.score
        * _kept(hit.held, of_a_note)
        * (OF_EVERYWHERE if folded(hit.held.passage.reading) in everywhere else 1.0)
        for hit in hits
    )
    gained = [
        replace(hit, score=round(score + _gain(hit.held, heads, rare), 6))
        for hit, score in zip(hits, kept, strict=True)
    ]
    return tuple(sorted(gained, key=lambda hit: -hit.score))


def _everywhere(question: Understanding, hits: Sequence[Hit]) -> frozenset[str]:
    """The sentences, folded, that stand in several works, but for those that tell whether what is asked is so."""
    works: dict[str, set[str]] = {}
    for hit in hits:
        if hit.held.passage.kind == "sentence":
            title = folded(hit.held.document.record.text("title") or hit.held.document.name)
            works.setdefault(folded(hit.held.passage.reading), set()).add(title)
    whole = [reading for reading, titles in works.items() if len(titles) >= FEWEST_WORKS]
    # Sentences aren't parted alike in every format: a piece of one is the same words.
    found = (one for one in works if one in whole or (_is_long(one) and any(one in reading for reading in whole)))
    return frozenset(one for one in found if not _tells_whether(question, one))


def _is_long(reading: str) -> bool:
    return len(reading.split()) >= LEAST_OF_A_PIECE


LEAST_OF_A_PIECE = 5
"""Words of a piece that nobody would write by chance."""


def _tells_whether(question: Understanding, reading: str) -> bool:
    """Whether a question for a yes or a no has most of its words in the sentence: `Are the figures invented?`."""
    asked = {stem(word) for word in question.words}
    met = asked & {stem(word) for word in content_words(reading)}
    return question.expected == "yes or no" and 2 * len(met) > len(asked)


def _kept(held: HeldPassage, of_a_note: float) -> float:
    return of_a_note if _NOTE.match(held.passage.reading) else 1.0


def _gain(held: HeldPassage, heads: Sequence[str], rare: re.Pattern[str] | None) -> float:
    words = folded(_headings(held)).split() if heads else []
    in_it = any(akin(head, word) for head in heads for word in words)
    has_it = held.passage.kind == "sentence" and rare is not None and rare.search(held.passage.reading) is not None
    return IN_A_NAMED_SECTION * in_it + OF_A_RARE_KIND * has_it


def _headings(held: HeldPassage) -> str:
    """The headings above a passage, as far as its context has them: without the work that it is of."""
    title = held.document.record.text("title") or ""
    before, _, after = held.passage.context.partition(title) if title else ("", "", held.passage.context)
    return after or before
