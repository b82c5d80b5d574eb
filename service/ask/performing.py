"""Performing: sentences that recommend, conclude, expect, aim, find or limit, for a question that asks for that act."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.bibliography.names import folded
from indexer.catalogue import HeldPassage, Holding
from indexer.retrieval import Hit
from service.ask.completing import announced, points_back
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding
from service.ask.understanding.acts import ACTS, Act
from service.quotes.notice import Notice
from service.words.content import content_words
from service.words.stems import stem

PERFORMS = 0.1
"""What a passage gains that performs the act in so many words."""

MOST_OF_ONE = 5
"""Sentences of the one document that is asked."""

MOST_DOCUMENTS = 12
"""Documents that are all heard where none is named; who holds more has to name one."""

_ONE = r"(?:we|i|the authors?|this|the(?: present)?|our|my|here)"
_WORK = r"(?:paper|article|study|work|research|analysis|essay|brief|report|chapter|thesis|book|review|text|entry)"


def _sign(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_SURE: Mapping[Act, re.Pattern[str]] = {
    "recommendation": _sign(
        r"\b(?:we|i|authors?|paper|study|article|brief|report) (?:therefore |thus |also |strongly |would )*"
        r"(?:recommend|suggest|propose|advise|urge|advocate|call for)s?\b",
        r"\b(?:is|are|would be) (?:also |therefore |strongly |highly )*(?:recommended|advisable|suggested|advised)\b",
        r"\b(?:recommendations?|suggestions?) (?:is|are|for|to|regarding|concerning)\b",
    ),
    "method": _sign(
        r"\b(?:we|i) (?:\w+ )?(?:asked|surveyed|interviewed|collected|sent|searched|visited|measured|estimated)\b",
        r"\b(?:questionnaires?|semi-structured|mixed[- ]methods?|secondary data|response rate|random sample)\b",
    ),
    "conclusion": _sign(
        r"\b(?:we|i|authors?|paper|study|article) (?:can |may |therefore |thus |also )*conclude[sd]?\b",
        r"^(?:in conclusion|to conclude|in sum|in summary|to sum up|overall|all in all|taken together)\b",
        r"\b(?:can|may) be concluded\b|\b(?:the|our)(?: \w+)? conclusion (?:is|that|drawn)\b",
    ),
    "hypothesis": _sign(
        r"\bhypothes(?:is|es|i[sz]ed?|i[sz]es)\b|\(?\bH\d[a-z]?\b",
        r"\b(?:we|i) (?:therefore |thus )?expect\b|\bexpectations?\b",
    ),
    "aim": _sign(
        rf"\b(?:aim|purpose|objective|goal|intention|task)s? of {_ONE} (?:\w+ )?{_WORK}",
        rf"\b{_ONE} (?:\w+ )?{_WORK}(?:['’]s)? (?:\w+ )?(?:aims?|seeks?|intends?|sets out|attempts?|tries|asks|purpose"
        r"|objective|is to|explores?|investigates?|examines?|looks at|studies|analy[sz]es)\b",
        r"\b(?:we|i) (?:aim|seek|ask|set out|intend|investigate|examine|explore)\b|\bresearch questions?\b",
        r"\b(?:aim|purpose|objective|goal)s? (?:here )?(?:is|are|was|were) to\b",
    ),
    "finding": _sign(
        r"\b(?:we|i) (?:also )?(?:find|found|show|observe|discovered)\b",
        r"\b(?:results?|findings|evidence|data|analysis|assessment|research|study) (?:\w+ly )?(?:also )?"
        r"(?:show|reveal|suggest|indicate|demonstrate|confirm|highlight)(?:s|ed)?\b|\b(?:key|main) findings?\b",
    ),
    "outlook": _sign(r"\b(?:future|further|more) (?:research|work|stud(?:y|ies)|investigations?)\b|\bresearch gaps?\b"),
    "limitation": _sign(
        r"\blimitations?\b|\bcaveats?\b|\b(?:we|i) (?:can['’]?t|cannot|could not|couldn['’]t|did not|didn['’]t)\b",
        r"\b(?:data|figures?|results?|findings|study|comparison|methods?|sample|it|this) (?:can['’]?t|cannot) "
        r"(?:say|show|tell|be generali[sz]ed)\b",
    ),
}
_MAYBE: Mapping[Act, re.Pattern[str]] = {
    "recommendation": _sign(
        # What a hypothesis says should be so is expected, and not advised.
        r"^(?!.*\(?\bH\d[a-z]?\b).*(?<!if )\b(?:should|ought to)\b"
        r"(?! have\b| be (?:noted|named|mentioned|stressed|emphasi[sz]ed|borne|clear)\b)"
        r"|\bneeds? to be\b|\b(?:is|are) (?:essential|crucial) (?:for|to|that)\b"
    ),
}
_HEADED: Mapping[Act, str] = {
    "recommendation": r"recommend|implication|what (?:to do|should|would help)",
    "method": r"method|\bdata\b|materials|\bsample",
    "summary": r"abstract|summary|in brief|highlights|overview",
    "conclusion": r"conclu|closing|final remarks|outlook",
    "hypothesis": r"hypothes",
    "aim": r"\b(?:aim|objective|purpose)s?\b",
    "finding": r"\b(?:findings?|results?|conclusions?|abstract|summary)\b",
    "outlook": r"future|further research|outlook",
    "limitation": r"\blimit(?:s|ations?)\b|(?:cannot|do(?:es)? not) (?:say|know)",
}


def raised(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits by score, those raised that perform the act which is asked for; equals stay in their order."""
    if question.act is None or question.act.act not in _SURE:
        return tuple(hits)
    act = question.act.act
    gained = [
        replace(hit, score=round(hit.score + PERFORMS * (_SURE[act].search(hit.held.passage.reading) is not None), 6))
        for hit in hits
    ]
    return tuple(sorted(gained, key=lambda hit: -hit.score))


