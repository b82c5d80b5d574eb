"""Claims: the sentences of a document that assert something checkable, and the citations that belong to each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.bibliography.names import families, folded
from corpus.document import Callout, Document, Span
from corpus.structure.credited_authors import author_before
from service.checks.claim_wording import (
    ANAPHORA,
    COMPARISON,
    DEFINITION,
    HISTORY,
    METHOD,
    NO_CLAIM,
    OPINION,
    SAID_BY_OTHERS,
    SPEAKER,
    STATISTIC,
    TREND,
    UNKNOWN_SOURCE,
)
from service.checks.own_results import OwnResults
from service.checks.parts import part_at
from service.checks.prose import Paragraph, paragraphs
from service.quotes.crediting import callouts_of, is_own
from service.words.overlapping import PlacedSpans

Kind = Literal["statistic", "quotation", "attribution", "definition", "history", "comparison", "finding"]
"""What a claim rests on: a figure, another's words, another's statement, a meaning, a date, a difference; or none."""

_Cited = tuple[Callout, ...]

Source = Literal["own", "following", "preceding", "paragraph"]

FEWEST_WORDS = 5
"""Fewer words than this say nothing that could be checked."""

FEWEST_QUOTED = 5
"""Fewer words than this between quotation marks are a term and no quotation."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SHE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_OPENS_WITH_SPEAKER = re.compile(r"\W*(?:they|he|she|the (?:same )?authors?)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!…:;][\"”’»)\]*_]*\W*$|\]$|\)$|[\d¹²³⁰⁴-⁹]$")


@dataclass(frozen=True)
class StatedClaim:
    """A sentence that asserts something checkable.

    `callouts` are those that belong to it: in it, right behind it, or (where it has none) those of the sentence
    that it carries on from or leads to, and those at the end of its paragraph; `source` says which of these. Empty
    where nothing is cited for it. `needs_source` says that a reader would ask where it is from, and that it isn't the
    authors' own result.
    """

    span: Span
    callouts: tuple[Callout, ...]
    kind: Kind
    needs_source: bool
    source: Source | None = None

    @property
    def is_cited_itself(self) -> bool:
        """Whether the citation stands in the sentence, or right behind it."""
        return self.source == "own"


def stated_claims(document: Document) -> tuple[StatedClaim, ...]:
    """The claims of the document's prose, in order; headings, questions, aims, own methods and advice are none."""
    return _Claims(document).found()


class _Claims:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._own = OwnResults(document)
        self._authors = _cited_authors(document)

    def found(self) -> tuple[StatedClaim, ...]:
        claims: list[StatedClaim] = []
        last: _Cited = ()
        for paragraph in paragraphs(self._document):
            cited = [tuple(callouts_of(self._document, sentence)) for sentence in paragraph.sentences]
            claims.extend(self._of(paragraph, cited, last))
            last = next((callouts for callouts in reversed(cited) if callouts), ())
        return tuple(claims)

    def _of(self, paragraph: Paragraph, cited: Sequence[_Cited], last: _Cited) -> Iterator[StatedClaim]:
        """The claims of a paragraph; `last` are the callouts that the paragraph before it ends on."""
        sentences = paragraph.sentences
        passage = _Passage(self._document.text, sentences, cited)
        for at, sentence in enumerate(sentences):
            kind = self._kind(sentence, cited[at])
            if kind is not None:
                callouts, source = passage.source(at)
                if not callouts and at == 0 and last and _OPENS_WITH_SPEAKER.match(sentence.of(self._document.text)):
                    callouts, source = last, "preceding"
                yield StatedClaim(sentence, callouts, kind, self._needs_source(paragraph, sentence, kind), source)

    def _kind(self, sentence: Span, cited: Sequence[Callout]) -> Kind | None:
        """What kind of claim the sentence is; None where it is none."""
        text = " ".join(without(self._document.text, sentence, [callout.span for callout in cited]).split())
        if len(_WORD.findall(text)) < FEWEST_WORDS or text.rstrip("”\"') ").endswith("?") or not _ENDS.search(text):
            return None
        if self._quotes(sentence):
            return "quotation"
        if NO_CLAIM.search(text) or METHOD.search(text):
            return None
        said = SAID_BY_OTHERS.search(text) or self._is_credited(text, cited)
        counts = STATISTIC.search(text) is not None
        if not said and (OPINION.search(text) or self._is_own_method(sentence, counts and bool(cited))):
            return None
        if counts:
            return "statistic"
        if said:
            return "attribution"
        return _plain_kind(text)

    def _is_own_method(self, sentence: Span, counts: bool) -> bool:
        """Whether it tells what the authors did; a figure with its source (`counts`) is another's even among that."""
        if part_at(self._document, sentence.start) != "methods":
            return False
        return not counts or is_own(sentence.of(self._document.text))

    def _quotes(self, sentence: Span) -> bool:
        return next(self._quoted.overlapping(sentence), None) is not None

    @cached_property
    def _quoted(self) -> PlacedSpans:
        """What is long enough to be others' words."""
        text = self._document.text
        spans = (quotation.span for quotation in self._document.quotations)
        return PlacedSpans([span for span in spans if len(_WORD.findall(span.of(text))) >= FEWEST_QUOTED])

    def _is_credited(self, text: str, cited: Sequence[Callout]) -> bool:
        """Whether the sentence gives its statement to someone by name."""
        if any(callout.kind == "narrative" for callout in cited):
            return True
        name = author_before(text)
        return name is not None and _family(name) in self._authors

    def _needs_source(self, paragraph: Paragraph, sentence: Span, kind: Kind) -> bool:
        text = sentence.of(self._document.text)
        if self._is_untraceable(paragraph, sentence):
            return False
        if kind == "quotation":
            return not self._own.is_quoted(sentence)
        asks = kind in ("statistic", "attribution") or TREND.search(text) is not None
        return asks and not self._own.has(paragraph, sentence)

    def _is_untraceable(self, paragraph: Paragraph, sentence: Span) -> bool:
        """Whether the sentence, or the one right after it, says that its source isn't known."""
        at = bisect_left(paragraph.sentences, sentence)
        near = [each.of(self._document.text) for each in paragraph.sentences[at : at + 2]]
        return any(UNKNOWN_SOURCE.search(" ".join(words.split())) for words in near)


