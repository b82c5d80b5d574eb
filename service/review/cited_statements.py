"""Cited statements: what a manuscript says, each with the works that it cites for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Callout, Document, Span
from corpus.structure.citing_words import is_cited
from service.checks.claims import StatedClaim, stated_claims, without
from service.checks.secondary import credited_person, is_openly_second_hand
from service.quotes.crediting import is_own
from service.review.named_beside import with_names_beside
from service.words.content import content_words

LEAST_WORDS = 3
"""Content words that a part of a sentence needs to say something by itself."""

LEAST_ALONE = 5
"""Content words up to which a statement with a pronoun can't be understood without the sentences before it."""

MOST_OF_A_POINTER = 8
"""Content words beyond which a statement says more than that there is a literature."""

_ABOUT_THE_FIELD = re.compile(
    r"^\W*(?:(?:many|some|several|most|numerous|various|few|later|earlier|(?:more )?recent|subsequent|previous|prior"
    r"|early|much|other)\s){0,2}(?:others?|authors?|scholars?|researchers?|studies|research|scholarship|works?"
    r"|papers?|many|several|some)\s(?:(?:have|has)\s)?(?:also |already |since |long |recently )?"
    r"(?:look|stud|examin|discuss|address|deal|dealt|turned|written|wr[oi]t|explor|investigat|survey|treat|consider)"
    r"|^\W*(?:and |but )?(?:the|this|that) (?:discussion|debate|question|controversy|literature|dispute)s?"
    r" (?:(?:of|on|about|over) (?:[\w-]+ ){1,4}?)?(?:\w+ )?"
    r"(?:has|have|is|are|goes|go|continues?|remains?|began|begins|started)\b",
    re.IGNORECASE,
)
_ADVERSE = re.compile(
    r"^[(\[]\s?(?:but,? (?:see|cf)|contra|pace|see,? however|however,? see|for (?:an? )?(?:different|contrary|opposing"
    r"|opposite|dissenting|another) views?)\b"
    r"|^[^;]*\b(?:(?:is|are) silent\b|(?:gives?|has|have|says?|finds?|reports?) (?:no|nothing)\b|(?:does|do|did) not\b"
    r"|disagrees?\b)",
    re.IGNORECASE,
)
"""What a bracket says of a work that is cited against the statement, or for not having it."""