def performed(question: Understanding, shelf: Shelf) -> tuple[HeldPassage, ...]:
    """The sentences by which the works that are named perform an act, where that alone is asked; the surest first.

    Without a name it is asked of each work, as long as these are few, and the surest sentence of each is told.
    """
    if question.act is None or not question.act.alone:
        return ()
    named = question.named_digests
    holdings = [held for held in shelf.holdings() if not named or held.digest in named]
    of_others = question.documents or question.credited or question.cited or question.unknown_works
    if (of_others and not named) or len(holdings) > MOST_DOCUMENTS:
        return ()
    act, least = question.act.act, 0.0 if named else SURE
    most = MOST_OF_ONE if len(holdings) == 1 else 2 if named else 1
    told = [_performed(act, least, most, holding, shelf) for holding in holdings]
    if act == "summary":
        most = MOST_OF_ONE if len(holdings) == 1 else 1
        told = [
            of_one or _instead_of_an_abstract(holding, shelf)[:most]
            for of_one, holding in zip(told, holdings, strict=True)
        ]
    # Of several who are named each is to be heard, or all of them are searched.
    return () if named and not all(told) else tuple(held for of_one in told for held in of_one)


def _instead_of_an_abstract(holding: Holding, shelf: Shelf) -> list[HeldPassage]:
    """What a work without an abstract says of its aim, else its first sentences, and what it concludes."""
    aim, concluded = (_performed(act, SURE, OPENING, holding, shelf) for act in _OF_A_SUMMARY)
    said = [*(aim or _opening(holding, shelf)), *concluded]
    return list({held.id: held for held in said}.values())


def _opening(holding: Holding, shelf: Shelf) -> list[HeldPassage]:
    """The first sentences that are the work's own, and not words that others open with, too."""
    others = [other for other in shelf.holdings()[:MOST_DOCUMENTS] if other.digest != holding.digest]
    common = {folded(one.passage.reading) for other in others for one in shelf.passages_of(other, ["sentence"])[:FIRST]}
    held = shelf.passages_of(holding, ["sentence"])
    own = [one for one in held[:FIRST] if not any(folded(one.passage.reading) in words for words in common)]
    return (own or list(held))[:OPENING]


FIRST = 12
"""Sentences that a work may open with before it comes to its subject."""

_OF_A_SUMMARY: tuple[Act, ...] = ("aim", "conclusion")

