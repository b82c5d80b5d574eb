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


def placed(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits by score, those raised that stand in a section that the question names, or have a rare thing asked for.

    Notes below tables are lowered. Equals stay in their order.
    """
    heads, rare = sections_named(question.text), _RARE.get(question.expected)
    of_a_note = 1.0 if _ASKS_FOR_NOTES.search(question.text) else OF_A_NOTE
    gained = [
        replace(hit, score=round(hit.score * _kept(hit.held, of_a_note) + _gain(hit.held, heads, rare), 6))
        for hit in hits
    ]
    return tuple(sorted(gained, key=lambda hit: -hit.score))


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
