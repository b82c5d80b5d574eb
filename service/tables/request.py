"""What a question asks of a table: a figure, the greatest of several, a difference, the table as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import get_args

from corpus.structure.quantities import value_of
from indexer.lexical import searchable
from service.tables.computation import Operation
from service.tables.wording import base, words_of, years_in

_UP = (
    r"highest|largest|biggest|greatest|most|maximum|maximal|top|longest|fastest|steepest|strongest|richest|best"
    r"|leading|peak"
)
_DOWN = r"lowest|smallest|least|fewest|minimum|minimal|slowest|weakest|poorest|worst|shortest|bottom"
_MORE = r"more|additional|higher|larger|bigger|greater|faster|stronger|longer|richer|better"
_FEWER = r"less|fewer|lower|smaller|slower|weaker|shorter|poorer|worse"
_ORDINALS = tuple(
    re.findall(r"\w+", "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
)
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_SUPERLATIVE_UP = _pattern(rf"(?<!at )\b(?:{_UP})\b")
_SUPERLATIVE_DOWN = _pattern(rf"(?<!at )\b(?:{_DOWN})\b")
_WHICH_MORE = _pattern(
    rf"\b(?:which|who|where|what|whose|whether|do|does|did|is|are|was|were|has|have)\b.*\b(?:{_MORE})\b"
)
_WHICH_FEWER = _pattern(
    rf"\b(?:which|who|where|what|whose|whether|do|does|did|is|are|was|were|has|have)\b.*\b(?:{_FEWER})\b"
)
_RATIO = _pattern(r"\bhow many times\b|\btimes (?:as|more|higher|larger|bigger|greater|fewer)\b|-?\bfold\b|\bratio\b")
_DIFFERENCE = _pattern(
    rf"\bhow (?:much|many|far)\s+(?:\w+\s+){{0,2}}?(?:{_MORE}|{_FEWER})\b"
    r"|\bby how (?:much|many)\b|\bdifferen(?:ce|t)\b|\bgap\b"
    r"|\bpercentage points\b|\bmargin\b|\bexceeds?\b"
)
_CHANGE = _pattern(
    r"\b(?:increase|rise|rose|grow|grew|grown|growth|change|fall|fell|decrease|decline|drop)\w*\b.*\b(?:from|between|since)\b"
    r".*\d{4}|\bfrom\b.*\d{4}.*\bto\b.*\d{4}.*\b(?:increase|rise|rose|grow|grew|change|fall|fell)"
)
_CHANGED = _pattern(r"\b(?:than|from|compared)\b")
_RELATIVE = _pattern(
    r"\b(?:what|which|how many) (?:percent\w*|per cent)\b|\bby what (?:percent\w*|per cent|share)\b|\bin per ?cent\b"
)
_SHARE = _pattern(
    r"\b(?:what|which|how (?:large|big) a)\s+(?:share|proportion|fraction|part|percentage|per ?cent)\b"
    r"|\bshare of the (?:total|whole)\b"
)
_SUM = _pattern(
    r"\bin (?:total|all|sum)\b|\baltogether\b|\bcombined\b"
    r"|\bsum of\b|\btaken together\b|\b(?:what|which) is the total\b|\btogether\b|\badd up\b"
)
_AVERAGE = _pattern(r"\b(?:average|mean)\b|\bon average\b")
_COUNT = _pattern(r"\bhow many\b")
_RANK = _pattern(rf"\brank(?:s|ed|ing)?\b|\b(?:sort|order)(?:ed)? by\b|\b{_ORDINAL}[\s-]+(?:{_UP}|{_DOWN})\b")
_NTH = _pattern(rf"\b(?P<nth>{_ORDINAL})[\s-]+(?:{_UP}|{_DOWN})\b")
_WHICH = _pattern(r"\b(?:which|what)\s+")
_BOUND = _pattern(
    r"\b(?P<word>more than|over|above|greater than|exceed\w*|at least|no less than|less than|fewer than|below|under"
    r"|at most|no more than)\s+(?P<number>\d+(?:[.,]\d+)*)"
)
_YEAR_BEFORE = _pattern(r"\b(?:the )?(?:year before|previous year|preceding year)\b|\ba year earlier\b")
_THE_TABLE = _pattern(
    rf"\b(?:(?P<before>{_ORDINAL})\s+(?:and|or)\s+(?:the\s+)?)?(?P<ordinal>{_ORDINAL}|last)\s+table\b|\btable\s+(?:no\.?\s*|number\s+|n°\s*)?(?P<number>\d{{1,3}}|[ivx]+\b|[a-z]\d{{1,2}})"
)
_NUMBER = _pattern(
    r"\bhow (?:many|much|large|big|high|low|fast|far|long|old|often)\b|\b(?:what|which) (?:is|was|were|are)\b"
    r"|\b(?:what|which) (?:share|percentage|per ?cent|proportion|number|rate|fraction|part|amount|value|figure)\b"
    r"|\b(?:number|share|percentage|proportion|rate|amount|volume) of\b|\brate\b"
    r"|\bwhat (?:did|does|do) .*\b(?:spend|cost|earn|pay|receive|get)\b"
)
_REASON = _pattern(r"\s*(?:why|who|where|when|how come)\b")
_PERCENT = _pattern(r"\bper ?cent(?:age)?\b|\bshare\b|\bproportion\b|\bfraction\b|\bpart of\b|%|\bout of\b")
_COUNTED = _pattern(r"\bhow many\b|\bnumber of\b")
_ASKED = """
    which what who how many much often table tables row rows column columns list listed show shows shown given
    give gives figure figures value values report reported according paper study article number amount total sum
    average mean median difference different gap margin ratio times time fold share proportion percentage
    percent cent per fraction part compare compared comparison than rank ranked ranking sort sorted order
    ordered combined together altogether exceed change overall point points big large high low
    small great far old long fast quickly by size kind type one two three name tell find mention
    work works worked working people persons
    other common frequent frequently usual receive receives received get gets got have make makes made take took
    went go goes reach reached hold holds find finds found achieve achieved belong belongs there