OPENING = 2
"""Sentences that stand for the aim of a work, or for its end."""


def performing_notices(question: Understanding, chosen: Sequence[HeldPassage]) -> tuple[Notice, ...]:
    """That a work has no abstract, where what is quoted stands in for one."""
    asked = question.act is not None and question.act.act == "summary" and question.act.alone
    works = {held.document.digest: held.document for held in chosen}
    if not asked or len(works) != 1 or any(_how_surely("summary", held) for held in chosen):
        return ()
    name = next(iter(works.values())).name
    return (
        Notice("no_abstract", f"{name} has no abstract: what it says of its aim, concludes or begins with is quoted."),
    )


def unperformed(question: Understanding, shelf: Shelf) -> str:
    """Why an act of a plainly named work alone can't be told, as a clause; empty where none is asked for.

    For a question that nothing is `performed` for: its sentences aren't gone through again.
    """
    meant = [held for held in shelf.holdings() if held.digest in question.named_digests]
    if question.act is None or not question.act.alone or len(meant) != 1:
        return ""
    return f"no sentence of {meant[0].name} says in so many words {ACTS[question.act.act]}"


def on_the_subject(question: Understanding, hits: Sequence[Hit]) -> bool:
    """Whether a hit performs the act that is asked for, and has every word of the subject that is asked of."""
    if question.act is None or question.act.alone or not question.named_digests:
        return False
    act, subject = question.act.act, {stem(word) for word in question.act.subject}
    said = [hit.held for hit in hits[:MOST_LOOKED_AT] if hit.held.document.digest in question.named_digests]
    return any(
        _how_surely(act, held) and subject <= {stem(word) for word in content_words(held.passage.reading)}
        for held in said
    )


MOST_LOOKED_AT = 12
"""Hits, the best first."""


def _performed(act: Act, least: float, most: int, holding: Holding, shelf: Shelf) -> list[HeldPassage]:
    """The sentences of a document that perform the act at least so surely, at most so many, the surest first."""
    held = shelf.passages_of(holding, ["sentence"])
    scored = [(_how_surely(act, one), one) for one in held if not one.passage.reading.endswith("?")]
    # What only stands under such a heading is told where nothing performs the act in so many words.
    most_sure = max((sure for sure, _ in scored), default=0.0)
    least = max(least, UNDER_A_HEADING if most_sure < SURE else MAYBE)
    told = [one for sure, one in sorted(scored, key=lambda each: -each[0]) if sure >= least]
    return [one for first in told[:most] for one in _with_what_follows(first, held)]


SURE = 3.0
MAYBE = 1.5
"""What a sentence counts that performs the act in so many words, and one that may do so."""

UNDER_A_HEADING = 1.0
UNDER_ITS_HEADING = 3.5
"""What it counts to stand under a heading for such sentences, and under that of a part which is nothing else."""


def _how_surely(act: Act, held: HeldPassage) -> float:
    reading = held.passage.reading
    is_sure = bool(act in _SURE and _SURE[act].search(reading))
    may_be = bool(act in _MAYBE and _MAYBE[act].search(reading))
    is_headed = bool(re.search(_HEADED[act], folded(_heading(held))))
    heading = UNDER_ITS_HEADING if act in ("conclusion", "summary") else UNDER_A_HEADING
    return (SURE if is_sure else MAYBE if may_be else 0.0) + heading * is_headed


def _heading(held: HeldPassage) -> str:
    """What stands above a sentence, without the work that it is of."""
    title = held.document.record.text("title") or ""
    return held.passage.context.rpartition(title)[2] if title else held.passage.context


SHORT = 60
"""Characters of a sentence that only announces what the next one says."""


def _with_what_follows(one: HeldPassage, held: Sequence[HeldPassage]) -> list[HeldPassage]:
    """The sentence, and where it is short those after it that say more of the same, or what it announces."""
    reading = one.passage.reading
    last = one.id + max(1, announced(reading))
    beside = (other for other in held if other.passage.context == one.passage.context)
    after = [other for other in beside if one.id < other.id <= last]
    goes_on = bool(after) and (announced(reading) or points_back(after[0].passage.reading))
    return [one, *after] if goes_on and len(reading) <= SHORT else [one]
