"""Works that are cited at second hand: known from another work, which says what they say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from corpus.bibliography.names import UPPER, folded
from corpus.document import Callout, Document, Reference, Span
from service.checks.claims import without
from service.checks.places import place_in
from service.checks.prose import paragraphs
from service.checks.references.naming import entry_name
from service.findings.finding import Finding
from service.quotes.crediting import callouts_of, is_own

_THROUGH = re.compile(
    r"(?P<hand>(?:\bas\s)?\b(?:cited|quoted|referenced|qtd\.?)\s(?:in|by|from|after)\b|\bciting\b|\bapud\b|\bцит(?:\."
    r"|ируется)\s?по\b"
    r"|\bzit(?:\.|iert)\s?nach\b|\bcit[ée]s?\s(?:par|en|por|in|da)\b|\bakt(?:\.|aran)|\bcytowan\w+\sza\b)[:,]?\s?",
    re.IGNORECASE,
)
_NAME = rf"[{UPPER}][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_ORIGINAL = re.compile(
    rf"(?P<who>{_NAME}(?:(?:,\s|,?\s(?:and|&|und|et|y|и)\s){_NAME}){{0,3}}(?:\set\sal\.?)?)(?:['’]s)?"
    r",?\s?[(\[]?\s?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)?(?:,\s?pp?\.\s?[\d–-]+)?\s?[)\]]?[,;:]?\s?[(\[]?$"
)
_SAID = (
    r"(?:argue|state|write|note|claim|observe|suggest|believe|conclude|report|define|explain|remark|contend"
    r"|emphasi[sz]e|assert"
    r"|maintain|describe|propose|declare|insist|point|stress|put|highlight|articulate|wrote|said|say|held|hold|found"
    r"|find|saw"
    r"|see|thought|think|show|demonstrate|posit|underline|underscore)(?:e?s|d|ed)?"
)
_PAST = (
    r"(?:argued|stated|wrote|noted|claimed|observed|suggested|believed|concluded|reported|held|found|showed|maintained"
    r"|contended|proposed|demonstrated|insisted|remarked|asserted)"
)
_CREDITED = tuple(
    re.compile(form)
    for form in (
        rf"\b[Aa]s (?P<who>(?:{_NAME} )?{_NAME}(?: and (?:{_NAME} )?{_NAME})?) (?:\w+ly )?{_SAID}\b",
        rf"\b[Aa]s (?:\w+ly )?\w+(?:ed|wn|ut|aid"
        rf"|nd) by (?P<who>(?:{_NAME} )?{_NAME}(?: and (?:{_NAME} )?{_NAME})?)(?=[,;. ])",
        rf"\b[Aa]ccording to (?P<who>(?:{_NAME} )?{_NAME}(?: and (?:{_NAME} )?{_NAME})?)(?=[,;. ])",
        rf"^(?P<who>(?:{_NAME} )?{_NAME}(?: and (?:{_NAME} )?{_NAME})?) (?:\w+ly )?{_PAST} that\b",
        rf"(?P<who>(?:{_NAME} )?{_NAME})[’']s? (?:[\w-]+ ){{0,3}}(?:assertion|claim|argument|statement|words"
        rf"|contention|remark"
        r"|observation|work,? which|writings|insight)\b",
    )
)
_REACH = 120
_REACH_AHEAD = 3
_LONGEST_CALLOUT = 2000
_NEXT = re.compile(r"[\s(\[]{0,3}")


def secondary_citations(document: Document) -> Iterator[Finding]:
    """Statements whose author is named, and cited from another work: `According to Smith, … (Jones, 2010)`.

    `ok` for those that say so: `Smith (2001, as cited in Jones, 2010)`.
    """
    told: list[Span] = []
    for finding in [*_said_so(document), *_by_another(document)]:
        if not any(span.overlaps(finding.span) for span in told):
            told.append(finding.span)
            yield finding


def cited_through(document: Document) -> Iterator[str]:
    """The works that the text says it cites from others: `Smith, 2001`."""
    return (finding.steps[0] for finding in _said_so(document))


def _said_so(document: Document) -> Iterator[Finding]:
    """Where the text itself says that it cites at second hand."""
    for match in _THROUGH.finditer(document.text):
        callout = _through(document, match)
        if callout is None:
            continue
        inside = callout.span.start < match.start()
        before = document.text[max(0, match.start() - _REACH) : match.start()]
        original = _ORIGINAL.search(" ".join(before.split()) + (" " if before[-1:].isspace() else ""))
        if original is None or not (original["year"] or inside or _is_second_hand(match, document, original["who"])):
            continue
        year = f", {original['year']}" if original["year"] else ""
        start = min(callout.span.start, match.start() - len(before) + before.rfind(original["who"].split()[0]))
        yield _openly(document, Span(start, max(callout.span.end, match.end())), original["who"] + year, callout)


def _is_second_hand(match: re.Match[str], document: Document, who: str) -> bool:
    """Whether a person is cited through the work that follows, and it isn't that work which lists something."""
    return _is_person(document, who) and not re.match(
        r"(?:cited|quoted|referenced) (?:by|from|after)", match["hand"], re.I
    )


