"""Repeating: findings about passages that stand in a library more than once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.document import Span
from service.audit.audit import AuditFinding
from service.audit.grouping import Group
from service.audit.likeness import LEAST_AROUND_A_RUN, LONG_RUN
from service.audit.meeting import LONG_SENTENCE
from service.audit.member import Member, Repeat
from service.audit.sources import Citing
from service.audit.span_index import SpanIndex
from service.checks.places import shortened
from service.findings.finding import FindingVerdict
from service.quotes.quote import Place
from service.quotes.quoting import Read, place
from service.shapes import year_of

SURE = 0.6
"""The least likeness of a passage that surely is another in other words."""


def repeated(groups: Sequence[Group], citing: Citing, read: Read) -> Iterator[AuditFinding]:
    """One finding a group, at its first later member."""
    for group in groups:
        first, later = group.members[0], group.members[1]
        others = [first, *group.members[2:]]
        yield AuditFinding(
            type="duplicate_paragraph" if group.is_passage else "duplicate_claim",
            verdict=_verdict(group),
            span=later.span,
            message=_message(group, citing, read),
            related=tuple(place(member.holding, member.span, read) for member in others),
            steps=tuple(_steps(group)),
            holding=later.holding,
        )


def _verdict(group: Group) -> FindingVerdict:
    """A problem where it is sure that words were taken over, or said twice, and no source is given for them."""
    uncredited = [repeat for repeat in group.repeats if not repeat.credited]
    return "problem" if any(_is_sure(repeat) for repeat in uncredited) else "doubt"


def _is_sure(repeat: Repeat) -> bool:
    match = repeat.match
    copied = match.run >= LONG_SENTENCE or (match.run >= LONG_RUN and match.degree >= LEAST_AROUND_A_RUN)
    return copied or match.quoted or (match.is_passage and match.degree >= SURE)


def _message(group: Group, citing: Citing, read: Read) -> str:
    first, later = group.members[0], group.members[1]
    what = f"“{shortened(later.span.of(read(later.holding).text), WORDS_SHOWN)}”"
    manner = _manner(group)
    if len(group.holdings) > 1:
        return f"{what} stands {manner} in {_documents(group, citing, read)}."
    where = _where(first, later, read)
    quoted = all(repeat.match.quoted for repeat in group.repeats)
    if quoted and len(group.members) > 2:
        return f"The words quoted in {what} are quoted at {len(group.members)} places of this document, first {where}."
    if len(group.members) > 2:
        return f"{what} is one of {len(group.members)} places in this document that say the same; the first is {where}."
    if quoted:
        return f"The words quoted in {what} were quoted already {where}."
    return f"{what} repeats {manner} what stands {where}."


WORDS_SHOWN = 9
"""Words of a passage that tell a reader which one is meant."""


def _manner(group: Group) -> str:
    """How the passages repeat each other: word for word, nearly so, or in other words."""
    run = max(repeat.match.run for repeat in group.repeats)
    degree = max(repeat.match.degree for repeat in group.repeats)
    if run >= LONG_SENTENCE or degree >= VERBATIM:
        return "word for word"
    return "nearly word for word" if run >= LONG_RUN or degree >= NEARLY else "in other words"


VERBATIM, NEARLY = 0.9, 0.7
"""Likeness of passages that are equal but for a word, and that are told to be nearly so."""


def _where(first: Member, later: Member, read: Read) -> str:
    told = place(first.holding, first.span, read)
    here = place(later.holding, later.span, read)
    if told.page_label and told.page != here.page:
        return f"on page {told.page_label}"
    if told.section and told.section != here.section:
        return f"under “{told.section}”"
    return "earlier in the same section" if told.section else "earlier in the text"


def _documents(group: Group, citing: Citing, read: Read) -> str:
    first, later = group.members[0], group.members[1]
    earliest = place(first.holding, first.span, read).citation
    if len(group.holdings) > 2:
        sources = citing.independent(group.holdings)
        of = "one source" if sources == 1 else f"{sources} independent sources"
        which = "the earliest is" if year_of(first.holding) else "one is"
        return f"{len(group.holdings)} documents, of {of}; {which} {earliest}"
    if _is_credited(group):
        return f"{earliest} too, which is cited for it, but without quotation marks"
    listed = citing.cites(later.holding, first.holding)
    return f"{earliest} too, which {'is listed here, but not cited for it' if listed else 'is not cited here'}"


def _is_credited(group: Group) -> bool:
    return all(repeat.credited for repeat in group.repeats)


def _steps(group: Group) -> Iterator[str]:
    run = max(repeat.match.run for repeat in group.repeats)
    if run:
        yield f"the longest run of words in common has {run}"
    yield f"likeness by words and meaning {max(repeat.match.degree for repeat in group.repeats):.2f} of 1"


class Told:
    """Knows of which passages groups tell, so that what a document's own check found isn't told again."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups: SpanIndex[int] = SpanIndex()
        for number, group in enumerate(groups):
            for member in group.members:
                self._groups.add(member.holding.id, member.span, number)

    def covers(self, here: Place, related: Sequence[Place]) -> bool:
        """Whether a group tells already that the passage `here` repeats one of the `related` places."""
        telling = self._of(here)
        return bool(telling) and any(telling & self._of(other) for other in related)

    def _of(self, told: Place) -> set[int]:
        return set(self._groups.overlapping(told.document_id, Span(told.start, told.end)))