"""
_ASKING = frozenset(_ASKED.split())
_GENERAL = frozenset(("peopl", "person", "money", "thing", "item", "other"))
_SUBJECT_LEADS = _pattern(
    rf"\b(?:{_UP}|{_DOWN}|{_MORE}|{_FEWER}|how (?:many|much)|what (?:is|was|are|were) the|share of|percentage of)\s+"
)
_LEADING_AWAY = """
    in of for among by at from to than with between when during within across on is are was were do does did has have
    and or but that which who
"""
_AWAY = frozenset(_LEADING_AWAY.split())
_COMPARING = frozenset(f"{_UP}|{_DOWN}|{_MORE}|{_FEWER}".split("|")) | frozenset(_ORDINALS) | {"last", "at", "least"}


@dataclass(frozen=True)
class Bound:
    """A bound on a figure: `above` it or below, and whether it itself is within."""

    value: Decimal
    above: bool
    within: bool

    def holds(self, figure: Decimal) -> bool:
        """Whether the figure keeps to the bound."""
        if figure == self.value:
            return self.within
        return (figure > self.value) == self.above


@dataclass(frozen=True)
class Request:
    """A question as one of tables.

    `terms` are the stems of what it is about, in order; `names` those that must be met literally, being names or
    numbers. `operation` is what is to be worked out, or None where a figure is asked for as it stands; `nth` counts
    from the greatest or the least; `relative` asks for a change in per cent. `tables` are printed numbers of tables, or
    their places in their document as whole numbers, -1 for the last. `required` are terms that say what is measured, as
    `firms` in `the most firms`, and `over` what is compared, as `country` in `which country`.
    """

    text: str
    terms: tuple[str, ...]
    names: frozenset[str]
    years: frozenset[str]
    operation: Operation | None
    tables: tuple[str | int, ...] = ()
    nth: int = 1
    fewest: bool = False
    relative: bool = False
    bound: Bound | None = None
    wants_figure: bool = False
    wants_percent: bool = False
    wants_count: bool = False
    asking: frozenset[str] = field(default=frozenset())
    required: frozenset[str] = field(default=frozenset())
    over: frozenset[str] = field(default=frozenset())


def request_of(text: str, operation: str | None = None, table: str | None = None) -> Request:
    """Read a question; `operation` and `table` are what is known of it already."""
    said = _with_year_before(" ".join(searchable(text).split()))
    subject = _THE_TABLE.sub(" ", said)
    bound = _bound(subject)
    if bound:
        subject = _BOUND.sub(" ", subject)
    nth = _NTH.search(said)
    words = words_of(subject)
    terms = [base(w) for w in words if w.lower() not in _ASKING and w.lower() not in _COMPARING]
    return Request(
        text=said,
        terms=tuple(dict.fromkeys(terms)),
        names=_names(subject),
        years=years_in(subject),
        operation=_operation(said, _known(operation), bound is not None),
        tables=(table,) if table and not _THE_TABLE.search(said) else _tables_named(said),
        nth=_place(nth["nth"]) if nth else 1,
        fewest=bool(_SUPERLATIVE_DOWN.search(said) or (_WHICH_FEWER.search(said) and not _WHICH_MORE.search(said))),
        relative=bool(_RELATIVE.search(said) or re.search(r"\bpercentage change\b", said, re.IGNORECASE)),
        bound=bound,
        wants_figure=bool(
            _NUMBER.search(said)
            or (len(words) < 7 and not said.endswith("?"))
            or (len(words) < 4 and not _REASON.match(said))
        ),
        wants_percent=bool(_PERCENT.search(said)),
        wants_count=bool(_COUNTED.search(said)),
        required=_required(subject) & frozenset(terms),
        over=_over(subject),
        asking=frozenset(base(w) for w in words if w.lower() in _ASKING or w.lower() in _COMPARING),
    )


def _known(operation: str | None) -> Operation | None:
    return next((name for name in get_args(Operation) if name == operation), None)


def _operation(text: str, known: Operation | None, bounded: bool) -> Operation | None:
    """What is to be worked out; what is `known` of it where nothing here tells."""
    if _NTH.search(text):
        return "rank"
    found = next((name for name, test in _TESTS if test(text)), None)
    if bounded:
        return "count" if _COUNT.search(text) else None
    return found or known


_TESTS: tuple[tuple[Operation, Callable[[str], object]], ...] = (
    ("ratio", _RATIO.search),
    ("difference", _DIFFERENCE.search),
    ("difference", _CHANGE.search),
    ("rank", _RANK.search),
    ("minimum", _SUPERLATIVE_DOWN.search),
    ("maximum", _SUPERLATIVE_UP.search),
    ("maximum", _WHICH_MORE.search),
    ("minimum", _WHICH_FEWER.search),
    ("average", _AVERAGE.search),
    ("sum", _SUM.search),
    ("share", _SHARE.search),
)


def _tables_named(text: str) -> tuple[str | int, ...]:
    """The printed numbers of tables that a text names, and the places of others in their document, -1 for the last."""
    found: list[str | int] = []
    for match in _THE_TABLE.finditer(text):
        if match["number"]:
            found.append(match["number"])
            continue
        before = [match["before"]] if match["before"] else []
        found += [-1 if word.lower() == "last" else _place(word) for word in (*before, match["ordinal"])]
    return tuple(dict.fromkeys(found))


def _with_year_before(text: str) -> str:
    """The text with the year that `the year before` means, where it names just one."""
    years = years_in(text)
    if len(years) != 1 or not _YEAR_BEFORE.search(text):
        return text
    year = next(iter(years))
    both = _YEAR_BEFORE.sub(str(int(year) - 1), text)
    return both if _DIFFERENCE.search(text) or _CHANGED.search(text) else both.replace(year, "")


def _place(ordinal: str) -> int:
    digits = re.match(r"\d+", ordinal)
    return int(digits.group()) if digits else _ORDINALS.index(ordinal.lower()) + 1


def _bound(text: str) -> Bound | None:
    match = _BOUND.search(text)
    value = value_of(match["number"]) if match else None
    if match is None or value is None or years_in(match["number"]):
        return None
    word = match["word"].lower()
    within = word.startswith("at ") or word.startswith("no ")
    above = word in {"more than", "over", "above", "greater than", "at least", "no less than"} or word.startswith(
        "exceed"
    )
    return Bound(Decimal(repr(value)), above, within)


def _required(text: str) -> frozenset[str]:
    """The first word of each phrase that says what is measured or counted."""
    found = set()
    for match in _SUBJECT_LEADS.finditer(text):
        for word in re.findall(r"[\w'’]+", text[match.end() :])[:3]:
            if word.lower() in _AWAY:
                break
            if word.lower() not in _ASKING | _COMPARING and base(word) not in _GENERAL:
                found.add(base(word))
                break
    return frozenset(found)


def _over(text: str) -> frozenset[str]:
    """What `which` asks to choose among: the words after it up to the verb or the preposition."""
    match = _WHICH.search(text)
    if match is None:
        return frozenset()
    found = []
    for word in re.findall(r"[\w'’]+", text[match.end() :])[:3]:
        if word.lower() in _AWAY | _COMPARING:
            break
        found.append(base(word))
    return frozenset(found[:2])


def _names(text: str) -> frozenset[str]:
    """Words with a capital that no start of a sentence explains, and numbers."""
    found = set()
    for position, word in enumerate(words_of(text)):
        opens = position == 0 and text.lstrip(" \"'“”(").startswith(word)
        if any(c.isdigit() for c in word) or (any(c.isupper() for c in word) and not (opens and word[1:].islower())):
            found.add(base(word))
    return frozenset(found) - {base(word) for word in _ASKING | _COMPARING}
