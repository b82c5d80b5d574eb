"""What a question asks of a table: a figure, the greatest of several, a difference, the table as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import get_args

from indexer.lexical import searchable
from service.tables.bounds import Bound, BoundOn, bound_in, bounds_apart, is_denied, without_bounds
from service.tables.computation import Operation
from service.tables.number_words import SMALL
from service.tables.qualifiers import Pair, pairs_in
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


SUPERLATIVE_UP = _pattern(rf"(?<!at )\b(?:{_UP})\b")
"""What says that one thing is more than all others."""
SUPERLATIVE_DOWN = _pattern(rf"(?<!at )\b(?:{_DOWN})\b")
"""What says that it is less."""
COMPARED_UP = _pattern(rf"\b(?:{_MORE})\b")
"""What says, before `than`, that one thing is more than another."""
COMPARED_DOWN = _pattern(rf"\b(?:{_FEWER})\b")
"""What says that it is less."""
_WHICH_MORE = _pattern(
    rf"\b(?:which|who|where|what|whose|whether|do|does|did|is|are|was|were|has|have)\b.*\b(?:{_MORE})\b"
)
_WHICH_FEWER = _pattern(
    rf"\b(?:which|who|where|what|whose|whether|do|does|did|is|are|was|were|has|have)\b.*\b(?:{_FEWER})\b"
)
_COMPARES_TWO = _pattern(
    r"^\W*(?:(?:and|but|so|then|also)\W+)?(?:why|(?:how\s+)?(?:do|does|did|is|are|was|were|has|have|had|can|could|would|should))"
    r"\b(?!.*\b(?:tell|know|say|show|find|list|name)\w*\b.*\b(?:which|who|whose|what|where)\b)|\bwhether\b"
)
_RATIO = _pattern(r"\bhow many times\b|\btimes (?:as|more|higher|larger|bigger|greater|fewer)\b|-?\bfold\b|\bratio\b")
_DIFFERENCE = _pattern(
    rf"\bhow (?:much|many|far)\s+(?:\w+\s+){{0,2}}?(?:{_MORE}|{_FEWER})\b"
    rf"|\bhow (?:much|many)\b.*\b(?:{_MORE}|{_FEWER})\b.*\bthan\b(?!\s*[\d€$£¥])"
    r"|\bby how (?:much|many)\b|\bdifferen(?:ce|t)\b|\bgap\b"
    r"|\bpercentage points\b|\bmargin\b|\bexceeds?\b"
)
_CHANGE = _pattern(
    r"\b(?:increase|rise|rose|grow|grew|grown|growth|change|fall|fell|decrease|decline|drop)\w*\b.*\b(?:from|between|since)\b"
    r".*\d{4}|\bfrom\b.*\d{4}.*\bto\b.*\d{4}.*\b(?:increase|rise|rose|grow|grew|change|fall|fell)"
)
_CHANGED = _pattern(r"\b(?:than|from|compared)\b")
_HAS_CHANGED = _pattern(r"\bby how (?:much|many)\b.*\b(?:did|has|have)\b(?!.*\b(?:than|exceed)\b)")
_GROWTH = _pattern(r"\bgrowth\b")
_RELATIVE = _pattern(
    r"\b(?:what|which|how many) (?:percent\w*|per cent)\b(?!\s+points?\b)|\bby what share\b|\bin per ?cent\b"
)
_SHARE = _pattern(
    r"\b(?:what|which|how (?:large|big) a)\s+(?:share|proportion|fraction|part|percentage|per ?cent)\b"
    r"|\bshare of the (?:total|whole)\b"
)
_SUM = _pattern(
    r"\bin (?:total|all|sum)\b|\baltogether\b|\bcombined\b"
    r"|\bsum of\b|\btaken together\b|\b(?:what|which) is the total\b|\btogether\b|\badd up\b"
)
_AVERAGE_ALONE = _pattern(r"\b(?:what|which) (?:is|was|are|were) the (?:average|mean)\b")
_MEDIAN = _pattern(r"\bmedian\b")
_AVERAGE = _pattern(r"\b(?:average|mean)\b|\bon average\b")
_COUNT = _pattern(r"\bhow many\b")
_RANK = _pattern(rf"\brank(?:s|ed|ing)?\b|\b(?:sort|order)(?:ed)? by\b|\b{_ORDINAL}[\s-]+(?:{_UP}|{_DOWN})\b")
_NTH = _pattern(rf"\b(?P<nth>{_ORDINAL})[\s-]+(?:{_UP}|{_DOWN})\b")
_WHICH = _pattern(
    r"\b(?:which|what)\s+(?:of\s+(?:(?:the|these|those|all)\s+){1,2}(?:(?:two|three|four|five|\d{1,2})\s+)?)?"
)
_COUNTING = _pattern(
    r"\bhow many\s+(?:of\s+(?:(?:the|all|these|those|its)\s+){1,2})?"
    r"|\b(?:list|name|show)\s+(?:me\s+)?(?:all\s+)?(?:the\s+)?"
)
_YEAR_BEFORE = _pattern(r"\b(?:the )?(?:year before|previous year|preceding year)\b|\ba year earlier\b")
_THE_TABLE = _pattern(
    rf"\b(?:(?P<before>{_ORDINAL})\s+(?:and|or)\s+(?:the\s+)?)?(?P<ordinal>{_ORDINAL}|last)\s+table\b|\btable\s+(?:no\.?\s*|number\s+|n°\s*)?(?P<number>\d{{1,3}}|[ivx]+\b|[a-z]\d{{1,2}})"
)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FEW = rf"({'|'.join(_NUMBERS)}|[2-9]|1\d)"
_SEVERAL = _pattern(
    rf"(?<!of )\bthe\s+(?:top\s+)?{_FEW}\s+(?:{_UP}|{_DOWN})\b|\btop\s+{_FEW}\b"
    rf"|\b(?:which|what|name|list|show)\s+(?:the\s+)?{_FEW}\s+(?=\w+\s[^?]*\b(?:{_UP}|{_DOWN})\b)"
)
"""How many of the greatest are asked for: `the three largest`, `the top 5`, `which two towns have the most`."""
_LEADING_SEVERAL = _pattern(
    r"^\W*(?:(?:and|but|so|then|also)\W+)?(?:(?:(?:which|what|who)\s+(?:are|were)|name|list|show|give|find)\s+(?:me\s+)?)?"
    rf"(?:the\s+)?(?={_FEW}\s+(?:[^\W\d_]+\s+){{1,3}}?(?:with|that|which|who|whose|having|where|by)\s[^?]*\b(?:{_UP}|{_DOWN})\b)"
)
"""What opens a question for several that have the most of something: `what are the` three towns with the most mills."""
_OUT_OF = _pattern(
    r"\b(?P<of>of (?:(?:the|all|these|those|its|their) ){1,2})(?!(?:1[5-9]|20)\d\d\b)"
    rf"(?:\d[\d,]*|{SMALL}) (?=[a-z])"
)
"""How many there are in all, of which some are asked for: `of the 214 mills`."""
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
    across contain contains include includes distinguish distinguishes work works worked working people persons
    other common frequent frequently usual receive receives received get gets got have make makes made take took
    went go goes reach reached hold holds find finds found achieve achieved belong belongs there
    named mentioned
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


SIZES = frozenset(("large", "big", "small", "great", "old", "high", "low"))
"""Words that ask for a size after `how`, and narrow what they stand before: `small boats`."""

CHANGES = frozenset(("grow", "fall"))
"""Words that are met by the difference itself."""


@dataclass(frozen=True)
class Request:
    """A question as one of tables.

    `terms` are the stems of what it is about, in order; `names` those that must be met literally, being names or
    numbers. `operation` is what is to be worked out, or None where a figure is asked for as it stands; `nth` counts
    from the greatest or the least, and `most` is how many of these are asked for; `relative` asks for a change in per
    cent. `bound` is what is set on the figures, and `bounds` are those that are set on different ones. `tables` are
    printed numbers of tables, or their places in their document as whole numbers, -1 for the last.
    `required` are terms that say what is measured, as
    `firms` in `the most firms`, and `over` what is compared, as `country` in `which country`; `counted` is what is to
    be counted or listed. `pairs` are the words that narrow one another. `is_change` asks how much something changed in
    time. `is_denied` asks for what something is not, and `compares_two` whether or why one is more than another.
    """

    text: str
    terms: tuple[str, ...]
    names: frozenset[str]
    years: frozenset[str]
    operation: Operation | None
    tables: tuple[str | int, ...] = ()
    nth: int = 1
    most: int = 1
    fewest: bool = False
    relative: bool = False
    bound: Bound | None = None
    bounds: tuple[BoundOn, ...] = ()
    wants_figure: bool = False
    wants_percent: bool = False
    wants_count: bool = False
    asking: frozenset[str] = field(default=frozenset())
    required: frozenset[str] = field(default=frozenset())
    over: frozenset[str] = field(default=frozenset())
    counted: frozenset[str] = field(default=frozenset())
    pairs: frozenset[Pair] = field(default=frozenset())
    is_change: bool = False
    is_denied: bool = False
    compares_two: bool = False


def request_of(text: str, operation: str | None = None, table: str | None = None) -> Request:
    """Read a question; `operation` and `table` are what is known of it already."""
    # `The three towns with the most mills` asks which three towns these are.
    said = _LEADING_SEVERAL.sub("Which ", _with_year_before(" ".join(searchable(text).split())))
    subject = _SEVERAL.sub(_without_number, _OUT_OF.sub(r"\g<of>", _THE_TABLE.sub(" ", said)))
    bound, bounds, denied = bound_in(subject), bounds_apart(subject), is_denied(subject)
    if bound:
        subject = without_bounds(subject)
    nth = _NTH.search(said)
    words = words_of(subject)
    terms = [base(w) for w in words if w.lower() not in _ASKING and w.lower() not in _COMPARING]
    worked = _operation(said, _known(operation), bound is not None)
    is_change = worked in {"difference", "ratio"} and _is_change(said)
    if is_change:
        terms = [term for term in terms if term not in CHANGES]
    return Request(
        text=said,
        terms=tuple(dict.fromkeys(terms)),
        names=_names(subject),
        years=years_in(subject),
        operation=worked,
        tables=(table,) if table and not _THE_TABLE.search(said) else _tables_named(said),
        nth=_place(nth["nth"]) if nth else 1,
        most=_most(said),
        fewest=bool(SUPERLATIVE_DOWN.search(said) or (_WHICH_FEWER.search(said) and not _WHICH_MORE.search(said))),
        relative=bool(_RELATIVE.search(said) or re.search(r"\bpercentage change\b", said, re.IGNORECASE)),
        bound=bound,
        bounds=bounds,
        wants_figure=bool(
            _NUMBER.search(said)
            or (len(words) < 7 and not said.endswith("?"))
            or (len(words) < 4 and not _REASON.match(said))
        ),
        wants_percent=bool(_PERCENT.search(said)),
        wants_count=bool(_COUNTED.search(said)),
        required=_required(subject) & frozenset(terms),
        over=_first_words(subject, _WHICH),
        counted=_first_words(subject, _COUNTING),
        pairs=pairs_in(subject, (_ASKING | _COMPARING) - SIZES),
        is_change=is_change,
        is_denied=denied,
        compares_two=_COMPARES_TWO.search(said) is not None,
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
        return "count" if _COUNTING.search(text) or _WHICH.search(text) else None
    if _MEDIAN.search(text) and (found or known) == "average":
        return None
    return found or known or ("count" if _COUNT.search(text) else None)


_TESTS: tuple[tuple[Operation, Callable[[str], object]], ...] = (
    ("average", _AVERAGE_ALONE.search),
    ("ratio", _RATIO.search),
    ("difference", _DIFFERENCE.search),
    ("difference", _CHANGE.search),
    ("rank", _RANK.search),
    ("minimum", SUPERLATIVE_DOWN.search),
    ("maximum", SUPERLATIVE_UP.search),
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


def _without_number(match: re.Match[str]) -> str:
    """What asks for several of the greatest, without how many of them."""
    return match[0].replace(next(group for group in match.groups() if group), " ", 1)


def _most(text: str) -> int:
    """How many of the greatest or the least are asked for: 3 for `the three largest`."""
    match = _SEVERAL.search(text)
    if match is None:
        return 1
    number = next(group for group in match.groups() if group).lower()
    return int(number) if number.isdigit() else _NUMBERS.index(number) + 2


def _place(ordinal: str) -> int:
    digits = re.match(r"\d+", ordinal)
    return int(digits.group()) if digits else _ORDINALS.index(ordinal.lower()) + 1


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


def _first_words(text: str, opening: re.Pattern[str]) -> frozenset[str]:
    """What `which` or `how many` asks to choose among: the words after it up to the verb or the preposition."""
    match = opening.search(text)
    if match is None:
        return frozenset()
    found = []
    for word in re.findall(r"[\w'’]+", text[match.end() :])[:3]:
        if word.lower() in _AWAY | _COMPARING:
            break
        found.append(base(word))
    return frozenset(found[:2])


def is_of_growth(text: str) -> bool:
    """Whether it speaks of a growth, which is a figure of its own."""
    return _GROWTH.search(text) is not None


def _is_change(text: str) -> bool:
    """Whether it asks how much something changed in time; a growth that is compared is a figure of its own."""
    return not is_of_growth(text) and bool(len(years_in(text)) > 1 or _HAS_CHANGED.search(text))


def _names(text: str) -> frozenset[str]:
    """Words with a capital that no start of a sentence explains, and numbers."""
    found = set()
    for position, word in enumerate(words_of(text)):
        opens = position == 0 and text.lstrip(" \"'“”(").startswith(word)
        if any(c.isdigit() for c in word) or (any(c.isupper() for c in word) and not (opens and word[1:].islower())):
            found.add(base(word))
    return frozenset(found) - {base(word) for word in _ASKING | _COMPARING}
