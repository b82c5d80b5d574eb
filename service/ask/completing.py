"""Completing: a passage with what it can't be understood without, and passages that touch made one run."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from indexer.retrieval import Hit
from service.quotes.quoting import Read

JOINED_GAP = 2
"""Characters between two sentences that are quoted as one run."""


@dataclass(frozen=True)
class Run:
    """A run of one document to quote: the best `hit` in it, its whole `span`, and all `hits` that it was made of."""

    hit: Hit
    span: Span
    hits: tuple[Hit, ...]

    @property
    def is_prose(self) -> bool:
        """Whether it is made of sentences: table rows and entries of reference lists stand by themselves."""
        return self.hit.held.passage.kind == "sentence"


def runs(hits: Sequence[Hit], read: Read, *, lists: bool = False) -> tuple[Run, ...]:
    """The hits completed, in their order; those of one paragraph that touch or overlap are one run."""
    found: list[Run] = []
    for hit in hits:
        found = _joined(found, Run(hit, completed(hit, read, lists=lists), (hit,)), read)
    return tuple(found)


def _joined(found: list[Run], run: Run, read: Read) -> list[Run]:
    """The runs with one more, which may close the gap between two of them; a run keeps its first one's rank."""
    touching = [other for other in found if _adjoins(run, other, read)]
    if not touching:
        return [*found, run]
    parts = [*touching, run]
    span = Span(min(part.span.start for part in parts), max(part.span.end for part in parts))
    whole = Run(touching[0].hit, span, tuple(hit for part in parts for hit in part.hits))
    return [whole if other is touching[0] else other for other in found if other not in touching[1:]]


def _adjoins(run: Run, other: Run, read: Read) -> bool:
    if run.hit.held.document.digest != other.hit.held.document.digest or not run.is_prose or not other.is_prose:
        return False
    first, second = sorted((run.span, other.span))
    gap = second.start - first.end
    if gap > JOINED_GAP:
        return False
    return gap <= 0 or not _PARAGRAPH.search(read(run.hit.held.document).text, first.end, second.start)


def completed(hit: Hit, read: Read, *, lists: bool = False) -> Span:
    """The passage with what it can't be understood without; with `lists`, also the list of it that follows."""
    span = hit.held.passage.span
    if hit.held.passage.kind != "sentence":
        return span
    document = read(hit.held.document)
    whole = with_list(with_antecedent(with_lead(span, document), document), document)
    whole = with_list_of_it(whole, document) if lists else whole
    return with_points(whole, document)