_POINTS_BACK = re.compile(r"\b(?:this|these|those|such|they|them|their|she|he|her|his)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]")
_CREDITING = re.compile(
    r"^\W*(?:(?:and|but|yet|also|further|moreover|furthermore|in addition|elsewhere|finally|however),?\s+)?"
    r"(?P<subject>s?he|they|it|the (?:same |cited |two |three )?(?:authors?|study|paper|report|brief|article|essay|book"
    r"|survey|review|text|work)s?)(?P<after>(?:\s+(?:also|further|then|even|now|again|later|themselves|[sh]e?(?:im|er)self))*"
    r"\s+(?P<verb>[a-z]+).*)",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(r"(?:recommend|advis|ask|demand|urge|call|want|add|put|give|list|count|estimat|expect|compar|cite)")
"""What authors do besides saying."""

_AGREES = re.compile(r"(?:agree|concur|see|hold|think|thought)")
"""What things do as well as authors: `It agrees less with what they are offered`."""


@dataclass(frozen=True)
class CitedStatement:
    """A sentence, or the part of one, that the works under `callouts` are cited for.

    `text` is what is claimed, without the callouts and without words that only say whose it is; `whole` is the same
    of the whole sentence. `is_direct` says that the citation stands with it, or that its words credit the work cited
    before (`She also finds …`); `is_own` that the authors speak of themselves in it; `is_alone` that it is the only
    statement of its sentence. `credited` is the person whose statement the sentence says it is; `is_open` tells that it
    says so when it cites at second hand.
    """

    span: Span
    text: str
    whole: str
    callouts: tuple[Callout, ...]
    is_direct: bool
    is_own: bool
    is_alone: bool
    credited: str | None = None
    is_open: bool = False

    @property
    def leans_on_context(self) -> bool:
        """Whether it says too little by itself to be looked for: `This threshold is arbitrary`."""
        return len(content_words(self.text)) <= LEAST_ALONE and _POINTS_BACK.search(self.text) is not None

    @property
    def is_about_the_field(self) -> bool:
        """Whether it says only that others have worked on something: there is nothing in it that they could say."""
        if _ABOUT_THE_FIELD.search(self.text) is None or any(character.isdigit() for character in self.text):
            return False
        return len(content_words(self.text)) <= MOST_OF_A_POINTER

    @property
    def quotes(self) -> bool:
        """Whether some of its words are quoted, and so the cited work's own."""
        return re.search(r"[“„«\"]\w", self.text) is not None

    @property
    def works(self) -> tuple[int, ...]:
        """The `Reference.n` of every work that is surely meant and cited for it, each once."""
        sure = (one for one in self.callouts if one.standing != "ambiguous" and not _ADVERSE.search(one.text))
        return tuple(dict.fromkeys(n for callout in sure for n in callout.resolves_to))


def cited_statements(document: Document, claims: Sequence[StatedClaim] | None = None) -> tuple[CitedStatement, ...]:
    """The statements of a document that cite something, in order."""
    stated = stated_claims(document) if claims is None else claims
    return tuple(statement for claim in stated if claim.callouts for statement in _of(document, claim))


def _of(document: Document, claim: StatedClaim) -> Iterator[CitedStatement]:
    if not claim.is_cited_itself:
        yield from _carried(document, claim)
        return
    text = document.text
    claim = replace(claim, callouts=with_names_beside(document, claim.callouts))
    quoted = [quotation.span for quotation in document.quotations if quotation.span.overlaps(claim.span)]
    parts = [part for clause in _clauses(text, claim, quoted) for part in _parts(text, clause, _within(clause, claim))]
    whole = plain_statement(text, claim.span, claim.callouts)
    own = is_own(claim.span.of(text))
    credited = credited_person(document, without(text, claim.span, [callout.span for callout in claim.callouts]))
    is_open = is_openly_second_hand(claim.span.of(text))
    for span, callouts in parts:
        words = plain_statement(text, span, claim.callouts)
        alone = len(parts) == 1
        yield CitedStatement(_trimmed(text, span), words, whole, callouts, True, own, alone, credited, is_open)


def _carried(document: Document, claim: StatedClaim) -> Iterator[CitedStatement]:
    """A sentence that goes on from the one that cites, or leads to it."""
    text = plain_statement(document.text, claim.span, ())
    words = claim.span.of(document.text)
    credits = claim.source == "preceding" and _credits(words)
    yield CitedStatement(claim.span, text, text, claim.callouts, credits, is_own(words), True)


def _credits(sentence: str) -> bool:
    """Whether the sentence gives its statement to the author or the work named before: `She also shows that …`."""
    match = _CREDITING.match(" ".join(sentence.split()))
    if match is None:
        return False
    verb = match["verb"].lower()
    if _AGREES.match(verb):
        return False
    return is_cited("", match["subject"], match["after"]) or _ASKS.match(verb) is not None


_SEMICOLON = re.compile(r";\s+")
_GOES_ON = re.compile(r"[”\"’')\]*_]*\s*(?:[,;:–—]\s|[–—])(?!\s*(?:who|whom|whose|which|where|when)\b)")


def _clauses(text: str, claim: StatedClaim, quoted: Sequence[Span]) -> Iterator[Span]:
    """The clauses between semicolons that a citation stands in, each up to where the citation's reach ends."""
    closed = [*quoted, *(callout.span for callout in claim.callouts)]
    breaks = [
        match
        for match in _SEMICOLON.finditer(text, claim.span.start, claim.span.end)
        if not any(span.start < match.start() < span.end for span in closed)
    ]
    starts = [claim.span.start, *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), claim.span.end]
    for start, end in zip(starts, ends, strict=True):
        clause = Span(start, max(start, end))
        if not _within(clause, claim):
            continue
        yield clause if _says(text, clause, claim.callouts) else claim.span


def _within(clause: Span, claim: StatedClaim) -> tuple[Callout, ...]:
    """The claim's callouts in the clause; those behind the sentence are its last clause's."""
    at_end = clause.end == claim.span.end
    return tuple(c for c in claim.callouts if clause.contains(c.span) or (at_end and c.span.start >= clause.start))


def _reach(text: str, span: Span, callouts: Sequence[Callout]) -> Span:
    """The part that a single citation in brackets supports: what stands before it, where something else follows."""
    last = callouts[-1]
    behind = Span(min(last.span.end, span.end), span.end)
    before = Span(span.start, max(span.start, callouts[0].span.start))
    ends = last.kind != "narrative" and _GOES_ON.match(text, behind.start, behind.end) is not None
    return Span(span.start, last.span.end) if ends and _says(text, before, ()) and _says(text, behind, ()) else span