class _Passage:
    """The sentences of a paragraph with their callouts."""

    def __init__(self, text: str, sentences: Sequence[Span], cited: Sequence[_Cited]) -> None:
        self._text = text
        self._sentences = sentences
        self._cited = cited
        self._citing = [at for at, callouts in enumerate(cited) if callouts]
        self._breaks = [at for at, sentence in enumerate(sentences) if not self._goes_on(sentence)]

    def source(self, at: int) -> tuple[_Cited, Source | None]:
        """The callouts that belong to the sentence at `at`, and where they stand."""
        sentences, cited = self._sentences, self._cited
        if cited[at]:
            return cited[at], "own"
        if is_own(sentences[at].of(self._text)):
            return (), None
        place = bisect_left(self._citing, at)
        before = self._citing[place - 1] if place else None
        if before is not None and (_tells_of(cited[before], before, at) or self._is_about_the_same(before + 1, at)):
            return cited[before], "preceding"
        after = self._citing[place] if place < len(self._citing) else None
        if after == at + 1 and _carries_on(self._text, sentences[after]):
            return cited[after], "following"
        if after == len(sentences) - 1 and before is None and _closes(sentences[after], cited[after][-1]):
            return cited[after], "paragraph"
        return (), None

    def _is_about_the_same(self, first: int, last: int) -> bool:
        """Whether sentences that follow a cited one carry on from it, each from the last, or speak of its author."""
        if _SHE.search(self._sentences[last].of(self._text)):
            return True
        return bisect_left(self._breaks, first) == bisect_left(self._breaks, last + 1)

    def _goes_on(self, sentence: Span) -> bool:
        return _carries_on(self._text, sentence) or SPEAKER.search(sentence.of(self._text)) is not None


def without(text: str, span: Span, taken_out: Sequence[Span], between: str = "") -> str:
    """The characters under `span` less those under the others, `between` in their place."""
    parts, at = [], span.start
    for other in sorted(taken_out):
        if other.start >= span.end:
            break
        parts.append(text[at : max(at, other.start)])
        at = max(at, other.end)
    return between.join([*parts, text[at : span.end]])


def _plain_kind(text: str) -> Kind:
    if DEFINITION.search(text):
        return "definition"
    if HISTORY.search(text):
        return "history"
    return "comparison" if COMPARISON.search(text) else "finding"


def _tells_of(callouts: _Cited, before: int, at: int) -> bool:
    """Whether the sentence right before names a work in its own words, and so goes on telling what that says."""
    return at == before + 1 and any(callout.kind == "narrative" for callout in callouts)


def _carries_on(text: str, sentence: Span) -> bool:
    return ANAPHORA.match(sentence.of(text)) is not None


def _closes(sentence: Span, callout: Callout) -> bool:
    """Whether the callout stands at the sentence's very end."""
    return callout.kind != "narrative" and sentence.end - callout.span.end <= 3


def _cited_authors(document: Document) -> frozenset[str]:
    return frozenset(
        folded(name).split()[-1]
        for reference in document.references
        for name in families(reference.csl.get("author"))
        if folded(name)
    )


def _family(name: str) -> str:
    words = folded(name).split()
    return words[-1] if words else ""