_POINTS_BACK = re.compile(
    r"(?:It|Its|They|Their|Them|He|His|She|Her|This|These|Those|Such|Both|Neither|The (?:former|latter))\b"
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def points_back(reading: str) -> bool:
    """Whether a sentence begins with a word for what the one before it speaks of."""
    return _POINTS_BACK.match(reading) is not None


def with_antecedent(span: Span, document: Document) -> Span:
    """The span, and where it begins with a pronoun the sentence before it in its paragraph."""
    if not points_back(span.of(document.text)):
        return span
    before = sentence_before(span, document)
    return span if before is None else Span(before.start, span.end)


def sentence_before(span: Span, document: Document) -> Span | None:
    """The sentence before the span in its paragraph."""
    at = bisect_left(document.sentences, span) - 1
    if at < 0 or _PARAGRAPH.search(document.text, document.sentences[at].end, span.start):
        return None
    before = document.sentences[at]
    return before if before.end <= span.start else None


def sentence_after(span: Span, document: Document) -> Span | None:
    """The sentence after the span in its paragraph."""
    at = bisect_right(document.sentences, span.end - 1, key=lambda sentence: sentence.start)
    if at >= len(document.sentences) or _PARAGRAPH.search(document.text, span.end, document.sentences[at].start):
        return None
    return document.sentences[at]


_ITEM = re.compile(r"\s*\n\s*(?:[-*+•◦▪✓✔–—]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?:[✓✔]\s*)?")

MOST_OF_A_LIST = 1200
"""Characters of a list that are quoted with the sentence that announces it."""


MOST_OF_A_LEAD = 600
"""Characters between a list item and the sentence that announces its list, over which both are quoted as one."""


def with_lead(span: Span, document: Document) -> Span:
    """The span, and where it is an item of a list the sentence that announces it, with the items after that."""
    lead = _lead(span, document)
    if lead is None:
        return span
    whole = with_list(lead, document)
    return Span(lead.start, max(span.end, whole.end))


def _lead(span: Span, document: Document) -> Span | None:
    """The sentence that announces the list that the span is an item of."""
    at = bisect_left(document.sentences, span)
    start = span.start
    while at > 0:
        before = document.sentences[at - 1]
        if span.end - before.start > MOST_OF_A_LEAD or not _ITEM.fullmatch(document.text, before.end, start):
            return None
        if before.of(document.text).endswith(":"):
            return before
        at, start = at - 1, before.start
    return None


def with_list(span: Span, document: Document) -> Span:
    """The span, and where it ends in a colon the list items that it announces."""
    if not span.of(document.text).endswith(":"):
        return span
    end = span.end
    for sentence in document.sentences[bisect_left(document.sentences, Span(end, end)) :]:
        is_item = _ITEM.fullmatch(document.text, end, sentence.start)
        if not is_item or sentence.end - span.end > MOST_OF_A_LIST:
            break
        end = sentence.end
    return Span(span.start, end)


def with_list_of_it(span: Span, document: Document) -> Span:
    """The span, and where the next sentence says more of the same and announces a list that one, with the list."""
    after = sentence_after(span, document)
    if after is None or not points_back(after.of(document.text)):
        return span
    whole = with_list(after, document)
    return Span(span.start, whole.end) if whole.end > after.end else span


_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|various|many|multiple|different|following|(?:a )?number of|main|key"
    r"|twofold|threefold|manifold)\b",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ANNOUNCES = re.compile(
    r"\bfollowing\W*$|\bas follows\W*$|\b(?P<number>one|two|three|four|five) (?:\w+ ){0,2}?(?:questions?|aims?"
    r"|expectations?|hypothes[ei]s|reasons?|objectives?|goals?|steps?|things|points?|rules?|recommendations?|proposals?"
    r"|findings?|conclusions?|limitations?|habits?|ways|tasks?|contributions?|purposes?|lessons?|measures|changes"
    r"|remarks?)\b",
    re.IGNORECASE,
)


def announced(reading: str) -> int:
    """How many sentences after it tell what a sentence announces; 0 where it announces nothing."""
    match = _ANNOUNCES.search(reading)
    return 0 if match is None else _NUMBERS.get((match["number"] or "").lower(), 1)


_FIRST_POINT = re.compile(
    r"(?:first(?:ly)?|first of all|to begin with|for one thing|on the one hand|one (?:is|was|of them|of these)"
    r"|the (?:first|former)|(?:these|they|those) (?:include|are|comprise|consist))\b",
    re.IGNORECASE,
)
_NEXT_POINT = re.compile(
    r"(?:second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|next|then|also|additionally|moreover|furthermore"
    r"|in addition|besides|another|on the other hand|the (?:second|third|fourth|fifth|last|latter|other)"
    r"|an? (?:second|third|fourth|further|final)|finally|last(?:ly)?)\b",
    re.IGNORECASE,
)


_ONLY_ANNOUNCES = re.compile(
    r"\b(?:certain|several|some|various|a (?:number|few) of|a few|two|three|four|five|six|the following)\s+"
    r"(?:\w+\s+){0,2}?"
    r"(?:questions|aims|expectations|hypotheses|reasons|objectives|goals|steps|things|points|rules|recommendations|gaps"
    r"|proposals|findings|conclusions|limitations|shortcomings|weaknesses|drawbacks|problems|challenges|obstacles"
    r"|barriers|risks|advantages|benefits|strengths|factors|ways|tasks|contributions|purposes|lessons|measures|changes"
    r"|remarks|issues|causes|effects|differences|caveats|exceptions)"
    r"(?:\s+(?:that|which)\s+(?:merit|deserve|warrant|require|need|call for|should be|must be|are worth)\b"
    r"[^.;:,]{0,60})?"
    r"\W*$",
    re.IGNORECASE,
)
_CONTRASTS = re.compile(r"(?:however|but|yet|nevertheless|nonetheless|still|in contrast|by contrast)\b", re.IGNORECASE)


def _with_what_it_announces(span: Span, after: Span, document: Document) -> Span:
    """The span, and where it says no more than that there are certain things the sentence after it, which names one."""
    told = after.of(document.text)
    if after.end - span.start > MOST_OF_A_LEAD or told.endswith("?") or _CONTRASTS.match(told):
        return span
    return Span(span.start, after.end) if _ONLY_ANNOUNCES.search(span.of(document.text)) else span


def with_points(span: Span, document: Document) -> Span:
    """The span, and where it announces several things that the next sentences tell one by one these sentences."""
    after = sentence_after(span, document)
    if after is None:
        return span
    if not _FIRST_POINT.match(after.of(document.text)) or not _SEVERAL.search(span.of(document.text)):
        return _with_what_it_announces(span, after, document)
    end = span.end
    point: Span | None = after
    while point is not None and point.end - span.end <= MOST_OF_A_LIST:
        end = point.end
        point = sentence_after(point, document)
        if point is not None and not _NEXT_POINT.match(point.of(document.text)):
            break
    return Span(span.start, end)
