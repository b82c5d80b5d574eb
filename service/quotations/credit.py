"""Credit: which works a quotation is credited to, and which of them the library holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bibliography.names import families, folded
from corpus.document import Callout, Document, Quotation, Reference
from indexer.catalogue import Holding
from service.findings.cited_holdings import CitedHoldings
from service.quotes.crediting import named

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d(?=[a-z]?\b)")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’‑-]*(?:['’‑-][^\W\d_]+)*")
_NO_NAMES_TEXT = "and et al see also cf e g i p pp in the as cited quoted by und y"
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())


@dataclass(frozen=True)
class Credit:
    """The works that words are credited to: those that are held, whether any isn't, and how they are `called`.

    `is_given` is False where nobody is credited at all; `locator` is the page as written, if one is.
    A credit `is_sure` unless only a pronoun gives it.
    """

    held: tuple[Holding, ...] = ()
    is_any_missing: bool = False
    called: str = ""
    locator: str | None = None
    is_sure: bool = True

    @property
    def is_given(self) -> bool:
        """Whether anybody is credited."""
        return bool(self.held) or self.is_any_missing


class Credits:
    """Tells the credit of each quotation of one document."""

    def __init__(self, document: Document, cited: CitedHoldings) -> None:
        self._document = document
        self._cited = cited
        self._references = {reference.n: reference for reference in document.references}
        self._callouts = {callout.span: callout for callout in document.callouts}

    def of(self, quotation: Quotation) -> Credit:
        """The credit by the quotation's callout and by the author whom its sentence names; either may be right."""
        callout = self._callouts.get(quotation.callout) if quotation.callout else None
        works = list(self.by_callout(callout)) if callout else []
        by_name = quotation.author and not (callout and _names(callout.text, quotation.author))
        works += list(self._by_name(str(quotation.author))) if by_name else []
        if quotation.callout and callout is None:
            works.append(None)
        held = {work.digest: work for work in works if work is not None}
        return Credit(
            held=tuple(held.values()),
            is_any_missing=any(work is None for work in works),
            called=self._called(callout, quotation.author),
            locator=callout.locator if callout else None,
        )

    def back(self, quotation: Quotation) -> Credit:
        """The credit to a work cited before in the paragraph: `the same authors judge that …`, `she writes`."""
        text, span = self._document.text, quotation.span
        paragraph = text.rfind("\n\n", 0, span.start) + 1
        start = max((s.start for s in self._document.sentences if s.start <= span.start), default=paragraph)
        around = f"{text[max(start, paragraph) : span.start]} {text[span.end : span.end + REACH_BEHIND]}"
        authors, pronoun = _AUTHORS.search(around), _PRONOUN.search(around)
        before = [c for c in self._document.callouts if paragraph <= c.span.start and c.span.end <= span.start]
        if not before or not (authors or pronoun):
            return Credit()
        last = before[-1].span.start
        sentence = max((s.start for s in self._document.sentences if s.start <= last), default=last)
        callouts = [callout for callout in before if callout.span.start >= sentence]
        works = [work for callout in callouts for work in self.by_callout(callout)]
        held = {work.digest: work for work in works if work is not None}
        called = ", ".join(dict.fromkeys(self._called(callout, None) for callout in callouts))
        return Credit(tuple(held.values()), any(work is None for work in works), called, None, authors is not None)

    def _called(self, callout: Callout | None, author: str | None) -> str:
        if callout is not None and re.search(r"[^\W\d_]{2}", callout.text):
            written = " ".join(callout.text.split())
            return written[1:-1].strip() if written[:1] in "([" and written[-1:] in ")]" else written
        people = [self._person(self._references[n]) for n in (callout.resolves_to if callout else ())]
        return author or ", ".join(dict.fromkeys(person for person in people if person))

    def _person(self, reference: Reference) -> str:
        return named(reference) if families(reference.csl.get("author")) else ""

    def by_callout(self, callout: Callout) -> Iterator[Holding | None]:
        """What its entries are; without an entry, what its names and year are."""
        for n in callout.resolves_to:
            yield self._cited.of(self._references[n]) if n in self._references else None
        if callout.missing and callout.resolves_to:
            yield None
        if not callout.resolves_to:
            people = [
                name for name in _NAME.findall(callout.text) if name[0].isupper() and name.lower() not in _NO_NAMES
            ]
            year = _YEAR.search(callout.text)
            yield self._cited.by(people, int(year[0])) if people and year else None

    def _by_name(self, author: str) -> Iterator[Holding | None]:
        """What the entries by an author of that name are; without any, the only held work by one."""
        people = [name for name in _NAME.findall(author) if name[0].isupper() and name.lower() not in _NO_NAMES]
        if not people:
            return
        last = folded(people[0] if " and " in author or "&" in author or "et al" in author else people[-1])
        entries = [
            reference
            for reference in self._document.references
            if last in {word for family in families(reference.csl.get("author")) for word in folded(family).split()}
        ]
        yield from (self._cited.of(entry) for entry in entries)
        if not entries:
            yield self._cited.by([last], None)


REACH_BEHIND = 40
"""Characters behind a quotation in which it may be said whose it is."""

_SAYS = (
    r"(?:\w+\s){0,2}?(?:argu|stat|writ|wrote|claim|observ|suggest|conclud|report|defin|explain|remark|judge|sum|put|add"
    r"|call|not(?:e|es|ed|ing)\b|said|says?\b|describ|insist|warn|admit|hold|held|point|stress)"
)
_AUTHORS = re.compile(
    r"\b(?:(?:the|these|those|both) (?:same )?(?:authors?|writers?|researchers?|scholars?)"
    rf"|the (?:same |latter |former )(?:study|paper|article|report|book|brief|work))\b,?\s{_SAYS}",
    re.IGNORECASE,
)
_PRONOUN = re.compile(rf"\b(?:she|he|they)\s{_SAYS}", re.IGNORECASE)


def _names(callout: str, author: str) -> bool:
    """Whether the callout has a name of the author's in it, and so tells which of their works is meant."""
    return bool({*folded(callout).split()} & {word for word in folded(author).split() if len(word) > 1})
