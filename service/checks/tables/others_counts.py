"""Others' counts: sentences whose figures are another work's, and so are not held against the document's own tables."""

from __future__ import annotations

import re

from corpus.bibliography.names import families, folded
from corpus.document import Document, Span
from service.checks.claim_wording import OWN_DATA
from service.quotes.crediting import callouts_of, is_own, reports
from service.words.overlapping import PlacedSpans

_GOES_ON = re.compile(r"^\W*(?:s?he|they|his|her|their|its?|the authors?|(?:the|that|this) same)\b", re.IGNORECASE)
_FOLLOWED = re.compile(r"\b(?:following|as in|like|unlike|after|with)\s*$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b([^\W\d_][\w-]{1,40})[’']s\b")
_SUBJECT = 25
"""Characters of a sentence before a named author who is its subject: `In a later study Porter (1990) …`."""


class OthersCounts:
    """Tells of a document's sentences whether what they count is another work's; sentences are asked in their order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._families = {
            reference.n: frozenset(folded(name) for name in families(reference.csl.get("author")))
            for reference in document.references
        }
        self._known = frozenset().union(*self._families.values())
        self._of_tables = self._cited_by_tables()
        self._last: tuple[int, bool] = (0, False)

    def has(self, sentence: Span) -> bool:
        """Whether the sentence gives its figures for another work that no table of the document is taken from."""
        text = " ".join(sentence.of(self._document.text).split())
        end, was = self._last
        goes_on = was and "\n\n" not in self._document.text[end : sentence.start] and _GOES_ON.match(text) is not None
        found = not is_own(text) and (goes_on or self._is_credited(sentence, text))
        self._last = (sentence.end, found and (goes_on or self._is_named(sentence, text)))
        return found

    def _is_credited(self, sentence: Span, text: str) -> bool:
        cited = {n for callout in callouts_of(self._document, sentence) for n in callout.resolves_to}
        if cited & self._of_tables:
            return False
        if self._is_named(sentence, text):
            return True
        return OWN_DATA.search(text) is None and bool(reports(self._document, sentence))

    def _is_named(self, sentence: Span, text: str) -> bool:
        """Whether an author stands at its head, with a year, or has what is counted: `Porter’s sample`."""
        heads = (
            callout
            for callout in callouts_of(self._document, sentence)
            if callout.kind == "narrative" and callout.span.start - sentence.start <= _SUBJECT
        )
        if any(not _FOLLOWED.search(self._document.text[sentence.start : one.span.start]) for one in heads):
            return True
        return any(folded(match[1]) in self._known for match in _POSSESSIVE.finditer(text))

    def _cited_by_tables(self) -> frozenset[int]:
        """The works that the tables are taken from, as their captions and notes say."""
        found: set[int] = set()
        callouts = self._document.callouts
        placed = PlacedSpans([callout.span for callout in callouts])
        for table in self._document.tables:
            said = frozenset(folded(f"{table.caption or ''} {table.note or ''}").split())
            found |= {n for n, names in self._families.items() if names & said}
            found |= {n for at in placed.overlapping(table.span) for n in callouts[at].resolves_to}
        return frozenset(found)
