"""Mentions of tables, figures, sections, equations and appendices that the document doesn't have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from corpus.document import Document, Span
from service.checks.numbered_parts import NUMBER, PartKind, numbered_parts, plain_number
from service.checks.places import place_in
from service.findings.finding import Finding, FindingVerdict
from service.words.overlapping import PlacedSpans

_NUMBER = rf"(?:{NUMBER}|[A-H](?![\w]))"
_ONE = rf"(?:\({_NUMBER}\)|{_NUMBER})"
_MENTION = re.compile(
    r"(?<![\w-])(?P<kind>[Tt]ables?|Tab\.|[Ff]igures?|Figs?\.?|[Ss]ections?|Sects?\.|Secs?\.|[Ee]quations?|Eqs?\.?"
    rf"|Appendix|Appendices)\s{{0,2}}(?P<numbers>{_ONE}(?:(?:\s?(?:,|–|-|&)\s?(?:and\s)?|\s(?:and|or|to)\s){_ONE}){{0,6}})"
    r"(?![\w%]|[.,]\d)"
)
_EACH = re.compile(rf"{NUMBER}|[A-H](?![\w])")
_BEGINNINGS: tuple[tuple[str, PartKind], ...] = (
    ("tab", "table"), ("fig", "figure"), ("sec", "section"), ("eq", "equation"), ("app", "appendix"),
)  # fmt: skip

_ELSEWHERE_BEFORE = re.compile(
    r"(?:[’']s?|\b(?:1[5-9]|20)\d\d[a-z]?|\b(?:his|her|their|its|whose|same|original|cited|quoted|ibid\.?|op\. cit\.?)"
    r"|\b(?:supplement\w*|supporting|online|extended data|appendix|annex|web|additional|reproduced from|taken from"
    r"|under|title|article|chapter))[,:]?\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_OF = re.compile(r"[)\s]*,?\s(?:(?i:of|in|from)\s(?!(?i:this|our|my|the present|section)\b)|by\s(?=[^\W\d_a-z]))")
_LAW = re.compile(
    r"\b(?:acts?|laws?|codes?|statutes?|regulations?|directives?|constitution|treaty|bill|U\.S\.C)\b", re.IGNORECASE
)
_RIGHT_BEFORE = re.compile(r"[,:]?\s(?:in\s)?(?:the\s)?")
_RIGHT_BEHIND = re.compile(r"[)\s]*,?\s?(?:\w+\s)?(?:see\s)?")
_ARTICLE = re.compile(r"\b(?:the|an?|this|that)\s$", re.IGNORECASE)
_LONGEST_ARTICLE = 6
_UNIT = re.compile(r"\s?(?:%|per\s?cent\b|[€$£])")
_DASH = re.compile(r"[-–]")
_REACH = 60
_FEWEST_HEADS = 2
_MOST_LISTED = 6
_PDF = "application/pdf"


@dataclass(frozen=True)
class _Mention:
    """One number that the text points to: the part's kind, its number as printed and as it is compared."""

    kind: PartKind
    number: str
    plain: str
    span: Span

    @property
    def name(self) -> str:
        return f"{self.kind.capitalize()} {self.number}"


def missing_parts(document: Document) -> Iterator[Finding]:
    """Each part that the text points to and the document lacks, told once; its other mentions are `related`.

    A doubt where no part of its kind bears a number (it may stand in another file), and in a PDF, whose captions may
    not all be read.
    """
    known = numbered_parts(document)
    mentions = list(_mentions(document, known))
    missing: dict[tuple[PartKind, str], list[_Mention]] = {}
    for mention in mentions:
        missing.setdefault((mention.kind, mention.plain if known[mention.kind] else ""), []).append(mention)
    for (kind, _), found in missing.items():
        yield _finding(document, found, known[kind])


def _mentions(document: Document, known: Mapping[PartKind, frozenset[str]]) -> Iterator[_Mention]:
    """Those that have nothing to point to, and aren't of another work."""
    places = _Places(document)
    for match in _MENTION.finditer(document.text):
        kind = _kind_of(match["kind"])
        if not _can_tell(document, kind, known[kind]) or places.is_elsewhere(match, kind):
            continue
        numbers = list(_EACH.finditer(match["numbers"]))
        if match["kind"].islower() and len(numbers) == 1 and _is_a_count(document.text, match):
            continue
        for each in numbers:
            plain = plain_number(each[0])
            ends = _DASH.split(each[0])
            if all(_is_known(plain_number(end), kind, known[kind], document) for end in ends):
                # `Tables 1–3`, all of which are there; `Figure 3-10` else is the tenth of its chapter.
                continue
            if not _is_known(plain, kind, known[kind], document):
                yield _Mention(kind, each[0].strip("()"), plain, Span(match.start(), match.end()))


