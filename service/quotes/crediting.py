"""Crediting: whether a sentence reports what another work says, and which.

A passage that cites is a second-hand source for what it says: a scholar quotes it "as cited in", or looks the first
one up. A sentence in which the authors speak of their own study is theirs, whatever it cites beside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.bibliography.names import families, folded, years
from corpus.document import Callout, Document, Reference, Span
from corpus.structure.credited_authors import author_before

MOST_NAMED = 4
"""Works that are named; more are counted."""

REACH = 12
"""Characters behind a sentence's stop within which a callout still belongs to it: `… as it is. [4]`"""

_BY_NUMBER = frozenset(("numeric", "superscript", "note"))
_OWN = re.compile(
    r"\b(?:we|our|ours|us|I|my)\b|\bth(?:is|e present|e current) (?:study|paper|article|research|analysis|work|chapter"
    r"|thesis|review|survey)(?:’s|'s)?\b(?! (?:by|of)\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s.,;)\]}”’\"'*_^{]*")
_MARKUP = re.compile(r"[*_^{}\[\]]+")


def reports(document: Document, sentence: Span) -> tuple[str, ...]:
    """The works that the sentence's statement is credited to, as `Porter, 1990`; none for the document's own words."""
    if is_own(sentence.of(document.text)):
        return ()
    cited = [work for callout in callouts_of(document, sentence) for work in _works(document, callout)]
    credited = cited or _credited_by_name(document, sentence)
    return _shortened(tuple(dict.fromkeys(credited)))


def is_own(sentence: str) -> bool:
    """Whether the authors speak of themselves or of their own study in the sentence."""
    return _OWN.search(sentence) is not None


def callouts_of(document: Document, sentence: Span) -> Iterator[Callout]:
    """The sentence's callouts; one that stands between its stop and the next sentence's first word is its own."""
    callouts = document.callouts
    at = bisect_left(callouts, sentence.start, key=lambda callout: callout.span.start)
    end = sentence.end
    for callout in callouts[at:]:
        if callout.span.start >= end + REACH:
            return
        gap = document.text[max(end, sentence.start) : callout.span.start]
        if callout.span.end <= sentence.end or _is_behind(gap, callout):
            if not _is_of_the_one_before(document, sentence, callout):
                yield callout
            end = max(end, callout.span.end)


def _is_behind(gap: str, callout: Callout) -> bool:
    """Whether a callout in brackets or by a raised number stands right behind the sentence, in its line."""
    stands_apart = callout.kind in _BY_NUMBER or callout.text.startswith(("(", "["))
    return stands_apart and "\n" not in gap and bool(_BETWEEN.fullmatch(gap))


def _is_of_the_one_before(document: Document, sentence: Span, callout: Callout) -> bool:
    """Whether a callout in brackets or by a raised number opens the sentence, and so closes the one before it."""
    if callout.kind not in _BY_NUMBER and not callout.text.startswith(("(", "[")):
        return False
    return bool(_BETWEEN.fullmatch(document.text, sentence.start, callout.span.start))


def _works(document: Document, callout: Callout) -> Iterator[str]:
    if callout.standing == "resolved" and callout.resolves_to:
        by_number = {reference.n: reference for reference in document.references}
        for n in callout.resolves_to:
            if n in by_number:
                yield named(by_number[n])
    elif callout.kind != "numeric":
        yield _as_written(callout.text)


def named(reference: Reference) -> str:
    """`Porter, 1990`, `Götz & Jankowska, 2017`, `Li et al., 2019`; the entry's first words where no author was read."""
    people = families(reference.csl.get("author")) or families(reference.csl.get("editor"))
    year = next(iter(years(reference.csl.get("issued"))), None)
    if not people:
        title = str(reference.csl.get("title") or _MARKUP.sub("", reference.raw)).split()
        who = f"“{' '.join(title[:6])}{'…' if len(title) > 6 else ''}”"
    else:
        who = f"{people[0]} et al." if len(people) > 2 else " & ".join(people)
    return f"{who}, {year}" if year is not None else who


def _as_written(text: str) -> str:
    return " ".join(text.strip("()[] ").split())


def _credited_by_name(document: Document, sentence: Span) -> list[str]:
    """The author whom the sentence gives its statement to, where the reference list has one of that name."""
    name = author_before(" ".join(sentence.of(document.text).split()))
    if name is None:
        return []
    wanted = folded(name).split()
    entries = [reference for reference in document.references if _is_by(reference, wanted)]
    if not entries:
        return []
    return [named(entries[0])] if len(entries) == 1 else [name]


def _is_by(reference: Reference, words: Sequence[str]) -> bool:
    people = families(reference.csl.get("author"))
    return bool(people) and folded(people[0]).split()[-1:] == [words[-1]]


def _shortened(works: tuple[str, ...]) -> tuple[str, ...]:
    if len(works) <= MOST_NAMED:
        return works
    return (*works[: MOST_NAMED - 1], f"{len(works) - MOST_NAMED + 1} more")
