"""Evaluated: passages that speak for a thing or against it, for a question that asks for one side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.bibliography.names import folded
from indexer.retrieval import Hit
from service.ask.completing import completed, points_back
from service.ask.named import names_of
from service.ask.understanding import Understanding
from service.ask.understanding.descriptions import akin
from service.ask.understanding.evaluation import NOUNS, Side
from service.quotes.quoting import Read
from service.words.content import content_words
from service.words.stems import stem

SPEAKS = 0.1
"""What a passage gains that has a noun of the side."""

_PRAISE = (
    r"improv|enhanc|increas|boost|bolster|amplif|promot|foster|facilitat|enabl|gain|help|efficien|productiv|competitive"
    r"|growth|opportunit|success|profit|strengthen|support|better|favou?rabl|positive|useful|valuable|accelerat"
)
_BLAME = (
    r"disadvantag|drawback|weak|critici|risk|danger|harm|threat|negativ|advers|obstacle|barrier|overly|over-?rel"
    r"|vulnerab|congest|erod|undermin|hamper|hinder|imped|constrain|burden|worse|inequal|chaotic|costly|suffer|damag"
    r"|distort|fail"
)
_MILD_BLAME = r"limited|dependen|challeng|difficult|lack|los[est]|declin|doubt|loose|slow|rigid"
_PHRASES = (
    r"at the (?:expense|cost) of|too (?:much|many|little|few)|little (?:good|effect|use)|lock(?:ed)?[- ]in"
    r"|(?:not|never) (?:always |often )?(?:pay|work|last|help|succeed)"
)
_REDUCED = re.compile(
    r"\b(?:reduc|lower|mitigat|overcom|minimi|avoid|prevent|solv|address|alleviat|diminish|navigat|cut|shar(?:e|ing)"
    r"|compensat|eas(?:e|ing)|tackl|withstand)\w*\W+(?:\w+\W+){0,3}?$",
    re.IGNORECASE,
)
"""Whoever reduces risks speaks for a thing."""

_NOUN: Mapping[Side, re.Pattern[str]] = {
    side: re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE) for side, nouns in sorted(NOUNS.items())
}
_PRAISES = re.compile(rf"\b(?:{NOUNS['for']}|(?:{_PRAISE})\w*)\b", re.IGNORECASE)
_BLAMES = re.compile(rf"\b(?:{NOUNS['against']}|(?:{_BLAME})\w*|{_PHRASES})\b", re.IGNORECASE)
_MAY_BLAME = re.compile(rf"\b(?:{_MILD_BLAME})\w*\b", re.IGNORECASE)


def speaks(side: Side, reading: str) -> bool:
    """Whether a passage has a word of the side; words that blame but mildly count where nothing is praised."""
    praises = _PRAISES.search(reading) is not None
    if side == "for":
        return praises
    blames = any(_is_meant(match, reading) for match in _BLAMES.finditer(reading))
    return blames or (not praises and _MAY_BLAME.search(reading) is not None)


def _is_meant(match: re.Match[str], reading: str) -> bool:
    return _REDUCED.search(reading[: match.start()]) is None


def on_its_side(question: Understanding, hits: Sequence[Hit], read: Read) -> tuple[Hit, ...]:
    """The hits that may speak on the side that is asked for: what praises a thing or blames it says so.

    All of them where the question asks for no side.
    """
    if question.evaluation is None:
        return tuple(hits)
    sides, names = _sides(question), names_of(question)
    of_it = (hit for hit in hits if any(speaks(side, hit.held.passage.reading) for side in sides))
    # What is blamed is blamed by name; what is gained is told in many ways.
    thing = question.evaluation.thing if question.evaluation.side == "against" else ""
    return tuple(
        hit for place, hit in enumerate(of_it) if _is_of(thing, names, hit, read if place < MOST_READ else None)
    )


def tells_of_none(question: Understanding, hits: Sequence[Hit]) -> bool:
    """Whether the best hits have no word at all of the side that is asked for, be it of another thing."""
    return not any(speaks(side, hit.held.passage.reading) for side in _sides(question) for hit in hits[:MOST_READ])


MOST_READ = 24
"""Passages, the best first, of whose document the sentence before is read."""


def _sides(question: Understanding) -> tuple[Side, ...]:
    side = question.evaluation.side if question.evaluation else "both"
    return ("for", "against") if side == "both" else (side,)


def _is_of(thing: str, names: Sequence[str], hit: Hit, read: Read | None) -> bool:
    """Whether a passage, with a heading over it or what it points back to, has the thing and the names asked of."""
    passage, document = hit.held.passage, hit.held.document
    title = document.record.text("title") or ""
    text = f"{passage.reading} {passage.context.replace(title, ' ') if title else passage.context}"
    if read is not None and points_back(passage.reading):
        text = f"{text} {completed(hit, read).of(read(document).text)}"
    words = content_words(text)
    has_names = all(any(akin(folded(name), folded(word)) for word in words) for name in names)
    return has_names and (not thing or stem(thing) in {stem(word) for word in words})


def both_sides(question: Understanding, hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], ...]:
    """The hits for either side, where both are asked for."""
    if question.evaluation is None or question.evaluation.side != "both":
        return ()
    found = (tuple(hit for hit in hits if speaks(side, hit.held.passage.reading)) for side in _sides(question))
    return tuple(side for side in found if side)


def with_its_noun(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits that have a noun of the side that is asked for."""
    sides = _sides(question)
    return tuple(hit for hit in hits if any(_has_its_noun(side, hit.held.passage.reading) for side in sides))


def leaning(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits by score, those raised that have a noun of the side that is asked for; equals stay in their order."""
    if question.evaluation is None:
        return tuple(hits)
    told = {hit.held.id for hit in with_its_noun(question, hits)}
    gained = [replace(hit, score=round(hit.score + SPEAKS * (hit.held.id in told), 6)) for hit in hits]
    return tuple(sorted(gained, key=lambda hit: -hit.score))


def _has_its_noun(side: Side, reading: str) -> bool:
    return any(_is_meant(match, reading) for match in _NOUN[side].finditer(reading))