def _through(document: Document, match: re.Match[str]) -> Callout | None:
    """The callout that the words lead to, or stand in."""
    nearest = bisect_left(document.callouts, match.start() - _LONGEST_CALLOUT, key=lambda callout: callout.span.start)
    for callout in islice(document.callouts, nearest, None):
        if callout.span.start > match.end() + _REACH_AHEAD:
            return None
        inside = callout.span.start <= match.start() < callout.span.end
        gap = document.text[match.end() : callout.span.start] if callout.span.start >= match.end() else None
        if inside or (gap is not None and len(gap) <= _REACH_AHEAD and _NEXT.fullmatch(gap)):
            return callout
    return None


def _by_another(document: Document) -> Iterator[Finding]:
    """Sentences that give their statement to someone by name, and cite another's work alone for it."""
    by_number = {reference.n: reference for reference in document.references}
    for paragraph in paragraphs(document):
        for sentence in paragraph.sentences:
            callouts = tuple(callouts_of(document, sentence))
            text = without(document.text, sentence, [callout.span for callout in callouts])
            name = credited_person(document, text) if callouts and not is_own(text) else None
            entries = [by_number[n] for callout in callouts for n in callout.resolves_to if n in by_number]
            if name and entries and _all_of_others(name, callouts, entries):
                yield _second_hand(document, sentence, name, callouts[0])


def is_openly_second_hand(sentence: str) -> bool:
    """Whether the sentence says that it cites from another work: `as cited in`."""
    return _THROUGH.search(sentence) is not None


def credited_person(document: Document, sentence: str) -> str | None:
    """The person to whom a sentence, without its callouts, gives its statement: `Smith argued that …`."""
    text = " ".join(sentence.split())
    found = next((match["who"] for form in _CREDITED if (match := form.search(text))), None)
    return found if found and _is_person(document, found) else None


def _is_person(document: Document, name: str) -> bool:
    """Whether no word of the name is an abbreviation, or stands in the text in small letters as well."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word != "and"]
    if not words or any(word.isupper() and len(word) > 1 for word in words):
        return False
    return not any(word.lower() in _words_of(document.text) for word in words)


@lru_cache(maxsize=4)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def _all_of_others(name: str, callouts: Sequence[Callout], entries: Sequence[Reference]) -> bool:
    """Whether no entry has the name anywhere, and no callout is the name's own."""
    words = [word for word in folded(name).split() if len(word) > 2 and word != "and"]
    if not words or any(callout.kind == "narrative" or callout.standing != "resolved" for callout in callouts):
        return False
    listed = " ".join(folded(entry.raw) for entry in entries)
    return not any(re.search(rf"\b{re.escape(word)}", listed) for word in words)


def _openly(document: Document, span: Span, who: str, callout: Callout) -> Finding:
    entries = [reference for reference in document.references if reference.n in callout.resolves_to]
    source = entry_name(entries[0]) if entries else " ".join(callout.text.split())
    message = f"The text says that it cites {who} from {source}."
    related = tuple(place_in(document, entry.span) for entry in entries)
    return Finding("secondary_citation", "ok", span, message, related, (who,))


def _second_hand(document: Document, span: Span, who: str, callout: Callout) -> Finding:
    by_number = {reference.n: reference for reference in document.references}
    entries = [by_number[n] for n in callout.resolves_to if n in by_number]
    source = entry_name(entries[0]) if entries else " ".join(callout.text.split())
    message = f"What {who} says is cited from {source}: the original should be consulted."
    return Finding("secondary_citation", "doubt", span, message, tuple(place_in(document, e.span) for e in entries))
