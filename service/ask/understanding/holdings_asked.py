"""Questions for the documents of a library as such: what is in it, how many there are, which are of a year or a person.

No sentence answers these, however near its words are: they are answered by the list of what is held.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.bibliography.names import folded
from service.ask.understanding.ordinals import FIRST, Rank, rank_of, without_rank
from service.words.content import FUNCTION_WORDS, WORD, bare, years_named

Extreme = Literal["oldest", "newest"]
"""The end of the years that is asked for."""

_DOCUMENTS = (
    r"(?:documents?|papers?|articles?|texts?|sources?|works?|publications?|files?|titles?|books?|stud(?:y|ies)"
    r"|readings?|literature|reports?|items?|essays?|pdfs?|writings?)"
)
_LIBRARY = r"(?:(?:this|the|your|my|our) (?:\w+ )?(?:library|collection|corpus|database|archive))"
_OUT = r"(?:published|written|issued|released|printed|appeared?|come out|came out)"


@dataclass(frozen=True)
class AskedHoldings:
    """The documents that are asked for; without any condition, all that are held.

    They are of the years from `first` to `last` (both taken in; None is open), or of those in `only`; by all of
    `people` (family or given names, folded), as they are `called` in the question; with the `title`; and the `extreme`
    of them, at its `rank`.
    """

    first: int | None = None
    last: int | None = None
    only: tuple[int, ...] = ()
    people: tuple[str, ...] = ()
    called: str = ""
    title: str = ""
    extreme: Extreme | None = None
    rank: Rank = FIRST

    @property
    def is_dated(self) -> bool:
        """Whether only documents of some years are asked for."""
        return bool(self.only) or self.first is not None or self.last is not None

    def takes_in(self, year: int) -> bool:
        """Whether a document of that year is asked for."""
        after, before = self.first is None or self.first <= year, self.last is None or year <= self.last
        return after and before and (not self.only or year in self.only)


def holdings_asked(text: str) -> AskedHoldings | None:
    """The documents that the text asks for as such; None where it has a subject, and so asks for what they say."""
    rank = rank_of(text)
    plain = " ".join(without_rank(text).split())
    if title := _title(plain):
        return AskedHoldings(title=title)
    people, called = _people(plain)
    known = {word for person in people for word in folded(person).split()}
    extreme = extreme_of(plain)
    of_a_kind = people or extreme or years_named(plain) or _DECADE.search(plain)
    asks = _is_one_of(_OF_ALL, plain)
    asks = asks or (bool(of_a_kind) and not _OF_WHAT_IS_SAID.search(plain) and _is_one_of(_OF_SOME, plain))
    if not asks or any(word not in _FRAME | known and not _is_year(word) for word in _words(plain)):
        return None
    first, last = years_between(plain)
    only = years_named(plain) if first is None and last is None else ()
    return AskedHoldings(first, last, only, tuple(sorted(known)), called, extreme=extreme, rank=rank)


def _is_one_of(forms: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(form.search(text) for form in forms)


def _words(text: str) -> list[str]:
    words = (match[0].lower() for match in WORD.finditer(bare(text)))
    return [folded(word) for word in words if word not in FUNCTION_WORDS]


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\ds?", word))


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_SHOW = r"(?:list|show|name|give|enumerate|print|display|see|tell)"
_OF_ALL = _forms(
    rf"\bwhat(?:['’]s| is| are|) (?:all )?(?:of )?{_LIBRARY} (?:all )?(?:about|on|for)\W*$",
    rf"\bwhat(?:['’]s| is| are|) (?:all |there |held |stored |available |included |contained )*(?:in|inside|on) "
    rf"(?:here|{_LIBRARY})\W*$",
    rf"\bwhat (?:all )?(?:does|do|can|did) (?:{_LIBRARY}|you|we|i) (?:hold|have|contain|include|cover|store|keep|know"
    r"|offer)\b",
    rf"\b(?:which|what|how many) (?:kinds? of |sorts? of |different |all )?{_DOCUMENTS} "
    rf"(?:do|does|did|can|may|are|is|have|has|were|was|in)\b(?: \w+){{0,2}}? "
    rf"(?:you|{_LIBRARY}|there|here|i|we|available|held|included|stored|loaded|added|search(?:ed|able)?)\b",
    rf"^(?:please |can you |could you )?{_SHOW} (?:me |us )?(?:(?:a |the )?(?:list|overview) of )?"
    rf"(?:all |every |each )?(?:of )?(?:the |your |my |our )?(?:\w+ )?(?:{_DOCUMENTS}|contents?|everything)\b",
    rf"^(?:list|overview|contents?|inventory|catalogue) of (?:all )?(?:the |your )?"
    rf"(?:{_DOCUMENTS}|{_LIBRARY}|library)\b",
    rf"^(?:all )?(?:the )?(?:{_DOCUMENTS}|contents?) (?:(?:held|available|stored) )?(?:here|in {_LIBRARY})\W*$",
    rf"^(?:describe|summari[sz]e|introduce) {_LIBRARY}\W*$",
    r"\bwhat (?:questions? )?(?:can|may|should|could|do) (?:i|we|one|people) ask\b",
    rf"\b(?:which|what) (?:topics?|subjects?|themes?|fields?|areas?) (?:does|do|is|are|can) (?:{_LIBRARY}|you|covered|i"
    r"|there|in)\b",
    rf"\bhow (?:big|large|many) is {_LIBRARY}\b|\bsize of {_LIBRARY}",
)
_ASKING = rf"(?:which|what|{_SHOW}|how many|any|are there|is there|do you have|does {_LIBRARY} (?:hold|have|contain))"
_NAME_BEGINS = r"(?-i:[A-ZÀ-ÖØ-Þ])"
_OF_SOME = _forms(
    rf"\b(?:which|what|any|how many|{_SHOW})(?: me| us)?(?: all)?(?: of)?(?: the| your| these)?(?: \w+)?"
    rf" (?:{_DOCUMENTS}|anything|something|everything)\b",
    rf"\b(?:have|hold|holds|has|contain|contains|know|there) (?:you )?(?:(?:an?|any|some|other|more) )?"
    rf"(?:anything|something|nothing|{_DOCUMENTS})\b",
    rf"^(?:is|was) {_NAME_BEGINS}.* (?:authors?|writers?)\b",
    rf"\bwhat (?:was|were|has been|is|has|did|have)\b.*\b{_OUT}\b|\bwhat (?:else )?(?:has|have|did) .+"
    r" (?:written|write|publish)",
    rf"^(?:all )?(?:the )?(?:{_DOCUMENTS}|anything|everything) (?:here )?(?:(?:that|which) (?:are|were) )?"
    rf"(?:{_OUT} )?(?:from|of|in|by|before|after|since|between|until|older|newer)\b",
    rf"\b(?:oldest|newest|latest|earliest|most recent|youngest)\b.*\b{_DOCUMENTS}\b",
    rf"^(?:which|what)(?: one)? (?:of )?(?:(?:the|these|your) )?{_DOCUMENTS}.*\b(?:oldest|newest|latest|earliest"
    r"|most recent|youngest)\b",
)
_OF_WHAT_IS_SAID = re.compile(
    r"\b(?:says?|said|about|why|how(?! many)|when|where|who|tells?|for|with|than that)\b", re.I
)
"""What is asked of such documents then is not which they are."""

_EXTREMES: tuple[tuple[Extreme, re.Pattern[str]], ...] = (
    ("oldest", re.compile(r"\b(?:oldest|earliest)\b", re.IGNORECASE)),
    ("newest", re.compile(r"\b(?:newest|latest|most recent|youngest)\b", re.IGNORECASE)),
)


def extreme_of(text: str) -> Extreme | None:
    """Whether the oldest or the newest is asked for."""
    return next((extreme for extreme, form in _EXTREMES if form.search(text)), None)


_NAME = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]*\w(?: (?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]*\w){0,3}"
_NAMES = rf"(?P<names>{_NAME}(?:, {_NAME}){{0,4}}(?:,? (?:and|&) {_NAME})?)"
_BY = _forms(
    rf"\b(?:by|from) {_NAMES}"
    r"(?=\s*(?:[?.!,]|$|(?:do|does|are|is|in|here|from|of|since|before|after|between|published|written)\b))",
    rf"\b(?:has|have|did|does|do) {_NAMES} (?:write|written|publish(?:ed)?|author(?:ed)?)\b",
    rf"^(?:is|was) {_NAMES} (?:an?|the|one of the)(?: \w+)? (?:authors?|writers?)\b",
    rf"\b(?P<names>{_NAME}?)['’]s? {_DOCUMENTS}\b",
)
_AND = re.compile(r",? (?:and|&) |, ")


def _people(text: str) -> tuple[tuple[str, ...], str]:
    """The names of those whose documents are asked for; and all of them, as they are written."""
    match = next((match for form in _BY if (match := form.search(text))), None)
    if match is None:
        return (), ""
    called = re.sub(r"['’]s?$", "", match["names"])
    return tuple(_AND.split(called)), called


_IS_HELD = _forms(
    rf"^(?:do you|does {_LIBRARY}|have you|can i) (?:have|hold|know|contain|include|got|find|read) (?P<title>.+?)"
    rf"(?: (?:here|in {_LIBRARY}))?[\s?.!]*$",
    rf"^(?:is|are) (?:there )?(?P<title>.+?) (?:(?:held |available |included |contained )?(?:here|in {_LIBRARY}"
    r")|held|available|included)[\s?.!]*$",
)
_SMALL = (
    r"(?:of|and|the|in|for|on|to|an?|&|from|with|as|at|by|or|among|between|into|after|before|during|under|over|through"
    r"|without|its|their|towards?|against|about)"
)
_TITLE = re.compile(
    rf"(?:(?:the |an? )?(?:\w+ )?{_DOCUMENTS} (?:called |titled |entitled )?)?"
    rf"(?:[“\"‘'*«](?P<quoted>[^”\"’*»]{{4,}})[”\"’'*»]"
    rf"|(?P<plain>(?-i:[A-Z])[\w’'-]*:?(?: (?:{_SMALL} ){{0,3}}(?-i:[A-Z])[\w’'-]*[:,?]?)+))",
)


def _title(text: str) -> str:
    """The title of a work of which it is asked whether it is held: words in quotation marks, or with capitals."""
    asked = next((match for form in _IS_HELD if (match := form.search(text))), None)
    match = _TITLE.fullmatch(asked["title"]) if asked else None
    return (match["quoted"] or match["plain"]) if match else ""


_Y = r"(?P<y>(?:1[5-9]|20)\d\d)"
_AFTER = re.compile(rf"\b(?:after|(?:new|young|lat)er than|more recent than) (?:the year )?{_Y}\b", re.IGNORECASE)
_SINCE = re.compile(
    rf"\b(?:since|starting (?:in|from)|as of) (?:the year )?{_Y}\b|\b(?:from )?(?P<z>(?:1[5-9]|20)\d\d) "
    r"(?:on|onwards?|or later|and later)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?:before|prior to|older than|earlier than) (?:the year )?{_Y}\b", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:until|till|up to|through|by) (?:the year )?{_Y}\b"
    r"|\b(?P<z>(?:1[5-9]|20)\d\d) (?:or|and) (?:earlier|before)\b(?! (?:the year )?\d)",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\b{_Y}\s*(?:[-–—]|to|and|until|till|through)\s*(?P<z>(?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
_DECADE = re.compile(r"\b(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:between|from)\b", re.IGNORECASE)


def years_between(text: str) -> tuple[int | None, int | None]:
    """The first and the last year that are asked for, both taken in; None where that side is open."""
    if decade := _DECADE.search(text):
        return int(decade["y"]), int(decade["y"]) + 9
    span = _SPAN.search(text)
    if span and ("and" not in span[0].lower() or _FROM.search(text[: span.start()])):
        return int(span["y"]), int(span["z"])
    first = [int(m["y"]) + 1 for m in _AFTER.finditer(text)]
    first += [int(m["y"] or m["z"]) for m in _SINCE.finditer(text)]
    last = [int(m["y"]) - 1 for m in _BEFORE.finditer(text)]
    last += [int(m["y"] or m["z"]) for m in _UNTIL.finditer(text)]
    return max(first, default=None), min(last, default=None)


_FRAME_WORDS = """
    document documents paper papers article articles text texts source sources work works publication publications
    file files title titles book books study studies reading readings literature report reports item items essay essays
    pdf pdfs writing writings library collection corpus database archive author authors year years date dated
    anything something everything thing things nothing content contents list overview inventory catalogue
    name enumerate print display see tell please describe summarise summarize introduce
    hold holds held contain contains contained include includes included cover covers covered store stores stored keep
    keeps know knows offer offers available loaded added search searched searchable ask asked question questions read
    topic topics subject subjects theme themes field fields area areas big large size kind kinds sort sorts different
    oldest newest latest earliest recent youngest older newer later earlier recently published publish written write
    wrote issued released printed appear appeared come came out prior year years since onward onwards starting full
    whole entire complete available exist existing exists people help good today
"""
_FRAME = frozenset(_FRAME_WORDS.split())
"""Words of such questions that are no subject."""