def _is_a_count(text: str, match: re.Match[str]) -> bool:
    """Whether the number counts or measures something: `at the tables 14 people sat`, `the figure 46 per cent`."""
    before = text[max(0, match.start() - _LONGEST_ARTICLE) : match.start()]
    return (
        match["kind"].endswith("s") or _ARTICLE.search(before) is not None or _UNIT.match(text, match.end()) is not None
    )


def _kind_of(word: str) -> PartKind:
    return next(kind for beginning, kind in _BEGINNINGS if word.lower().startswith(beginning))


def _can_tell(document: Document, kind: PartKind, known: Collection[str]) -> bool:
    """Whether the document shows the numbers of such parts, if it has any."""
    if kind == "section":
        return len(known) >= _FEWEST_HEADS
    if kind == "equation":
        return bool(known) and document.media_type != _PDF
    return bool(known) or document.media_type != _PDF


def _is_known(plain: str, kind: PartKind, known: Collection[str], document: Document) -> bool:
    if plain in known or any(number.startswith(f"{plain}.") for number in known):
        return True
    if plain[:1].isalpha() and kind != "appendix":
        # Of an appendix, or a supplement, which often is a file of its own.
        return True
    if kind == "section" and not plain[:1].isdigit():
        return True
    unnumbered = sum(1 for table in document.tables if not table.number) if kind == "table" else 0
    return bool(unnumbered) and plain.isdecimal() and int(plain) <= len(document.tables)


class _Places:
    """Where in a document a mention is none of its own parts."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._callouts = [callout.span for callout in document.callouts]
        self._starts = [span.start for span in self._callouts]
        closed = [*(reference.span for reference in document.references), *self._callouts]
        closed += [quotation.span for quotation in document.quotations]
        self._closed = PlacedSpans(sorted([*closed, *(table.span for table in document.tables)]))
        self._sentences = document.sentences

    def is_elsewhere(self, match: re.Match[str], kind: PartKind) -> bool:
        """Whether the mention is in what is quoted, cited or listed, or is credited to another work."""
        text, span = self._document.text, Span(match.start(), match.end())
        if next(self._closed.overlapping(span), None) is not None:
            return True
        if _ELSEWHERE_BEFORE.search(text[max(0, span.start - _REACH) : span.start]) or _OF.match(text, span.end):
            return True
        if kind == "section" and _LAW.search(self._sentence(span).of(text)):
            return True
        return self._is_beside_a_callout(span)

    def _is_beside_a_callout(self, span: Span) -> bool:
        """Whether a citation stands right before it, or behind it with a word that credits it."""
        at = bisect_left(self._starts, span.start)
        before = self._callouts[at - 1] if at else None
        text = self._document.text
        if before is not None and _RIGHT_BEFORE.fullmatch(text[before.end : span.start]):
            return True
        after = self._callouts[at] if at < len(self._callouts) else None
        gap = text[span.end : min(after.start, span.end + _REACH)] if after is not None else None
        return gap is not None and len(gap) < _REACH and _RIGHT_BEHIND.fullmatch(gap) is not None

    def _sentence(self, span: Span) -> Span:
        at = bisect_left(self._sentences, Span(span.start, span.start + 1)) - 1
        around = self._sentences[max(0, at)] if self._sentences else span
        return around if around.contains(span) else span


def _finding(document: Document, found: list[_Mention], known: Collection[str]) -> Finding:
    first = found[0]
    is_sure = bool(known) and document.media_type != _PDF
    verdict: FindingVerdict = "problem" if is_sure else "doubt"
    related = tuple(place_in(document, mention.span) for mention in found[1:])
    names = list(dict.fromkeys(mention.name for mention in found))
    name = ", ".join(names[:_MOST_LISTED]) + (" …" if len(names) > _MOST_LISTED else "")
    return Finding(
        "missing_part", verdict, first.span, f"The text points to {name}, and {_has(first.kind, known)}.", related
    )


def _has(kind: PartKind, known: Collection[str]) -> str:
    """What the document has of the kind instead."""
    article = "an" if kind[0] in "ae" else "a"
    if not known:
        return f"{article} {kind} with a number was not found in it"
    numbers = sorted(known, key=lambda number: [(len(part), part) for part in number.split(".")])
    shown = ", ".join(numbers[:_MOST_LISTED]) + (f" … {numbers[-1]}" if len(numbers) > _MOST_LISTED else "")
    return f"there is no such {kind} in it, but {shown}"