def _parts(text: str, clause: Span, callouts: Sequence[Callout]) -> Iterator[tuple[Span, tuple[Callout, ...]]]:
    """The clause's parts, each with the callouts that it is given to.

    A citation in brackets supports what stands before it, back to the one before; a named author's, what follows. One
    with too little before it to say anything supports what follows as well.
    """
    groups = _groups(text, callouts)
    if len(groups) == 1:
        yield _reach(text, clause, groups[0]), tuple(groups[0])
        return
    bounds: list[int] = [clause.start]
    owners: list[list[Callout]] = []
    for group in groups:
        begin, end = group[0].span.start, group[-1].span.end
        before = Span(bounds[-1], max(bounds[-1], begin))
        said = _says(text, before, callouts)
        if group[0].kind == "narrative" or not said:
            if said and owners:
                # What stands between two named authors belongs to the first.
                bounds.append(begin)
            owners.append(list(group)) if len(bounds) > len(owners) else owners[-1].extend(group)
        else:
            owners.append(list(group)) if len(bounds) > len(owners) else owners[-1].extend(group)
            bounds.append(min(end, clause.end))
    ends = [*bounds[1:], clause.end]
    for start, end, owned in zip(bounds, ends, owners, strict=False):
        if start < end:
            yield Span(start, end), tuple(owned)


def _groups(text: str, callouts: Sequence[Callout]) -> list[list[Callout]]:
    """Callouts that stand side by side, with nothing said between them."""
    found: list[list[Callout]] = []
    for callout in sorted(callouts, key=lambda callout: callout.span):
        gap = text[found[-1][-1].span.end : callout.span.start] if found else ""
        if found and len(_LETTERS.findall(gap)) <= MOST_LETTERS_BETWEEN:
            found[-1].append(callout)
        else:
            found.append([callout])
    return found


MOST_LETTERS_BETWEEN = 5
"""Letters between two callouts of one group: `Porter (1990) and, later, Krugman (1991)` has more."""


def _says(text: str, span: Span, callouts: Sequence[Callout]) -> bool:
    return len(content_words(without(text, span, [callout.span for callout in callouts]))) >= LEAST_WORDS


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space and stray marks at its ends."""
    words = span.of(text)
    lead = len(words) - len(words.lstrip(" \t\n,;:.–—"))
    return Span(span.start + lead, max(span.start + lead, span.end - (len(words) - len(words.rstrip()))))


_MARKUP = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
_EMPTY = re.compile(r"[(\[]\s*(?:e\.\s?g\.|i\.\s?e\.|cf\.|see(?: also)?|[,;.&]|and|in)*\s*[)\]]", re.IGNORECASE)
_SPACE_BEFORE = re.compile(r"\s+(?=[,.;:!?)\]])")
_DOUBLED = re.compile(r"([,;:.])(?:\s*[,;:.])+")
_JOINING = re.compile(r"^(?:and|but|yet|while|whereas|though|although|so that|which)\s+(?=\S)", re.IGNORECASE)
_REPORTED = re.compile(
    r"^\W*(?:as\s)?(?:according to\s*,?\s*"
    r"|(?:has |have |had |also |further |then |later |rightly |even |now |again ){0,3}"
    r"(?:argu|stat|writ|wr[io]t|not|claim|observ|suggest|believ|conclud|report|show|find|found|demonstrat|reveal"
    r"|indicat|warn|point(?:s|ed)? out|contend|emphasi[sz]|stress|maintain|explain|remark|confirm|establish|estimat"
    r"|sa(?:ys?|id)|hold|held|insist|propos|recommend)\w*,?\s+(?:\w+\s)?that\s+)",
    re.IGNORECASE,
)


def plain_statement(text: str, span: Span, callouts: Sequence[Callout]) -> str:
    """What is claimed under `span`: a sentence without callouts, marks of emphasis, and without `X finds that`."""
    words = _with_authors(text, span, callouts)
    words = _EMPTY.sub(" ", _MARKUP.sub("", words))
    words = _DOUBLED.sub(r"\1", _SPACE_BEFORE.sub("", " ".join(words.split()))).strip(" ,;:–—")
    words = _JOINING.sub("", words)
    named = any(callout.kind == "narrative" for callout in callouts) or _credits(span.of(text))
    bare = _reported(words) if named else words
    return bare[:1].upper() + bare[1:]


def _with_authors(text: str, span: Span, callouts: Sequence[Callout]) -> str:
    """The characters under `span` less the callouts; for a named author that is part of the sentence, `the author`."""
    parts, at = [], span.start
    for callout in sorted(callouts, key=lambda callout: callout.span):
        if callout.span.start >= span.end or callout.span.end <= span.start:
            continue
        parts.append(text[at : max(at, callout.span.start)])
        if callout.kind == "narrative":
            parts.append("the author’s" if _POSSESSIVE.search(callout.text) else "the author")
        at = max(at, callout.span.end)
    return "".join([*parts, text[at : span.end]])


_POSSESSIVE = re.compile(r"[’'](?:s\b|\s?\()")


def _reported(words: str) -> str:
    """What stands behind `She also finds that`, where that is a statement by itself."""
    match = _CREDITING.match(words)
    rest = words[match.start("after") :].lstrip() if match else words
    told = _REPORTED.match(rest)
    if told is None:
        return words
    bare = rest[told.end() :]
    return bare if len(content_words(bare)) >= LEAST_WORDS else words
